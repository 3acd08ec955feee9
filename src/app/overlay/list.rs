//! A list over the page: outline, sources, topics of a place, bookmarks.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Command, Opening};
use crate::app::context::Context;
use crate::app::kept::Kept;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::filter::{Filter, NOTHING_FITS, Typed};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{TypedNumber, digit, no_number, position};
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::app::reader::Reader;
use crate::layout::Anchor;
use crate::library::{Library, Source, TopicId};
use crate::shelf::Place;

/// The columns for the rows' numbers.
pub const NUMBER_WIDTH: usize = 3;

/// One row: what it says, how far it is indented, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    pub text: String,
    pub detail: String,
    pub indent: usize,
    pub goal: Goal,
}

/// What a list is of, which decides what letters do in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ListKind {
    /// Letters filter.
    Rows,
    /// Letters filter, and the page follows the selection; the place it had before it did.
    Outline(Option<Anchor>),
    Bookmarks,
    /// The sources of the open page, by number.
    Sources,
}

/// Rows, narrowed by what is typed, with one selected.
#[derive(Clone, Debug)]
pub struct List {
    pub title: String,
    pub rows: Vec<ListRow>,
    filter: Filter,
    kind: ListKind,
}

impl ListRow {
    pub fn new(text: impl Into<String>, detail: impl Into<String>, goal: Goal) -> Self {
        Self {
            text: text.into(),
            detail: detail.into(),
            indent: 0,
            goal,
        }
    }

    /// A place in words: the topic's title and the part's, and where it leads. None when the topic is gone.
    pub fn of_place(library: &Library, place: &Place, before: &str) -> Option<Self> {
        let (topic, offset) = place.find(library)?;
        let page = library.page(topic);
        let mut headings = page.document.headings();
        let part = headings.find(|(_, slug, _, _)| !slug.is_empty() && *slug == place.heading);
        Some(Self::new(
            format!("{before}{}", library.topic(topic).title),
            part.map_or_else(String::new, |(_, _, title, _)| title),
            Goal::Anchor(topic, Anchor(offset)),
        ))
    }

    fn item(&self, number: Option<usize>) -> ListItem<'_> {
        ListItem {
            lead: number.map_or_else(String::new, |it| it.to_string()).into(),
            indent: self.indent,
            text: self.text.as_str().into(),
            detail: self.detail.as_str().into(),
            ..ListItem::default()
        }
    }
}

impl List {
    /// Rows that letters narrow.
    pub fn new(title: impl Into<String>, rows: Vec<ListRow>) -> Self {
        Self {
            title: title.into(),
            rows,
            filter: Filter::default(),
            kind: ListKind::Rows,
        }
    }

    /// Rows in which letters are commands, and narrow behind `/`.
    fn of_kind(self, kind: ListKind) -> Self {
        Self {
            filter: Filter::behind_slash(),
            kind,
            ..self
        }
    }

    const fn selecting(mut self, row: usize) -> Self {
        self.filter.selected = row;
        self
    }

    /// The headings of the open page, that of the cursor selected.
    pub fn outline(reader: &Reader) -> Self {
        let headings = &reader.layout.headings;
        let rows = headings.iter().map(|heading| ListRow {
            indent: usize::from(heading.level.saturating_sub(1)),
            ..ListRow::new(
                heading.title.to_string(),
                "",
                Goal::Heading(reader.topic, heading.slug.to_string()),
            )
        });
        Self {
            kind: ListKind::Outline(None),
            ..Self::new("Outline", rows.collect()).selecting(reader.heading_here().unwrap_or(0))
        }
    }

    /// Every topic with its section's indent.
    pub fn contents(library: &Library, open: TopicId) -> Self {
        let rows = library.ids().map(|id| ListRow {
            indent: library.ancestors(id).len(),
            ..ListRow::new(library.topic(id).title.to_string(), "", Goal::Topic(id))
        });
        Self::new("Contents", rows.collect()).selecting(open.index())
    }

    /// The bookmarks, newest first.
    pub fn bookmarks(library: &Library, kept: &Kept) -> Self {
        let places = kept.shelf.bookmarks.iter().rev();
        let rows = places.filter_map(|place| ListRow::of_place(library, place, ""));
        Self::new("Bookmarks", rows.collect()).of_kind(ListKind::Bookmarks)
    }

    /// The sources of the open page.
    pub fn of_sources(rows: Vec<ListRow>) -> Self {
        Self::new("Sources of this page", rows).of_kind(ListKind::Sources)
    }

    /// The rows that the filter leaves.
    fn shown(&self) -> impl Iterator<Item = &ListRow> {
        let says = |row: &&ListRow| self.filter.fits(&format!("{} {}", row.text, row.detail));
        self.rows.iter().filter(says)
    }

    fn count(&self) -> usize {
        self.shown().count()
    }

    pub fn chosen(&self) -> Option<&Goal> {
        self.shown().nth(self.filter.selected).map(|row| &row.goal)
    }

    pub fn items(&self) -> Items<'_> {
        // A digit chooses a row as long as it is not a part of what narrows them.
        let has_numbers = self.kind != ListKind::Sources && self.filter.is_empty();
        let number = |at: usize| has_numbers.then_some(at + 1);
        Items {
            items: self
                .shown()
                .enumerate()
                .map(|(at, row)| row.item(number(at)))
                .collect(),
            selected: Some(self.filter.selected),
            lead: if has_numbers { NUMBER_WIDTH } else { 0 },
            empty: NOTHING_FITS,
            ..Items::default()
        }
    }

    /// Where it lies: the outline over the tree, so that the page which follows it stays in sight.
    pub fn area(&self, app: &AppParts<'_>) -> Rect {
        let panes = app.shape.panes();
        match (self.kind, panes.tree, panes.reader) {
            (ListKind::Outline(_), Some(tree), Some(_)) => tree,
            _ => app.shape.over(),
        }
    }

    /// Shows in the page what is selected in its outline.
    fn follow(&mut self, app: &mut AppPartsMut<'_>) {
        let ListKind::Outline(before) = self.kind else {
            return;
        };
        let goal = self.chosen().cloned();
        let here = app.reader.place().anchor;
        self.kind = ListKind::Outline(before.or(Some(here)));
        let height = app.reader_height();
        match goal {
            Some(Goal::Heading(_, slug)) => {
                app.reader.go_to_heading(&slug, height);
            }
            Some(Goal::Anchor(_, anchor)) => app.reader.go_to_anchor(anchor, height),
            _ => {}
        }
    }

    /// Goes back to the place that the page had before it followed the outline.
    fn return_to_place(&mut self, app: &mut AppPartsMut<'_>) {
        if let ListKind::Outline(Some(before)) = self.kind {
            let height = app.reader_height();
            app.reader.go_to_anchor(before, height);
            self.kind = ListKind::Outline(None);
        }
    }

    fn open(&mut self, app: &mut AppPartsMut<'_>) -> Outcome {
        self.return_to_place(app);
        match self.chosen() {
            Some(Goal::Source(id)) => Then::Open(Goal::Source(id.clone())).into(),
            Some(goal) => Then::Go(goal.clone()).into(),
            None => Outcome::say("No row is left to open."),
        }
    }

    fn copy(&self, app: &AppPartsMut<'_>) -> Outcome {
        let Some(Goal::Source(id)) = self.chosen() else {
            return Outcome::say("Nothing here to copy.");
        };
        let source = app.library.sources().get(id);
        Outcome::copy(source.map_or_else(|| id.clone(), Source::plain))
    }
}

impl Layer for List {
    fn context(&self) -> Context {
        match self.kind {
            ListKind::Rows | ListKind::Outline(_) => Context::Letters,
            _ if self.filter.is_open() => Context::Filter,
            ListKind::Bookmarks => Context::List,
            ListKind::Sources => Context::Sources,
        }
    }

    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome {
        if let Some(outcome) = self.filter.command(command, self.count()) {
            self.follow(app);
            return outcome;
        }
        match command {
            Command::Enter => self.open(app),
            Command::Escape => {
                self.return_to_place(app);
                Then::Close.into()
            }
            Command::Open(Opening::Copy) => self.copy(app),
            _ => Then::Unhandled.into(),
        }
    }

    /// Letters narrow; a digit of a source's number peeks at it, any other chooses a row.
    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        if self.kind == ListKind::Sources && self.filter.is_empty() && digit(input).is_some() {
            let number = TypedNumber::default().typed(input, self.rows.len());
            return number.map_or_else(
                || Outcome::say(no_number(app.reader)),
                |number| Then::Numbered(number).into(),
            );
        }
        match self.filter.typed(input, self.count()) {
            Typed::Chosen => self.open(app),
            typed => {
                self.follow(app);
                typed.outcome()
            }
        }
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let row = self.items().row_at(at, area, app.settings.symbols);
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, app: &mut AppPartsMut<'_>) -> Outcome {
        self.filter.selected = row.min(self.count().saturating_sub(1));
        self.open(app)
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.filter.selected, self.count()))
    }

    fn field(&self) -> Option<&TextField> {
        self.filter.field()
    }
}
