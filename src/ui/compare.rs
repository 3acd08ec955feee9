//! A comparison over the page: titles that stay, names that stay, and the lines in sight.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::comparison::Comparison;
use crate::app::overlay::grid::{ComparisonGrid, GridPart, TITLE};
use crate::ui::Drawn;
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    compared: &Comparison,
    theme: &Theme,
    (cells, inner): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let grid = ComparisonGrid::new(compared, &app.parts().compare_options());
    let titles = (0..).zip(&grid.head);
    let after = u16::try_from(grid.head.len()).unwrap_or(u16::MAX);
    let body = (after..).zip(grid.body.iter().skip(compared.top));
    drawn.cursor = None;
    for (y, line) in titles.chain(body).take_while(|(y, _)| *y < inner.height) {
        for part in line {
            draw_part(theme, cells, (inner, y), part, (compared.selected(), drawn));
        }
    }
    let start = Position {
        x: inner.x,
        y: inner.y,
    };
    drawn.cursor = drawn.cursor.or(Some(start));
}

/// Draws a part of a line; the cursor stands on the title of the selected column.
fn draw_part(
    theme: &Theme,
    cells: &mut Buffer,
    (area, y): (Rect, u16),
    part: &GridPart,
    (selected, drawn): (usize, &mut Drawn),
) {
    let Some(mut row) = Row::of(cells, area, y) else {
        return;
    };
    row.to(area.x + u16::try_from(part.x).unwrap_or(u16::MAX));
    for (text, style) in &part.pieces {
        let is_title = style.role == TITLE && part.column == Some(selected);
        if is_title && drawn.cursor.is_none() {
            drawn.cursor = Some(Position {
                x: row.column(),
                y: area.y + y,
            });
        }
        let style = if is_title {
            theme.selected
        } else {
            theme.of(*style)
        };
        row.put(text, style);
    }
}
