//! The letters of link mode, each before its link: written where the page is blank, so that no text is lost.

use std::ops::Range;

use ratatui::layout::{Position, Rect};

use crate::app::Overlay;
use crate::app::reader::links::Activation;
use crate::ui::paint::width;
use crate::ui::surface::Surface;
use crate::wire::LinkSpan;

/// Writes the letters, shows which link Enter follows, and puts the cursor there.
pub(super) fn draw(on: &mut Surface<'_>, area: Rect) {
    let Surface { app, .. } = *on;
    let Some(Overlay::LinkLabels(labels)) = app.overlay() else {
        return;
    };
    let labels = labels.shown();
    for labels in labels.chunk_by(|(_, one, _), (_, next, _)| one.line == next.line) {
        let line = labels.first().map_or(0, |(_, link, _)| link.line);
        let row = app.state.reader.row_of(line, usize::from(area.height));
        let Some(y) = row.and_then(|row| u16::try_from(row).ok()) else {
            continue;
        };
        let text = app.state.reader.layout.lines.get(line);
        let used = text.map_or(0, |line| line.width());
        let mut row = LabelledRow {
            y: area.y + y,
            // Before the page stands a blank column.
            left: area.x.saturating_sub(1),
            right: area.right(),
            shift: 0,
            free: usize::from(area.width).saturating_sub(used),
            on,
        };
        for (letters, link, is_selected) in labels {
            row.put(letters, (link, *is_selected), area);
        }
    }
}

/// A row of the page on which letters are written from left to right.
struct LabelledRow<'a, 'b> {
    on: &'a mut Surface<'b>,
    y: u16,
    left: u16,
    right: u16,
    /// How far the rest of the row was moved to make room, and how many more columns it can be moved.
    shift: u16,
    free: usize,
}

impl LabelledRow<'_, '_> {
    fn put(&mut self, letters: &str, (link, is_selected): (&Activation, bool), area: Rect) {
        let theme = self.on.theme;
        let column = u16::try_from(link.column).unwrap_or(u16::MAX);
        let start = area.x.saturating_add(column).saturating_add(self.shift);
        let needed = width(letters);
        let at = self.place(start, needed);
        let moved = if at == Some(start) { needed } else { 0 };
        let row = Rect::new(self.left, self.y, self.right.saturating_sub(self.left), 1);
        if let Some(at) = at {
            self.on.row(row, 0).to(at).put(letters, theme.letter);
        }
        if is_selected {
            let start = start + moved;
            let columns = u16::try_from(link.width).unwrap_or(u16::MAX);
            let place = Rect::new(start, self.y, columns, 1).intersection(row);
            self.on.cells.set_style(place, theme.selected);
            self.on.put_cursor(start, self.y);
        }
    }

    /// Where the letters of the link at `start` go: before it, where a blank is left between them and what stands
    /// there; else in room made for them at the end of the row; else in place of the nearest blanks.
    fn place(&mut self, start: u16, needed: u16) -> Option<u16> {
        let before = start.checked_sub(needed).filter(|x| *x >= self.left);
        let is_free = |x: &u16| *x == self.left || self.are_blank(x - 1, needed + 1);
        if let Some(before) = before.filter(is_free) {
            return Some(before);
        }
        if self.free >= usize::from(needed) {
            self.move_right(start, needed);
            return Some(start);
        }
        for end in (before?..start).rev() {
            let own = [end, self.left].into_iter();
            let mut blanks = own.chain((self.left..end).rev());
            let blank = blanks.find(|x| self.are_blank(*x, 1))?;
            self.move_left(blank..end);
        }
        before
    }

    fn are_blank(&self, start: u16, count: u16) -> bool {
        (start..start + count).all(|x| {
            let cell = self.on.cells.cell(Position { x, y: self.y });
            cell.is_some_and(|cell| cell.symbol() == " ")
        })
    }

    /// Moves the row from a column on, with the addresses in it.
    fn move_right(&mut self, start: u16, columns: u16) {
        for x in (start + columns..self.right).rev() {
            self.copy(x - columns, x);
        }
        for link in self.links().filter(|link| link.start >= start) {
            link.start += columns;
            link.end += columns;
        }
        self.shift += columns;
        self.free -= usize::from(columns);
    }

    /// Moves what stands behind a blank, up to a column, over it.
    fn move_left(&mut self, to: Range<u16>) {
        for x in to.clone() {
            self.copy(x + 1, x);
        }
        let is_moved = |x: u16| to.start < x && x <= to.end;
        for link in self.links().filter(|link| is_moved(link.start)) {
            link.start -= 1;
            link.end -= 1;
        }
        let y = self.y;
        let cursor = self.on.drawn.cursor.as_mut().filter(|at| at.y == y);
        if let Some(cursor) = cursor.filter(|at| is_moved(at.x)) {
            cursor.x -= 1;
        }
    }

    fn copy(&mut self, from: u16, to: u16) {
        let from = self.on.cells.cell(Position { x: from, y: self.y }).cloned();
        let to = self.on.cells.cell_mut(Position { x: to, y: self.y });
        if let Some((from, to)) = from.zip(to) {
            *to = from;
        }
    }

    fn links(&mut self) -> impl Iterator<Item = &mut LinkSpan> {
        let (y, links) = (self.y, &mut self.on.drawn.links);
        links.iter_mut().filter(move |link| link.row == y)
    }
}
