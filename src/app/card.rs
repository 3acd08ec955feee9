//! A card over the page: about this page, a source, what a link leads to.

use crate::app::list::Goal;
use crate::content::{Block, BlockKind, Document, Inline};
use crate::layout::{Layout, Options};

/// How much of the screen a card takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CardSize {
    /// A strip at the foot; the page stays.
    Strip,
    Whole,
}

/// A short document over the page, with where Enter leads.
#[derive(Clone, Debug)]
pub struct Card {
    pub title: String,
    pub size: CardSize,
    pub document: Document,
    pub goal: Option<Goal>,
    pub top: usize,
}

impl Card {
    pub fn new(title: impl Into<String>, size: CardSize, kinds: Vec<BlockKind>) -> Self {
        let blocks = kinds
            .into_iter()
            .enumerate()
            .map(|(at, kind)| Block::new(kind, at..at))
            .collect();
        let document = Document {
            blocks,
            footnotes: Vec::new(),
        };
        Self {
            title: title.into(),
            size,
            document,
            goal: None,
            top: 0,
        }
    }

    #[must_use]
    pub fn leading_to(self, goal: Goal) -> Self {
        Self {
            goal: Some(goal),
            ..self
        }
    }

    /// The card's lines at a width.
    pub fn lines(&self, options: &Options) -> Layout {
        Layout::new(&self.document, options)
    }
}

/// Rows of names and plain values; empty values are left out.
pub fn rows(pairs: Vec<(&str, String)>) -> BlockKind {
    let row = |(name, value): (&str, String)| (name.to_owned(), vec![Inline::text(value)]);
    BlockKind::Facts(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(row)
            .collect(),
    )
}

/// One plain paragraph.
pub fn paragraph(text: impl Into<String>) -> BlockKind {
    BlockKind::Paragraph(vec![Inline::text(text)])
}
