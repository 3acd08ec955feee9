//! A list over the page: outline, sources, urgent topics.

use crate::app::overlay::Overlay;
use crate::app::rows::{Frame, Item, ItemLine, in_sight};
use crate::layout::{Anchor, Symbols};
use crate::library::TopicId;

/// Where choosing something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Topic(TopicId),
    /// A heading of a topic, by slug.
    Heading(TopicId, String),
    Anchor(TopicId, Anchor),
    /// A source's card.
    Source(String),
    /// An address outside the reference, which is only shown and copied.
    Outside(String),
}

/// One row: what it says, how far it is indented, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    pub text: String,
    pub detail: String,
    pub indent: usize,
    pub goal: Goal,
}

impl ListRow {
    fn item(&self) -> Item<'_> {
        Item {
            indent: self.indent,
            text: self.text.as_str().into(),
            detail: self.detail.as_str().into(),
            ..Item::default()
        }
    }
}

/// The first visible row of a list so that the selected one is in view: lists turn by whole pages.
pub const fn first_row(selected: usize, height: usize) -> usize {
    match selected.checked_div(height) {
        Some(pages) => pages * height,
        None => selected,
    }
}

/// Rows with one selected.
#[derive(Clone, Debug)]
pub struct List {
    pub title: String,
    pub rows: Vec<ListRow>,
    pub selected: usize,
    /// What it was opened from, which closing it returns to.
    pub behind: Option<Box<Overlay>>,
}

impl List {
    pub fn new(title: impl Into<String>, rows: Vec<ListRow>) -> Self {
        Self {
            title: title.into(),
            rows,
            selected: 0,
            behind: None,
        }
    }

    /// Moves the selection, stopping at the ends.
    pub fn step(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(rows).min(last);
    }

    /// The lines in sight.
    pub fn in_sight(&self, width: u16, height: u16, symbols: Symbols) -> Vec<ItemLine> {
        let frame = Frame {
            width,
            height,
            lead: 0,
            symbols,
        };
        let items: Vec<Item<'_>> = self.rows.iter().map(ListRow::item).collect();
        in_sight(&items, self.selected, &frame)
    }

    /// Whether the rows are sources, which have numbers.
    pub fn is_of_sources(&self) -> bool {
        matches!(self.chosen(), Some(Goal::Source(_)))
    }

    pub fn chosen(&self) -> Option<&Goal> {
        self.rows.get(self.selected).map(|row| &row.goal)
    }
}
