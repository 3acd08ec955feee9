//! Tables that fit: at their own width, with wrapped cells, or as a card for each row.

use std::ops::Range;

use crate::content::Cell;
use crate::layout::canvas::Canvas;
use crate::layout::cards;
use crate::layout::cells;
use crate::layout::flow::{Flow, Manner};
use crate::layout::{Drawings, Role, TextStyle};

/// The columns between two columns of a table.
const GAP: usize = 2;

/// A column is not made narrower than this, unless it needs less.
const NARROWEST: usize = 8;

/// A table as it is written.
#[derive(Clone, Copy, Debug)]
pub struct Table<'a> {
    pub head: &'a [Cell],
    pub rows: &'a [Vec<Cell>],
    pub range: &'a Range<usize>,
}

impl Table<'_> {
    pub fn draw(&self, canvas: &mut Canvas<'_>) {
        if canvas.drawings() == Drawings::Heard {
            cards::draw(canvas, self);
            return;
        }
        let head = self.flows(canvas, self.head, Role::Label);
        let rows: Vec<Vec<Flow>> = self
            .rows
            .iter()
            .map(|row| self.flows(canvas, row, canvas.role))
            .collect();
        let needs = needs(&head, &rows);
        match fit(&needs, canvas.width()) {
            Some(widths) => self.draw_grid(canvas, head, rows, &widths),
            None => cards::draw(canvas, self),
        }
    }

    fn flows(&self, canvas: &Canvas<'_>, cells: &[Cell], role: Role) -> Vec<Flow> {
        let manner = self.manner(canvas, role);
        cells.iter().map(|cell| Flow::new(cell, &manner)).collect()
    }

    pub fn manner(&self, canvas: &Canvas<'_>, role: Role) -> Manner {
        Manner {
            style: TextStyle::of(role),
            symbols: canvas.symbols(),
            capitals: false,
            drawings: canvas.drawings(),
            bounds: self.range.clone(),
        }
    }

    fn draw_grid(
        &self,
        canvas: &mut Canvas<'_>,
        head: Vec<Flow>,
        rows: Vec<Vec<Flow>>,
        widths: &[usize],
    ) {
        let columns = place(widths);
        let first = canvas.next_line();
        if head.iter().any(|cell| !cell.is_empty()) {
            cells::row(canvas, head, &columns, self.range.start);
            rule(canvas, &columns, self.range.start);
            let end = canvas.next_line();
            canvas.layout().headers.push(first..end);
            canvas.header = Some(canvas.layout().headers.len() - 1);
        }
        self.draw_rows(canvas, rows, &columns);
        canvas.header = None;
    }

    /// A row of several lines stands apart from its neighbours.
    fn draw_rows(&self, canvas: &mut Canvas<'_>, rows: Vec<Vec<Flow>>, columns: &[(usize, usize)]) {
        let mut above = None;
        for (row, written) in rows.into_iter().zip(self.rows) {
            let mut cells = row.iter().zip(columns);
            let wraps = cells.any(|(cell, (_, width))| cell.natural_width() > *width);
            if above.is_some_and(|above| above || wraps) {
                canvas.gap();
            }
            above = Some(wraps);
            cells::row(canvas, row, columns, self.row_offset(written));
        }
    }

    /// Where a row comes from, the same in a grid and on a card.
    pub fn row_offset(&self, row: &[Cell]) -> usize {
        let start = row.iter().flatten().map(|inline| inline.range.start).next();
        let Range { start: first, end } = *self.range;
        start.map_or(first, |start| start.clamp(first, end.max(first)))
    }
}

/// What a column needs.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    natural: usize,
    longest: usize,
    length: usize,
}

fn needs(head: &[Flow], rows: &[Vec<Flow>]) -> Vec<Need> {
    let count = rows.iter().map(Vec::len).max().unwrap_or(0).max(head.len());
    let mut needs = vec![Need::default(); count];
    for row in rows.iter().map(Vec::as_slice).chain([head]) {
        for (need, cell) in needs.iter_mut().zip(row) {
            need.natural = need.natural.max(cell.natural_width());
            need.longest = need.longest.max(cell.longest_part());
            need.length += cell.length();
        }
    }
    needs
}

/// A width for each column, or nothing when the table cannot stand in `columns`.
fn fit(needs: &[Need], columns: usize) -> Option<Vec<usize>> {
    let gaps = GAP * needs.len().saturating_sub(1);
    let room = columns.checked_sub(gaps)?;
    let mut widths: Vec<usize> = needs
        .iter()
        .map(|need| need.longest.max(need.natural.min(NARROWEST)))
        .collect();
    let mut left = room.checked_sub(widths.iter().sum())?;
    while left > 0 {
        let Some(width) = neediest(needs, &mut widths) else {
            break;
        };
        *width += 1;
        left -= 1;
    }
    Some(widths)
}

/// The column that would be the tallest, of those that can use more.
fn neediest<'a>(needs: &[Need], widths: &'a mut [usize]) -> Option<&'a mut usize> {
    let columns = needs.iter().zip(widths);
    let hungry = columns.filter(|(need, width)| **width < need.natural);
    let tallest = hungry.max_by_key(|(need, width)| need.length * 16 / (**width).max(1));
    tallest.map(|(_, width)| width)
}

fn place(widths: &[usize]) -> Vec<(usize, usize)> {
    let mut start = 0;
    widths
        .iter()
        .map(|width| {
            let column = (start, *width);
            start += width + GAP;
            column
        })
        .collect()
}

fn rule(canvas: &mut Canvas<'_>, columns: &[(usize, usize)], offset: usize) {
    canvas.begin();
    for (start, width) in columns {
        canvas.pad(*start);
        canvas.put_own(&"-".repeat(*width), Role::Marker);
    }
    canvas.end(offset);
}
