//! Topics side by side: which are compared by what, which are in sight, and which is selected.

use crate::app::Filter;
use crate::content::{Block, BlockKind, Cell, Inline, InlineKind};
use crate::library::{Library, Topic, TopicId, evidence, fact_value, sites};

/// What every topic has: its description, and the places on the body it names.
const IN_SHORT: &str = "In short";
const SITES: &str = "Body sites";

/// A topic and what it says under each name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ComparedTopic {
    pub topic: TopicId,
    pub title: String,
    pub values: Vec<Cell>,
}

/// A comparison that lies over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub title: String,
    pub names: Vec<String>,
    pub columns: Vec<ComparedTopic>,
    /// The column of the open topic, which stands first and stays while the others move.
    pub open: Option<usize>,
    /// A column's number.
    pub selected: usize,
    /// How many of the other columns lie left of those in sight.
    first: usize,
    pub top: usize,
    /// What the titles of the columns must say.
    pub filter: Filter,
}

impl Comparison {
    /// The pages of a section beside each other, the open one first; None when there are fewer than two.
    pub fn new(library: &Library, open: TopicId) -> Option<Self> {
        let is_section = library.topic(open).is_section;
        let section = if is_section {
            open
        } else {
            library.topic(open).parent?
        };
        let section = library.topic(section);
        let mut ids = section.children.clone();
        ids.sort_by_key(|id| rank(library.topic(*id)));
        let topics: Vec<&Topic> = ids.iter().map(|id| library.topic(*id)).collect();
        let names = names(library, section, &topics);
        let column = |id: &TopicId| ComparedTopic {
            topic: *id,
            title: library.topic(*id).title.to_string(),
            values: values(library, *id, &names),
        };
        let columns: Vec<ComparedTopic> = ids.iter().map(column).collect();
        let open = columns.iter().position(|column| column.topic == open);
        (columns.len() > 1).then_some(Self {
            title: section.title.to_string(),
            names,
            columns,
            open,
            selected: open.unwrap_or(0),
            first: 0,
            top: 0,
            filter: Filter::behind_slash(),
        })
    }

    pub fn chosen(&self) -> Option<&ComparedTopic> {
        self.columns.get(self.selected)
    }

    /// The columns whose titles have what is typed, by number, the open topic's first; all where no title has it.
    pub fn order(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        let fitting = columns.filter(|(_, column)| self.filter.fits(&column.title));
        let mut order: Vec<usize> = fitting.map(|(number, _)| number).collect();
        if order.is_empty() {
            order.extend(0..self.columns.len());
        }
        order.sort_by_key(|number| Some(*number) != self.open);
        order
    }

    /// How many columns of an order stay while the others move.
    fn fixed(&self, order: &[usize]) -> usize {
        usize::from(order.first().is_some_and(|first| self.open == Some(*first)))
    }

    /// The columns that stand in so many places, by number.
    pub fn in_sight(&self, places: usize) -> Vec<usize> {
        if places < 2 {
            return vec![self.selected];
        }
        let order = self.order();
        let (fixed, moving) = order.split_at(self.fixed(&order));
        let moving = moving.iter().skip(self.first);
        fixed.iter().chain(moving).copied().take(places).collect()
    }

    /// Selects the next column, or the one before; whether there is one.
    pub fn step(&mut self, forward: bool) -> bool {
        let order = self.order();
        let at = order.iter().position(|number| *number == self.selected);
        let at = at.unwrap_or(0);
        let next = if forward {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        let next = next.and_then(|next| order.get(next).copied());
        self.selected = next.unwrap_or(self.selected);
        next.is_some()
    }

    /// Selects the first column in sight, unless nothing is typed; whether one has what is typed.
    pub fn narrow(&mut self) -> bool {
        if !self.filter.is_empty() {
            self.selected = self.order().first().copied().unwrap_or(0);
        }
        let mut columns = self.columns.iter();
        columns.any(|column| self.filter.fits(&column.title))
    }

    /// Brings the selected column into sight, of which so many have a place.
    pub fn bring_into_sight(&mut self, places: usize) {
        let order = self.order();
        let fixed = self.fixed(&order);
        let free = places.saturating_sub(fixed).max(1);
        let at = order.iter().position(|number| *number == self.selected);
        if let Some(at) = at.and_then(|at| at.checked_sub(fixed)) {
            self.first = self.first.clamp((at + 1).saturating_sub(free), at);
        }
        self.first = self.first.min((order.len() - fixed).saturating_sub(free));
    }
}

/// The rows compared: those the section names, those that two topics have, and what all have.
fn names(library: &Library, section: &Topic, topics: &[&Topic]) -> Vec<String> {
    let mut names = section.matter().compare.clone();
    let facts = || topics.iter().flat_map(|topic| &topic.matter().facts);
    for (name, _) in facts() {
        let count = facts().filter(|(other, _)| other == name).count();
        if count > 1 && !names.contains(name) {
            names.push(name.clone());
        }
    }
    names.push(IN_SHORT.to_owned());
    names.push(SITES.to_owned());
    names.retain(|name| {
        let is_said = |topic: &&Topic| !value(library, topic, name).is_empty();
        topics.iter().any(is_said)
    });
    names
}

/// Where a topic stands: treatments by what came of them in what they were tried for first, then by the kind of study.
fn rank(topic: &Topic) -> impl Ord {
    let tried = topic.matter().evidence.first();
    (tried.is_none(), tried.map(evidence::rank))
}

/// What a topic says under each name. Its citations have the numbers that they have on its page.
fn values(library: &Library, topic: TopicId, names: &[String]) -> Vec<Cell> {
    let cells = names
        .iter()
        .map(|name| value(library, library.topic(topic), name));
    let rows = names.iter().cloned().zip(cells);
    let mut block = Block::new(BlockKind::Facts(rows.collect()), 0..0);
    let mut cited = None;
    block.each_inline_mut(&mut |inline| {
        if let InlineKind::Citation { id, number } = &mut inline.kind {
            let cited = cited.get_or_insert_with(|| library.page(topic).citations);
            let place = cited.iter().position(|other| other == id);
            *number = place.map_or(0, |place| place + 1);
        }
    });
    match block.kind {
        BlockKind::Facts(rows) => rows.into_iter().map(|(_, cell)| cell).collect(),
        _ => Vec::new(),
    }
}

fn value(library: &Library, topic: &Topic, name: &str) -> Cell {
    let mut cell = fact_value(library, topic, name);
    if cell.is_empty() && name == IN_SHORT {
        cell = Inline::value(&*topic.description);
    }
    if cell.is_empty() && name == SITES {
        cell = Inline::value(sites::in_words(&topic.matter().sites));
    }
    cell
}
