//! What a reader keeps: places, marks, bookmarks, what was read, and the visit sheet; pure data.

pub mod changes;
mod file;
mod html;
mod merge;
pub mod page;
pub mod paragraph;
mod place;
mod render;
mod setting;
mod sheet;
mod topic_read;
mod visit;

use std::collections::BTreeMap;

use serde::Serialize;

pub use merge::merge;
pub use place::Place;

pub use setting::KeptSetting;
pub use sheet::{Clip, Sheet};
pub use topic_read::TopicRead;
pub use visit::Visit;

/// The version this program writes.
pub const VERSION: i64 = 1;

/// Everything that is kept for one reader and one reference.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Shelf {
    /// The version of the file it came from, so that a newer one keeps its number.
    pub version: i64,
    pub visit: Visit,
    pub sheet: Sheet,
    /// Places by the letter that `m` gave them.
    pub marks: BTreeMap<String, Place>,
    pub bookmarks: Vec<Place>,
    /// The topics that were read, newest first.
    pub read: Vec<TopicRead>,
    /// Settings that were changed while reading, by name.
    pub settings: BTreeMap<String, KeptSetting>,
    /// Parts of a newer version.
    #[serde(flatten)]
    pub rest: toml::Table,
}

impl Default for Shelf {
    fn default() -> Self {
        Self {
            version: VERSION,
            visit: Visit::default(),
            marks: BTreeMap::new(),
            bookmarks: Vec::new(),
            read: Vec::new(),
            sheet: Sheet::default(),
            settings: BTreeMap::new(),
            rest: toml::Table::new(),
        }
    }
}

impl Shelf {
    /// Sets a bookmark, or takes it off where one is; whether it stands now.
    pub fn toggle_bookmark(&mut self, place: Place) -> bool {
        let before = self.bookmarks.len();
        self.bookmarks.retain(|other| !other.same_part(&place));
        let is_new = self.bookmarks.len() == before;
        if is_new {
            self.bookmarks.push(place);
        }
        is_new
    }
}
