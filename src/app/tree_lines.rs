//! The tree as lines of the screen: titles that go on below, what came of each treatment, what stands at a row's end.

use std::iter;

use crate::app::{AppParts, Tree, TreeRow};
use crate::content::{Evidence, TreatmentOutcome};
use crate::layout::{broken, width};
use crate::library::{Library, TopicId, TopicKind};

/// The columns each level is indented by, and those by which a title that goes on stands further in.
const INDENT: usize = 2;

/// The fewest columns in which a title is broken: narrower ones hold no word.
const LEAST: usize = 8;

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

impl Tree {
    /// The lines in sight in so many columns and rows: the selection stays near the middle, and nothing below the end
    /// is shown.
    pub fn in_sight(&self, app: &AppParts<'_>, (columns, height): (u16, u16)) -> Vec<TreeLine> {
        let height = usize::from(height);
        let lines = |row| self.lines(row, app, usize::from(columns));
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
    fn lines(&self, row: usize, app: &AppParts<'_>, columns: usize) -> Vec<TreeLine> {
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
        let ends = RowEnds::of(app, id);
        let has_sign = depth == 0 || open.is_some() || !ends.sign.is_empty();
        let start = 2 + INDENT * depth + usize::from(has_sign);
        let behind = 1 + ends.tail.len() + usize::from(!ends.tail.is_empty());
        let room = columns.saturating_sub(start + behind);
        let title = app.library.topic(id).title.as_ref();
        let first = broken(title, room.max(LEAST))
            .first()
            .map_or(0, |it| it.len());
        let (head, rest) = match title.split_at_checked(first) {
            Some((head, rest)) if room >= LEAST && width::of(title) > room => (head, rest.trim()),
            _ => (title, ""),
        };
        let rest = (!rest.is_empty()).then(|| line(None, start + INDENT, rest));
        iter::once(line(Some(ends), start, head))
            .chain(rest)
            .collect()
    }
}

impl RowEnds {
    fn of(app: &AppParts<'_>, id: TopicId) -> Self {
        let topic = app.library.topic(id);
        let mut tail = String::new();
        if holds_changed(app, id) {
            tail.push('~');
        }
        if topic.is_section {
            tail.push_str(&topic.children.len().to_string());
        } else if topic.urgent {
            tail.push('!');
        }
        let outcome = evidence(app.library, id).and_then(Evidence::outcome);
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

/// Whether a topic, or one below it, changed since it was read.
fn holds_changed(app: &AppParts<'_>, id: TopicId) -> bool {
    let below = |topic: &TopicId| *topic == id || app.library.ancestors(*topic).contains(&id);
    app.kept.changed().any(|topic| below(&topic))
}
