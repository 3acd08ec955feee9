//! A list over the page: outline, sources, bookmarks, warning signs, places on the body.

use ratatui::layout::{Position, Rect};

use crate::app::overlay::selection::{NOTHING_FITS, Typed, TypedNumber, digit, no_number};
use crate::app::reader::figure::{map_parts, pair, site_at};
use crate::app::{
    Choices, Filter, Goal, Items, Layer, ListItem, Outcome, Panel, PanelField, ReadingState,
    SiteMark, Then, Typing,
};
use crate::command::{Command, Context, Opening, TextInput};
use crate::content::text::fold;
use crate::layout::Anchor;
use crate::library::sites::site;

/// The columns for the rows' numbers.
const NUMBER_WIDTH: usize = 3;

/// What a list is of, which decides what keys do in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ListKind {
    /// Letters filter.
    Rows,
    /// Letters filter, and the page follows the selection; the place it had before it did.
    Outline(Option<Anchor>),
    Bookmarks,
    /// The sources of the open page, by number.
    Sources,
    /// Warning signs for everybody, and for each of these groups alone; the chosen one by number.
    Urgent(Vec<(String, Vec<ListItem<'static>>)>, usize),
    /// Places on the body, of which so many first ones are those of the open topic.
    Sites(usize),
}

/// Rows, narrowed by what is typed, with one selected.
#[derive(Clone, Debug)]
pub struct List {
    pub title: String,
    pub rows: Vec<ListItem<'static>>,
    filter: Filter,
    kind: ListKind,
}

impl List {
    pub fn new(kind: ListKind, title: impl Into<String>, rows: Vec<ListItem<'static>>) -> Self {
        let filter = match kind {
            // Letters are commands there.
            ListKind::Bookmarks | ListKind::Sources => Filter::behind_slash(),
            _ => Filter::default(),
        };
        let title = title.into();
        Self {
            title,
            rows,
            filter,
            kind,
        }
    }

    #[must_use]
    pub const fn selecting(mut self, row: usize) -> Self {
        self.filter.selected = row;
        self
    }

    /// The rows that the filter leaves, each with its number among all, from 1.
    fn shown(&self) -> impl Iterator<Item = (usize, &ListItem<'static>)> {
        let rows = (1..).zip(&self.rows);
        rows.filter(|(_, row)| self.filter.fits(&row.search_text))
    }

    fn count(&self) -> usize {
        self.shown().count()
    }

    /// The selected row, with its number.
    pub fn chosen(&self) -> Option<(usize, &ListItem<'static>)> {
        self.shown().nth(self.filter.selected)
    }

    fn items(&self) -> Items<'_> {
        let is_map = matches!(self.kind, ListKind::Sites(_));
        let has_numbers = match self.kind {
            ListKind::Sources | ListKind::Urgent(..) => false,
            ListKind::Sites(_) => true,
            // A digit chooses a row as long as it is not a part of what narrows them.
            _ => self.filter.is_empty(),
        };
        let number = |number: usize| has_numbers.then(|| number.to_string());
        let rows = self.shown();
        let items = rows.map(|(at, row)| row.numbered(number(at).unwrap_or_default()));
        Items {
            items: items.collect(),
            selected: Some(self.filter.selected),
            lead: if has_numbers { NUMBER_WIDTH } else { 0 },
            is_roomy: is_map,
            empty: NOTHING_FITS,
        }
    }

    /// Where it lies: the outline over the tree, so that the page which follows it stays in sight.
    fn area(&self, app: &ReadingState) -> Rect {
        let panes = app.shape().panes();
        match (&self.kind, panes.tree, panes.reader) {
            (ListKind::Outline(_), Some(tree), Some(_)) => tree,
            _ => app.shape().over(),
        }
    }

    /// The groups in words, with the one that is chosen.
    fn choices(&self) -> Option<Choices<'_>> {
        let ListKind::Urgent(groups, chosen) = &self.kind else {
            return None;
        };
        let names = groups.iter().map(|(name, _)| name.as_str().into());
        (groups.len() > 1).then(|| Choices {
            label: "For: ",
            names: names.collect(),
            chosen: *chosen,
        })
    }

    /// What is marked on the figures of the body, the selected site first; None in other lists.
    pub fn marks(&self) -> Option<Vec<SiteMark>> {
        let ListKind::Sites(own) = self.kind else {
            return None;
        };
        let chosen = self.chosen().map(|(number, _)| number);
        let mark = |(number, row): (usize, &ListItem<'static>)| {
            let selected = chosen == Some(number);
            match &row.goal {
                Some(Goal::Site(name)) if number <= own || selected => Some(SiteMark {
                    site: site(name)?,
                    number,
                    selected,
                }),
                _ => None,
            }
        };
        let mut marks: Vec<SiteMark> = (1..).zip(&self.rows).filter_map(mark).collect();
        marks.sort_by_key(|mark| !mark.selected);
        Some(marks)
    }

    /// Lists the rows for the next group, or the one before.
    fn choose_group(&mut self, forward: bool) -> Outcome {
        let ListKind::Urgent(groups, chosen) = &mut self.kind else {
            return Then::Unhandled.into();
        };
        if groups.len() < 2 {
            return Outcome::say("No sign is for a group alone.");
        }
        let step = if forward { 1 } else { groups.len() - 1 };
        *chosen = (*chosen + step) % groups.len();
        let rows = groups.get(*chosen).map(|(_, rows)| rows.clone());
        self.rows = rows.unwrap_or_default();
        self.filter.selected = 0;
        Then::Stay.into()
    }

    /// Shows in the page what is selected in its outline.
    fn follow(&mut self, app: &mut ReadingState) {
        let ListKind::Outline(before) = self.kind else {
            return;
        };
        let here = app.reader.place().anchor;
        self.kind = ListKind::Outline(before.or(Some(here)));
        let height = app.reader_height();
        if let Some((_, row)) = self.chosen()
            && let Some(Goal::Heading(_, slug)) = &row.goal
        {
            app.reader.go_to_heading(slug, height);
        } else {
            // No row is left: where letters led on the way to these words is no place of theirs.
            self.return_to_place(app);
        }
    }

    /// Goes back to the place that the page had before it followed the outline.
    fn return_to_place(&mut self, app: &mut ReadingState) {
        if let ListKind::Outline(Some(before)) = self.kind {
            let height = app.reader_height();
            app.reader.go_to_anchor(before, height);
            self.kind = ListKind::Outline(None);
        }
    }

    fn open(&mut self, app: &mut ReadingState) -> Outcome {
        self.return_to_place(app);
        let Some((number, row)) = self.chosen() else {
            return Outcome::say(match self.kind {
                ListKind::Sites(_) => "No topic names such a place.",
                _ => "No row is left to open.",
            });
        };
        match row.goal.clone() {
            Some(goal @ Goal::Site(_)) => {
                // It stays selected, among all.
                self.filter = Filter::default();
                self.filter.selected = number - 1;
                Then::Open(goal).into()
            }
            Some(goal @ (Goal::Source(_) | Goal::Sign(_))) => Then::Open(goal).into(),
            goal => goal.map_or(Then::Stay, Then::Go).into(),
        }
    }

    fn copy(&self, app: &ReadingState) -> Outcome {
        match self.chosen().and_then(|(_, row)| row.goal.as_ref()) {
            Some(Goal::Source(id)) => Outcome::copy(app.library.sources().plain(id)),
            _ => Outcome::say("Nothing here to copy."),
        }
    }

    /// Of the places on the body, selects the first whose name begins with what is typed.
    fn select_beginning(&mut self) {
        let typed = fold(self.filter.field.text().trim());
        let begins = |(_, row): (usize, &ListItem<'static>)| fold(&row.text).starts_with(&typed);
        let first = self.shown().position(begins);
        self.filter.selected = first.unwrap_or(0);
    }
}

impl Layer for List {
    fn context(&self) -> Context {
        match self.kind {
            ListKind::Urgent(..) => Context::Urgent,
            ListKind::Rows | ListKind::Outline(_) | ListKind::Sites(_) => Context::Letters,
            _ if self.filter.is_open() => Context::Filter,
            ListKind::Bookmarks => Context::List,
            ListKind::Sources => Context::Sources,
        }
    }

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
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
            Command::Left | Command::Right => self.choose_group(command == Command::Right),
            _ => Then::Unhandled.into(),
        }
    }

    /// Letters narrow; a digit of a source's number peeks at it, any other chooses a row.
    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        if self.kind == ListKind::Sources && self.filter.is_empty() && digit(input).is_some() {
            let number = TypedNumber::default().typed(input, self.rows.len());
            return number.map_or_else(
                || Outcome::say(no_number(&app.reader)),
                |number| Then::Numbered(number).into(),
            );
        }
        let before = self.filter.field.text().to_owned();
        let typed = self.filter.typed(input, self.count());
        if matches!(self.kind, ListKind::Sites(_)) && self.filter.field.text() != before {
            self.select_beginning();
        }
        if typed == Typed::Chosen {
            return self.open(app);
        }
        self.follow(app);
        typed.outcome()
    }

    /// A press means the row, or the place on the figure, under it.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut ReadingState) -> Outcome {
        let (figures, list) = match self.kind {
            ListKind::Sites(_) => map_parts(area, &app.settings),
            _ => (None, area),
        };
        let row = match figures.filter(|area| area.contains(at)) {
            Some(figures) => site_at(&pair(figures, &app.settings), at).and_then(|site| {
                let goal = Some(Goal::Site(site.name.to_owned()));
                self.shown().position(|(_, row)| row.goal == goal)
            }),
            None => self.items().row_at(at, list, app.settings.symbols),
        };
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    fn choose(&mut self, row: usize, app: &mut ReadingState) -> Outcome {
        self.filter.selected = row.min(self.count().saturating_sub(1));
        self.open(app)
    }

    fn offers(&self, command: Command, _: &ReadingState) -> bool {
        !matches!(command, Command::Left | Command::Right) || self.choices().is_some()
    }

    fn typing(&self) -> Option<Typing<'_>> {
        Some(("".into(), Some(self.filter.field()?)))
    }

    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let label = match self.kind {
            ListKind::Sites(_) => "Name or number: ",
            _ => "Filter: ",
        };
        Some(Panel {
            area: Some(self.area(app)),
            field: self
                .filter
                .field()
                .map(|field| PanelField::new(label, field)),
            choices: self.choices(),
            ..Panel::over(app, &self.title, self.items())
        })
    }
}
