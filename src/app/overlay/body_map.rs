//! The body map: the places of the open topic, then all others that topics name, filtered by what is typed.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{DigitsMeaning, position, step};
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

/// A line of the list: a heading, or a site with its index among the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MapRow<'a> {
    Heading(&'static str),
    Site(usize, &'a SiteRow),
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
    /// How many topics name it, in words.
    pub fn count(&self) -> String {
        match self.topics {
            1 => "1 topic".to_owned(),
            count => format!("{count} topics"),
        }
    }

    /// Whether what was typed stands in its name.
    fn has(&self, typed: &str) -> bool {
        fold(&self.words).contains(typed) || fold(&self.name).contains(typed)
    }
}

/// The sites of a topic and the others, one of them selected. The number of a site is that of its row, from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyMap {
    pub title: String,
    /// A name that filters, or a number.
    pub field: TextField,
    /// Those of the topic stand first.
    pub rows: Vec<SiteRow>,
    /// The selected row, unless what is typed leaves none.
    selected: Option<usize>,
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
        let rows: Vec<SiteRow> = rows.filter(|row| row.topics > 0).collect();
        Self {
            title: format!("Where on the body: {}", topic.title),
            field: TextField::default(),
            selected: (!rows.is_empty()).then_some(0),
            rows,
        }
    }

    /// Whether no topic names any place.
    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The topics for the chosen site.
    fn open(&mut self) -> Outcome {
        let site = self.chosen().map(|row| Goal::Site(row.name.clone()));
        let Some(site) = site else {
            return self.say_unknown();
        };
        self.field = TextField::default();
        Then::Open(site).into()
    }

    fn say_unknown(&self) -> Outcome {
        let typed = self.field.text().trim();
        Outcome::say(format!(
            "No topic names a place “{typed}”; Backspace takes back a letter."
        ))
    }

    /// The rows of the open topic's own sites.
    pub fn own(&self) -> impl Iterator<Item = &SiteRow> {
        self.rows.iter().filter(|row| row.is_own)
    }

    /// The rows that what is typed leaves, by index.
    fn left(&self) -> Vec<usize> {
        let typed = fold(self.field.text().trim());
        let is_number = typed.parse::<usize>().is_ok();
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| is_number || row.has(&typed))
            .map(|(index, _)| index)
            .collect()
    }

    /// Selects what was typed: the row of that number, or the first whose name begins with it or has it.
    fn select_typed(&mut self) -> Outcome {
        let typed = self.field.text().trim();
        if typed.parse::<usize>().is_ok() {
            return self.select_number(&typed.to_owned());
        }
        let (typed, left) = (fold(typed), self.left());
        let begins = |index: &&usize| {
            let row = self.rows.get(**index);
            row.is_some_and(|row| fold(&row.words).starts_with(&typed))
        };
        self.selected = left.iter().find(begins).or(left.first()).copied();
        if self.selected.is_none() {
            return self.say_unknown();
        }
        Then::Stay.into()
    }

    /// Opens the place of a number as soon as no other can be meant.
    fn select_number(&mut self, typed: &str) -> Outcome {
        match DigitsMeaning::of(typed, self.rows.len()) {
            DigitsMeaning::Chosen(number) => self.open_row(number - 1),
            DigitsMeaning::Waiting(number) => {
                self.selected = Some(number - 1);
                Outcome::say(format!("Place {number}: Enter, or one more digit."))
            }
            DigitsMeaning::Nothing => {
                self.field = TextField::default();
                Outcome::say(format!("The places are 1 to {}.", self.rows.len()))
            }
        }
    }

    /// Selects a row, of all there are, and opens it.
    fn open_row(&mut self, row: usize) -> Outcome {
        self.selected = Some(row.min(self.rows.len().saturating_sub(1)));
        self.open()
    }

    /// The lines of a list of this height: the page's sites below their heading, then the others, with the selected
    /// one near the middle.
    pub fn in_sight(&self, height: usize) -> Vec<MapRow<'_>> {
        let mut entries = Vec::new();
        let mut group = None;
        for index in self.left() {
            let Some(row) = self.rows.get(index) else {
                continue;
            };
            if group.replace(row.is_own) != Some(row.is_own) {
                entries.push(MapRow::Heading(match (row.is_own, self.own().count()) {
                    (true, _) => "On this page",
                    (false, 0) => "All places",
                    (false, _) => "Other places",
                }));
            }
            entries.push(MapRow::Site(index, row));
        }
        let is_selected = |entry: &MapRow<'_>| matches!(entry, MapRow::Site(index, _) if Some(*index) == self.selected);
        let selected = entries.iter().position(is_selected).unwrap_or(0);
        let last = entries.len().saturating_sub(height);
        let first = selected.saturating_sub(height / 2).min(last);
        entries.into_iter().skip(first).take(height).collect()
    }

    /// The site drawn `y` rows below the top of a list of this height.
    fn row_at(&self, y: u16, height: u16) -> Option<usize> {
        match self.in_sight(usize::from(height)).get(usize::from(y))? {
            MapRow::Site(index, _) => Some(*index),
            MapRow::Heading(_) => None,
        }
    }

    /// The row of a site of the figure.
    fn row_of(&self, site: &Site) -> Option<usize> {
        self.rows.iter().position(|row| row.name == site.name)
    }

    pub fn chosen(&self) -> Option<&SiteRow> {
        self.rows.get(self.selected?)
    }

    pub fn is_selected(&self, index: usize) -> bool {
        self.selected == Some(index)
    }
}

impl Layer for BodyMap {
    fn context(&self) -> Context {
        Context::BodyMap
    }

    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        let left = self.left();
        let here = left.iter().position(|index| self.is_selected(*index));
        let mut row = here.unwrap_or(0);
        if step(&mut row, left.len(), command) {
            self.selected = left.get(row).copied();
            return Then::Stay.into();
        }
        match command {
            Command::Enter => self.open(),
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut AppPartsMut<'_>) -> Outcome {
        let before = self.field.text().to_owned();
        if !self.field.edit(input) {
            return Then::Unhandled.into();
        }
        if self.field.text() == before {
            return Then::Stay.into();
        }
        self.select_typed()
    }

    /// A press means the row, or the place on the figure, under it.
    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let row = match parts(area, app.settings) {
            (Some(figures), _) if figures.contains(at) => {
                let site = site_at(&pair(figures, app.settings), at);
                site.and_then(|site| self.row_of(site))
            }
            _ => {
                at.y.checked_sub(area.y)
                    .and_then(|y| self.row_at(y, area.height))
            }
        };
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Opens a row of all there are.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        self.open_row(row)
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        let left = self.left();
        let here = left.iter().position(|index| self.is_selected(*index));
        Some(position(here.unwrap_or(0), left.len()))
    }

    fn field(&self) -> Option<&TextField> {
        Some(&self.field)
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
