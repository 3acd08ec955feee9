//! A content file before reading: embedded in the program, in memory, or on disk.

use std::borrow::Cow;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, BufRead as _, BufReader};
use std::path::{Path, PathBuf};

/// How many bytes of front matter are read before giving up on its end mark.
const LONGEST_FRONT_MATTER: usize = 64 * 1024;

/// How deep folders are followed, so that a link to a parent ends.
const DEEPEST_FOLDER: usize = 32;

static EMBEDDED: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// A file before reading: its path inside the content folder, and where its text is.
#[derive(Clone, Debug)]
pub struct SourceFile {
    /// Relative to the content folder, with `/` between its parts.
    pub path: String,
    place: Place,
}

#[derive(Clone, Debug)]
enum Place {
    Memory(Cow<'static, str>),
    Disk(PathBuf),
}

impl SourceFile {
    /// A file whose text is at hand, as tests and generated pages have it.
    pub fn new(path: impl Into<String>, text: impl Into<Cow<'static, str>>) -> Self {
        Self {
            path: path.into(),
            place: Place::Memory(text.into()),
        }
    }

    /// The whole text; bytes that are not UTF-8 become replacement characters.
    pub fn text(&self) -> io::Result<Cow<'static, str>> {
        match &self.place {
            Place::Memory(text) => Ok(text.clone()),
            Place::Disk(path) => Ok(Cow::Owned(lossy(fs::read(path)?))),
        }
    }

    /// The file with its text in memory: what happens on disk is not seen any more.
    pub fn read(&self) -> io::Result<Self> {
        Ok(Self::new(self.path.clone(), self.text()?))
    }

    /// The start of the text, up to the end of its front matter: all that a tree needs.
    pub fn head(&self) -> io::Result<Cow<'static, str>> {
        match &self.place {
            Place::Memory(text) => Ok(text.clone()),
            Place::Disk(path) => head_of(path).map(Cow::Owned),
        }
    }

    /// Where the file lies on disk, if it does.
    pub fn on_disk(&self) -> Option<&Path> {
        match &self.place {
            Place::Memory(_) => None,
            Place::Disk(path) => Some(path),
        }
    }
}

fn lossy(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

fn head_of(path: &Path) -> io::Result<String> {
    let mut reader = BufReader::new(File::open(path)?);
    let mut bytes = Vec::new();
    let mut fence: Option<Vec<u8>> = None;
    loop {
        let start = bytes.len();
        let read = reader.read_until(b'\n', &mut bytes)?;
        let line = bytes.get(start..).unwrap_or_default().trim_ascii_end();
        match &fence {
            None if line == b"+++" || line == b"---" => fence = Some(line.to_vec()),
            Some(mark) if line == mark.as_slice() => break,
            Some(_) if read > 0 && bytes.len() < LONGEST_FRONT_MATTER => {}
            _ => break,
        }
    }
    Ok(lossy(bytes))
}

/// The reference built into this program.
pub fn embedded() -> Vec<SourceFile> {
    EMBEDDED
        .iter()
        .map(|(path, text)| SourceFile::new(*path, *text))
        .collect()
}

/// The content files below `folder`: a content tree, or a site that has one in `content`.
pub fn from_folder(folder: &Path) -> Result<Vec<SourceFile>, FolderError> {
    let inner = folder.join("content");
    let site = folder.join("config.toml").is_file() || folder.join("zola.toml").is_file();
    let root = if site && inner.is_dir() {
        inner
    } else {
        folder.to_path_buf()
    };
    let mut files = Vec::new();
    collect(&root, &root, 0, &mut files).map_err(|error| FolderError::unreadable(&root, &error))?;
    files.sort_by(|a, b| a.path.cmp(&b.path));
    if files.iter().any(|file| is_markdown(&file.path)) {
        Ok(files)
    } else {
        Err(FolderError::empty(&root))
    }
}

pub(super) fn is_markdown(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("md"))
}

fn collect(
    root: &Path,
    folder: &Path,
    depth: usize,
    files: &mut Vec<SourceFile>,
) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path
            .file_name()
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth < DEEPEST_FOLDER {
                // A folder inside that cannot be read hides only itself.
                let _ = collect(root, &path, depth + 1, files);
            }
        } else if is_markdown(&name) || (folder == root && is_companion(&name)) {
            let relative = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .to_string_lossy()
                .replace('\\', "/");
            files.push(SourceFile {
                path: relative,
                place: Place::Disk(path),
            });
        }
    }
    Ok(())
}

fn is_companion(name: &str) -> bool {
    name == "sources.toml" || name == "ambiguous.toml"
}

/// A content folder that gives nothing to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FolderError(String);

impl FolderError {
    fn unreadable(folder: &Path, error: &io::Error) -> Self {
        Self(format!(
            "cannot read the content folder {}: {error}; name a folder of Markdown files with --content",
            folder.display()
        ))
    }

    fn empty(folder: &Path) -> Self {
        Self(format!(
            "no topic found in {}: it holds no Markdown file (*.md)",
            folder.display()
        ))
    }
}

impl fmt::Display for FolderError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for FolderError {}
