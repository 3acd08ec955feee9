//! The letters of link mode, each before its link: written where the page is blank, so that no text is lost.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::reader::links::LinkLabel;
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;
use crate::ui::{Drawn, DrawnLink};

/// Writes the letters, shows which link Enter follows, and puts the cursor there.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let labels = app.overlay().map(|overlay| overlay.layer().labels());
    let labels = labels.unwrap_or_default();
    for labels in labels.chunk_by(|one, next| one.link.line == next.link.line) {
        let line = labels.first().map_or(0, |label| label.link.line);
        let row = app.reader.row_of(line, usize::from(area.height));
        let Some(y) = row.and_then(|row| u16::try_from(row).ok()) else {
            continue;
        };
        let text = app.reader.layout.lines.get(line);
        let used = text.map_or(0, |line| line.width());
        let mut row = LabelledRow {
            cells,
            y: area.y + y,
            // Before the page stands a blank column.
            left: area.x.saturating_sub(1),
            right: area.right(),
            shift: 0,
            free: usize::from(area.width).saturating_sub(used),
        };
        for label in labels {
            row.put(theme, (label, area), drawn);
        }
    }
}

/// A row of the page on which letters are written from left to right.
struct LabelledRow<'a> {
    cells: &'a mut Buffer,
    y: u16,
    left: u16,
    right: u16,
    /// How far the rest of the row was moved to make room, and how many more columns it can be moved.
    shift: u16,
    free: usize,
}

impl LabelledRow<'_> {
    fn put(&mut self, theme: &Theme, (label, area): (&LinkLabel<'_>, Rect), drawn: &mut Drawn) {
        let column = u16::try_from(label.link.column).unwrap_or(u16::MAX);
        let start = area.x.saturating_add(column).saturating_add(self.shift);
        let needed = width(label.letters);
        let at = self.place(start, needed, drawn);
        let start = if at == Some(start) {
            start + needed
        } else {
            start
        };
        let row = Rect {
            x: self.left,
            y: self.y,
            width: self.right.saturating_sub(self.left),
            height: 1,
        };
        if let Some((at, mut row)) = at.zip(Row::of(self.cells, row, 0)) {
            row.to(at).put(label.letters, theme.letter);
        }
        if label.is_selected {
            let link = Rect {
                x: start,
                width: u16::try_from(label.link.width).unwrap_or(u16::MAX),
                ..row
            };
            self.cells.set_style(link.intersection(row), theme.selected);
            drawn.cursor = Some(Position {
                x: start,
                y: self.y,
            });
        }
    }

    /// Where the letters of the link at `start` go: before it, where a blank is left between them and what stands
    /// there; else in room made for them at the end of the row; else in place of the nearest blanks.
    fn place(&mut self, start: u16, needed: u16, drawn: &mut Drawn) -> Option<u16> {
        let before = start.checked_sub(needed).filter(|x| *x >= self.left);
        let is_free = |x: &u16| *x == self.left || self.are_blank(x - 1, needed + 1);
        if let Some(before) = before.filter(is_free) {
            return Some(before);
        }
        if self.free >= usize::from(needed) {
            self.move_right(start, needed, drawn);
            return Some(start);
        }
        for end in (before?..start).rev() {
            let own = [end, self.left].into_iter();
            let mut blanks = own.chain((self.left..end).rev());
            let blank = blanks.find(|x| self.are_blank(*x, 1))?;
            self.move_left(blank..end, drawn);
        }
        before
    }

    fn are_blank(&self, start: u16, count: u16) -> bool {
        (start..start + count).all(|x| {
            let cell = self.cells.cell(Position { x, y: self.y });
            cell.is_some_and(|cell| cell.symbol() == " ")
        })
    }

    /// Moves the row from a column on, with the addresses in it.
    fn move_right(&mut self, start: u16, columns: u16, drawn: &mut Drawn) {
        for x in (start + columns..self.right).rev() {
            self.copy(x - columns, x);
        }
        for link in self.links(drawn).filter(|link| link.start >= start) {
            link.start += columns;
            link.end += columns;
        }
        self.shift += columns;
        self.free -= usize::from(columns);
    }

    /// Moves what stands behind a blank, up to a column, over it.
    fn move_left(&mut self, to: Range<u16>, drawn: &mut Drawn) {
        for x in to.clone() {
            self.copy(x + 1, x);
        }
        let is_moved = |x: u16| to.start < x && x <= to.end;
        for link in self.links(drawn).filter(|link| is_moved(link.start)) {
            link.start -= 1;
            link.end -= 1;
        }
        let cursor = drawn.cursor.as_mut().filter(|at| at.y == self.y);
        if let Some(cursor) = cursor.filter(|at| is_moved(at.x)) {
            cursor.x -= 1;
        }
    }

    fn copy(&mut self, from: u16, to: u16) {
        let from = self.cells.cell(Position { x: from, y: self.y }).cloned();
        let to = self.cells.cell_mut(Position { x: to, y: self.y });
        if let Some((from, to)) = from.zip(to) {
            *to = from;
        }
    }

    fn links<'a>(&self, drawn: &'a mut Drawn) -> impl Iterator<Item = &'a mut DrawnLink> {
        let y = self.y;
        drawn.links.iter_mut().filter(move |link| link.row == y)
    }
}
