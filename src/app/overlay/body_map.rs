//! The body map: the sites of the open topic, then all others, and the topics for each.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::list::{List, ListRow};
use crate::app::overlay::selection::{position, step};
use crate::app::reader::figure::{self, FigureInk, GAP, pair, site_at};
use crate::app::settings::Settings;
use crate::library::sites::{ANYWHERE, SITES, Site, site, words};
use crate::library::{Library, Topic, TopicId};

/// What marks the sites of the page, on the figure and in the list alike.
const MARKS: &str = "123456789abcdefghijklmnopqrstuvw";

/// A site as a row of the map.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRow {
    pub name: String,
    pub words: String,
    /// Where it lies; None for a name this program does not know.
    pub site: Option<&'static Site>,
    /// The sign of a site of the open topic.
    pub mark: Option<char>,
    /// How many topics name it.
    pub topics: usize,
}

/// A line of the list: a heading, or a site with its number.
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
            0 => "no topic".to_owned(),
            1 => "1 topic".to_owned(),
            count => format!("{count} topics"),
        }
    }
}

/// The sites of a topic and the others, one of them selected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyMap {
    pub title: String,
    /// Those of the topic stand first; they have marks.
    pub rows: Vec<SiteRow>,
    pub selected: usize,
}

impl BodyMap {
    pub fn new(library: &Library, topic: TopicId) -> Self {
        let topic = library.topic(topic);
        let own = own_sites(topic);
        let others = SITES
            .iter()
            .map(|site| site.name)
            .filter(|name| own.iter().all(|(own, _)| own != name))
            .map(|name| (name, None));
        let marked = own.iter().map(|(name, mark)| (*name, Some(*mark)));
        let rows = marked
            .chain(others)
            .map(|(name, mark)| row(library, name, mark))
            .collect();
        Self {
            title: format!("Where on the body: {}", topic.title),
            rows,
            selected: 0,
        }
    }

    /// The topics for the chosen site.
    fn open(&self) -> Outcome {
        let site = self.chosen().map(|row| Goal::Site(row.name.clone()));
        site.map_or(Then::Stay, Then::Open).into()
    }

    /// The rows of the open topic's own sites.
    pub fn own(&self) -> impl Iterator<Item = &SiteRow> {
        self.rows.iter().filter(|row| row.mark.is_some())
    }

    /// The lines of a list of this height: the page's sites below their heading, then the others, with the selected
    /// one near the middle.
    pub fn in_sight(&self, height: usize) -> Vec<MapRow<'_>> {
        let own = self.own().count();
        let mut entries = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            match number {
                0 if own > 0 => entries.push(MapRow::Heading("On this page")),
                0 => entries.push(MapRow::Heading("All places")),
                _ if number == own => entries.push(MapRow::Heading("Other places")),
                _ => {}
            }
            entries.push(MapRow::Site(number, row));
        }
        let is_selected = |entry: &MapRow<'_>| matches!(entry, MapRow::Site(number, _) if *number == self.selected);
        let selected = entries.iter().position(is_selected).unwrap_or(0);
        let last = entries.len().saturating_sub(height);
        let first = selected.saturating_sub(height / 2).min(last);
        entries.into_iter().skip(first).take(height).collect()
    }

    /// The site drawn `y` rows below the top of a list of this height.
    fn row_at(&self, y: u16, height: u16) -> Option<usize> {
        match self.in_sight(usize::from(height)).get(usize::from(y))? {
            MapRow::Site(number, _) => Some(*number),
            MapRow::Heading(_) => None,
        }
    }

    /// The row of a site of the figure.
    fn row_of(&self, site: &Site) -> Option<usize> {
        self.rows.iter().position(|row| row.name == site.name)
    }

    pub fn chosen(&self) -> Option<&SiteRow> {
        self.rows.get(self.selected)
    }
}

impl Layer for BodyMap {
    fn context(&self) -> Context {
        Context::List
    }

    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        if step(&mut self.selected, self.rows.len(), command) {
            return Then::Stay.into();
        }
        match command {
            Command::Enter => self.open(),
            _ => Then::Pass.into(),
        }
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

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        self.selected = row.min(self.rows.len().saturating_sub(1));
        self.open()
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.selected, self.rows.len()))
    }
}

/// The sites a topic names, from head to toe, each with the sign it has on the figure.
pub fn own_sites(topic: &Topic) -> Vec<(&str, char)> {
    let mut names: Vec<&str> = topic.sites().iter().map(String::as_str).collect();
    names.sort_by_key(|name| SITES.iter().position(|site| site.name == *name));
    names.into_iter().zip(MARKS.chars()).collect()
}

fn row(library: &Library, name: &str, mark: Option<char>) -> SiteRow {
    SiteRow {
        name: name.to_owned(),
        words: words(name).to_owned(),
        site: site(name),
        mark,
        topics: named(library, name).count(),
    }
}

fn named<'a>(library: &'a Library, name: &'a str) -> impl Iterator<Item = TopicId> + 'a {
    library
        .ids()
        .filter(move |id| library.topic(*id).sites().iter().any(|site| site == name))
}

/// The topics that name a site, then those that can be anywhere.
pub fn topics_at(library: &Library, name: &str) -> Vec<TopicId> {
    let mut topics: Vec<TopicId> = named(library, name).collect();
    let anywhere: Vec<TopicId> = named(library, ANYWHERE)
        .filter(|topic| !topics.contains(topic))
        .collect();
    topics.extend(anywhere);
    topics
}

/// The topics for a place on the body.
pub fn topics_for(library: &Library, name: &str) -> List {
    let row = |id: TopicId| {
        let topic = library.topic(id);
        let section = library.ancestors(id).first().copied().unwrap_or(id);
        let section = &library.topic(section).title;
        let is_own = topic.sites().iter().any(|site| site == name);
        let detail = if is_own {
            section.to_string()
        } else {
            format!("{section}: anywhere on the body")
        };
        ListRow::new(topic.title.to_string(), detail, Goal::Topic(id))
    };
    let rows = topics_at(library, name).into_iter().map(row);
    List::new(format!("Topics for: {}", words(name)), rows.collect())
}
