//! Charts: rows side by side where the words have room, else with the words below the name.

use crate::layout::drawing::canvas::Canvas;
use crate::layout::drawing::cells::CellRow;
use crate::layout::flow::Flow;
use crate::layout::prepared::{ChartRow, PreparedChart};

/// The columns of the sign before a name.
const SIGN: usize = 2;

/// The columns between two columns of a chart.
const GAP: usize = 2;

/// A longer name goes on in a second line.
const WIDEST_NAME: usize = 22;

/// Words with fewer columns than this stand below the name.
const NARROWEST_WORDS: usize = 14;

/// Where the columns of a chart stand.
#[derive(Clone, Copy)]
struct Columns {
    name: usize,
    bar: usize,
    /// The columns left for words beside the bar.
    beside: usize,
    width: usize,
}

pub fn draw<'a>(canvas: &mut Canvas<'a>, chart: &'a PreparedChart, start: usize) {
    canvas.text(&chart.key, Some(start));
    let rows = || chart.groups.iter().flat_map(|(_, rows)| rows);
    let widest = |column: usize| {
        let cells = rows().filter_map(|row| row.get(column));
        cells.map(Flow::natural_width).max().unwrap_or(0)
    };
    let (name, bar, width) = (widest(1).min(WIDEST_NAME), widest(2), canvas.width());
    let columns = Columns {
        name,
        bar,
        beside: width.saturating_sub(SIGN + name + GAP + bar + GAP),
        width,
    };
    for (title, rows) in &chart.groups {
        canvas.gap();
        canvas.text(title, Some(start));
        for row in rows {
            draw_row(canvas, row, columns, start);
        }
    }
}

fn draw_row<'a>(canvas: &mut Canvas<'a>, row: &'a ChartRow, columns: Columns, start: usize) {
    let Columns {
        name,
        bar,
        beside,
        width,
    } = columns;
    let [sign, title, drawn, words] = row;
    if beside >= NARROWEST_WORDS {
        let at = SIGN + name + GAP;
        let places = [(0, SIGN), (SIGN, name), (at, bar), (at + bar + GAP, beside)];
        CellRow::new(canvas, [sign, title, drawn, words], &places).draw(canvas, start);
    } else {
        let room = width.saturating_sub(SIGN);
        CellRow::new(canvas, [sign, title], &[(0, SIGN), (SIGN, room)]).draw(canvas, start);
        let places = [
            (SIGN, bar),
            (SIGN + bar + GAP, room.saturating_sub(bar + GAP)),
        ];
        CellRow::new(canvas, [drawn, words], &places).draw(canvas, start);
    }
}
