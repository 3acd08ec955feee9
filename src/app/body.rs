//! The body map: the sites of the open topic, then all others, and the topics for each.

use ratatui::layout::Rect;

use crate::app::figure::{self, GAP, Ink};
use crate::app::list::{Goal, List, ListRow};
use crate::app::overlay::Overlay;
use crate::app::{App, Settings};
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
pub enum Entry<'a> {
    Heading(&'static str),
    Site(usize, &'a SiteRow),
}

/// The columns that the list of names needs beside the figures.
const LIST_WIDTH: u16 = 28;

/// Beside the figures it takes no more than this, so that the eye finds a name's number of topics.
const WIDEST_LIST: u16 = 44;

/// Where the figures stand, if there is room for them, and where the list does.
pub fn parts(inner: Rect, settings: &Settings) -> (Option<Rect>, Rect) {
    let size = figure::size(inner.height.saturating_sub(1), Ink::of(settings));
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

    /// The rows of the open topic's own sites.
    pub fn own(&self) -> impl Iterator<Item = &SiteRow> {
        self.rows.iter().filter(|row| row.mark.is_some())
    }

    pub fn step(&mut self, rows: isize) {
        let last = self.rows.len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(rows).min(last);
    }

    /// The lines of a list of this height: the page's sites below their heading, then the others, with the selected
    /// one near the middle.
    pub fn in_sight(&self, height: usize) -> Vec<Entry<'_>> {
        let own = self.own().count();
        let mut entries = Vec::new();
        for (number, row) in self.rows.iter().enumerate() {
            match number {
                0 if own > 0 => entries.push(Entry::Heading("On this page")),
                0 => entries.push(Entry::Heading("All places")),
                _ if number == own => entries.push(Entry::Heading("Other places")),
                _ => {}
            }
            entries.push(Entry::Site(number, row));
        }
        let is_selected =
            |entry: &Entry<'_>| matches!(entry, Entry::Site(number, _) if *number == self.selected);
        let selected = entries.iter().position(is_selected).unwrap_or(0);
        let last = entries.len().saturating_sub(height);
        let first = selected.saturating_sub(height / 2).min(last);
        entries.into_iter().skip(first).take(height).collect()
    }

    /// The site drawn `y` rows below the top of a list of this height.
    pub fn row_at(&self, y: u16, height: u16) -> Option<usize> {
        match self.in_sight(usize::from(height)).get(usize::from(y))? {
            Entry::Site(number, _) => Some(*number),
            Entry::Heading(_) => None,
        }
    }

    /// The row of a site of the figure.
    pub fn row_of(&self, site: &Site) -> Option<usize> {
        self.rows.iter().position(|row| row.name == site.name)
    }

    pub fn chosen(&self) -> Option<&SiteRow> {
        self.rows.get(self.selected)
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

impl App {
    pub(super) fn open_body(&mut self) {
        let map = BodyMap::new(&self.library, self.reader.topic);
        if map.own().next().is_none() {
            self.say("This page names no place on the body; here are all places.");
        }
        self.overlay = Some(Overlay::Body(map));
    }

    /// The topics for the chosen site.
    pub(super) fn open_site(&mut self) {
        let Some(Overlay::Body(map)) = &self.overlay else {
            return;
        };
        let Some(chosen) = map.chosen() else { return };
        let library = &self.library;
        let row = |id: TopicId| {
            let topic = library.topic(id);
            let section = library.ancestors(id).first().copied().unwrap_or(id);
            let own = topic.sites().contains(&chosen.name);
            let section = &library.topic(section).title;
            ListRow {
                text: topic.title.to_string(),
                detail: if own {
                    section.to_string()
                } else {
                    format!("{section}: anywhere on the body")
                },
                indent: 0,
                goal: Goal::Topic(id),
            }
        };
        let rows: Vec<ListRow> = topics_at(library, &chosen.name)
            .into_iter()
            .map(row)
            .collect();
        if rows.is_empty() {
            self.message = Some(format!("No topic names this place: {}.", chosen.words));
        } else {
            let title = format!("Topics for: {}", chosen.words);
            let behind = self.overlay.take().map(Box::new);
            self.overlay = Some(Overlay::List(List {
                behind,
                ..List::new(title, rows)
            }));
        }
    }
}
