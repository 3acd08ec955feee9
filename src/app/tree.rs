//! The topic tree: what is unfolded and selected, and its rows as lines of the screen.

use std::collections::HashSet;
use std::iter;

use crate::app::overlay::selection::rows_of;
use crate::app::{Kept, Outcome, Then};
use crate::command::Command;
use crate::content::{Evidence, TreatmentOutcome};
use crate::layout::{broken, width};
use crate::library::{Library, TopicId, TopicKind};

/// The columns each level is indented by, and those by which a title that goes on stands further in.
const INDENT: usize = 2;

/// The fewest columns in which a title is broken: narrower ones hold no word.
const LEAST: usize = 8;

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

/// A line of the screen: a row's first, or the one on which its title goes on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TreeLine {
    pub row: usize,
    /// What stands before the title and behind it; None on the second line of a row.
    pub ends: Option<RowEnds>,
    /// The column at which the text begins.
    pub start: u16,
    pub text: String,
}

/// What stands before a row's title and behind it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RowEnds {
    /// What came of a treatment.
    pub sign: &'static str,
    /// `~` for changed since it was read, how many topics a section holds, `!` for urgent.
    pub tail: String,
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
            Command::Move(motion) => self.step_or_say(rows_of(motion, page, page / 2)),
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

    /// The lines in sight in so many columns and rows: the selection stays near the middle, and nothing below the end
    /// is shown.
    pub fn in_sight(
        &self,
        shown: (&Library, &Kept),
        (columns, height): (u16, u16),
    ) -> Vec<TreeLine> {
        let height = usize::from(height);
        let lines = |row| self.lines(row, shown, usize::from(columns));
        let (mut first, mut above) = (self.selected, 0);
        while let Some(before) = first.checked_sub(1) {
            above += lines(before).len();
            if above > height / 2 {
                break;
            }
            first = before;
        }
        let mut shown: Vec<TreeLine> = (first..self.rows.len())
            .flat_map(lines)
            .take(height)
            .collect();
        while let Some(before) = first.checked_sub(1) {
            let more = lines(before);
            if shown.len() + more.len() > height {
                break;
            }
            first = before;
            shown.splice(0..0, more);
        }
        shown
    }

    /// The lines of a row: a title that is too long for one goes on below.
    fn lines(
        &self,
        row: usize,
        (library, kept): (&Library, &Kept),
        columns: usize,
    ) -> Vec<TreeLine> {
        let line = |ends, start: usize, text: &str| TreeLine {
            row,
            ends,
            start: u16::try_from(start).unwrap_or(u16::MAX),
            text: text.to_owned(),
        };
        let (id, depth, open) = match self.rows.get(row) {
            Some(TreeRow::Topic { id, depth, open }) => (*id, *depth, *open),
            Some(TreeRow::Group { name, depth }) => {
                return vec![line(Some(RowEnds::default()), 1 + INDENT * depth, name)];
            }
            None => return Vec::new(),
        };
        let ends = RowEnds::of(library, kept, id);
        let has_sign = depth == 0 || open.is_some() || !ends.sign.is_empty();
        let start = 2 + INDENT * depth + usize::from(has_sign);
        let behind = 1 + ends.tail.len() + usize::from(!ends.tail.is_empty());
        let room = columns.saturating_sub(start + behind);
        let title = library.topic(id).title.as_ref();
        let (head, rest) = if room >= LEAST && width::of(title) > room {
            let first = broken(title, room).first().map_or(0, |it| it.len());
            title.split_at_checked(first).unwrap_or((title, ""))
        } else {
            (title, "")
        };
        let rest = rest.trim();
        let rest = (!rest.is_empty()).then(|| line(None, start + INDENT, rest));
        iter::once(line(Some(ends), start, head))
            .chain(rest)
            .collect()
    }
}

impl RowEnds {
    fn of(library: &Library, kept: &Kept, id: TopicId) -> Self {
        let topic = library.topic(id);
        let mut tail = String::new();
        if kept.holds_changed(library, id) {
            tail.push('~');
        }
        if topic.is_section {
            tail.push_str(&topic.children.len().to_string());
        } else if topic.urgent {
            tail.push('!');
        }
        let outcome = evidence(library, id).and_then(Evidence::outcome);
        let sign = outcome.map_or("", TreatmentOutcome::sign);
        Self { sign, tail }
    }
}

/// What came of a treatment in the first disease it was tried in.
pub fn evidence(library: &Library, id: TopicId) -> Option<&Evidence> {
    let topic = library.topic(id);
    // The evidence of no other topic is read: there may be a hundred thousand.
    let is_treatment = topic.kind == Some(TopicKind::Treatment) && !topic.is_section;
    is_treatment.then(|| topic.matter().evidence.first())?
}
