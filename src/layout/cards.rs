//! A table too wide for its place, as a labelled block for each row.

use crate::content::{Cell, Inline};
use crate::layout::canvas::Canvas;
use crate::layout::cells::{self, Pair};
use crate::layout::flow::Flow;
use crate::layout::table::Table;
use crate::layout::{Drawings, Role};

/// How far the rows of a card stand in from its title.
const INDENT: &str = "  ";

/// Draws a card for each row; a table without rows still shows its head.
pub fn draw(canvas: &mut Canvas<'_>, table: &Table<'_>) {
    let no_row = [Vec::new()];
    let rows = if table.rows.is_empty() {
        &no_row
    } else {
        table.rows
    };
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            canvas.gap();
        }
        card(canvas, table, row);
    }
}

/// The first cell is the title; an empty cell still shows its name.
fn card(canvas: &mut Canvas<'_>, table: &Table<'_>, row: &[Cell]) {
    let mut pairs = fields(table, row);
    let Some((name, value)) = pairs.next() else {
        return;
    };
    let plain = table.manner(canvas, canvas.role);
    let mut strong = plain.clone();
    strong.style.strong = true;
    let title = Flow::named(name, value, &strong);
    let offset = table.row_offset(row);
    if canvas.drawings() == Drawings::Heard {
        cells::text(canvas, title, offset);
        for (name, value) in pairs {
            let named = Flow::named(name, value, &plain);
            canvas.within(INDENT, INDENT, |canvas| cells::text(canvas, named, offset));
        }
        return;
    }
    let label = table.manner(canvas, Role::Label);
    let pairs = pairs.map(|(name, value)| Pair {
        name: Flow::new(name, &label),
        value: Flow::new(value, &plain),
        offset,
    });
    let pairs = pairs.collect();
    cells::text(canvas, title, offset);
    canvas.within(INDENT, INDENT, |canvas| cells::pairs(canvas, pairs));
}

/// Each column's name with the row's value, one of which may be missing.
fn fields<'a>(
    table: &Table<'a>,
    row: &'a [Cell],
) -> impl Iterator<Item = (&'a [Inline], &'a [Inline])> {
    let head = table.head;
    let cell = |cells: &'a [Cell], index| cells.get(index).map(Vec::as_slice).unwrap_or_default();
    (0..head.len().max(row.len())).map(move |index| (cell(head, index), cell(row, index)))
}
