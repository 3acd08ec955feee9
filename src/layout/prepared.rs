//! A document prepared for layout at any width: plain data between `preparing` and `drawing`.

use std::borrow::Cow;
use std::sync::Arc;

use crate::layout::flow::{Flow, Flows};
use crate::layout::options::{Drawings, Symbols};
use crate::layout::places::Role;
use crate::layout::width;

/// A rule across the page, as in a printed book.
pub(super) const RULE: &str = "* * *";

/// A document prepared for terminals of one kind, at any width.
#[derive(Debug)]
pub struct Prepared {
    pub(super) drawings: Drawings,
    pub(super) flows: Flows,
    pub(super) blocks: Vec<PreparedBlock>,
    /// The footnotes, each behind its mark, and the offset added to their anchors so that they follow the text.
    pub(super) notes: Vec<(BlockMarker, Vec<PreparedBlock>)>,
    pub(super) shift: usize,
}

/// A block, and the first byte of the file that it came from.
#[derive(Debug)]
pub(super) struct PreparedBlock {
    pub kind: PreparedKind,
    pub start: usize,
}

#[derive(Debug)]
pub(super) enum PreparedKind {
    Heading(PreparedHeading),
    Text(Flow),
    List(PreparedList),
    /// Blocks behind a marker: a quote, or blocks that stand for one.
    Within(BlockMarker, Vec<PreparedBlock>),
    Code(Code),
    Table(Table),
    Facts(Facts),
    Sources(Vec<(BlockMarker, Flow)>),
    Drawing(Drawing),
    Chart(PreparedChart),
    Rule,
}

#[derive(Debug)]
pub(super) struct PreparedHeading {
    pub level: u8,
    pub slug: Arc<str>,
    pub title: Arc<str>,
    pub flow: Flow,
    /// It is one of the terms of a glossary, and the paragraph below it says what it means.
    pub is_term: bool,
}

#[derive(Debug)]
pub(super) struct PreparedList {
    /// An entry has more to say than a paragraph and lists below it.
    pub loose: bool,
    pub items: Vec<(BlockMarker, Vec<PreparedBlock>)>,
}

/// Lines that are never filled, each with its source offset.
#[derive(Debug)]
pub(super) struct Code {
    pub marker: BlockMarker,
    pub lines: Vec<(String, usize)>,
}

/// A figure, and its words for where it has no room.
#[derive(Debug)]
pub(super) struct Drawing {
    pub lines: Vec<String>,
    pub words: Flow,
}

/// What was tried, a row each.
#[derive(Debug)]
pub(super) struct PreparedChart {
    pub key: Flow,
    /// Each with its title.
    pub groups: Vec<(Flow, Vec<ChartRow>)>,
}

/// The sign, the name, the bar and the kind of study of a row.
pub(super) type ChartRow = [Flow; 4];

/// Names and their values.
#[derive(Debug)]
pub(super) enum Facts {
    /// A pair without a name heads those that follow it.
    Beside(Vec<Pair>),
    /// Name and value in one sentence, with its source offset.
    Told(Vec<(Flow, usize)>),
}

impl Facts {
    pub const fn len(&self) -> usize {
        match self {
            Self::Beside(rows) => rows.len(),
            Self::Told(rows) => rows.len(),
        }
    }
}

/// A name, its value, and their source offset.
#[derive(Debug)]
pub(super) struct Pair {
    pub name: Flow,
    pub value: Flow,
    pub offset: usize,
}

/// A table, in both of its shapes where it may have both.
#[derive(Debug)]
pub(super) struct Table {
    pub grid: Option<TableGrid>,
    pub cards: Vec<RowCard>,
}

/// A table row by row.
#[derive(Debug)]
pub(super) struct TableGrid {
    pub head: Vec<Flow>,
    /// Each row with its source offset.
    pub rows: Vec<(Vec<Flow>, usize)>,
    pub needs: Vec<ColumnNeed>,
    pub start: usize,
}

/// What a column of a table needs.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ColumnNeed {
    /// The columns in which no cell is broken.
    pub natural: usize,
    /// The columns of the longest part that should not be broken.
    pub longest: usize,
    /// How much text there is in bytes.
    pub length: usize,
}

/// A row of a table that is too wide for its place: what is in its first cell, and below it what is in the others.
#[derive(Debug)]
pub(super) struct RowCard {
    pub title: Flow,
    pub fields: Facts,
    pub offset: usize,
}

/// What stands left of a block: `first` before its first line, `rest` before the others, of the same width.
#[derive(Clone, Debug)]
pub(super) struct BlockMarker {
    pub first: Cow<'static, str>,
    pub rest: Cow<'static, str>,
    pub width: usize,
    pub role: Role,
}

impl BlockMarker {
    /// Spaces stand before all lines but the first.
    pub fn hanging(first: impl Into<Cow<'static, str>>) -> Self {
        let first = first.into();
        let width = width::of(&first);
        Self {
            first,
            rest: spaces(width),
            width,
            role: Role::Marker,
        }
    }

    /// The marker of a list entry: its number padded to `digits`, or a bullet, and its box.
    pub fn of_entry(
        symbols: Symbols,
        (number, digits): (Option<u64>, usize),
        task: Option<bool>,
    ) -> Self {
        let task = task.map(|done| if done { "[x] " } else { "[ ] " });
        match (number, symbols.is_unicode(), task) {
            (Some(number), ..) => {
                let task = task.unwrap_or_default();
                Self::hanging(format!("{number:>digits$}. {task}"))
            }
            (None, _, Some(task)) => Self::hanging(task),
            (None, true, None) => Self::hanging("• "),
            (None, false, None) => Self::hanging("- "),
        }
    }

    pub fn of(first: &'static str, rest: &'static str) -> Self {
        Self {
            first: Cow::Borrowed(first),
            rest: Cow::Borrowed(rest),
            width: width::of(first),
            role: Role::Marker,
        }
    }
}

/// Most markers are a bullet or a short number.
fn spaces(count: usize) -> Cow<'static, str> {
    let few = "        ".get(..count).map(Cow::Borrowed);
    few.unwrap_or_else(|| Cow::Owned(" ".repeat(count)))
}
