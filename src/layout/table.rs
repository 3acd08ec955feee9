//! Tables: at their own width, with wrapped cells, or as a card for each row.

use std::ops::Range;

use crate::content::{Cell, Inline};
use crate::layout::canvas::Canvas;
use crate::layout::cells::{CellRow, Fact};
use crate::layout::flow::Flow;
use crate::layout::margins::Margin;
use crate::layout::options::Drawings;
use crate::layout::places::Role;
use crate::layout::writer::FlowText;

/// The columns between two columns of a table.
const GAP: usize = 2;

/// A column is not made narrower than this, unless it needs less.
const NARROWEST: usize = 8;

/// A row of a table with so many lines has a blank row above and below it.
const TALL: usize = 3;

/// How far the rows of a card stand in from its title.
const INDENT: &str = "  ";

/// The head of a table and its rows.
type Rows<'a> = (&'a [Cell], &'a [Vec<Cell>]);

/// A table row by row.
struct TableGrid {
    head: Vec<Flow>,
    /// Each row with its source offset.
    rows: Vec<(Vec<Flow>, usize)>,
}

/// What a column of a table needs.
#[derive(Clone, Copy, Debug, Default)]
struct ColumnNeed {
    /// The columns in which no cell is broken.
    natural: usize,
    /// The columns of the longest part that should not be broken.
    longest: usize,
    /// How much text there is in bytes.
    length: usize,
}

impl Canvas {
    /// Draws a grid where one fits, else a card for each row; a table that is read across its columns makes no sense to
    /// those who hear it.
    pub fn draw_table(&mut self, (head, rows): Rows<'_>, range: &Range<usize>) {
        if self.drawings != Drawings::Heard {
            let noted = self.layout.noted();
            let grid = self.grid((head, rows), range);
            if let Some(widths) = fit(&grid.needs(), self.width()) {
                return self.draw_grid(&grid, &place(&widths), range.start);
            }
            self.layout.forget_after(noted);
        }
        self.draw_cards((head, rows), range);
    }

    fn grid(&mut self, (head, rows): Rows<'_>, range: &Range<usize>) -> TableGrid {
        let head = self.write_cells(head, Role::Label, range);
        let row = |row: &Vec<Cell>| {
            let cells = self.write_cells(row, self.role, range);
            (cells, row_offset(row, range))
        };
        TableGrid {
            head,
            rows: rows.iter().map(row).collect(),
        }
    }

    fn write_cells(&mut self, cells: &[Cell], role: Role, range: &Range<usize>) -> Vec<Flow> {
        let cells = cells.iter();
        let cells = cells.map(|cell| self.write(&FlowText::of(role, cell, range)));
        cells.collect()
    }

    fn draw_grid(&mut self, grid: &TableGrid, columns: &[(usize, usize)], start: usize) {
        let first = self.next_line();
        if grid.head.iter().any(|cell| !cell.is_empty()) {
            CellRow::new(&grid.head, columns).draw(self, start);
            self.draw_rule_below(columns, start);
            let end = self.next_line();
            self.begin_table(first..end);
        }
        self.draw_rows(&grid.rows, columns);
        self.end_table();
    }

    fn draw_rule_below(&mut self, columns: &[(usize, usize)], offset: usize) {
        self.begin();
        for (start, width) in columns {
            self.pad(*start);
            self.put_repeated('-', *width, Role::Marker);
        }
        self.end(offset);
    }

    /// A row of many lines stands apart from its neighbours.
    fn draw_rows(&mut self, rows: &[(Vec<Flow>, usize)], columns: &[(usize, usize)]) {
        let mut above = None;
        for (row, offset) in rows {
            let row = CellRow::new(row, columns);
            let is_tall = row.height() >= TALL;
            self.gap_between(above, is_tall);
            above = Some(is_tall);
            row.draw(self, *offset);
        }
    }

    /// Leaves an empty line below a row, if there is one above, where that or the next is tall.
    fn gap_between(&mut self, above: Option<bool>, is_tall: bool) {
        if above.is_some_and(|above| above || is_tall) {
            self.gap();
        }
    }

    /// A card of many lines stands apart from its neighbours; one of several rows has many. A table without rows still
    /// shows its head.
    fn draw_cards(&mut self, (head, rows): Rows<'_>, range: &Range<usize>) {
        let no_row = [Vec::new()];
        let rows = if rows.is_empty() { &no_row } else { rows };
        let mut above = None;
        for row in rows {
            let fields = head.len().max(row.len());
            if fields > 0 {
                self.gap_between(above, fields >= TALL);
                let first = self.next_line();
                self.draw_card(head, row, range);
                above = Some(self.next_line() - first >= TALL);
            }
        }
    }

    /// The first cell is the title; an empty cell still shows its name.
    fn draw_card(&mut self, head: &[Cell], row: &[Cell], range: &Range<usize>) {
        let offset = row_offset(row, range);
        let mut facts = fields(head, row).map(|(name, value)| Fact {
            name,
            value,
            bounds: range.clone(),
            offset,
        });
        if let Some(Fact { name, value, .. }) = facts.next() {
            let mut title = FlowText {
                name,
                ..self.plain(value, range)
            };
            title.style.strong = true;
            self.draw_text(&title, Some(offset));
        }
        self.within(Margin::same(INDENT), |canvas| canvas.draw_facts(facts));
    }
}

impl TableGrid {
    fn needs(&self) -> Vec<ColumnNeed> {
        let rows = self.rows.iter().map(|(cells, _)| cells);
        let rows = rows.chain([&self.head]);
        let count = rows.clone().map(Vec::len).max().unwrap_or(0);
        let mut needs = vec![ColumnNeed::default(); count];
        for row in rows {
            for (need, cell) in needs.iter_mut().zip(row) {
                need.natural = need.natural.max(cell.extent.natural);
                need.longest = need.longest.max(cell.extent.longest);
                need.length += cell.text.len();
            }
        }
        needs
    }
}

/// The source offset of a row, the same in a grid and on a card.
fn row_offset(row: &[Cell], range: &Range<usize>) -> usize {
    let start = row.iter().flatten().map(|inline| inline.range.start).next();
    let Range { start: first, end } = *range;
    start.map_or(first, |start| start.clamp(first, end.max(first)))
}

/// Each column's name with the row's value, one of which may be missing.
fn fields<'a>(
    head: &'a [Cell],
    row: &'a [Cell],
) -> impl Iterator<Item = (&'a [Inline], &'a [Inline])> {
    let cell = |cells: &'a [Cell], index| cells.get(index).map(Vec::as_slice).unwrap_or_default();
    (0..head.len().max(row.len())).map(move |index| (cell(head, index), cell(row, index)))
}

/// A width for each column; None when the table does not fit in `columns`.
fn fit(needs: &[ColumnNeed], columns: usize) -> Option<Vec<usize>> {
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

/// The column with the most lines, of those that more columns would help.
fn neediest<'a>(needs: &[ColumnNeed], widths: &'a mut [usize]) -> Option<&'a mut usize> {
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

#[cfg(test)]
mod tests {
    use super::*;

    fn need(natural: usize, longest: usize, length: usize) -> ColumnNeed {
        ColumnNeed {
            natural,
            longest,
            length,
        }
    }

    #[test]
    fn columns_that_have_room_take_what_they_need_and_no_more() {
        let needs = [need(10, 6, 40), need(20, 7, 90)];
        assert_eq!(fit(&needs, 80), Some(vec![10, 20]));
        assert_eq!(fit(&needs, 32), Some(vec![10, 20]));
    }

    #[test]
    fn what_is_missing_is_taken_from_where_it_costs_the_fewest_lines() {
        let needs = [need(10, 6, 40), need(60, 7, 600)];
        let widths = fit(&needs, 40).unwrap();
        assert_eq!(widths.iter().sum::<usize>() + GAP, 40);
        assert!(widths[0] >= 8 && widths[1] > 25, "{widths:?}");
    }

    #[test]
    fn a_table_whose_words_have_no_room_does_not_fit() {
        assert_eq!(fit(&[need(30, 12, 90), need(30, 12, 90)], 25), None);
        assert_eq!(
            fit(&[need(30, 12, 90), need(30, 12, 90)], 26),
            Some(vec![12, 12])
        );
        assert_eq!(fit(&[], 0), Some(vec![]));
        assert_eq!(fit(&[need(1, 1, 1); 3], 3), None);
    }

    #[test]
    fn columns_stand_side_by_side_with_a_gap() {
        assert_eq!(place(&[3, 0, 5]), [(0, 3), (5, 0), (7, 5)]);
    }
}
