//! Reading a file that may be anything: a pipe that nobody writes, a device without an end, a disk image.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::Path;

/// Reads a regular file of at most `most` bytes. What is no regular file is not even opened, for opening a pipe waits.
pub fn read(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = open(path)?;
    let length = check_length(&file, most)?;
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or_default());
    // A file that grows meanwhile is read as far as it is allowed to be long, and one byte more tells.
    let read = file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if read as u64 > most {
        return Err(too_large(read as u64, most));
    }
    Ok(bytes)
}

/// As [`read`], for a text; bytes that are not UTF-8 are an error.
pub fn read_text(path: &Path, most: u64) -> io::Result<String> {
    String::from_utf8(read(path, most)?)
        .map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))
}

/// The length of an open file, if it is allowed to be that long.
pub fn check_length(file: &File, most: u64) -> io::Result<u64> {
    let length = file.metadata()?.len();
    if length > most {
        return Err(too_large(length, most));
    }
    Ok(length)
}

/// Opens a regular file.
pub fn open(path: &Path) -> io::Result<File> {
    let is_regular = |about: fs::Metadata| about.is_file().then_some(());
    is_regular(fs::metadata(path)?).ok_or_else(irregular)?;
    let file = File::open(path)?;
    // It may have been exchanged since.
    is_regular(file.metadata()?).ok_or_else(irregular)?;
    Ok(file)
}

fn irregular() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, "it is not a regular file")
}

fn too_large(length: u64, most: u64) -> io::Error {
    let sentence = format!("it has {length} bytes, and at most {most} are read");
    io::Error::new(io::ErrorKind::FileTooLarge, sentence)
}

#[cfg(test)]
#[path = "../../tests/support/pipe.rs"]
mod pipe;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_regular_file_is_read_up_to_its_cap() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("text");
        fs::write(&path, "12345").unwrap();
        assert_eq!(read_text(&path, 5).unwrap(), "12345");
        let error = read(&path, 4).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(error.to_string(), "it has 5 bytes, and at most 4 are read");
        fs::write(&path, [0xff]).unwrap();
        assert!(read_text(&path, 5).is_err());
    }

    #[test]
    fn what_is_no_regular_file_is_refused_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let pipe = folder.path().join("pipe");
        pipe::make_pipe(&pipe);
        for path in [pipe.as_path(), folder.path(), Path::new("/dev/zero")] {
            let error = read(path, 5).unwrap_err();
            assert_eq!(error.to_string(), "it is not a regular file", "{path:?}");
        }
    }
}
