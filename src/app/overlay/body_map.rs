//! The body map: the places of the open topic, then all others that topics name, narrowed by what is typed.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::filter::{Filter, NOTHING_FITS, Typed};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::list::NUMBER_WIDTH;
use crate::app::overlay::selection::position;
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::app::reader::figure::{self, FigureInk, GAP, pair, site_at};
use crate::app::settings::Settings;
use crate::content::text::fold;
use crate::library::sites::{SITES, Site, site, words};
use crate::library::{Library, Topic, TopicId};

/// A site as a row of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    pub name: String,
    pub words: String,
    /// Where it lies; None for a name this program does not know.
    pub site: Option<&'static Site>,
    /// The open topic names it.
    pub is_own: bool,
    /// How many topics name it; at least one.
    pub topics: usize,
}

/// The columns that the list of names needs beside the figures.
const LIST_WIDTH: u16 = 28;

/// Beside the figures it takes no more than this, so that the eye finds a name's number of topics.
const WIDEST_LIST: u16 = 44;

/// Where the figures stand, if there is room for them, and where the list does.
pub fn parts(inner: Rect, settings: &Settings) -> (Option<Rect>, Rect) {
    let size = figure::size(inner.height.saturating_sub(1), FigureInk::of(settings));
    let size = size.filter(|(columns, _)| columns * 2 + GAP * 2 + LIST_WIDTH <= inner.width);
    let Some((columns, rows)) = size else {
        return (None, inner);
    };
    let width = columns * 2 + GAP * 2;
    let figures = Rect {
        width,
        height: rows + 1,
        ..inner
    };
    let list = Rect {
        x: inner.x + width,
        width: (inner.width - width).min(WIDEST_LIST),
        ..inner
    };
    (Some(figures), list)
}

impl SiteRow {
    fn item(&self, number: usize, group: &'static str) -> ListItem<'_> {
        let count = match self.topics {
            1 => "1 topic".to_owned(),
            count => format!("{count} topics"),
        };
        let here = if self.is_own { ", on this page" } else { "" };
        ListItem {
            group,
            lead: number.to_string().into(),
            text: self.words.as_str().into(),
            told: Some(format!("{}{here}, {count}", self.words)),
            detail: count.into(),
            ..ListItem::default()
        }
    }
}

/// The sites of a topic and the others, one of them selected. The number of a site is that of its row, from 1.
#[derive(Clone, Debug)]
pub struct BodyMap {
    pub title: String,
    /// Those of the topic stand first.
    pub rows: Vec<SiteRow>,
    filter: Filter,
}

impl BodyMap {
    pub fn new(library: &Library, topic: TopicId) -> Self {
        let topic = library.topic(topic);
        let own = own_sites(topic);
        let known = SITES.iter().map(|site| site.name);
        // Places that the figure does not have are listed without it.
        let named_by_tree = library.words().sites.iter().map(String::as_str);
        let named_by_tree = named_by_tree.filter(|name| site(name).is_none());
        let others = known.chain(named_by_tree);
        let others = others.filter(|name| !own.contains(name));
        let rows = own.iter().copied().chain(others).map(|name| SiteRow {
            name: name.to_owned(),
            words: words(name).to_owned(),
            site: site(name),
            is_own: own.contains(&name),
            topics: named(library, name),
        });
        Self {
            title: format!("Where on the body: {}", topic.title),
            rows: rows.filter(|row| row.topics > 0).collect(),
            filter: Filter::default(),
        }
    }

    /// The rows of the open topic's own sites.
    pub fn own(&self) -> impl Iterator<Item = &SiteRow> {
        self.rows.iter().filter(|row| row.is_own)
    }

    /// The rows that what is typed leaves, with their numbers.
    fn left(&self) -> impl Iterator<Item = (usize, &SiteRow)> {
        let says = |row: &SiteRow| format!("{} {}", row.words, row.name);
        let rows = (1..).zip(&self.rows);
        rows.filter(move |(_, row)| self.filter.fits(&says(row)))
    }

    /// The selected row, with its number.
    pub fn chosen(&self) -> Option<(usize, &SiteRow)> {
        self.left().nth(self.filter.selected)
    }

    pub fn items(&self) -> Items<'_> {
        let has_own = self.own().next().is_some();
        let group = |row: &SiteRow| match (row.is_own, has_own) {
            (true, _) => "On this page",
            (false, true) => "Other places",
            (false, false) => "All places",
        };
        let items = self
            .left()
            .map(|(number, row)| row.item(number, group(row)));
        Items {
            items: items.collect(),
            selected: Some(self.filter.selected),
            lead: NUMBER_WIDTH,
            is_roomy: true,
            empty: NOTHING_FITS,
        }
    }

    /// The topics for the chosen site. It stays selected, among all.
    fn open(&mut self) -> Outcome {
        let Some((number, row)) = self.chosen() else {
            return Outcome::say("No topic names such a place.");
        };
        let goal = Goal::Site(row.name.clone());
        self.filter = Filter::default();
        self.filter.selected = number - 1;
        Then::Open(goal).into()
    }

    /// Selects the first row whose name begins with what is typed.
    fn select_beginning(&mut self) {
        let typed = fold(self.filter.field.text().trim());
        let begins = |(_, row): (usize, &SiteRow)| fold(&row.words).starts_with(&typed);
        let first = self.left().position(begins);
        self.filter.selected = first.unwrap_or(0);
    }
}

impl Layer for BodyMap {
    fn context(&self) -> Context {
        Context::Letters
    }

    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        let left = self.left().count();
        match self.filter.command(command, left) {
            Some(outcome) => outcome,
            None if command == Command::Enter => self.open(),
            None => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut AppPartsMut<'_>) -> Outcome {
        let (left, before) = (self.left().count(), self.filter.field.text().to_owned());
        let typed = self.filter.typed(input, left);
        if self.filter.field.text() != before {
            self.select_beginning();
        }
        match typed {
            Typed::Chosen => self.open(),
            typed => typed.outcome(),
        }
    }

    /// A press means the row, or the place on the figure, under it.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let row = match parts(area, app.settings) {
            (Some(figures), _) if figures.contains(at) => {
                let site = site_at(&pair(figures, app.settings), at);
                site.and_then(|site| self.left().position(|(_, row)| row.name == site.name))
            }
            (_, list) => self.items().row_at(at, list, app.settings.symbols),
        };
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        let last = self.left().count().saturating_sub(1);
        self.filter.selected = row.min(last);
        self.open()
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.filter.selected, self.left().count()))
    }

    fn field(&self) -> Option<&TextField> {
        self.filter.field()
    }
}

/// The sites a topic names, from head to toe.
pub fn own_sites(topic: &Topic) -> Vec<&str> {
    let mut names: Vec<&str> = topic.sites().iter().map(String::as_str).collect();
    names.sort_by_key(|name| SITES.iter().position(|site| site.name == *name));
    names
}

/// How many topics name a site.
fn named(library: &Library, name: &str) -> usize {
    let names = |id: &TopicId| library.topic(*id).sites().iter().any(|site| site == name);
    library.ids().filter(names).count()
}
