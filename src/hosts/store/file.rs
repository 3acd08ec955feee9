//! Files replaced whole or not at all, and set aside when they are broken.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, MetadataExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};
use std::process;
use std::thread;
use std::time::Duration;

use crate::content::regular;

/// The most that is read of a file of ours; a longer one is not ours.
const LONGEST: u64 = 16 * 1024 * 1024;

/// How often, and after what pause, a lock that another instance holds is tried again.
const LOCK_TRIES: usize = 20;
const LOCK_PAUSE: Duration = Duration::from_millis(25);

/// How old a temporary file is that nobody writes any more.
const STALE: Duration = Duration::from_hours(1);

/// The most files set aside under one name.
const MOST_BROKEN: usize = 100;

/// A file's text; None when there is no file.
pub(super) fn read(path: &Path) -> io::Result<Option<String>> {
    match regular::read(path, LONGEST) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
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
    let file = lock_file(folder)?;
    for _ in 0..LOCK_TRIES {
        match file.try_lock() {
            Ok(()) => return Some(file),
            Err(fs::TryLockError::WouldBlock) => thread::sleep(LOCK_PAUSE),
            Err(fs::TryLockError::Error(_)) => return None,
        }
    }
    None
}

/// Whether another instance holds the lock now.
pub(super) fn is_locked(folder: &Path) -> bool {
    let held = lock_file(folder).map(|file| file.try_lock());
    matches!(held, Some(Err(fs::TryLockError::WouldBlock)))
}

fn lock_file(folder: &Path) -> Option<File> {
    let path = folder.join("lock");
    // To open a pipe that nobody reads would wait for ever.
    if fs::metadata(&path).is_ok_and(|about| !about.is_file()) {
        return None;
    }
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false).mode(0o600);
    options.open(path).ok()
}

/// Removes temporary files that processes left which were killed while they wrote.
pub(super) fn sweep(folder: &Path) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        if is_temporary(&name.to_string_lossy()) && is_old(&entry) {
            // Another instance may have been faster.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Whether a name is one that [`replace`] gives: a dot, the file's name, the number of a process.
fn is_temporary(name: &str) -> bool {
    let inner = name
        .strip_prefix('.')
        .and_then(|name| name.rsplit_once('.'));
    inner.is_some_and(|(name, number)| {
        Path::new(name).extension().is_some_and(|end| end == "toml")
            && number.parse::<u32>().is_ok()
    })
}

fn is_old(entry: &fs::DirEntry) -> bool {
    let changed = entry.metadata().and_then(|about| about.modified());
    let age = changed.ok().and_then(|changed| changed.elapsed().ok());
    age.is_some_and(|age| age > STALE)
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

#[cfg(test)]
#[path = "../../../tests/support/pipe.rs"]
mod pipe;

#[cfg(test)]
mod tests {
    use std::time::SystemTime;

    use super::*;

    #[test]
    fn a_pipe_in_the_place_of_a_file_never_waits() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["lock", "shelf.toml"] {
            pipe::make_pipe(folder.path().join(name));
        }
        assert!(lock(folder.path()).is_none());
        assert!(!is_locked(folder.path()));
        let path = folder.path().join("shelf.toml");
        assert!(read(&path).is_err());
        replace(&path, "a shelf").unwrap();
        assert_eq!(read(&path).unwrap().as_deref(), Some("a shelf"));
    }

    #[test]
    fn a_lock_that_another_holds_is_seen_at_once() {
        let folder = tempfile::tempdir().unwrap();
        assert!(!is_locked(folder.path()));
        let held = lock(folder.path());
        assert!(held.is_some() && is_locked(folder.path()));
        drop(held);
        assert!(!is_locked(folder.path()));
    }

    #[test]
    fn what_a_killed_process_left_is_removed_once_it_is_old() {
        let folder = tempfile::tempdir().unwrap();
        let old = SystemTime::now() - 2 * STALE;
        for (name, time) in [
            (".shelf.toml.123", old),
            (".shelf.toml.124", SystemTime::now()),
            (".other", old),
            ("shelf.toml", old),
        ] {
            let file = File::create(folder.path().join(name)).unwrap();
            file.set_modified(time).unwrap();
        }
        sweep(folder.path());
        let left = fs::read_dir(folder.path()).unwrap();
        let mut left: Vec<_> = left.map(|entry| entry.unwrap().file_name()).collect();
        left.sort();
        assert_eq!(left, [".other", ".shelf.toml.124", "shelf.toml"]);
    }
}
