//! The jump dialog: a query, its hits, and the text of the chosen one.

use ratatui::layout::{Position, Rect};

use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::items::Items;
use crate::app::overlay::layer::{Layer, Panel, PanelField, Typing};
use crate::app::overlay::preview::{FinderParts, FinderPreview, PreviewKey};
use crate::app::overlay::selection::{first_row, moved_or_end, position, rows_moved};
use crate::app::panes::{below, framed};
use crate::app::state::{LastSearch, ReadingState};
use crate::command::{Command, Context, TextField, TextInput};
use crate::library::TopicId;
use crate::search::{Hit, Results};

/// How many hits are kept; nobody scrolls further.
const MOST: usize = 50;

/// What stands there until there is an index.
pub const READING: &str = "Reading the pages …";

/// How many are explained at first, however low the screen: with each letter typed most of them are others.
pub const FEWEST: usize = 12;

#[derive(Clone, Debug, Default)]
pub struct Finder {
    pub field: TextField,
    pub results: Results,
    pub selected: usize,
    /// Which place of the selected row is chosen: 0 is where it was found.
    pub place: usize,
    /// How many hits fit the screen, as far as that is known.
    fit: usize,
    /// What is offered before anything is typed: what was read last, then the sections.
    pub offered: Vec<TopicId>,
    /// How many of them were read.
    pub recent: usize,
    pub preview: FinderPreview,
}

impl Finder {
    /// A finder that asks what was asked last, and offers topics before anything is typed.
    pub fn resumed(app: &ReadingState) -> Self {
        let (offered, recent) = app.offered_topics();
        let mut finder = Self {
            offered,
            recent,
            ..Self::default()
        };
        finder.resume(app);
        finder
    }

    /// The chosen hit, at one of its best sections or where it was found.
    pub fn open(&self, place: Option<usize>) -> Outcome {
        match self.goal(place) {
            Some(goal) => Then::Go(goal).into(),
            None if self.topic().is_some() => Outcome::say("Fewer sections of it match."),
            None => Outcome::say("Nothing to open: no topic matches."),
        }
    }

    /// How many topics match, and how many of them are worth a row.
    pub fn count(&self) -> String {
        match (self.is_empty(), self.len()) {
            (true, _) => String::new(),
            (_, 0) if self.results.note.as_deref() == Some(READING) => String::new(),
            (_, shown) if shown < self.results.found => {
                format!("best {shown} of {}", self.results.found)
            }
            (_, 1) => "1 topic".to_owned(),
            (_, count) => format!("{count} topics"),
        }
    }

    /// Searches anew after the query changed.
    pub fn search(&mut self, app: &ReadingState) {
        self.find(app, self.fit.max(FEWEST));
        self.selected = 0;
        self.place = 0;
    }

    fn find_in_sight(&mut self, app: &ReadingState, fit: usize) {
        self.fit = fit;
        let in_sight = first_row(self.selected, fit).saturating_add(fit);
        if !self.is_empty() && self.results.hits.len() < in_sight.min(self.len()) {
            self.find(app, MOST);
        }
    }

    fn find(&mut self, app: &ReadingState, limit: usize) {
        let query = self.field.text();
        self.results = match &app.index {
            _ if query.trim().is_empty() => Results::default(),
            Some(index) => index.search(app.library(), query, limit),
            None => Results {
                note: Some(READING.to_owned()),
                ..Results::default()
            },
        };
    }

    /// Whether something is said of the search.
    pub fn is_noted(&self) -> bool {
        self.is_empty() || !self.results.filters.is_empty() || self.results.note.is_some()
    }

    /// Whether the rows are offers and not hits.
    pub fn is_empty(&self) -> bool {
        self.field.text().trim().is_empty()
    }

    pub fn len(&self) -> usize {
        if self.is_empty() {
            self.offered.len()
        } else {
            self.results.total.min(MOST)
        }
    }

    fn step(&mut self, rows: isize) {
        self.selected = self
            .selected
            .saturating_add_signed(rows)
            .min(self.len().saturating_sub(1));
        self.place = 0;
    }

    pub fn hit(&self) -> Option<&Hit> {
        self.results.hits.get(self.selected)
    }

    /// The places of the selected row by their numbers among its best sections, that where it was found first.
    fn places(&self) -> Vec<Option<usize>> {
        let Some(hit) = self.hit() else {
            return vec![None];
        };
        let others = (0..hit.places.len()).filter(|place| {
            hit.places.get(*place).map(|it| it.slug.as_deref()) != Some(hit.slug())
        });
        std::iter::once(None).chain(others.map(Some)).collect()
    }

    /// How many places of the selected row can be chosen.
    pub fn count_of_places(&self) -> usize {
        self.places().len()
    }

    /// The chosen place among the best sections of the row; None is where it was found.
    pub fn chosen_place(&self) -> Option<usize> {
        self.places().get(self.place).copied().flatten()
    }

    pub fn topic(&self) -> Option<TopicId> {
        self.topic_of(self.selected)
    }

    fn topic_of(&self, row: usize) -> Option<TopicId> {
        if self.is_empty() {
            return self.offered.get(row).copied();
        }
        self.results.hits.get(row).map(|hit| hit.topic)
    }

    /// Where the chosen row leads: to that of its best sections, or to where it was found.
    pub fn goal(&self, place: Option<usize>) -> Option<Goal> {
        if self.is_empty() {
            return self.topic().map(Goal::Topic);
        }
        let hit = self.hit()?;
        let slug = match place {
            Some(place) => hit.places.get(place)?.slug.as_deref(),
            None => hit.slug(),
        };
        Some(slug.map_or(Goal::Topic(hit.topic), |slug| {
            Goal::Heading(hit.topic, slug.to_owned())
        }))
    }

    /// Keeps the query and the chosen row for later, unless nothing was typed.
    fn keep(&self, app: &mut ReadingState, is_opened: bool) {
        if !self.is_empty() {
            app.search = LastSearch {
                query: self.field.text().to_owned(),
                row: self.selected,
                is_opened,
            };
        }
    }

    /// Asks what was asked last, all of it selected, so that typing replaces it.
    fn resume(&mut self, app: &ReadingState) {
        let last = &app.search;
        self.field = TextField::selected(last.query.as_str());
        self.find(app, FEWEST.max(last.row + 2));
        self.selected = last.row.min(self.len().saturating_sub(1));
    }

    /// Opens the hit below the one that was opened last.
    pub fn open_next(app: &mut ReadingState) -> Outcome {
        let last = &app.search;
        if last.query.trim().is_empty() {
            return Outcome::say("Nothing was searched for yet: s searches.");
        }
        let mut finder = Self::default();
        finder.resume(app);
        let (query, rows) = (last.query.trim(), finder.len());
        let row = last.row + usize::from(last.is_opened);
        if row >= rows {
            return Outcome::say(format!("That was the last hit for “{query}”; s searches."));
        }
        finder.selected = row;
        let title = finder.topic().map(|topic| &app.library.topic(topic).title);
        let title = title.map_or("", |title| title.as_ref());
        let said = format!("Hit {} of {rows} for “{query}”: {title}", row + 1);
        (app.search.row, app.search.is_opened) = (row, true);
        finder.open(None).saying(said)
    }

    /// Shows the text of what is chosen, as much as has room below its heading.
    fn show_chosen(&mut self, app: &ReadingState, area: Rect) {
        let key = PreviewKey {
            topic: self.topic(),
            place: self.chosen_place(),
            query: self.field.text().to_owned(),
            columns: usize::from(area.width),
        };
        if self.preview.key != key {
            let hit = self.hit().filter(|_| !self.is_empty());
            let found = (hit, &*self.results.highlighter);
            self.preview = FinderPreview::new(key, found, (app.library(), app.index.as_deref()));
        }
        self.preview.fit(usize::from(area.height.saturating_sub(1)));
    }
}

impl Layer for Finder {
    fn context(&self) -> Context {
        Context::Finder
    }

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        if let Some(rows) = rows_moved(command) {
            self.step(rows);
            self.keep(app, false);
            return Then::Stay.into();
        }
        let place = match command {
            Command::PreviewDown => return moved_or_end(self.preview.scroll(true), 1),
            Command::PreviewUp => return moved_or_end(self.preview.scroll(false), -1),
            Command::Complete if self.topic().is_some() && self.count_of_places() == 1 => {
                return Outcome::say("This is the only place of it that matches.");
            }
            Command::Complete => {
                self.place = (self.place + 1) % self.count_of_places();
                return Then::Stay.into();
            }
            Command::Enter => self.chosen_place(),
            Command::OpenSection(place) => Some(place),
            _ => return Then::Unhandled.into(),
        };
        self.keep(app, true);
        self.open(place)
    }

    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        let before = self.field.text().to_owned();
        self.field.edit(input);
        if self.field.text() != before {
            self.search(app);
            self.keep(app, false);
        }
        Then::Stay.into()
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut ReadingState) -> Outcome {
        let hits = FinderParts::of(self.is_noted(), area).hits;
        if !hits.contains(at) {
            return Then::Stay.into();
        }
        let row = first_row(self.selected, hits.height.into()) + usize::from(at.y - hits.y);
        if row < self.len() {
            return self.choose(row, app);
        }
        Then::Stay.into()
    }

    fn choose(&mut self, row: usize, app: &mut ReadingState) -> Outcome {
        self.selected = row.min(self.len().saturating_sub(1));
        self.place = 0;
        self.keep(app, true);
        self.open(None)
    }

    /// Finds the rest when more hits are in sight than were explained, and shows the text of the chosen one.
    fn fit(&mut self, app: &ReadingState) {
        let parts = FinderParts::of(self.is_noted(), below(framed(app.shape().over()), 1));
        self.find_in_sight(app, parts.hits.height.into());
        self.show_chosen(app, parts.preview);
    }

    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let field = PanelField {
            note: self.count(),
            ..PanelField::new("Search: ", &self.field)
        };
        Some(Panel {
            field: Some(field),
            ..Panel::over(app, "Find a topic", Items::default())
        })
    }

    fn position(&self, _: &ReadingState) -> Option<String> {
        Some(position(self.selected, self.len()))
    }

    fn search_again(&mut self, app: &ReadingState) {
        self.search(app);
        self.preview = FinderPreview::default();
    }

    fn renew(&mut self, app: &ReadingState, moved: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        let chosen = self.topic().and_then(moved);
        self.offered = self.offered.iter().copied().filter_map(moved).collect();
        self.search_again(app);
        let row = (0..self.len()).find(|row| self.topic_of(*row) == chosen);
        self.selected = row.filter(|_| chosen.is_some()).unwrap_or(0);
        true
    }

    fn offers(&self, command: Command, _: &ReadingState) -> bool {
        command != Command::Complete || self.count_of_places() > 1
    }

    fn typing(&self) -> Option<Typing<'_>> {
        Some(("".into(), Some(&self.field)))
    }
}
