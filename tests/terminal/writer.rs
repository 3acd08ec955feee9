//! A folder that somebody writes in while it is read.

use std::fs;
use std::process::Command;
use std::time::Instant;

use crate::READY;
use crate::pty::{LIMIT, Pty};

/// A folder with a long page and another, and the reader of it, when it says that it is ready.
fn writer(arguments: &[&str], ready: &str) -> (tempfile::TempDir, Pty) {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (1..=60).map(|it| format!("Line {it}.")).collect();
    let lines = lines.join("\n\n");
    fs::write(folder.path().join("a.md"), format!("# First\n\n{lines}")).unwrap();
    fs::write(folder.path().join("b.md"), "# Second\n\nShort.\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
    command
        .env("LC_ALL", "C.UTF-8")
        .args(["--private", "--content"])
        .arg(folder.path())
        .args(arguments);
    let mut pty = Pty::start(command, (80, 24));
    pty.until_text(ready);
    (folder, pty)
}

#[test]
fn what_a_writer_changes_is_shown_at_the_place_where_it_was_read() {
    let (folder, mut pty) = writer(&["--watch", "a"], READY);
    pty.until_text("Line 1.");
    pty.send(b" ");
    pty.until("later lines", |screen| {
        let contents = screen.contents();
        contents.contains("Line 14.") && !contents.contains("Line 1.")
    });
    let page = folder.path().join("a.md");
    let text = fs::read_to_string(&page).unwrap();
    let text = text.replace(
        "# First\n",
        "# First\n\nOne more above.\n\n## And a heading\n",
    );
    fs::write(&page, text.replace("Line 14.", "Line fourteen.")).unwrap();
    pty.until("the edited line in its place", |screen| {
        let contents = screen.contents();
        contents.contains("Line fourteen.") && !contents.contains("One more")
    });
    fs::write(folder.path().join("c.md"), "# Third\n\nNew.\n").unwrap();
    pty.until_text("Third");
    fs::remove_file(folder.path().join("c.md")).unwrap();
    pty.until("no third page", |screen| {
        !screen.contents().contains("Third")
    });
    fs::remove_file(page).unwrap();
    pty.until_text("“First” is no longer there.");
    pty.send(b"q");
    assert!(pty.end().0.success());
}

#[test]
fn in_plain_mode_what_a_writer_changes_is_told_with_the_next_line() {
    let (folder, mut pty) = writer(&["--plain", "--watch", "b"], "Short.");
    let page = folder.path().join("b.md");
    for text in ["Longer.", "石灰 и кальций."] {
        // As most editors save: another file takes the name.
        let draft = folder.path().join(".draft");
        fs::write(&draft, format!("# Second\n\n{text}\n")).unwrap();
        fs::rename(&draft, &page).unwrap();
        let start = Instant::now();
        while !pty.screen().contents().contains(text) {
            assert!(start.elapsed() < LIMIT, "{}", pty.screen().contents());
            // The top of the page again.
            pty.send(b"g\n");
            assert!(pty.read(), "no answer");
        }
    }
    pty.send(b"q\n");
    assert!(pty.end().0.success());
}

#[test]
fn without_watching_a_key_reads_the_content_again() {
    let (folder, mut pty) = writer(&["b"], READY);
    pty.until_text("Short.");
    fs::write(folder.path().join("b.md"), "# Second\n\nLonger.\n").unwrap();
    fs::write(folder.path().join("sub.md"), "# Added\n").unwrap();
    pty.send(b"R");
    pty.until("the new text and page", |screen| {
        let contents = screen.contents();
        contents.contains("Longer.") && contents.contains("Added")
    });
    pty.send(b"q");
    assert!(pty.end().0.success());
}
