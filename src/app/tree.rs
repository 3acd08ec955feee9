//! The topic tree: what is unfolded and what is selected.

use std::collections::HashSet;

use crate::library::{Library, TopicId};

/// One visible row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A topic or section at a depth, sections saying whether they are unfolded.
    Topic {
        id: TopicId,
        depth: usize,
        open: Option<bool>,
    },
    /// A heading inside a section; it cannot be selected.
    Group { name: String, depth: usize },
}

impl Row {
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
    rows: Vec<Row>,
    selected: usize,
}

impl Tree {
    /// The tree with its first section unfolded and nothing selected but the first row.
    pub fn new(library: &Library) -> Self {
        let mut tree = Self::default();
        let top = &library.topic(library.front()).children;
        tree.open.extend(
            top.iter()
                .find(|id| library.topic(**id).is_section)
                .copied(),
        );
        tree.arrange(library);
        tree
    }

    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The selected row's number.
    pub const fn selected(&self) -> usize {
        self.selected
    }

    /// The first row in view: the selection stays near the middle, and nothing below the end is shown.
    pub fn first_visible(&self, height: usize) -> usize {
        let last = self.rows.len().saturating_sub(height);
        self.selected.saturating_sub(height / 2).min(last)
    }

    pub fn selected_topic(&self) -> Option<TopicId> {
        self.rows.get(self.selected).and_then(Row::topic)
    }

    /// The sections that are unfolded.
    pub fn unfolded(&self) -> impl Iterator<Item = TopicId> {
        self.open.iter().copied()
    }

    /// Moves the selection by rows that can be selected; whether it moved.
    pub fn step(&mut self, rows: isize) -> bool {
        let before = self.selected;
        let ways = rows.unsigned_abs();
        for _ in 0..ways {
            let next = if rows > 0 {
                self.next_row()
            } else {
                self.previous_row()
            };
            let Some(next) = next else { break };
            self.selected = next;
        }
        self.selected != before
    }

    fn next_row(&self) -> Option<usize> {
        (self.selected + 1..self.rows.len())
            .find(|row| self.rows.get(*row).and_then(Row::topic).is_some())
    }

    fn previous_row(&self) -> Option<usize> {
        (0..self.selected)
            .rev()
            .find(|row| self.rows.get(*row).and_then(Row::topic).is_some())
    }

    pub fn to_start(&mut self) {
        self.selected = 0;
        if self.selected_topic().is_none() {
            self.step(1);
        }
    }

    pub fn to_end(&mut self) {
        self.selected = self.rows.len();
        self.selected = self.previous_row().unwrap_or(0);
    }

    /// Unfolds the selected section; whether there was something to unfold.
    pub fn unfold(&mut self, library: &Library) -> bool {
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
    pub fn fold(&mut self, library: &Library) {
        let Some(id) = self.selected_topic() else {
            return;
        };
        if !self.open.remove(&id)
            && let Some(parent) = library
                .topic(id)
                .parent
                .filter(|parent| *parent != library.front())
        {
            self.select(parent);
            return;
        }
        self.arrange(library);
    }

    /// Folds or unfolds a section.
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

    /// Unfolds these sections as well.
    pub fn unfold_all(&mut self, library: &Library, sections: impl Iterator<Item = TopicId>) {
        self.open.extend(sections);
        self.arrange(library);
    }

    /// Selects a topic if it is visible.
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

    fn add_children(&self, library: &Library, parent: TopicId, depth: usize, rows: &mut Vec<Row>) {
        let mut group: Option<&str> = None;
        for id in &library.topic(parent).children {
            let topic = library.topic(*id);
            let own = topic.group.as_deref();
            if let Some(name) = own.filter(|_| own != group) {
                let name = name.to_owned();
                rows.push(Row::Group { name, depth });
            }
            group = own;
            let open = topic.is_section.then(|| self.open.contains(id));
            rows.push(Row::Topic {
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
