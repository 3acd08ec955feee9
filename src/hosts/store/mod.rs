//! The shelf on disk: in the reader's state folder, merged with what another instance wrote meanwhile.
//!
//! What a reader keeps lies in `shelf.toml`, which is brought to the disk whenever it changes. Where they were and
//! what they read changes with every visit, and nobody who quits should wait for a disk: after the last change of
//! the shelf that alone goes to `visit.toml`, which stands above what the shelf says of it.

mod file;
mod texts;

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::content::text::digest;
use crate::hosts::store::file::Stamp;
use crate::shelf::{Shelf, Traces, merge};

/// Where the shelf lies, and what it was when it was last read or written here.
#[derive(Debug)]
pub struct Store {
    folder: PathBuf,
    base: Shelf,
    /// The files that `base` was read from or written to.
    stamps: [Option<Stamp>; 2],
}

/// What was found on disk.
#[derive(Clone, Default)]
struct Found {
    shelf: Option<Shelf>,
    /// What a later visit left.
    traces: Option<Traces>,
    /// What could not be read, and what that means.
    sentence: Option<String>,
}

impl Found {
    /// All of it. What is not there was taken away by nobody.
    fn or(self, base: &Shelf) -> Shelf {
        let mut all = self.shelf.unwrap_or_else(|| base.clone());
        if let Some(traces) = self.traces {
            all.follow(traces);
        }
        all
    }
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
            stamps: [None; 2],
        };
        store.stamps = store.stamps_now();
        let mut found = store.load()?;
        let sentence = found.sentence.take();
        store.base = found.or(&store.base);
        let shelf = store.base.clone();
        Ok((store, shelf, sentence))
    }

    fn path(&self) -> PathBuf {
        self.folder.join("shelf.toml")
    }

    fn traces_path(&self) -> PathBuf {
        self.folder.join("visit.toml")
    }

    fn stamps_now(&self) -> [Option<Stamp>; 2] {
        [self.path(), self.traces_path()].map(|path| Stamp::of(&path))
    }

    /// What lies on disk; a broken shelf is set aside, and what can be read of it is taken.
    fn load(&self) -> Result<Found, String> {
        let path = self.path();
        let text = file::read(&path)
            .map_err(|error| lasts_not(&format!("{}: {}", path.display(), file::words(&error))))?;
        // Whatever is wrong with it, it can only say where the reader was.
        let traces = file::read(&self.traces_path()).ok().flatten();
        let traces = traces.and_then(|text| Traces::from_toml(&text));
        let Some(opened) = text.map(|text| Shelf::from_toml(&text)) else {
            return Ok(Found {
                traces,
                ..Found::default()
            });
        };
        let fault = opened.faults.first();
        Ok(Found {
            sentence: fault.map(|fault| set_aside(&path, fault)).transpose()?,
            shelf: Some(opened.shelf),
            traces,
        })
    }

    /// Writes the shelf, with all that other instances wrote since; the shelf as it is now on disk.
    /// The error is a sentence.
    pub fn save(&mut self, mine: &Shelf, texts: Vec<(String, String)>) -> Result<Shelf, String> {
        let failed = |error: &io::Error| {
            lasts_not(&format!(
                "{}: {}",
                self.folder.display(),
                file::words(error)
            ))
        };
        file::make_folder(&self.folder).map_err(|error| failed(&error))?;
        let _lock = file::lock(&self.folder);
        let (there, theirs) = self.theirs()?;
        let merged = merge(&self.base, mine, &theirs);
        if !merged.keeps_the_same_as(&there) {
            self.write(&merged).map_err(|error| failed(&error))?;
        } else if merged != there {
            file::replace_soon(&self.traces_path(), &merged.traces_to_toml())
                .map_err(|error| failed(&error))?;
        }
        if !texts.is_empty() {
            texts::add(&self.folder, texts).map_err(|error| failed(&error))?;
        }
        self.base = merged.clone();
        self.stamps = self.stamps_now();
        Ok(merged)
    }

    /// Writes all of it, the traces too: what is left of a visit before this is old.
    fn write(&self, all: &Shelf) -> io::Result<()> {
        file::replace(&self.path(), &all.to_toml())?;
        match fs::remove_file(self.traces_path()) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    /// What is on disk now, and that with what was there when a file is gone: read again only when another
    /// instance wrote it.
    fn theirs(&self) -> Result<(Shelf, Shelf), String> {
        if self.stamps == self.stamps_now() {
            return Ok((self.base.clone(), self.base.clone()));
        }
        let found = self.load()?;
        let there = found.clone().or(&Shelf::default());
        Ok((there, found.or(&self.base)))
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

/// Puts a broken file aside; a sentence about it.
fn set_aside(path: &Path, fault: &str) -> Result<String, String> {
    let aside = file::set_aside(path).map_err(|error| {
        lasts_not(&format!(
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

fn lasts_not(reason: &str) -> String {
    format!("Kept only until you quit: {reason}.")
}

/// The folder for another reference, by where it lies.
fn other(reference: &Path) -> PathBuf {
    let path = fs::canonicalize(reference).unwrap_or_else(|_| reference.to_path_buf());
    Path::new("other").join(digest(&path.to_string_lossy()))
}
