//! The visit sheet on the screen: what is selected, what was taken off, and the note being typed.

use crate::app::field::Field;
use crate::library::Library;
use crate::shelf::{Clip, Sheet, page};

/// A row that can be selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A piece or note, by its number on the sheet.
    Clip(usize),
    /// A question that the clipped topics suggest.
    Question(String),
}

/// What was taken off, so that it can be put back.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Removed {
    Clip(usize, Clip),
    Question(String),
}

/// The sheet lying open.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct SheetView {
    pub selected: usize,
    pub(super) removed: Vec<Removed>,
}

/// What a note is written on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoteTarget {
    /// The piece with this number.
    Clip(usize),
    /// The sheet itself: a note that stands alone.
    New,
}

/// A note being typed, with the sheet below it.
#[derive(Clone, Debug, PartialEq)]
pub struct NoteEntry {
    pub field: Field,
    pub target: NoteTarget,
    pub sheet: SheetView,
}

impl SheetView {
    /// Whether something was taken off that can be put back.
    pub const fn has_removed(&self) -> bool {
        !self.removed.is_empty()
    }

    /// The rows: what was clipped in the reader's order, then the suggested questions.
    pub fn entries(library: &Library, sheet: &Sheet) -> Vec<Entry> {
        let clips = (0..sheet.clips.len()).map(Entry::Clip);
        let questions = page::questions(library, sheet).into_iter();
        clips.chain(questions.map(Entry::Question)).collect()
    }
}
