//! The files of a content folder on disk: each once, none from outside, none that is no file.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt as _;
use std::path::{Path, PathBuf};

use crate::SourceFile;
use crate::source_file::TextPlace;

/// How deep folders are followed.
const DEEPEST: usize = 32;

/// The longest file that is read, in bytes, unless something else is asked for.
pub const LONGEST_FILE: u64 = 16 * 1024 * 1024;

/// A content folder, and how far one goes in it.
#[derive(Clone, Copy, Debug)]
pub struct ContentFolder<'a> {
    pub path: &'a Path,
    /// Whether links that lead out of the folder are followed.
    pub follow: bool,
    /// The longest file that is read, in bytes.
    pub longest: u64,
}

/// The content files below `folder`: a content tree, or a site that has one in `content`.
pub fn from_folder(folder: &Path) -> io::Result<Vec<SourceFile>> {
    ContentFolder::new(folder).files()
}

impl<'a> ContentFolder<'a> {
    /// A folder that is read no further than it goes.
    pub const fn new(path: &'a Path) -> Self {
        Self {
            path,
            follow: false,
            longest: LONGEST_FILE,
        }
    }

    /// Where its pages lie: in the content folder of a site.
    pub fn root(&self) -> PathBuf {
        let folder = self.path;
        let inner = folder.join("content");
        let site = folder.join("config.toml").is_file() || folder.join("zola.toml").is_file();
        if site && inner.is_dir() {
            inner
        } else {
            folder.to_path_buf()
        }
    }

    /// Its files, by path. One that cannot be read is among them and says why.
    pub fn files(&self) -> io::Result<Vec<SourceFile>> {
        let root = self.root();
        let folder = root.display();
        let unreadable = |error| {
            io::Error::other(format!(
                "cannot read the content folder {folder}: {error}; name a folder of Markdown files with --content"
            ))
        };
        let mut walk = Walk {
            folder: *self,
            inside: fs::canonicalize(&root).map_err(unreadable)?,
            root: &root,
            seen: HashSet::new(),
            files: Vec::new(),
        };
        walk.enter(&root, 0).map_err(unreadable)?;
        let mut files = walk.files;
        files.sort_by(|a, b| a.path.cmp(&b.path));
        if files.iter().any(|file| is_markdown(&file.path)) {
            Ok(files)
        } else {
            Err(io::Error::other(format!(
                "no topic found in {folder}: it holds no Markdown file (*.md)"
            )))
        }
    }
}

pub fn is_markdown(path: &str) -> bool {
    let end = path.rsplit_once('.').map(|(_, end)| end);
    end.is_some_and(|end| end.eq_ignore_ascii_case("md"))
}

/// The files beside the pages.
pub const SOURCES: &str = "sources.toml";
pub const AMBIGUOUS: &str = "ambiguous.toml";
pub const SYNONYMS: &str = "synonyms.toml";
pub const RED_FLAGS: &str = "red-flags.toml";

pub fn is_companion(path: &str) -> bool {
    [SOURCES, AMBIGUOUS, SYNONYMS, RED_FLAGS].contains(&path)
}

struct Walk<'a> {
    folder: ContentFolder<'a>,
    root: &'a Path,
    /// The root without links: what lies below it is inside.
    inside: PathBuf,
    /// Folders entered so far, by device and number: links make many ways to one folder.
    seen: HashSet<(u64, u64)>,
    files: Vec<SourceFile>,
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Path, depth: usize) -> io::Result<()> {
        let about = fs::metadata(folder)?;
        if !self.seen.insert((about.dev(), about.ino())) {
            return Ok(());
        }
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            if !name.starts_with('.') {
                self.take(&entry, folder, &name, depth)?;
            }
        }
        Ok(())
    }

    fn take(
        &mut self,
        entry: &fs::DirEntry,
        folder: &Path,
        name: &str,
        depth: usize,
    ) -> io::Result<()> {
        let path = entry.path();
        // The folder says what most entries are; only a link has to be followed.
        let kind = entry.file_type()?;
        let is_folder = kind.is_dir() || (kind.is_symlink() && path.is_dir());
        let is_content = is_markdown(name) || (folder == self.root && is_companion(name));
        if !is_folder && !is_content {
            return Ok(());
        }
        let leads_out = kind.is_symlink() && !self.folder.follow && !self.is_inside(&path);
        match (is_folder, leads_out) {
            (true, true) => self.refuse(&path.join("_index.md")),
            (false, true) => self.refuse(&path),
            // A folder inside that cannot be read hides only itself.
            (true, false) if depth < DEEPEST => self.enter(&path, depth + 1).unwrap_or_default(),
            (true, false) => {}
            (false, false) => {
                let relative = self.relative(&path);
                let place = TextPlace::Disk(path, self.folder.longest);
                self.files.push(SourceFile::at(&relative, place));
            }
        }
        Ok(())
    }

    fn is_inside(&self, link: &Path) -> bool {
        // A link to nothing leads nowhere, and reading it says so.
        fs::canonicalize(link).map_or(true, |target| target.starts_with(&self.inside))
    }

    fn refuse(&mut self, path: &Path) {
        let reason = "it is a link out of the content folder; --follow follows it";
        let place = TextPlace::Refused(reason);
        self.files.push(SourceFile::at(&self.relative(path), place));
    }

    fn relative(&self, path: &Path) -> String {
        path.strip_prefix(self.root)
            .unwrap_or(path)
            .to_string_lossy()
            .replace('\\', "/")
    }
}
