//! The topic tree: what is unfolded and what is selected.

use std::collections::HashSet;

use crate::app::{Command, Motion, Outcome, Then};
use crate::library::{Library, TopicId};

/// One visible row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TreeRow {
    /// A topic or section at a depth, sections saying whether they are unfolded.
    Topic {
        id: TopicId,
        depth: usize,
        open: Option<bool>,
    },
    /// A heading inside a section; it cannot be selected.
    Group { name: String, depth: usize },
}

impl TreeRow {
    pub const fn topic(&self) -> Option<TopicId> {
        match self {
            Self::Topic { id, .. } => Some(*id),
            Self::Group { .. } => None,
        }
    }
}

/// Folding and selection; the rows follow from them.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    open: HashSet<TopicId>,
    pub rows: Vec<TreeRow>,
    /// The selected row's number.
    pub selected: usize,
}

impl Tree {
    /// The tree with all sections folded, so that all of them are in sight.
    pub fn new(library: &Library) -> Self {
        let mut tree = Self::default();
        tree.arrange(library);
        tree
    }

    /// What a command does in the tree, of which so many rows are in sight.
    pub fn command(&mut self, command: Command, library: &Library, height: usize) -> Outcome {
        let page = isize::try_from(height).unwrap_or(isize::MAX);
        match command {
            Command::Move(Motion::LineDown) => self.step_or_say(1),
            Command::Move(Motion::LineUp) => self.step_or_say(-1),
            Command::Move(Motion::PageDown) => self.step_or_say(page),
            Command::Move(Motion::PageUp) => self.step_or_say(-page),
            Command::Move(Motion::HalfDown) => self.step_or_say(page / 2),
            Command::Move(Motion::HalfUp) => self.step_or_say(-page / 2),
            Command::Move(Motion::Top) => {
                let first = self.topic_rows().next();
                self.select_row(first)
            }
            Command::Move(Motion::Bottom) => {
                let last = self.topic_rows().next_back();
                self.select_row(last)
            }
            Command::Left => self.fold(library),
            Command::Right if self.unfold(library) => Then::Stay.into(),
            _ => Then::Unhandled.into(),
        }
    }

    fn step_or_say(&mut self, rows: isize) -> Outcome {
        match self.step(rows) {
            true => Then::Stay.into(),
            false if rows > 0 => Outcome::say("This is the last row."),
            false => Outcome::say("This is the first row."),
        }
    }

    /// The same folds and selection in another library, where the topics are that `moved` finds again.
    #[must_use]
    pub fn moved(&self, library: &Library, moved: &dyn Fn(TopicId) -> Option<TopicId>) -> Self {
        let mut tree = Self::new(library);
        tree.unfold_all(library, self.unfolded().filter_map(moved));
        if let Some(selected) = self.selected_topic().and_then(moved) {
            tree.select(selected);
        }
        tree
    }

    pub fn selected_topic(&self) -> Option<TopicId> {
        self.rows.get(self.selected).and_then(TreeRow::topic)
    }

    pub fn unfolded(&self) -> impl Iterator<Item = TopicId> {
        self.open.iter().copied()
    }

    /// Moves the selection by rows that can be selected; whether it moved.
    pub fn step(&mut self, rows: isize) -> bool {
        let (before, most) = (self.selected, rows.unsigned_abs());
        let topics = self.topic_rows();
        let next = if rows > 0 {
            topics.filter(|row| *row > before).take(most).last()
        } else {
            topics.rev().filter(|row| *row < before).take(most).last()
        };
        self.selected = next.unwrap_or(before);
        self.selected != before
    }

    /// The numbers of the rows that can be selected.
    fn topic_rows(&self) -> impl DoubleEndedIterator<Item = usize> {
        let rows = self.rows.iter().enumerate();
        rows.filter(|(_, row)| row.topic().is_some())
            .map(|(number, _)| number)
    }

    /// Selects a row, or the first there is.
    fn select_row(&mut self, row: Option<usize>) -> Outcome {
        self.selected = row.unwrap_or(0);
        Then::Stay.into()
    }

    /// Unfolds the selected section; whether there was something to unfold.
    fn unfold(&mut self, library: &Library) -> bool {
        let Some(id) = self
            .selected_topic()
            .filter(|id| library.topic(*id).is_section)
        else {
            return false;
        };
        let unfolded = self.open.insert(id);
        self.arrange(library);
        unfolded
    }

    /// Folds the selected section, or goes to the parent.
    fn fold(&mut self, library: &Library) -> Outcome {
        let Some(id) = self.selected_topic() else {
            return Outcome::say("There is nothing to fold.");
        };
        if self.open.remove(&id) {
            self.arrange(library);
            return Then::Stay.into();
        }
        let parent = library.topic(id).parent;
        let Some(parent) = parent.filter(|parent| *parent != library.front()) else {
            return Outcome::say("There is nothing to fold here, and no section above it.");
        };
        self.select(parent);
        Then::Stay.into()
    }

    pub fn toggle(&mut self, library: &Library, id: TopicId) {
        if !self.open.remove(&id) {
            self.open.insert(id);
        }
        self.arrange(library);
    }

    /// Unfolds the way to a topic and selects it.
    pub fn reveal(&mut self, library: &Library, id: TopicId) {
        self.open.extend(library.ancestors(id));
        self.arrange(library);
        self.select(id);
    }

    pub fn unfold_all(&mut self, library: &Library, sections: impl Iterator<Item = TopicId>) {
        self.open.extend(sections);
        self.arrange(library);
    }

    pub fn select(&mut self, id: TopicId) {
        if let Some(row) = self.rows.iter().position(|row| row.topic() == Some(id)) {
            self.selected = row;
        }
    }

    /// Works out the rows anew and keeps the selection on its topic.
    fn arrange(&mut self, library: &Library) {
        let selected = self.selected_topic();
        let mut rows = Vec::new();
        self.add_children(library, library.front(), 0, &mut rows);
        self.rows = rows;
        self.selected = self.selected.min(self.rows.len().saturating_sub(1));
        if let Some(id) = selected {
            self.select(id);
        }
    }

    fn add_children(
        &self,
        library: &Library,
        parent: TopicId,
        depth: usize,
        rows: &mut Vec<TreeRow>,
    ) {
        let mut group: Option<&str> = None;
        for id in &library.topic(parent).children {
            let topic = library.topic(*id);
            let own = topic.group.as_deref();
            if let Some(name) = own.filter(|_| own != group) {
                let name = name.to_owned();
                rows.push(TreeRow::Group { name, depth });
            }
            group = own;
            let open = topic.is_section.then(|| self.open.contains(id));
            rows.push(TreeRow::Topic {
                id: *id,
                depth,
                open,
            });
            if open == Some(true) {
                self.add_children(library, *id, depth + 1, rows);
            }
        }
    }
}
