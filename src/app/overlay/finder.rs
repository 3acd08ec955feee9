//! The jump dialog: a query, its hits, and the chosen one.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::history::History;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{first_row, position, rows_moved};
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::app::panes::framed;
use crate::layout::Anchor;
use crate::library::{Library, TopicId};
use crate::search::{Hit, Index, Results, Titles};

/// How many hits are kept; nobody scrolls further.
const MOST: usize = 50;

/// How many are explained at first, however low the screen: with each letter typed most of them are others.
const FEWEST: usize = 12;

/// Rows above the hits: the query, and what narrows it.
pub const ABOVE_HITS: u16 = 2;

/// How many recently read topics are offered.
const RECENT: usize = 8;

/// Rows a hit takes: its title with the reason, and the text around the match.
pub const HIT_ROWS: u16 = 2;

/// A query being typed and what it finds.
#[derive(Clone, Debug, Default)]
pub struct Finder {
    pub field: TextField,
    pub results: Results,
    /// What is known of the titles until there is an index.
    titles: Titles,
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

    /// A finder that offers what was recently read, then urgent topics, before anything is typed.
    pub fn offering(app: &AppParts<'_>, history: &History) -> Self {
        let library = app.library;
        let left = history.places().map(|place| place.topic);
        let recent = left
            .chain(app.kept.recently_read(library))
            .filter(|topic| *topic != app.reader.topic && *topic != library.front());
        let mut offered: Vec<TopicId> = Vec::new();
        for topic in recent {
            if !offered.contains(&topic) && offered.len() < RECENT {
                offered.push(topic);
            }
        }
        let urgent = library.ids().filter(|id| library.topic(*id).urgent);
        let urgent: Vec<TopicId> = urgent.filter(|it| !offered.contains(it)).collect();
        offered.extend(urgent);
        Self::new(offered)
    }

    /// The chosen hit, at one of its sections.
    fn open(&self, place: usize) -> Outcome {
        match self.chosen(place) {
            Some((topic, Some(anchor))) => Then::Go(Goal::Anchor(topic, Anchor(anchor))).into(),
            Some((topic, None)) => Then::Go(Goal::Topic(topic)).into(),
            None => Outcome::say("Nothing to open: no topic matches."),
        }
    }

    /// How many topics match.
    pub fn count(&self) -> String {
        match (self.is_empty(), self.len()) {
            (true, _) => String::new(),
            (false, 1) => "1 topic".to_owned(),
            (false, count) => format!("{count} topics"),
        }
    }

    /// Searches anew after the query changed.
    pub fn search(&mut self, library: &Library, index: Option<&Index>) {
        self.find(library, index, self.fit.max(FEWEST));
        self.selected = 0;
        self.place = 0;
    }

    fn find_in_sight(&mut self, (library, index): (&Library, Option<&Index>), fit: usize) {
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
            None => {
                let hits = self.titles.search(library, query, MOST);
                Results {
                    total: hits.len(),
                    hits,
                    ..Results::default()
                }
            }
        };
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

    /// The row drawn `y` rows below the query, where so many rows are.
    fn row_at(&self, y: u16, height: u16) -> Option<usize> {
        // What narrows the search stands between them.
        let y = usize::from(y.checked_sub(ABOVE_HITS - 1)?);
        let height = height.saturating_sub(ABOVE_HITS - 1);
        let row = if self.is_empty() {
            y
        } else {
            first_row(self.selected, hits_in(height)) + y / usize::from(HIT_ROWS)
        };
        (row < self.len()).then_some(row)
    }

    fn step(&mut self, rows: isize) {
        self.selected = self
            .selected
            .saturating_add_signed(rows)
            .min(self.len().saturating_sub(1));
        self.place = 0;
    }

    /// Chooses the next section of the selected row, round the end.
    fn next_place(&mut self) {
        let places = self.hit().map_or(1, |hit| hit.places.len().max(1));
        self.place = (self.place + 1) % places;
    }

    pub fn hit(&self) -> Option<&Hit> {
        self.results.hits.get(self.selected)
    }

    /// The chosen topic, with the place in it where the match stands.
    fn chosen(&self, place: usize) -> Option<(TopicId, Option<usize>)> {
        if self.is_empty() {
            return self.offered.get(self.selected).map(|topic| (*topic, None));
        }
        self.hit()
            .map(|hit| (hit.topic, hit.places.get(place).map(|place| place.anchor)))
    }
}

impl Layer for Finder {
    fn context(&self) -> Context {
        Context::Finder
    }

    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        if let Some(rows) = rows_moved(command) {
            self.step(rows);
            return Then::Stay.into();
        }
        match command {
            Command::Complete => {
                self.next_place();
                Then::Stay.into()
            }
            Command::Enter => self.open(self.place),
            Command::OpenSection(place) => self.open(place),
            _ => Then::Pass.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        let before = self.field.text().to_owned();
        self.field.edit(input);
        if self.field.text() != before {
            self.search(app.library, app.index);
        }
        Then::Stay.into()
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let y = at.y.checked_sub(area.y);
        let row = y.and_then(|y| self.row_at(y, area.height));
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and opens it.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        self.selected = row.min(self.len().saturating_sub(1));
        self.place = 0;
        self.open(0)
    }

    /// Finds the rest when more hits are in sight than were explained.
    fn fit(&mut self, app: &AppPartsMut<'_>) {
        let inside = framed(app.shape.over()).height;
        self.find_in_sight(
            (app.library, app.index),
            hits_in(inside.saturating_sub(ABOVE_HITS)),
        );
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.selected, self.len()))
    }

    fn search_again(&mut self, app: &AppPartsMut<'_>) {
        self.search(app.library, app.index);
    }

    fn renew(&mut self, app: &AppPartsMut<'_>, moved: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        self.offered = self.offered.iter().copied().filter_map(moved).collect();
        self.titles = Titles::default();
        self.search(app.library, app.index);
        true
    }

    fn field(&self) -> Option<&TextField> {
        Some(&self.field)
    }
}
