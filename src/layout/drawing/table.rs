//! Tables that fit: at their own width, with wrapped cells, or as a card for each row.

use crate::layout::drawing::canvas::Canvas;
use crate::layout::drawing::cells::{self, CellRow};
use crate::layout::drawing::margins::Margin;
use crate::layout::places::Role;
use crate::layout::prepared::{ColumnNeed, RowCard, Table, TableGrid};

/// The columns between two columns of a table.
const GAP: usize = 2;

/// A column is not made narrower than this, unless it needs less.
const NARROWEST: usize = 8;

/// A row of a table with so many lines has a blank row above and below it.
const TALL: usize = 3;

/// How far the rows of a card stand in from its title.
const INDENT: &str = "  ";

/// Draws the grid where it fits, else the cards.
pub fn draw<'a>(canvas: &mut Canvas<'a>, table: &'a Table) {
    let grid = table.grid.as_ref();
    let fitting = grid.and_then(|grid| Some((grid, fit(&grid.needs, canvas.width())?)));
    match fitting {
        Some((grid, widths)) => draw_grid(canvas, grid, &widths),
        None => draw_cards(canvas, &table.cards),
    }
}

fn draw_grid<'a>(canvas: &mut Canvas<'a>, grid: &'a TableGrid, widths: &[usize]) {
    let columns = place(widths);
    let first = canvas.next_line();
    if grid.head.iter().any(|cell| !cell.is_empty()) {
        let head = CellRow::new(canvas, &grid.head, &columns);
        head.draw(canvas, grid.start);
        rule(canvas, &columns, grid.start);
        let end = canvas.next_line();
        canvas.begin_table(first..end);
    }
    draw_rows(canvas, grid, &columns);
    canvas.end_table();
}

/// A row of many lines stands apart from its neighbours.
fn draw_rows<'a>(canvas: &mut Canvas<'a>, grid: &'a TableGrid, columns: &[(usize, usize)]) {
    let mut above = None;
    for (row, offset) in &grid.rows {
        let row = CellRow::new(canvas, row, columns);
        let is_tall = row.height() >= TALL;
        if above.is_some_and(|above| above || is_tall) {
            canvas.gap();
        }
        above = Some(is_tall);
        row.draw(canvas, *offset);
    }
}

/// A card of many lines stands apart from its neighbours; one of several rows has many.
fn draw_cards<'a>(canvas: &mut Canvas<'a>, cards: &'a [RowCard]) {
    let mut above = None;
    for card in cards {
        let is_tall = 1 + card.fields.len() >= TALL;
        if above.is_some_and(|above| above || is_tall) {
            canvas.gap();
        }
        let first = canvas.next_line();
        canvas.text(&card.title, Some(card.offset));
        canvas.within(Margin::blank(INDENT), |canvas| {
            cells::facts(canvas, &card.fields);
        });
        above = Some(canvas.next_line() - first >= TALL);
    }
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

fn rule(canvas: &mut Canvas<'_>, columns: &[(usize, usize)], offset: usize) {
    canvas.begin();
    for (start, width) in columns {
        canvas.pad(*start);
        canvas.put_repeated('-', *width, Role::Marker);
    }
    canvas.end(offset);
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
