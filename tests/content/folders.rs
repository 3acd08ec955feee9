//! Folders with links, pipes and files that are too long.

use std::fs;
use std::os::unix::fs::symlink;

use calcinosis::content::{ContentFolder, SourceFile, from_folder};

use crate::pipe::make_pipe;

/// A tree with a page, beside another file outside it.
fn tree() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("tree")).unwrap();
    fs::write(folder.path().join("tree/a.md"), "A page.").unwrap();
    fs::write(folder.path().join("secret"), "A secret.").unwrap();
    folder
}

fn paths(files: &[SourceFile]) -> Vec<&str> {
    files.iter().map(|file| file.path.as_ref()).collect()
}

#[test]
fn links_lead_out_only_when_asked_to() {
    let folder = tree();
    let tree = folder.path().join("tree");
    symlink(folder.path().join("secret"), tree.join("out.md")).unwrap();
    symlink(folder.path(), tree.join("around")).unwrap();
    symlink("a.md", tree.join("again.md")).unwrap();
    let files = from_folder(&tree).unwrap();
    assert_eq!(
        paths(&files),
        ["a.md", "again.md", "around/_index.md", "out.md"]
    );
    let text = |path: &str| {
        let file = files.iter().find(|file| file.path == path).unwrap();
        file.text().map_err(|error| error.to_string())
    };
    assert_eq!(text("again.md").unwrap(), "A page.");
    for refused in ["out.md", "around/_index.md"] {
        assert!(text(refused).unwrap_err().contains("--follow"), "{refused}");
    }
    let mut all = ContentFolder::new(&tree);
    all.follow = true;
    let files = all.files().unwrap();
    assert_eq!(paths(&files), ["a.md", "again.md", "out.md"]);
    assert_eq!(files[2].text().unwrap(), "A secret.");
}

#[test]
fn each_folder_is_entered_once() {
    let folder = tree();
    let tree = folder.path().join("tree");
    // Two links to the next folder in each of thirty: a thousand million ways.
    for depth in 0..30 {
        fs::create_dir(tree.join(depth.to_string())).unwrap();
        for link in ["l", "r"] {
            let next = tree.join((depth + 1).to_string());
            symlink(next, tree.join(depth.to_string()).join(link)).unwrap();
        }
    }
    fs::create_dir(tree.join("30")).unwrap();
    fs::write(tree.join("30/deep.md"), "Deep.").unwrap();
    let files = from_folder(&tree).unwrap();
    assert_eq!(files.len(), 2, "{:?}", paths(&files));
}

#[test]
fn what_is_no_file_or_too_long_says_so_and_hides_nothing_else() {
    let folder = tree();
    let tree = folder.path().join("tree");
    let pipe = tree.join("pipe.md");
    make_pipe(&pipe);
    symlink("/dev/zero", tree.join("zero.md")).unwrap();
    fs::write(tree.join("long.md"), "x".repeat(1000)).unwrap();
    fs::write(tree.join("line.md"), format!("+++{}", "x".repeat(1000))).unwrap();
    let mut folder = ContentFolder::new(&tree);
    folder.follow = true;
    folder.longest = 999;
    for file in folder.files().unwrap() {
        let error = file.front_matter().head.error.map(|(_, sentence)| sentence);
        let wanted = match file.path.as_ref() {
            "pipe.md" | "zero.md" => Some("it is not a regular file"),
            "long.md" | "line.md" => Some("bytes, and at most 999 are read"),
            _ => None,
        };
        let said = error.as_deref().unwrap_or_default();
        assert!(
            said.contains(wanted.unwrap_or_default()),
            "{}: {said}",
            file.path
        );
        assert_eq!(error.is_some(), wanted.is_some(), "{}: {said}", file.path);
        assert_eq!(file.text().is_err(), wanted.is_some(), "{}", file.path);
    }
}
