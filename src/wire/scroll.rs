//! Moving what the terminal shows already, instead of sending it again.

use std::ops::Range;

use ratatui::buffer::Cell;
use ratatui::layout::{Position, Rect};
use ratatui::style::Color;

use super::bytes::Bytes;
use super::capabilities::Capabilities;
use super::glyph::{self, Glyph};
use super::painter::Painter;
use super::terminal::Margins;
use super::{Frame, Scroll};

/// What the terminal shows: the frame before, with a part of it moved.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shown<'a> {
    /// `None` when the screen was just cleared.
    pub(super) frame: Option<&'a Frame>,
    pub(super) moved: Option<Scroll>,
    /// The background of a cleared screen.
    pub(super) fill: Color,
}

impl<'a> Shown<'a> {
    /// Whether a row is right already, as far as can be told in passing.
    pub(super) fn is_like(&self, wanted: &Frame, row: u16) -> bool {
        let Some(frame) = self.frame else {
            return false;
        };
        let moved = self
            .moved
            .filter(|moved| (moved.area.top()..moved.area.bottom()).contains(&row));
        let Some(Scroll { area, lines }) = moved else {
            return frame.cells_of(row) == wanted.cells_of(row)
                && !has_links(frame, row)
                && !has_links(wanted, row);
        };
        let inside = usize::from(area.left())..usize::from(area.right());
        row.checked_add_signed(lines)
            .filter(|from| (area.top()..area.bottom()).contains(from))
            .is_some_and(|from| is_moved_row(frame, (row, from), wanted, inside))
    }

    pub(super) fn glyphs(
        &self,
        row: u16,
        width: u16,
        capabilities: Capabilities,
    ) -> Vec<Glyph<'a>> {
        let Some(frame) = self.frame else {
            return vec![Glyph::blank(self.fill); usize::from(width)];
        };
        let source = |column| self.source(Position::new(column, row));
        let cells = (0..width).map(|column| {
            let from = source(column)?;
            frame.cells_of(from.y).get(usize::from(from.x))
        });
        let link = |column| source(column).and_then(|from| frame.link_at(from.y, from.x));
        glyph::row(cells, link, capabilities.colours)
    }

    /// Where the old frame has what now stands at a place; `None` where a blank moved in.
    fn source(&self, at: Position) -> Option<Position> {
        let Some(Scroll { area, lines }) = self.moved.filter(|moved| moved.area.contains(at))
        else {
            return Some(at);
        };
        let from = Position::new(at.x, at.y.checked_add_signed(lines)?);
        area.contains(from).then_some(from)
    }
}

/// What a hint comes to on this terminal: the area to move, or nothing when sending the text again is shorter.
pub(super) fn plan(hint: Scroll, old: &Frame, capabilities: Capabilities) -> Option<Scroll> {
    let screen = old.cells.area;
    let area = hint.area.intersection(screen);
    let lines = hint.lines.unsigned_abs();
    if lines == 0 || lines >= area.height || area.width < 2 {
        return None;
    }
    let has_margins = capabilities.left_right_margins && has_whole_edges(area, old);
    if area.width == screen.width || has_margins {
        return Some(Scroll { area, ..hint });
    }
    // What stands beside the area moves with it and must be sent again. On screens of text that pays up to a
    // fifth of the lines: at 80×24 602 bytes instead of 858 for one line, 1,181 instead of 912 for twelve.
    let area = Rect {
        x: 0,
        width: screen.width,
        ..area
    };
    (lines <= area.height.div_ceil(5)).then_some(Scroll { area, ..hint })
}

/// Whether no wide character lies across the sides of an area.
fn has_whole_edges(area: Rect, old: &Frame) -> bool {
    (area.top()..area.bottom()).all(|row| {
        let is_narrow = |column: u16| {
            let cell = old.cells_of(row).get(usize::from(column));
            cell.is_none_or(|cell| glyph::shown_width(cell.symbol()) <= 1)
        };
        is_narrow(area.left().wrapping_sub(1)) && is_narrow(area.right() - 1)
    })
}

fn has_links(frame: &Frame, row: u16) -> bool {
    frame.links.iter().any(|link| link.row == row)
}

/// Whether a row is that of the old frame, the part inside taken from another row.
fn is_moved_row(
    old: &Frame,
    (row, from): (u16, u16),
    wanted: &Frame,
    inside: Range<usize>,
) -> bool {
    let (still, moved, wanted_cells) =
        (old.cells_of(row), old.cells_of(from), wanted.cells_of(row));
    let parts = [
        (still, 0..inside.start),
        (moved, inside.clone()),
        (still, inside.end..still.len()),
    ];
    let is_same =
        |(cells, part): (&[Cell], Range<usize>)| cells.get(part.clone()) == wanted_cells.get(part);
    parts.into_iter().all(is_same)
        && !has_links(old, row)
        && !has_links(old, from)
        && !has_links(wanted, row)
}

impl Painter<'_> {
    /// Moves an area. What moves in has no background: terminals differ about any other.
    pub(super) fn scroll(&mut self, scroll: Scroll, wanted: &Frame) {
        const MOVED_IN: Glyph = Glyph::blank(Color::Reset);
        let Scroll { area, lines } = scroll;
        let edge = if lines > 0 {
            area.bottom() - 1
        } else {
            area.top()
        };
        let new_row = wanted.glyphs(edge, self.capabilities.colours);
        self.set_margins(Margins {
            top: area.top(),
            bottom: area.bottom() - 1,
            left: area.left(),
            right: area.right() - 1,
        });
        self.dress(&MOVED_IN);
        let many = lines.unsigned_abs();
        if many > 1 && self.capabilities.scroll_lines {
            let last = if lines > 0 { b'S' } else { b'T' };
            self.out
                .extend_from_slice(Bytes::control(many, last).as_slice());
            return;
        }
        let text = (area.left()..area.right()).find(|column| {
            let glyph = new_row.get(usize::from(*column));
            glyph.is_some_and(|glyph| glyph.width > 0 && *glyph != MOVED_IN)
        });
        self.go(Position::new(text.unwrap_or(area.x), edge));
        let step: &[u8] = if lines > 0 { b"\n" } else { b"\x1bM" };
        self.out.extend(step.repeat(usize::from(many)));
    }
}
