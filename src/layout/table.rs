//! Tables that fit: at their own width, with wrapped cells, or as a card for each row.

use std::ops::Range;

use crate::content::Cell;
use crate::layout::canvas::Canvas;
use crate::layout::cards::{self, Card};
use crate::layout::cells;
use crate::layout::flow::Flow;
use crate::layout::preparing::Preparer;
use crate::layout::writer::Manner;
use crate::layout::{Drawings, Role};

/// The columns between two columns of a table.
const GAP: usize = 2;

/// A column is not made narrower than this, unless it needs less.
const NARROWEST: usize = 8;

/// A table, in both of its shapes where it may have both.
#[derive(Debug)]
pub struct Table {
    grid: Option<Grid>,
    cards: Vec<Card>,
}

/// A table row by row.
#[derive(Debug)]
struct Grid {
    head: Vec<Flow>,
    rows: Vec<(Vec<Flow>, usize)>,
    needs: Vec<Need>,
    start: usize,
}

impl Table {
    pub fn new(
        preparer: &mut Preparer,
        head: &[Cell],
        rows: &[Vec<Cell>],
        range: &Range<usize>,
    ) -> Self {
        let is_seen = preparer.drawings != Drawings::Heard;
        Self {
            grid: is_seen.then(|| Grid::new(preparer, head, rows, range)),
            cards: cards::prepare(preparer, (head, rows), range),
        }
    }

    pub fn draw<'a>(&'a self, canvas: &mut Canvas<'a>) {
        let grid = self.grid.as_ref();
        let fitting = grid.and_then(|grid| Some((grid, fit(&grid.needs, canvas.width())?)));
        match fitting {
            Some((grid, widths)) => grid.draw(canvas, &widths),
            None => cards::draw(canvas, &self.cards),
        }
    }
}

impl Grid {
    fn new(
        preparer: &mut Preparer,
        head: &[Cell],
        rows: &[Vec<Cell>],
        range: &Range<usize>,
    ) -> Self {
        let label = preparer.manner(Role::Label, range);
        let plain = preparer.manner(preparer.role, range);
        let mut flows = |cells: &[Cell], manner: &Manner| -> Vec<Flow> {
            let flow = |cell: &Cell| preparer.flows.write(cell, manner);
            cells.iter().map(flow).collect()
        };
        let head = flows(head, &label);
        let row = |row: &Vec<Cell>| (flows(row, &plain), row_offset(row, range));
        let rows: Vec<_> = rows.iter().map(row).collect();
        let needs = needs(&head, &rows);
        Self {
            needs,
            head,
            rows,
            start: range.start,
        }
    }

    fn draw<'a>(&'a self, canvas: &mut Canvas<'a>, widths: &[usize]) {
        let columns = place(widths);
        let first = canvas.next_line();
        if self.head.iter().any(|cell| !cell.is_empty()) {
            cells::row(canvas, &self.head, &columns, self.start);
            rule(canvas, &columns, self.start);
            let end = canvas.next_line();
            canvas.begin_table(first..end);
        }
        self.draw_rows(canvas, &columns);
        canvas.end_table();
    }

    /// A row of several lines stands apart from its neighbours.
    fn draw_rows<'a>(&'a self, canvas: &mut Canvas<'a>, columns: &[(usize, usize)]) {
        let mut above = None;
        for (row, offset) in &self.rows {
            let mut cells = row.iter().zip(columns);
            let wraps = cells.any(|(cell, (_, width))| cell.natural_width() > *width);
            if above.is_some_and(|above| above || wraps) {
                canvas.gap();
            }
            above = Some(wraps);
            cells::row(canvas, row, columns, *offset);
        }
    }
}

/// Where a row comes from, the same in a grid and on a card.
pub fn row_offset(row: &[Cell], range: &Range<usize>) -> usize {
    let start = row.iter().flatten().map(|inline| inline.range.start).next();
    let Range { start: first, end } = *range;
    start.map_or(first, |start| start.clamp(first, end.max(first)))
}

/// What a column needs.
#[derive(Clone, Copy, Debug, Default)]
struct Need {
    natural: usize,
    longest: usize,
    length: usize,
}

fn needs(head: &[Flow], rows: &[(Vec<Flow>, usize)]) -> Vec<Need> {
    let rows = rows.iter().map(|(cells, _)| cells.as_slice());
    let count = rows.clone().map(<[Flow]>::len).max().unwrap_or(0);
    let mut needs = vec![Need::default(); count.max(head.len())];
    for row in rows.chain([head]) {
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
        canvas.put_repeated('-', *width, Role::Marker);
    }
    canvas.end(offset);
}
