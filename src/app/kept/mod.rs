//! What a reader keeps and takes along: places, marks, the visit sheet, copies, what changed.

pub mod clipping;
pub mod copy;
pub mod export;
pub mod restore;
pub mod sheet_rows;
mod toggled;
pub mod visit_sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::app::outcome::Effect;
use crate::app::settings::Settings;
use crate::library::{Library, TopicId};
use crate::shelf::{Place, Shelf};

/// What this reader may keep, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeepRules {
    /// Nothing is read from or written to the state of earlier visits.
    pub private: bool,
    /// No file is written at all, not even one that the reader asks for.
    pub locked: bool,
}

impl Default for KeepRules {
    /// A visitor's: what is kept lasts as long as the session, unless a host allows more.
    fn default() -> Self {
        Self {
            private: false,
            locked: true,
        }
    }
}

impl KeepRules {
    /// Whether what is kept outlives the program.
    pub const fn lasts(self) -> bool {
        !self.private && !self.locked
    }
}

/// The shelf of this reader, and what belongs to this visit only.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pub rules: KeepRules,
    /// Shared while nobody changes it, so that the app is cheap to copy.
    pub shelf: Arc<Shelf>,
    /// Today, `YYYY-MM-DD`; empty until the host says so.
    pub today: Arc<str>,
    /// The places of an earlier visit's history.
    past: Arc<[Place]>,
    /// Topics whose text is no longer what was read.
    changed: BTreeSet<TopicId>,
    /// Ids of topics read in this visit whose text the host has not stored yet.
    unstored: BTreeSet<String>,
    /// Texts that were read before the content was replaced, and are not stored yet.
    replaced: BTreeMap<String, String>,
    /// The settings of a start with nothing kept, where the host has said so.
    base: Option<Settings>,
    /// Whether the reader was asked before leaving what to do with the visit sheet.
    pub asked_to_leave: bool,
    /// The text that the open topic had before the content was read again.
    before: Option<(String, Arc<str>)>,
}

impl Kept {
    /// The shelf, to be changed.
    pub fn edit(&mut self) -> &mut Shelf {
        Arc::make_mut(&mut self.shelf)
    }

    /// Whether a topic's text is no longer what was read.
    pub fn has_changed(&self, topic: TopicId) -> bool {
        self.changed.contains(&topic)
    }

    /// The topics whose text is no longer what was read.
    pub fn changed(&self) -> impl Iterator<Item = TopicId> {
        self.changed.iter().copied()
    }

    /// Asks the host to write the shelf, where it is written at all.
    pub fn save(&self) -> Option<Effect> {
        self.rules.lasts().then_some(Effect::Save)
    }

    /// The topics that were read, newest first.
    pub fn recently_read(&self, library: &Library) -> impl Iterator<Item = TopicId> {
        let read = self.shelf.read.iter();
        read.filter_map(|reading| library.find(&reading.topic))
    }
}
