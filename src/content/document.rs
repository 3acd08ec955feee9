//! Markdown as data: blocks and inlines, each knowing its place in the file.

use std::collections::HashSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::chart::Chart;
use crate::figure::Figure;

pub use crate::inline::{Inline, InlineKind, STRUCK, WIKI, plain_text};

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

pub type Cell = Vec<Inline>;

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct SourceEntry {
    pub number: usize,
    pub id: String,
    pub inlines: Vec<Inline>,
}

impl From<Vec<Block>> for Document {
    /// A text without footnotes.
    fn from(blocks: Vec<Block>) -> Self {
        Self {
            blocks,
            footnotes: Vec::new(),
        }
    }
}

/// The ids that blocks cite, each once, in the order they are read.
pub fn cited<'a>(blocks: impl IntoIterator<Item = &'a Block>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    for block in blocks {
        block.each_inline(&mut |inline| {
            if let InlineKind::Citation { id, .. } = &inline.kind
                && known.insert(id.clone())
            {
                ids.push(id.clone());
            }
        });
    }
    ids
}

impl Document {
    /// A text that stands in no file: the place of each block is its number.
    pub fn of(kinds: impl IntoIterator<Item = BlockKind>) -> Self {
        let block = |(at, kind)| Block::new(kind, at..at);
        let blocks: Vec<Block> = kinds.into_iter().enumerate().map(block).collect();
        blocks.into()
    }

    /// Its blocks, those of its footnotes last.
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        let notes = self.footnotes.iter().flat_map(|(_, blocks)| blocks);
        self.blocks.iter().chain(notes)
    }

    /// The files its links lead to, as written but for the place in the file; sorted, each once.
    pub fn targets(&self) -> Vec<&str> {
        let mut targets = Vec::new();
        self.each_inline(&mut |inline| {
            if let InlineKind::Link { target, .. } = &inline.kind {
                let file = target.split('#').next();
                targets.extend(file);
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

impl BlockKind {
    /// A heading whose words stand in no file.
    pub fn heading(level: u8, title: &str, slug: &str) -> Self {
        Self::Heading {
            level,
            slug: slug.to_owned(),
            inlines: vec![Inline::text(title)],
        }
    }

    /// A paragraph whose words stand in no file.
    pub fn paragraph(text: impl Into<String>) -> Self {
        Self::Paragraph(vec![Inline::text(text)])
    }

    /// Rows of names and values; those without a value are left out.
    pub fn facts<'a>(rows: impl IntoIterator<Item = (&'a str, Vec<Inline>)>) -> Self {
        let rows = rows.into_iter().filter(|(_, value)| !value.is_empty());
        Self::Facts(rows.map(|(name, value)| (name.to_owned(), value)).collect())
    }

    /// A list whose entries stand in no file.
    pub fn list(items: impl IntoIterator<Item = Vec<Self>>) -> Self {
        let item = |kinds: Vec<Self>| Item {
            task: None,
            blocks: kinds.into_iter().map(Block::unplaced).collect(),
        };
        Self::List {
            start: None,
            items: items.into_iter().map(item).collect(),
        }
    }
}

impl Block {
    pub const fn new(kind: BlockKind, range: Range<usize>) -> Self {
        Self { kind, range }
    }

    /// A block that stands in no file.
    pub const fn unplaced(kind: BlockKind) -> Self {
        Self::new(kind, 0..0)
    }
}
