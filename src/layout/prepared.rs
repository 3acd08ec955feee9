//! A document made ready to be laid out at any width: what no width changes is found here, once.

use std::borrow::Cow;
use std::sync::Arc;

use crate::content::Document;
use crate::layout::canvas::Canvas;
use crate::layout::flow::{Flow, Flows};
use crate::layout::preparing::Preparer;
use crate::layout::table::Table;
use crate::layout::{Drawings, Layout, Options, Symbols, blocks, width};

/// A document for terminals of one kind, whatever their width.
#[derive(Debug)]
pub struct Prepared {
    pub(super) symbols: Symbols,
    pub(super) drawings: Drawings,
    pub(super) flows: Flows,
    pub(super) blocks: Vec<Block>,
    /// The footnotes, each behind its mark, and how far their places are moved to follow the text.
    pub(super) notes: Vec<(Marker, Vec<Block>)>,
    pub(super) shift: usize,
}

/// A block, and the first byte of the file that it came from.
#[derive(Debug)]
pub(super) struct Block {
    pub kind: Kind,
    pub start: usize,
}

#[derive(Debug)]
pub(super) enum Kind {
    Heading(Heading),
    Text(Flow),
    List(List),
    Quote(Marker, Vec<Block>),
    Code(Code),
    Table(Table),
    Facts(Facts),
    Sources(Vec<(Marker, Flow)>),
    Drawing(Drawing),
    Rule,
}

#[derive(Debug)]
pub(super) struct Heading {
    pub level: u8,
    pub slug: Arc<str>,
    pub title: Arc<str>,
    pub flow: Flow,
}

#[derive(Debug)]
pub(super) struct List {
    /// An entry has more to say than a paragraph and lists below it.
    pub loose: bool,
    pub items: Vec<(Marker, Vec<Block>)>,
}

/// Lines that stay as they are, each with the place it comes from.
#[derive(Debug)]
pub(super) struct Code {
    pub marker: Marker,
    pub lines: Vec<(String, usize)>,
}

/// A drawing, and its words for where it has no room.
#[derive(Debug)]
pub(super) struct Drawing {
    pub lines: Vec<String>,
    pub words: Flow,
}

/// Names and what belongs to them.
#[derive(Debug)]
pub(super) enum Facts {
    Beside(Vec<Pair>),
    /// One after the other, each with the place it comes from.
    Told(Vec<(Flow, usize)>),
}

/// A name, its value, and the place they come from.
#[derive(Debug)]
pub(super) struct Pair {
    pub name: Flow,
    pub value: Flow,
    pub offset: usize,
}

/// What stands left of a block: `first` before its first line, `rest` before the others, of the same width.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    pub first: Cow<'static, str>,
    pub rest: Cow<'static, str>,
    pub width: usize,
}

impl Prepared {
    pub fn new(document: &Document, symbols: Symbols, drawings: Drawings) -> Self {
        Preparer::new(symbols, drawings).document(document)
    }

    /// As it should be where it is held for long: the memory that was kept for more is given back.
    #[must_use]
    pub fn lasting(mut self) -> Self {
        self.flows.shrink();
        self
    }

    /// Whether layouts with these options can be made of it.
    pub fn suits(&self, options: &Options) -> bool {
        (self.symbols, self.drawings) == (options.symbols, options.drawings)
    }

    /// The lines at a width; running text uses `measure` columns at most.
    pub fn lay_out(&self, width: usize, measure: usize) -> Layout {
        let layout = Layout::with_room(self.flows.text.len(), width.min(measure));
        let mut canvas = Canvas::new(&self.flows, layout, (width, measure));
        for block in &self.blocks {
            blocks::draw_next(&mut canvas, block);
        }
        blocks::draw_notes(&mut canvas, &self.notes, self.shift);
        canvas.into_layout().finished()
    }
}

impl Marker {
    /// Spaces stand before all lines but the first.
    pub fn hanging(first: impl Into<Cow<'static, str>>) -> Self {
        let first = first.into();
        let width = width::of(&first);
        Self {
            first,
            rest: spaces(width),
            width,
        }
    }

    /// What stands before an entry of a list: its number in so many digits, or a bullet, and its box.
    pub fn of_entry(
        symbols: Symbols,
        (number, digits): (Option<u64>, usize),
        task: Option<bool>,
    ) -> Self {
        let task = task.map(|done| if done { "[x] " } else { "[ ] " });
        match (number, symbols, task) {
            (Some(number), ..) => {
                let task = task.unwrap_or_default();
                Self::hanging(format!("{number:>digits$}. {task}"))
            }
            (None, _, Some(task)) => Self::hanging(task),
            (None, Symbols::Unicode, None) => Self::hanging("• "),
            (None, Symbols::Ascii, None) => Self::hanging("- "),
        }
    }

    pub fn of(first: &'static str, rest: &'static str) -> Self {
        Self {
            first: Cow::Borrowed(first),
            rest: Cow::Borrowed(rest),
            width: width::of(first),
        }
    }
}

/// Most markers are a bullet or a short number.
fn spaces(count: usize) -> Cow<'static, str> {
    let few = "        ".get(..count).map(Cow::Borrowed);
    few.unwrap_or_else(|| Cow::Owned(" ".repeat(count)))
}
