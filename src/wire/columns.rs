//! A row of a frame beside the row that is shown: its glyphs, and which of them differ.

use ratatui::buffer::Cell;

use super::capabilities::Capabilities;
use super::doubt;
use super::glyph::{Glyph, attributes_match, is_same, shown_width};
use super::row::WIDEST_REWRITE;
use super::style::Style;
use super::{Frame, LinkSpan};

impl Frame {
    pub(super) const fn width(&self) -> u16 {
        self.cells.area.width
    }

    pub(super) const fn height(&self) -> u16 {
        self.cells.area.height
    }

    pub(super) fn cells_of(&self, row: u16) -> &[Cell] {
        let width = usize::from(self.width());
        let start = usize::from(row) * width;
        self.cells
            .content
            .get(start..start + width)
            .unwrap_or_default()
    }

    pub(super) fn row(&self, number: u16) -> FrameRow<'_> {
        let has_links = self.links.iter().any(|link| link.row == number);
        FrameRow {
            number,
            cells: self.cells_of(number),
            links: if has_links { &self.links } else { &[] },
        }
    }
}

/// A row of a frame.
#[derive(Clone, Copy, Debug)]
pub(super) struct FrameRow<'a> {
    pub(super) number: u16,
    pub(super) cells: &'a [Cell],
    /// Of the whole frame, or none where this row has none.
    pub(super) links: &'a [LinkSpan],
}

/// A glyph as it should be, and whether the terminal shows another one there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Column<'a> {
    pub(super) glyph: Glyph<'a>,
    pub(super) differs: bool,
}

impl<'a> FrameRow<'a> {
    pub(super) fn links(self) -> impl Iterator<Item = &'a LinkSpan> {
        self.links
            .iter()
            .filter(move |link| link.row == self.number)
    }

    #[inline(never)]
    fn link_at(self, x: usize) -> Option<&'a str> {
        let mut links = self.links();
        let link = links.find(|link| (link.start.into()..link.end.into()).contains(&x))?;
        Some(&link.url)
    }

    /// The column from which on this row must be compared with what is shown; None if that is the same.
    pub(super) fn start(self, shown: FrameRow<'_>, wide_ambiguous: bool) -> Option<usize> {
        let mut pairs = self.cells.iter().zip(shown.cells);
        let first = pairs.position(|(one, other)| !is_same(one, other));
        if !self.links.is_empty() || !shown.links.is_empty() {
            let differs = first.is_some() || !self.links().eq(shown.links());
            return differs.then_some(0);
        }
        // Cells shortly before may be written again instead of a jump, and a wide character is never split.
        let is_wide = |column: usize| {
            let both = [self, shown].map(|row| row.cells.get(column));
            let mut both = both.into_iter().flatten();
            both.any(|cell| shown_width(cell.symbol()) > 1)
        };
        let mut starts = (0..=first?.saturating_sub(WIDEST_REWRITE)).rev();
        let start = starts.find(|start| *start == 0 || !is_wide(start - 1))?;
        let before = [self, shown].map(|row| row.cells.iter().take(start));
        let mut before = before.into_iter().flatten();
        let is_doubtful = before.any(|cell| doubt::is_doubtful(cell.symbol(), wide_ambiguous));
        Some(if is_doubtful { 0 } else { start })
    }

    /// The glyphs of this row from a column on, which of them differ from what is shown, and whether one of either is
    /// doubtful.
    pub(super) fn compare(
        self,
        shown: FrameRow<'_>,
        start: usize,
        terminal: Capabilities,
    ) -> (Vec<Column<'a>>, bool) {
        let has_same_links = self.links().eq(shown.links());
        let (mut wanted, mut shown) = (Glyphs::of(self, terminal), Glyphs::of(shown, terminal));
        let mut is_doubtful = false;
        let mut columns = Vec::with_capacity(self.cells.len());
        let cells = self.cells.get(start..).unwrap_or_default();
        let old = shown.row.cells.get(start..).unwrap_or_default();
        for (x, (cell, old)) in (start..).zip(cells.iter().zip(old)) {
            let mut differs =
                !has_same_links || wanted.covered != shown.covered || !is_same(cell, old);
            let glyph = wanted.glyph(x, cell);
            is_doubtful |= glyph.is_doubtful;
            if differs {
                let old = shown.glyph(x, old);
                is_doubtful |= old.is_doubtful;
                differs = glyph != old;
            } else {
                shown.covered = wanted.covered;
            }
            columns.push(Column { glyph, differs });
        }
        (columns, is_doubtful)
    }
}

/// Makes glyphs of the cells of a row, one after the other.
struct Glyphs<'a> {
    row: FrameRow<'a>,
    terminal: Capabilities,
    /// How many of the next cells the last glyph covers.
    covered: u16,
    /// A style and a cell that has it: neighbours mostly have the same.
    style: Style,
    like: &'a Cell,
}

impl<'a> Glyphs<'a> {
    const fn of(row: FrameRow<'a>, terminal: Capabilities) -> Self {
        Self {
            row,
            terminal,
            covered: 0,
            style: Style::PLAIN,
            like: &Cell::EMPTY,
        }
    }

    #[expect(
        clippy::inline_always,
        reason = "a page is 8% slower with a call for each glyph"
    )]
    #[inline(always)]
    fn glyph(&mut self, x: usize, cell: &'a Cell) -> Glyph<'a> {
        if self.covered > 0 {
            self.covered -= 1;
            return Glyph::COVERED;
        }
        if !attributes_match(cell, self.like) {
            (self.like, self.style) = (cell, Style::of(cell, self.terminal.colours));
        }
        let room = self.row.cells.len() - x;
        let wide_ambiguous = self.terminal.wide_ambiguous;
        let mut glyph = Glyph::new(cell.symbol(), room, self.style, wide_ambiguous);
        if !self.row.links.is_empty() {
            glyph.link = self.row.link_at(x);
        }
        self.covered = glyph.width.saturating_sub(1);
        glyph
    }
}
