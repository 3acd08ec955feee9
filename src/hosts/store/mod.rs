//! The shelf on disk: in the reader's state folder, merged with what another instance wrote meanwhile.

mod file;
mod texts;

use std::ffi::OsString;
use std::fs;
use std::io;
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

    pub fn state_folder(&self) -> Option<PathBuf> {
        self.folder(self.state.as_ref(), ".local/state")
    }

    /// Our folder in the one that a variable names, or that lies there below `HOME`; an address that is not absolute is
    /// passed over, as the XDG rules ask.
    pub fn folder(&self, own: Option<&OsString>, below_home: &str) -> Option<PathBuf> {
        let absolute = |path: &OsString| Some(PathBuf::from(path)).filter(|it| it.is_absolute());
        let below_home = || Some(self.home.as_ref().and_then(absolute)?.join(below_home));
        let folder = own.and_then(absolute).or_else(below_home)?;
        Some(folder.join("calcinosis"))
    }
}

impl Store {
    /// The shelf of a reference: the built-in one, or the one in a folder. The error, or the sentence beside it, says
    /// what could not be read and what that means.
    pub fn open(
        folders: &Folders,
        reference: Option<&Path>,
    ) -> Result<(Self, Option<String>), String> {
        let folder = folders
            .state_folder()
            .ok_or_else(|| not_kept("HOME is not set"))?;
        let folder = reference.map_or_else(|| folder.clone(), |it| folder.join(folder_of(it)));
        let mut store = Self {
            folder,
            base: Shelf::default(),
            stamp: None,
        };
        store.stamp = Stamp::of(&store.path());
        let (shelf, sentence) = store.load()?;
        store.base = shelf.unwrap_or_default();
        Ok((store, sentence))
    }

    /// The shelf as it was last read or written here.
    pub const fn base(&self) -> &Shelf {
        &self.base
    }

    fn path(&self) -> PathBuf {
        self.folder.join("shelf.toml")
    }

    /// Where earlier versions kept the last visit apart from the shelf.
    fn visit_path(&self) -> PathBuf {
        self.folder.join("visit.toml")
    }

    /// The shelf on disk, if there is one; a broken file is set aside with a sentence about it, and what can be read
    /// of it is taken.
    fn load(&self) -> Result<(Option<Shelf>, Option<String>), String> {
        let path = self.path();
        let text = file::read(&path)
            .map_err(|error| not_kept(&format!("{}: {}", path.display(), file::words(&error))))?;
        let opened = text.map(|text| Shelf::from_toml(&text));
        let fault = opened.as_ref().and_then(|opened| opened.faults.first());
        let sentence = fault.map(|fault| set_aside(&path, fault)).transpose()?;
        let kept = opened.map(|opened| opened.shelf);
        Ok((self.with_earlier_visit(kept), sentence))
    }

    /// Takes over the last visit from where earlier versions kept it.
    fn with_earlier_visit(&self, kept: Option<Shelf>) -> Option<Shelf> {
        // Whatever is wrong with that file, it can only say where the reader was.
        let text = file::read(&self.visit_path()).ok().flatten();
        let earlier = text.map(|text| Shelf::from_toml(&text).shelf);
        match earlier.filter(|earlier| earlier.visit.place.is_some()) {
            Some(Shelf { visit, read, .. }) => Some(Shelf {
                visit,
                read,
                ..kept.unwrap_or_default()
            }),
            None => kept,
        }
    }

    /// Whether another instance is writing now: then saving would wait.
    pub fn is_busy(&self) -> bool {
        file::is_locked(&self.folder)
    }

    /// Writes the shelf, with all that other instances wrote since; the shelf as it is now on disk.
    /// The error is a sentence.
    pub fn save(&mut self, mine: &Shelf, texts: Vec<(String, String)>) -> Result<Shelf, String> {
        let failed = |error: &io::Error| {
            not_kept(&format!(
                "{}: {}",
                self.folder.display(),
                file::words(error)
            ))
        };
        file::make_folder(&self.folder).map_err(|error| failed(&error))?;
        let _lock = file::lock(&self.folder);
        file::sweep(&self.folder);
        let on_disk = self.on_disk()?;
        let merged = merge(&self.base, mine, on_disk.as_ref().unwrap_or(&self.base));
        if on_disk.as_ref() != Some(&merged) {
            file::replace(&self.path(), &merged.to_toml()).map_err(|error| failed(&error))?;
            // It is part of the shelf now. Where there was none, there is nothing to remove.
            let _ = fs::remove_file(self.visit_path());
        }
        if !texts.is_empty() {
            texts::add(&self.folder, texts).map_err(|error| failed(&error))?;
        }
        self.base = merged.clone();
        self.stamp = Stamp::of(&self.path());
        Ok(merged)
    }

    /// The shelf on disk now: read again only when another instance wrote it.
    fn on_disk(&self) -> Result<Option<Shelf>, String> {
        let stamp = Stamp::of(&self.path());
        if stamp == self.stamp {
            return Ok(stamp.map(|_| self.base.clone()));
        }
        Ok(self.load()?.0)
    }

    /// The texts a topic had when it was read, the last one first.
    pub fn texts(&self, topic: &str) -> Vec<String> {
        texts::of(&self.folder, topic)
    }
}

/// Replaces a file that the reader may write by hand too, in a folder that is made if need be. The error is a phrase.
pub fn replace(path: &Path, text: &str) -> Result<(), String> {
    let folder = path.parent().map_or(Ok(()), file::make_folder);
    let written = folder.and_then(|()| file::replace(path, text));
    written.map_err(|error| file::words(&error))
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

/// Puts a broken file aside; a sentence about it.
fn set_aside(path: &Path, fault: &str) -> Result<String, String> {
    let aside = file::set_aside(path).map_err(|error| {
        not_kept(&format!(
            "{fault} in {}: {}",
            path.display(),
            file::words(&error)
        ))
    })?;
    Ok(format!(
        "What you kept was broken ({fault}); the file is now {}.",
        aside.display()
    ))
}

fn not_kept(reason: &str) -> String {
    format!("Kept only until you quit: {reason}.")
}

/// The folder for another reference, by where it lies.
fn folder_of(reference: &Path) -> PathBuf {
    let path = fs::canonicalize(reference).unwrap_or_else(|_| reference.to_path_buf());
    Path::new("other").join(digest(&path.to_string_lossy()))
}
