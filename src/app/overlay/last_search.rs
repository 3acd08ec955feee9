//! What was searched for last, and which of its hits was chosen.

use crate::app::outcome::Outcome;
use crate::app::overlay::finder::{FEWEST, Finder};
use crate::app::overlay::text_field::TextField;
use crate::library::Library;
use crate::search::Index;

/// The last query, and the row of the hit that was chosen last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastSearch {
    query: String,
    row: usize,
    /// That hit was opened, so that the next one is the one below it.
    is_opened: bool,
}

impl LastSearch {
    /// Keeps what a finder asks for.
    pub fn keep(&mut self, finder: &Finder, is_opened: bool) {
        if !finder.is_empty() {
            *self = Self {
                query: finder.field.text().to_owned(),
                row: finder.selected,
                is_opened,
            };
        }
    }

    /// Has a finder ask it again, all of it selected, so that typing replaces it.
    pub fn resume(&self, finder: &mut Finder, library: &Library, index: Option<&Index>) {
        finder.field = TextField::selected(self.query.as_str());
        finder.find(library, index, FEWEST.max(self.row + 2));
        finder.selected = self.row.min(finder.len().saturating_sub(1));
    }

    /// Opens the hit below the one that was opened last.
    pub fn next_hit(&mut self, library: &Library, index: Option<&Index>) -> Outcome {
        let query = self.query.trim();
        if query.is_empty() {
            return Outcome::say("Nothing was searched for yet: s searches.");
        }
        let mut finder = Finder::default();
        self.resume(&mut finder, library, index);
        let (row, rows) = (self.row + usize::from(self.is_opened), finder.len());
        if row >= rows {
            return Outcome::say(format!("That was the last hit for “{query}”; s searches."));
        }
        finder.selected = row;
        let title = finder.topic().map(|topic| &library.topic(topic).title);
        let title = title.map_or("", |title| title.as_ref());
        let said = format!("Hit {} of {rows} for “{query}”: {title}", row + 1);
        (self.row, self.is_opened) = (row, true);
        finder.open(None).saying(said)
    }
}
