//! Tables that fit: at their own width, with wrapped cells, or as a card for each row.

use std::ops::Range;

use crate::content::Cell;
use crate::layout::canvas::Canvas;
use crate::layout::cells::{self, Pair};
use crate::layout::flow::{Flow, Manner};
use crate::layout::{Role, TextStyle};

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
        let head = self.flows(canvas, self.head, Role::Label);
        let rows: Vec<Vec<Flow>> = self
            .rows
            .iter()
            .map(|row| self.flows(canvas, row, canvas.role))
            .collect();
        let needs = needs(&head, &rows);
        match fit(&needs, canvas.width()) {
            Some(widths) => self.draw_grid(canvas, head, rows, &widths),
            None => self.draw_cards(canvas, rows),
        }
    }

    fn flows(&self, canvas: &Canvas<'_>, cells: &[Cell], role: Role) -> Vec<Flow> {
        let manner = self.manner(canvas, role);
        cells.iter().map(|cell| Flow::new(cell, &manner)).collect()
    }

    fn manner(&self, canvas: &Canvas<'_>, role: Role) -> Manner {
        Manner {
            style: TextStyle::of(role),
            symbols: canvas.symbols(),
            capitals: false,
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
        let spacious = rows.iter().any(|row| {
            row.iter()
                .zip(widths)
                .any(|(cell, width)| cell.natural_width() > *width)
        });
        let first = canvas.next_line();
        if head.iter().any(|cell| !cell.is_empty()) {
            cells::row(canvas, head, &columns, self.range.start);
            rule(canvas, &columns, self.range.start);
            let end = canvas.next_line();
            canvas.layout().headers.push(first..end);
            canvas.header = Some(canvas.layout().headers.len() - 1);
        }
        for (index, row) in rows.into_iter().enumerate() {
            if spacious && index > 0 {
                canvas.gap();
            }
            let offset = self.row_offset(&row);
            cells::row(canvas, row, &columns, offset);
        }
        canvas.header = None;
    }

    fn row_offset(&self, row: &[Flow]) -> usize {
        let first = row.iter().find(|cell| !cell.is_empty());
        first.map_or(self.range.start, |cell| cell.offset_at(0))
    }

    /// One labelled block for each row, with the first cell as its title.
    fn draw_cards(&self, canvas: &mut Canvas<'_>, rows: Vec<Vec<Flow>>) {
        for (index, (written, row)) in self.rows.iter().zip(rows).enumerate() {
            if index > 0 {
                canvas.gap();
            }
            let offset = self.row_offset(&row);
            self.draw_title(canvas, written, offset);
            let pairs = self.card(canvas, row, offset);
            canvas.within("  ", "  ", |canvas| cells::pairs(canvas, pairs));
        }
    }

    fn draw_title(&self, canvas: &mut Canvas<'_>, row: &[Cell], offset: usize) {
        let Some(cell) = row.first() else { return };
        let mut manner = self.manner(canvas, canvas.role);
        manner.style.strong = true;
        let mut label = self
            .head
            .first()
            .map(|head| crate::content::document::plain_text(head))
            .unwrap_or_default();
        if !label.is_empty() {
            label.push_str(": ");
        }
        let title = Flow::labelled(&label, cell, &manner);
        let columns = [(0, canvas.measure())];
        cells::row(canvas, vec![title], &columns, offset);
    }

    fn card(&self, canvas: &Canvas<'_>, row: Vec<Flow>, offset: usize) -> Vec<Pair> {
        let manner = self.manner(canvas, Role::Label);
        let names = self
            .head
            .iter()
            .map(Vec::as_slice)
            .chain(std::iter::repeat(&[][..]));
        row.into_iter()
            .zip(names)
            .skip(1)
            .filter(|(value, _)| !value.is_empty())
            .map(|(value, name)| Pair {
                name: Flow::new(name, &manner),
                value,
                offset,
            })
            .collect()
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
