//! A list over the page: outline, sources, urgent topics, bookmarks.

use ratatui::layout::{Position, Rect};

use crate::app::command::{Command, Opening};
use crate::app::context::Context;
use crate::app::kept::Kept;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{TypedNumber, numbered, position, step};
use crate::app::overlay::text_field::TextInput;
use crate::app::reader::Reader;
use crate::layout::Anchor;
use crate::library::{Library, Source, TopicId};
use crate::shelf::Place;

/// One row: what it says, how far it is indented, and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListRow {
    pub text: String,
    pub detail: String,
    pub indent: usize,
    pub goal: Goal,
}

/// Rows with one selected.
#[derive(Clone, Debug)]
pub struct List {
    pub title: String,
    pub rows: Vec<ListRow>,
    pub selected: usize,
    /// The digits of a source's number typed so far.
    number: TypedNumber,
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

    fn item(&self) -> ListItem<'_> {
        ListItem {
            indent: self.indent,
            text: self.text.as_str().into(),
            detail: self.detail.as_str().into(),
            ..ListItem::default()
        }
    }
}

impl List {
    pub fn new(title: impl Into<String>, rows: Vec<ListRow>) -> Self {
        Self {
            title: title.into(),
            rows,
            selected: 0,
            number: TypedNumber::default(),
        }
    }

    /// The headings of the open page, that of the cursor selected.
    pub fn outline(reader: &Reader) -> Self {
        let headings = &reader.layout.headings;
        let rows = headings.iter().map(|heading| ListRow {
            indent: usize::from(heading.level.saturating_sub(1)),
            ..ListRow::new(
                heading.title.to_string(),
                "",
                Goal::Anchor(reader.topic, reader.layout.anchor_at(heading.line)),
            )
        });
        let here = headings
            .iter()
            .rposition(|heading| heading.line <= reader.focus());
        Self {
            selected: here.unwrap_or(0),
            ..Self::new("Outline", rows.collect())
        }
    }

    /// Every topic with its section's indent.
    pub fn contents(library: &Library, open: TopicId) -> Self {
        let rows = library.ids().map(|id| ListRow {
            indent: library.ancestors(id).len(),
            ..ListRow::new(library.topic(id).title.to_string(), "", Goal::Topic(id))
        });
        Self {
            selected: open.index(),
            ..Self::new("Contents", rows.collect())
        }
    }

    pub fn urgent(library: &Library) -> Self {
        let urgent = library.ids().filter(|id| library.topic(*id).urgent);
        let row = |id: TopicId| {
            let topic = library.topic(id);
            let (title, description) = (topic.title.to_string(), topic.description.to_string());
            ListRow::new(title, description, Goal::Topic(id))
        };
        Self::new("When to get help", urgent.map(row).collect())
    }

    /// The bookmarks, newest first.
    pub fn bookmarks(library: &Library, kept: &Kept) -> Self {
        let places = kept.shelf.bookmarks.iter().rev();
        let rows = places.filter_map(|place| ListRow::of_place(library, place, ""));
        Self::new("Bookmarks", rows.collect())
    }

    /// Whether the rows are sources, which have numbers.
    fn is_of_sources(&self) -> bool {
        matches!(self.chosen(), Some(Goal::Source(_)))
    }

    pub fn chosen(&self) -> Option<&Goal> {
        self.rows.get(self.selected).map(|row| &row.goal)
    }

    pub fn items(&self) -> Items<'_> {
        Items {
            items: self.rows.iter().map(ListRow::item).collect(),
            selected: Some(self.selected),
            ..Items::default()
        }
    }
}

impl Layer for List {
    fn context(&self) -> Context {
        if self.is_of_sources() {
            Context::Sources
        } else {
            Context::List
        }
    }

    fn command(&mut self, command: Command, app: &mut AppPartsMut<'_>) -> Outcome {
        let typed = self.number.take();
        if step(&mut self.selected, self.rows.len(), command) {
            return Then::Stay.into();
        }
        match (command, self.chosen()) {
            (Command::Enter, _) if typed.is_some() => numbered(typed, app.reader)
                .map_or(Then::Stay, Then::Peek)
                .into(),
            (Command::Enter, Some(Goal::Source(id))) => Then::Open(Goal::Source(id.clone())).into(),
            (Command::Enter, Some(goal)) => Then::Go(goal.clone()).into(),
            (Command::Open(Opening::Copy), Some(Goal::Source(id))) => {
                let source = app.library.sources().get(id);
                Outcome::copy(source.map_or_else(|| id.clone(), Source::plain))
            }
            (Command::Open(Opening::Copy), _) => Outcome::say("Nothing here to copy."),
            _ => Then::Pass.into(),
        }
    }

    /// A digit of a source's number selects it, and peeks as soon as no other number can be meant.
    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        let outcome = self.number.typed(input, app.reader);
        if let Some(number) = self.number.value() {
            self.selected = number.saturating_sub(1);
        }
        outcome
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let row = self.items().row_at(at, area, app.settings.symbols);
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, app: &mut AppPartsMut<'_>) -> Outcome {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        self.command(Command::Enter, app)
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.selected, self.rows.len()))
    }
}
