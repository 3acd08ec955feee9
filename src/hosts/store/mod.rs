//! The shelf on disk: in the reader's state folder, merged with what another instance wrote meanwhile.

mod file;
mod texts;

use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};

use crate::content::text::digest;
use crate::hosts::store::file::Stamp;
use crate::shelf::{Shelf, merge};

/// Where the shelf lies, and what it was when it was last read or written here.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    base: Shelf,
    /// The file that `base` was read from or written to.
    stamp: Option<Stamp>,
}

/// What the environment says of the reader's folders.
#[derive(Clone, Debug, Default)]
pub struct Folders {
    /// `XDG_STATE_HOME`.
    pub state: Option<OsString>,
    /// `HOME`.
    pub home: Option<OsString>,
}

impl Folders {
    pub fn of_environment() -> Self {
        Self {
            state: std::env::var_os("XDG_STATE_HOME"),
            home: std::env::var_os("HOME"),
        }
    }

    /// The state folder; an address that is not absolute is passed over, as the XDG rules ask.
    fn state_folder(&self) -> Option<PathBuf> {
        let absolute = |path: &OsString| Some(PathBuf::from(path)).filter(|it| it.is_absolute());
        let state = self.state.as_ref().and_then(absolute);
        state
            .or_else(|| Some(self.home.as_ref().and_then(absolute)?.join(".local/state")))
            .map(|folder| folder.join("calcinosis"))
    }
}

impl Store {
    /// The shelf of a reference: the built-in one, or the one in a folder. The error, and the first of the
    /// returned sentences, say what could not be read and what that means.
    pub fn open(
        folders: &Folders,
        reference: Option<&Path>,
    ) -> Result<(Self, Shelf, Option<String>), String> {
        let folder = folders
            .state_folder()
            .ok_or_else(|| lasts_not("HOME is not set"))?;
        let folder = reference.map_or_else(|| folder.clone(), |it| folder.join(other(it)));
        let mut store = Self {
            folder,
            base: Shelf::default(),
            stamp: None,
        };
        store.stamp = Stamp::of(&store.path());
        let (shelf, sentence) = store.load()?;
        let shelf = shelf.unwrap_or_default();
        store.base = shelf.clone();
        Ok((store, shelf, sentence))
    }

    fn path(&self) -> PathBuf {
        self.folder.join("shelf.toml")
    }

    /// What lies on disk; a broken file is set aside, and what can be read of it is taken.
    fn load(&self) -> Result<(Option<Shelf>, Option<String>), String> {
        let path = self.path();
        let text = file::read(&path)
            .map_err(|error| lasts_not(&format!("{}: {}", path.display(), file::words(&error))))?;
        let Some(text) = text else {
            return Ok((None, None));
        };
        let opened = Shelf::from_toml(&text);
        let Some(fault) = opened.faults.first() else {
            return Ok((Some(opened.shelf), None));
        };
        let aside = file::set_aside(&path).map_err(|error| {
            lasts_not(&format!(
                "{fault} in {}: {}",
                path.display(),
                file::words(&error)
            ))
        })?;
        let sentence = format!(
            "What you kept was broken ({fault}); the file is now {}.",
            aside.display()
        );
        Ok((Some(opened.shelf), Some(sentence)))
    }

    /// Writes the shelf, with all that other instances wrote since; the shelf as it is now on disk.
    /// The error is a sentence.
    pub fn save(&mut self, mine: &Shelf, texts: Vec<(String, String)>) -> Result<Shelf, String> {
        let failed = |error: &std::io::Error| {
            lasts_not(&format!(
                "{}: {}",
                self.folder.display(),
                file::words(error)
            ))
        };
        file::make_folder(&self.folder).map_err(|error| failed(&error))?;
        let _lock = file::lock(&self.folder);
        let theirs = self.theirs()?;
        let merged = theirs
            .as_ref()
            .map_or_else(|| mine.clone(), |theirs| merge(&self.base, mine, theirs));
        if theirs.as_ref() != Some(&merged) {
            file::replace(&self.path(), &merged.to_toml()).map_err(|error| failed(&error))?;
        }
        if !texts.is_empty() {
            texts::add(&self.folder, texts).map_err(|error| failed(&error))?;
        }
        self.base = merged.clone();
        self.stamp = Stamp::of(&self.path());
        Ok(merged)
    }

    /// What lies on disk now: read again only when another instance wrote it.
    fn theirs(&self) -> Result<Option<Shelf>, String> {
        if self.stamp.is_some() && self.stamp == Stamp::of(&self.path()) {
            return Ok(Some(self.base.clone()));
        }
        Ok(self.load()?.0)
    }

    /// The texts a topic had when it was read, the last one first.
    pub fn texts(&self, topic: &str) -> Vec<String> {
        texts::of(&self.folder, topic)
    }
}

/// Writes a text to a new file in the folder the reader is in; a sentence about it.
pub fn export(name: &str, text: &str) -> String {
    let folder = std::env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    match file::write_beside(&folder, name, text) {
        Ok(path) => format!("Written, {} bytes: {}", text.len(), path.display()),
        Err(error) => format!(
            "Not written to {}: {}. It can be copied instead.",
            folder.display(),
            file::words(&error)
        ),
    }
}

fn lasts_not(reason: &str) -> String {
    format!("Kept only until you quit: {reason}.")
}

/// The folder for another reference, by where it lies.
fn other(reference: &Path) -> PathBuf {
    let path = fs::canonicalize(reference).unwrap_or_else(|_| reference.to_path_buf());
    Path::new("other").join(digest(&path.to_string_lossy()))
}
