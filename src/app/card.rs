//! A card over the page: about this page, a source, what a link leads to.

use ratatui::layout::Rect;

use crate::app::list::Goal;
use crate::app::overlay::Overlay;
use crate::app::panes::{Shape, framed};
use crate::content::{Block, BlockKind, Document, Inline, InlineKind};
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
    /// The source it shows: another number shows another one.
    pub source: Option<String>,
    /// What `y` copies.
    pub copies: Option<String>,
    /// What it was opened from, which closing it returns to.
    pub behind: Option<Box<Overlay>>,
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
            source: None,
            copies: None,
            behind: None,
        }
    }

    #[must_use]
    pub fn leading_to(self, goal: Goal) -> Self {
        Self {
            goal: Some(goal),
            ..self
        }
    }

    #[must_use]
    pub fn of_source(self, id: &str) -> Self {
        Self {
            source: Some(id.to_owned()),
            ..self
        }
    }

    #[must_use]
    pub fn copying(self, text: impl Into<String>) -> Self {
        Self {
            copies: Some(text.into()),
            ..self
        }
    }

    /// The card's lines at a width.
    pub fn lines(&self, options: &Options) -> Layout {
        Layout::new(&self.document, options)
    }

    /// Where it lies when it has so many lines.
    pub fn area(&self, shape: &Shape, lines: usize) -> Rect {
        match self.size {
            CardSize::Whole => shape.over(),
            CardSize::Strip => shape.strip(lines),
        }
    }

    /// Keeps the first visible line within the card's lines.
    pub fn bound(&mut self, shape: &Shape, options: &Options) {
        let lines = self.lines(options).lines.len();
        let height = framed(self.area(shape, lines)).height;
        self.top = self.top.min(lines.saturating_sub(usize::from(height)));
    }
}

/// Rows of names and values; empty values are left out.
pub fn rows(pairs: Vec<(&str, Vec<Inline>)>) -> BlockKind {
    BlockKind::Facts(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Plain text as a value; none for the empty text.
pub fn plain(text: impl Into<String>) -> Vec<Inline> {
    let text = text.into();
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Inline::text(text)]
    }
}

/// One plain paragraph.
pub fn paragraph(text: impl Into<String>) -> BlockKind {
    BlockKind::Paragraph(vec![Inline::text(text)])
}

/// One paragraph of several lines.
pub fn lines(lines: Vec<Vec<Inline>>) -> BlockKind {
    let mut inlines: Vec<Inline> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !inlines.is_empty() {
            inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        }
        inlines.extend(line);
    }
    BlockKind::Paragraph(inlines)
}
