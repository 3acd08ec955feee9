//! A document broken into lines, and how to find a line in it again.

use std::ops::Range;

use crate::layout::lines::Lines;
use crate::layout::places::{Anchor, CitationPlace, HeadingPlace, LinePlace, LinkPlace};

/// A table's head is held in sight while it takes at most one line in so many.
const HELD_SHARE: usize = 4;

/// A document broken into lines, and the places in it that a reader can go to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    pub lines: Lines,
    pub headings: Vec<HeadingPlace>,
    pub links: Vec<LinkPlace>,
    pub citations: Vec<CitationPlace>,
    /// The lines that head each table; a line of a table names them by their place here.
    pub headers: Vec<Range<usize>>,
}

impl Layout {
    /// How many links and citations are noted.
    pub(super) const fn noted(&self) -> (usize, usize) {
        (self.links.len(), self.citations.len())
    }

    /// Forgets those that were noted later, for the text they are in is not drawn.
    pub(super) fn forget_after(&mut self, (links, citations): (usize, usize)) {
        self.links.truncate(links);
        self.citations.truncate(citations);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown;
    use crate::layout::options::{Drawings, Options, Symbols};

    fn layout(text: &str, width: usize) -> Layout {
        let options = Options {
            width,
            measure: width,
            symbols: Symbols::Unicode,
            drawings: Drawings::Drawn,
        };
        Layout::new(&markdown::parse(text, 0), &options)
    }

    fn table() -> Layout {
        let rows = "| row | a |\n".repeat(20);
        layout(
            &format!("Above.\n\n| Name | B |\n|---|---|\n{rows}\nBelow.\n"),
            40,
        )
    }

    #[test]
    fn a_table_head_that_scrolled_away_is_held_while_it_takes_a_small_part_of_the_screen() {
        let layout = table();
        let head = layout.table_head();
        assert_eq!(layout.held(head.start, 20), 0..0);
        assert_eq!(layout.held(head.end + 3, 20), head);
        assert_eq!(layout.held(head.end + 3, 8), head);
        assert_eq!(layout.held(head.end + 3, 7), 0..0);
        assert_eq!(layout.held(layout.lines.len() - 1, 20), 0..0);
    }

    #[test]
    fn what_is_held_takes_room_from_what_is_visible() {
        let layout = table();
        let top = layout.table_head().end + 3;
        assert_eq!(layout.visible(top, 10), top..top + 8);
        assert_eq!(layout.visible(0, 10), 0..10);
        let lines = layout.lines.len();
        for height in 1..40 {
            let last = layout.last_top(height);
            assert_eq!(layout.visible(last, height).end, lines, "height {height}");
            assert!(last == 0 || layout.visible(last - 1, height).end < lines);
        }
    }

    #[test]
    fn a_line_is_found_again_as_far_down_in_its_row_at_another_width() {
        let text = "| Name | What |\n|---|---|\n| a | one two three four five six seven eight nine ten |\n";
        let (wide, narrow) = (layout(text, 40), layout(text, 24));
        let row = |layout: &Layout| layout.table_head().end..layout.lines.len();
        let (wide_row, narrow_row) = (row(&wide), row(&narrow));
        assert!(narrow_row.len() > wide_row.len() && wide_row.len() > 1);
        for line in wide_row {
            assert_eq!(wide.line_of(wide.place_of(line)), line);
            assert!(narrow_row.contains(&narrow.line_of(wide.place_of(line))));
        }
        let first = wide.place_of(row(&wide).start);
        assert_eq!(narrow.line_of(first), narrow_row.start);
    }

    impl Layout {
        /// The lines of the only table's head.
        fn table_head(&self) -> Range<usize> {
            self.headers[0].clone()
        }
    }
}
