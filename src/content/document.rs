//! Markdown as data: blocks and inlines, each knowing its place in the file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::chart::Chart;
use crate::evidence::Outcome;
use crate::figure::Figure;

/// A parsed page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Document {
    pub blocks: Vec<Block>,
    /// Footnotes defined in the page, by label.
    pub footnotes: Vec<(String, Vec<Block>)>,
}

/// A block, and the bytes of the file it came from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Block {
    pub kind: BlockKind,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum BlockKind {
    Heading {
        level: u8,
        slug: String,
        inlines: Vec<Inline>,
    },
    Paragraph(Vec<Inline>),
    List {
        start: Option<u64>,
        items: Vec<Item>,
    },
    Quote(Vec<Block>),
    Code {
        language: String,
        text: String,
    },
    Table {
        head: Vec<Cell>,
        rows: Vec<Vec<Cell>>,
    },
    /// Rows of a name and a value: the fact box, the evidence, a source's card. A row without a name heads those that
    /// follow it.
    Facts(Vec<(String, Vec<Inline>)>),
    /// What must be seen before the rest is read.
    Callout(Callout),
    /// The numbered list of what the page cites.
    Sources(Vec<SourceEntry>),
    /// A drawing, with the words that say the same.
    Figure(Figure),
    Chart(Chart),
    Rule,
}

/// Lines that must be seen; where there is little room only the first of them are.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Callout {
    pub rows: Vec<Vec<Inline>>,
    /// How many rows are shown where there is little room.
    pub shown: usize,
    /// What stands below them then.
    pub more: Option<String>,
}

/// An entry of a list, perhaps with a box to tick.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Item {
    pub task: Option<bool>,
    pub blocks: Vec<Block>,
}

/// A cell of a table.
pub type Cell = Vec<Inline>;

/// One line of a page's source list.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct SourceEntry {
    pub number: usize,
    pub id: String,
    pub inlines: Vec<Inline>,
}

/// A piece of running text, and the bytes of the file it came from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Inline {
    pub kind: InlineKind,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum InlineKind {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Link {
        target: String,
        inlines: Vec<Inline>,
    },
    Image {
        target: String,
        inlines: Vec<Inline>,
    },
    /// `[^id]`; the number is given in order of appearance, 0 until then.
    Citation {
        id: String,
        number: usize,
    },
    /// What a terminal cannot run, shown dimmed: a shortcode.
    Passage(String),
    /// Words that say what came of a treatment.
    Outcome {
        outcome: Outcome,
        inlines: Vec<Inline>,
    },
    SoftBreak,
    HardBreak,
}

/// What the target of a link begins with that names a page and not its path: `[[Name#Heading]]`.
pub const WIKI: &str = "[[";

/// Stands around text that is struck out, wherever a line through it cannot be shown.
pub const STRUCK: &str = "~~";

impl Document {
    /// Calls `visit` on every inline of the page, in the order it is read.
    pub fn each_inline<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        self.blocks
            .iter()
            .for_each(|block| block.each_inline(visit));
        self.footnotes
            .iter()
            .flat_map(|(_, blocks)| blocks)
            .for_each(|block| block.each_inline(visit));
    }

    /// Like [`Document::each_inline`], with leave to change them.
    pub fn each_inline_mut(&mut self, visit: &mut impl FnMut(&mut Inline)) {
        self.blocks
            .iter_mut()
            .for_each(|block| block.each_inline_mut(visit));
        self.footnotes
            .iter_mut()
            .flat_map(|(_, blocks)| blocks)
            .for_each(|block| block.each_inline_mut(visit));
    }

    /// The files its links lead to, as written but for the place in the file; sorted, each once.
    pub fn targets(&self) -> Vec<&str> {
        let mut targets = Vec::new();
        self.each_inline(&mut |inline| {
            if let InlineKind::Link { target, .. } = &inline.kind {
                let file = target
                    .split_once('#')
                    .map_or(target.as_str(), |(file, _)| file);
                targets.push(file);
            }
        });
        targets.sort_unstable();
        targets.dedup();
        targets
    }

    /// The headings: level, slug and text, with the block's place.
    pub fn headings(&self) -> impl Iterator<Item = (u8, &str, String, usize)> {
        self.blocks.iter().filter_map(|block| match &block.kind {
            BlockKind::Heading {
                level,
                slug,
                inlines,
            } => Some((
                *level,
                slug.as_str(),
                plain_text(inlines),
                block.range.start,
            )),
            _ => None,
        })
    }
}

impl Block {
    pub const fn new(kind: BlockKind, range: Range<usize>) -> Self {
        Self { kind, range }
    }

    /// Calls `visit` on every inline in this block, in the order it is read.
    pub fn each_inline<'a>(&'a self, visit: &mut impl FnMut(&'a Inline)) {
        match &self.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => {
                walk(inlines, visit);
            }
            BlockKind::List { items, .. } => {
                items
                    .iter()
                    .flat_map(|item| &item.blocks)
                    .for_each(|block| block.each_inline(visit));
            }
            BlockKind::Quote(blocks) => blocks.iter().for_each(|block| block.each_inline(visit)),
            BlockKind::Table { head, rows } => {
                head.iter()
                    .chain(rows.iter().flatten())
                    .for_each(|cell| walk(cell, visit));
            }
            BlockKind::Facts(rows) => rows.iter().for_each(|(_, value)| walk(value, visit)),
            BlockKind::Callout(callout) => callout.rows.iter().for_each(|row| walk(row, visit)),
            BlockKind::Sources(entries) => {
                for entry in entries {
                    walk(&entry.inlines, visit);
                }
            }
            BlockKind::Figure(figure) => walk(&figure.words, visit),
            BlockKind::Chart(chart) => chart.names().for_each(|name| walk(name, visit)),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }

    /// Like [`Block::each_inline`], with leave to change them.
    pub fn each_inline_mut(&mut self, visit: &mut impl FnMut(&mut Inline)) {
        match &mut self.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => {
                walk_mut(inlines, visit);
            }
            BlockKind::List { items, .. } => {
                items
                    .iter_mut()
                    .flat_map(|item| &mut item.blocks)
                    .for_each(|block| block.each_inline_mut(visit));
            }
            BlockKind::Quote(blocks) => blocks
                .iter_mut()
                .for_each(|block| block.each_inline_mut(visit)),
            BlockKind::Table { head, rows } => {
                head.iter_mut()
                    .chain(rows.iter_mut().flatten())
                    .for_each(|cell| walk_mut(cell, visit));
            }
            BlockKind::Facts(rows) => rows
                .iter_mut()
                .for_each(|(_, value)| walk_mut(value, visit)),
            BlockKind::Callout(callout) => {
                callout.rows.iter_mut().for_each(|row| walk_mut(row, visit));
            }
            BlockKind::Sources(entries) => entries
                .iter_mut()
                .for_each(|entry| walk_mut(&mut entry.inlines, visit)),
            BlockKind::Figure(figure) => walk_mut(&mut figure.words, visit),
            BlockKind::Chart(chart) => chart.names_mut().for_each(|name| walk_mut(name, visit)),
            BlockKind::Code { .. } | BlockKind::Rule => {}
        }
    }
}

impl Inline {
    pub const fn new(kind: InlineKind, range: Range<usize>) -> Self {
        Self { kind, range }
    }

    /// Text that stands in no file: labels and lists the program makes.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(InlineKind::Text(text.into()), 0..0)
    }

    /// A link that stands in no file.
    pub fn link(text: impl Into<String>, target: impl Into<String>) -> Self {
        Self::new(
            InlineKind::Link {
                target: target.into(),
                inlines: vec![Self::text(text)],
            },
            0..0,
        )
    }

    pub fn children(&self) -> &[Self] {
        match &self.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Link { inlines: inner, .. }
            | InlineKind::Outcome { inlines: inner, .. }
            | InlineKind::Image { inlines: inner, .. } => inner,
            _ => &[],
        }
    }

    pub(super) fn children_mut(&mut self) -> &mut [Self] {
        match &mut self.kind {
            InlineKind::Emphasis(inner)
            | InlineKind::Strong(inner)
            | InlineKind::Strikethrough(inner)
            | InlineKind::Link { inlines: inner, .. }
            | InlineKind::Outcome { inlines: inner, .. }
            | InlineKind::Image { inlines: inner, .. } => inner,
            _ => &mut [],
        }
    }
}

fn walk<'a>(inlines: &'a [Inline], visit: &mut impl FnMut(&'a Inline)) {
    for inline in inlines {
        visit(inline);
        walk(inline.children(), visit);
    }
}

fn walk_mut(inlines: &mut [Inline], visit: &mut impl FnMut(&mut Inline)) {
    for inline in inlines {
        visit(inline);
        walk_mut(inline.children_mut(), visit);
    }
}

/// The words of running text without its marks, but for those of struck text; citations are left out.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Code(part) | InlineKind::Passage(part) => {
                text.push_str(part);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            InlineKind::Strikethrough(inner) => {
                text.push_str(STRUCK);
                push_plain(inner, text);
                text.push_str(STRUCK);
            }
            _ => push_plain(inline.children(), text),
        }
    }
}
