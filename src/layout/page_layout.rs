//! A document broken into lines, and how to find a line in it again.

use std::ops::Range;

use crate::layout::lines::Lines;
use crate::layout::places::{Anchor, CitationPlace, HeadingPlace, LinePlace, LinkPlace};

/// A table's head is held in sight while it takes at most one line in so many.
const HELD_SHARE: usize = 4;

/// A guess of how many spans a line has.
const PARTS: usize = 3;

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
    /// Reserves memory for so many bytes of text and what stands around it.
    pub(super) fn with_room(length: usize, columns: usize) -> Self {
        let text = length + length / 4;
        let rows = text / (columns / 2).max(8);
        Self {
            lines: Lines::with_room(text, rows * PARTS, rows),
            ..Self::default()
        }
    }

    /// Frees reserved memory that was not needed.
    pub(super) fn finished(mut self) -> Self {
        for place in &mut self.links {
            // A link that is nothing but spaces was never drawn and has no line.
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

    /// All lines as text, without blanks at their ends.
    pub fn text(&self) -> String {
        let lines = self.lines.iter();
        lines
            .map(|line| line.text().trim_end().to_owned() + "\n")
            .collect()
    }

    /// The first line of the place that holds `anchor`.
    pub fn line_at(&self, anchor: Anchor) -> usize {
        let after = self.lines.before(anchor, true);
        let place = after.checked_sub(1).and_then(|index| self.lines.get(index));
        place.map_or(0, |place| self.lines.before(place.anchor, false))
    }

    /// A line as a place that survives a new width.
    pub fn place_of(&self, line: usize) -> LinePlace {
        let anchor = self.anchor_at(line);
        let place = self.place(anchor);
        LinePlace {
            anchor,
            above: line.saturating_sub(place.start),
            of: place.len(),
        }
    }

    /// The line of a place: where its text has more or fewer lines here, the one as far down in proportion.
    pub fn line_of(&self, spot: LinePlace) -> usize {
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

    /// The lines visible from `top` on, below a table head that is held.
    pub fn visible(&self, top: usize, height: usize) -> Range<usize> {
        let room = height - self.held(top, height).len().min(height);
        top..(top + room).min(self.lines.len()).max(top)
    }

    /// The first line from which all the rest is visible.
    pub fn last_top(&self, height: usize) -> usize {
        let first = self.lines.len().saturating_sub(height.max(1));
        let all = first..self.lines.len();
        let found = all
            .clone()
            .find(|top| self.visible(*top, height).end == all.end);
        found.unwrap_or(first)
    }
}
