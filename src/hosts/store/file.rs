//! Files replaced whole or not at all, and set aside when they are broken.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::Duration;

/// The most that is read of a file of ours; a longer one is not ours.
const LONGEST: u64 = 16 * 1024 * 1024;

/// How often, and after what pause, a lock that another instance holds is tried again.
const LOCK_TRIES: usize = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(25);

/// The most files set aside under one name.
const MOST_BROKEN: usize = 100;

/// A file's text; None when there is no file.
pub(super) fn read(path: &Path) -> io::Result<Option<String>> {
    let file = match File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error),
    };
    let length = file.metadata()?.len().min(LONGEST);
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default() + 1);
    file.take(LONGEST).read_to_end(&mut bytes)?;
    Ok(Some(String::from_utf8_lossy(&bytes).into_owned()))
}

/// Makes a folder that only its owner can read.
pub(super) fn make_folder(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Replaces a file: a temporary file beside it is written, brought to the disk, and renamed. Whatever happens
/// then, the old text or the new one is there; which of them, nobody waits for.
pub(super) fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link stays a link: what it leads to is replaced.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    replace_with(&path, text, true)
}

/// As [`replace`], but nobody waits for the disk: for what may be lost when the power goes.
pub(super) fn replace_soon(path: &Path, text: &str) -> io::Result<()> {
    replace_with(path, text, false)
}

fn replace_with(path: &Path, text: &str, waits: bool) -> io::Result<()> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let temporary = path.with_file_name(format!(".{}.{}", name.unwrap_or_default(), process::id()));
    let written = write_new(&temporary, text, waits).and_then(|()| fs::rename(&temporary, path));
    if written.is_err() {
        // What is half written is of no use to anybody.
        let _ = fs::remove_file(&temporary);
        return written;
    }
    Ok(())
}

fn write_new(path: &Path, text: &str, waits: bool) -> io::Result<()> {
    // Left behind by a process of the same number that was killed.
    let _ = fs::remove_file(path);
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    if waits { file.sync_all() } else { Ok(()) }
}

/// Renames a broken file so that nothing of it is lost; its new path.
pub(super) fn set_aside(path: &Path) -> io::Result<PathBuf> {
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let name = name.unwrap_or_default();
    let names = (1..=MOST_BROKEN).map(|number| match number {
        1 => format!("{name}.broken"),
        number => format!("{name}.broken-{number}"),
    });
    let free = names
        .map(|name| path.with_file_name(name))
        .find(|path| fs::symlink_metadata(path).is_err());
    let free = free.ok_or(io::ErrorKind::AlreadyExists)?;
    fs::rename(path, &free)?;
    Ok(free)
}

/// What tells a file from another that was put in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Stamp {
    inode: u64,
    changed: (i64, i64),
    length: u64,
}

impl Stamp {
    /// None when there is no such file.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let file = fs::metadata(path).ok()?;
        Some(Self {
            inode: file.ino(),
            changed: (file.ctime(), file.ctime_nsec()),
            length: file.len(),
        })
    }
}

/// Keeps other instances from writing until it is dropped. A folder that cannot be locked (some network file
/// systems), or one that is held for long, is written without: states are merged in any case.
pub(super) fn lock(folder: &Path) -> Option<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    let file = options.open(folder.join("lock")).ok()?;
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Writes a text to a new file in a folder, under this name or the next free one; its path.
pub(super) fn write_beside(folder: &Path, name: &str, text: &str) -> io::Result<PathBuf> {
    let (stem, end) = name.rsplit_once('.').unwrap_or((name, "txt"));
    for number in 1..=MOST_BROKEN {
        let name = match number {
            1 => name.to_owned(),
            number => format!("{stem}-{number}.{end}"),
        };
        let path = folder.join(name);
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(mut file) => {
                file.write_all(text.as_bytes())?;
                file.sync_all()?;
                return Ok(path);
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

/// An error in words, without its number.
pub(super) fn words(error: &io::Error) -> String {
    let text = error.to_string();
    match text.split_once(" (os error") {
        Some((words, _)) => words.to_lowercase(),
        None => text,
    }
}
