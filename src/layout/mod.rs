//! A document at a width: lines of spans with roles, never colours.

mod blocks;
mod breaks;
mod canvas;
mod cards;
mod cells;
mod flow;
mod lines;
mod margins;
mod places;
mod prepared;
mod preparing;
mod small;
mod table;
mod unbreakable;
pub mod width;
mod wrap;
mod writer;

use std::ops::Range;

pub use lines::{Line, Lines, Span};
pub use places::{Anchor, CitationPlace, HeadingPlace, LinkPlace, Role, Spot, TextStyle};
pub use prepared::Prepared;
pub use wrap::broken;

use crate::content::Document;

/// A table's head is held in sight while it takes at most one line in so many.
const HELD_SHARE: usize = 4;

/// Spans of a line, as most pages have them.
const PARTS: usize = 3;

/// What decides how a document is broken into lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The columns there are; tables and code may use them all.
    pub width: usize,
    /// The columns that running text uses at most.
    pub measure: usize,
    pub symbols: Symbols,
    pub drawings: Drawings,
}

/// The signs a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Symbols {
    #[default]
    Unicode,
    Ascii,
}

/// Whether figures and bars are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drawings {
    /// Drawn where there is room, beside the words that say the same.
    #[default]
    Drawn,
    /// Said in words alone.
    Told,
    /// Said in words alone and row by row: a table read across its columns makes no sense to the ear.
    Heard,
}

/// A document broken into lines, and the places in it that a reader can go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub lines: Lines,
    pub headings: Vec<HeadingPlace>,
    pub links: Vec<LinkPlace>,
    pub citations: Vec<CitationPlace>,
    /// The lines that head each table; [`Line::header`] counts in it.
    pub headers: Vec<Range<usize>>,
}

impl Layout {
    pub fn new(document: &Document, options: &Options) -> Self {
        Prepared::new(document, options.symbols, options.drawings)
            .lay_out(options.width, options.measure)
    }

    /// With room for so much text, and for what stands around it.
    fn with_room(length: usize, columns: usize) -> Self {
        let text = length + length / 4;
        let rows = text / (columns / 2).max(8);
        Self {
            lines: Lines::with_room(text, rows * PARTS, rows),
            ..Self::default()
        }
    }

    /// Gives back the memory that was kept for more.
    fn finished(mut self) -> Self {
        for place in &mut self.links {
            // A link that is nothing but spaces was never drawn.
            if place.line == usize::MAX {
                place.line = 0;
            }
        }
        self.lines.finish();
        self.headings.shrink_to_fit();
        self.links.shrink_to_fit();
        self.citations.shrink_to_fit();
        self
    }

    /// The first line of the place that holds `anchor`.
    pub fn line_at(&self, anchor: Anchor) -> usize {
        let after = self.lines.before(anchor, true);
        let place = after.checked_sub(1).and_then(|index| self.lines.get(index));
        place.map_or(0, |place| self.lines.before(place.anchor, false))
    }

    /// Which line of the place it is in a line is.
    pub fn spot(&self, line: usize) -> Spot {
        let anchor = self.anchor_at(line);
        let place = self.place(anchor);
        Spot {
            anchor,
            above: line.saturating_sub(place.start),
            of: place.len(),
        }
    }

    /// The line of a spot: in a place that has more lines here, or fewer, the one as far down.
    pub fn line_of(&self, spot: Spot) -> usize {
        let place = self.place(spot.anchor);
        let above = (spot.above * place.len()).checked_div(spot.of);
        place.start + above.unwrap_or(0).min(place.len().saturating_sub(1))
    }

    /// The lines of the place that holds `anchor`.
    fn place(&self, anchor: Anchor) -> Range<usize> {
        let after = self.lines.before(anchor, true);
        self.line_at(anchor)..after
    }

    /// Where in the file the line comes from; a line past the end counts as the last.
    pub fn anchor_at(&self, line: usize) -> Anchor {
        let found = self.lines.get(line).or_else(|| self.lines.last());
        found.map(|line| line.anchor).unwrap_or_default()
    }

    pub fn heading_line(&self, slug: &str) -> Option<usize> {
        let found = self.headings.iter().find(|heading| *heading.slug == *slug);
        found.map(|heading| heading.line)
    }

    /// The lines of a table's head that stay above line `top` on a screen of `height` lines, once they have
    /// scrolled away; none where they would take more than their share of the screen.
    pub fn held(&self, top: usize, height: usize) -> Range<usize> {
        let header = self.lines.get(top).and_then(|line| line.header);
        let range = header.and_then(|index| self.headers.get(index)).cloned();
        range
            .filter(|range| range.len() * HELD_SHARE <= height)
            .unwrap_or_default()
    }

    /// The lines to be seen from `top` on, below what is held.
    pub fn visible(&self, top: usize, height: usize) -> Range<usize> {
        let room = height - self.held(top, height).len().min(height);
        top..(top + room).min(self.lines.len()).max(top)
    }

    /// The first line from which all the rest can be seen.
    pub fn last_top(&self, height: usize) -> usize {
        let first = self.lines.len().saturating_sub(height.max(1));
        let all = first..self.lines.len();
        let found = all
            .clone()
            .find(|top| self.visible(*top, height).end == all.end);
        found.unwrap_or(first)
    }
}
