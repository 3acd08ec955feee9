//! Topics side by side: which are compared by what, which are kept in sight, hidden or selected.

use crate::app::overlay::cards::plain;
use crate::app::{ColumnChange, Filter};
use crate::content::{Block, BlockKind, Cell, InlineKind};
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
    pub hidden: bool,
}

/// A comparison that lies over the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    pub title: String,
    pub names: Vec<String>,
    pub columns: Vec<ComparedTopic>,
    /// The columns that stand first and stay while the others move, by number.
    kept: Vec<usize>,
    /// A column's number.
    pub selected: usize,
    /// How many columns that are not kept lie left of those in sight.
    first: usize,
    pub top: usize,
    /// What the titles of the columns must say.
    pub filter: Filter,
}

impl Comparison {
    /// The pages of a section beside each other, the open one kept; None when there are fewer than two.
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
            hidden: false,
        };
        let columns: Vec<ComparedTopic> = ids.iter().map(column).collect();
        let kept = columns.iter().position(|column| column.topic == open);
        (columns.len() > 1).then_some(Self {
            title: section.title.to_string(),
            names,
            columns,
            kept: kept.into_iter().collect(),
            selected: kept.unwrap_or(0),
            first: 0,
            top: 0,
            filter: Filter::behind_slash(),
        })
    }

    pub fn chosen(&self) -> Option<&ComparedTopic> {
        self.columns.get(self.selected)
    }

    pub fn hidden(&self) -> usize {
        self.columns.iter().filter(|column| column.hidden).count()
    }

    pub fn is_kept(&self, number: usize) -> bool {
        self.kept.contains(&number)
    }

    /// The columns that are not hidden, by number, those kept first.
    pub fn order(&self) -> Vec<usize> {
        let mut order = self.kept.clone();
        order.extend(self.others());
        order
    }

    /// The columns that are neither kept nor hidden.
    fn others(&self) -> Vec<usize> {
        let columns = self.columns.iter().enumerate();
        columns
            .filter(|(number, column)| !column.hidden && !self.is_kept(*number))
            .map(|(number, _)| number)
            .collect()
    }

    /// The columns that stand in so many places, by number; when more are kept than have room, one place is for others.
    pub fn in_sight(&self, places: usize) -> Vec<usize> {
        let others = self.others();
        let crowded = self.kept.len() >= places && !others.is_empty();
        if crowded && self.is_kept(self.selected) {
            return self.window(places);
        }
        let kept = self.kept.len().min(places.saturating_sub(1));
        let free = if others.is_empty() { 0 } else { places - kept };
        let others = others.into_iter().skip(self.first).take(free);
        let kept = self.kept.iter().take(places - free);
        kept.copied().chain(others).collect()
    }

    /// The columns around the selected one.
    fn window(&self, places: usize) -> Vec<usize> {
        let order = self.order();
        let at = order.iter().position(|number| *number == self.selected);
        let first = at.unwrap_or(0).saturating_sub(places.saturating_sub(1));
        order.into_iter().skip(first).take(places).collect()
    }

    /// Selects the next column, or the one before; whether there is one. Behind those kept comes the first in sight.
    pub fn step(&mut self, forward: bool) -> bool {
        let order = self.order();
        let at = order.iter().position(|number| *number == self.selected);
        let at = at.unwrap_or(0);
        let next = if forward && at + 1 == self.kept.len() {
            Some(at + 1 + self.first)
        } else if forward {
            Some(at + 1)
        } else {
            at.checked_sub(1)
        };
        let next = next.and_then(|next| order.get(next).copied());
        self.selected = next.unwrap_or(self.selected);
        next.is_some()
    }

    /// Keeps the selected column in sight at the left, or lets it go.
    fn toggle_kept(&mut self) {
        let selected = self.selected;
        if self.is_kept(selected) {
            self.kept.retain(|number| *number != selected);
        } else {
            self.kept.push(selected);
        }
    }

    /// Hides the selected column, unless it is the last one; whether it did.
    fn hide(&mut self) -> bool {
        let order = self.order();
        if order.len() < 2 {
            return false;
        }
        let at = order.iter().position(|number| *number == self.selected);
        let at = at.unwrap_or(0);
        let next = order.get(at + 1).or_else(|| order.get(at.checked_sub(1)?));
        let selected = self.selected;
        self.kept.retain(|number| *number != selected);
        if let Some(column) = self.columns.get_mut(selected) {
            column.hidden = true;
        }
        self.selected = next.copied().unwrap_or(0);
        true
    }

    /// Hides the columns whose titles do not have what is typed; where none has it, all stay. Whether one has it.
    pub fn narrow(&mut self) -> bool {
        let fits = |column: &ComparedTopic| self.filter.fits(&column.title);
        let fitting: Vec<bool> = self.columns.iter().map(fits).collect();
        let first = fitting.iter().position(|fits| *fits);
        for (column, fits) in self.columns.iter_mut().zip(&fitting) {
            column.hidden = first.is_some() && !fits;
        }
        if let Some(first) = first.filter(|_| !self.filter.is_empty()) {
            self.kept
                .retain(|number| fitting.get(*number) == Some(&true));
            self.selected = first;
        }
        first.is_some()
    }

    /// Keeps, hides or shows columns; what there is to say about it.
    pub fn change_columns(&mut self, change: ColumnChange) -> Option<&'static str> {
        match change {
            ColumnChange::Keep => self.toggle_kept(),
            ColumnChange::ShowAll if self.hidden() == 0 => return Some("No column is hidden."),
            ColumnChange::ShowAll => self.show_all(),
            ColumnChange::Hide => return (!self.hide()).then_some("The last column stays."),
        }
        None
    }

    fn show_all(&mut self) {
        for column in &mut self.columns {
            column.hidden = false;
        }
    }

    /// Brings the selected column into sight, of which so many have a place.
    pub fn bring_into_sight(&mut self, places: usize) {
        let others = self.others();
        let free = places.saturating_sub(self.kept.len()).max(1);
        if let Some(at) = others.iter().position(|number| *number == self.selected) {
            self.first = self.first.clamp((at + 1).saturating_sub(free), at);
        }
        self.first = self.first.min(others.len().saturating_sub(free));
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
        cell = plain(&*topic.description);
    }
    if cell.is_empty() && name == SITES {
        cell = plain(sites::in_words(&topic.matter().sites));
    }
    cell
}
