//! The jump dialog: a query, its hits, and the chosen one.

use crate::app::field::Field;
use crate::app::list::first_row;
use crate::library::{Library, TopicId};
use crate::search::{Hit, Index, Results};

/// How many hits are kept; nobody scrolls further.
const MOST: usize = 50;

/// What stands there until there is an index.
pub const READING: &str = "Reading the pages …";

/// How many are explained at first, however low the screen: with each letter typed most of them are others.
const FEWEST: usize = 12;

/// Rows above the hits: the query, and what narrows it.
pub const ABOVE_HITS: u16 = 2;

/// Rows a hit takes: its title with the reason, and the text around the match.
pub const HIT_ROWS: u16 = 2;

/// A query being typed and what it finds.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    pub field: Field,
    pub results: Results,
    pub selected: usize,
    /// Which section of the selected row is chosen: 0 is the best place.
    pub place: usize,
    /// How many hits fit the screen, as far as that is known.
    fit: usize,
    /// What is offered before anything is typed.
    pub offered: Vec<TopicId>,
}

/// How many hits fit so many rows.
pub fn hits_in(rows: u16) -> usize {
    usize::from((rows / HIT_ROWS).max(1))
}

impl Finder {
    pub fn new(offered: Vec<TopicId>) -> Self {
        Self {
            offered,
            ..Self::default()
        }
    }

    /// Searches anew after the query changed.
    pub fn search(&mut self, library: &Library, index: Option<&Index>) {
        self.find(library, index, self.fit.max(FEWEST));
        self.selected = 0;
        self.place = 0;
    }

    /// Finds the rest when more hits are in sight, of which so many fit, than were explained.
    pub fn settle(&mut self, library: &Library, index: Option<&Index>, fit: usize) {
        self.fit = fit;
        let in_sight = first_row(self.selected, fit).saturating_add(fit);
        if !self.is_empty() && self.results.hits.len() < in_sight.min(self.len()) {
            self.find(library, index, MOST);
        }
    }

    fn find(&mut self, library: &Library, index: Option<&Index>, limit: usize) {
        let query = self.field.text();
        self.results = match index {
            _ if query.trim().is_empty() => Results::default(),
            Some(index) => index.search(library, query, limit),
            None => Results {
                note: Some(READING.to_owned()),
                ..Results::default()
            },
        };
    }

    /// Searches anew in another library.
    pub fn search_in(&mut self, library: &Library, index: Option<&Index>) {
        self.search(library, index);
    }

    /// Whether the rows are offers and not hits.
    pub fn is_empty(&self) -> bool {
        self.field.text().trim().is_empty()
    }

    /// How many rows can be chosen.
    pub fn len(&self) -> usize {
        if self.is_empty() {
            self.offered.len()
        } else {
            self.results.total.min(MOST)
        }
    }

    /// The row drawn `y` rows below the top of the dialog, whose inside has this height.
    pub fn row_at(&self, y: u16, height: u16) -> Option<usize> {
        let y = usize::from(y.checked_sub(ABOVE_HITS)?);
        let height = height.saturating_sub(ABOVE_HITS);
        let row = if self.is_empty() {
            y
        } else {
            first_row(self.selected, hits_in(height)) + y / usize::from(HIT_ROWS)
        };
        (row < self.len()).then_some(row)
    }

    pub fn step(&mut self, rows: isize) {
        self.selected = self
            .selected
            .saturating_add_signed(rows)
            .min(self.len().saturating_sub(1));
        self.place = 0;
    }

    /// Chooses the next section of the selected row, round the end.
    pub fn next_place(&mut self) {
        let places = self.hit().map_or(1, |hit| hit.places.len().max(1));
        self.place = (self.place + 1) % places;
    }

    pub fn hit(&self) -> Option<&Hit> {
        self.results.hits.get(self.selected)
    }

    /// The chosen topic, with the place in it where the match stands.
    pub fn chosen(&self, place: usize) -> Option<(TopicId, Option<usize>)> {
        if self.is_empty() {
            return self.offered.get(self.selected).map(|topic| (*topic, None));
        }
        self.hit()
            .map(|hit| (hit.topic, hit.places.get(place).map(|place| place.anchor)))
    }
}
