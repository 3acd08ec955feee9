//! A comparison over the page: titles that stay, names that stay, and the lines in sight.

use ratatui::layout::Rect;

use crate::app::Comparison;
use crate::app::overlay::compare::{ComparisonGrid, GridPart, TITLE};
use crate::ui::surface::Surface;

pub(super) fn draw(on: &mut Surface<'_>, area: Rect, compared: &Comparison) {
    let grid = ComparisonGrid::new(compared, &on.app.state.compare_options());
    let titles = (0..).zip(&grid.head);
    let after = u16::try_from(grid.head.len()).unwrap_or(u16::MAX);
    let body = (after..).zip(grid.body.iter().skip(compared.top));
    on.drawn.cursor = None;
    for (y, line) in titles.chain(body).take_while(|(y, _)| *y < area.height) {
        for part in line {
            draw_part(on, (area, y), part, compared.selected);
        }
    }
    let start = area.as_position();
    on.drawn.cursor = on.drawn.cursor.or(Some(start));
}

/// Draws a part of a line; the cursor stands on the title of the selected column.
fn draw_part(on: &mut Surface<'_>, (area, y): (Rect, u16), part: &GridPart, selected: usize) {
    let theme = on.theme;
    let mut x = area.x + u16::try_from(part.x).unwrap_or(u16::MAX);
    for (text, style) in &part.pieces {
        let is_title = style.role == TITLE && part.column == Some(selected);
        if is_title && on.drawn.cursor.is_none() {
            on.put_cursor(x.min(area.right()), area.y + y);
        }
        let style = if is_title {
            theme.selected
        } else {
            theme.of(*style)
        };
        let mut row = on.row(area, y);
        row.to(x).put(text, style);
        x = row.column();
    }
}
