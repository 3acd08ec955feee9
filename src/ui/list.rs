//! A list over the page, its long rows wrapped.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::list::List;
use crate::app::rows::ItemLine;
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    list: &List,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, &list.title);
    let lines = list.in_sight(inner.width, inner.height, app.settings.symbols);
    drawn.cursor = draw_lines(theme, (cells, inner), &lines, list.selected);
}

/// Draws the lines of rows; where the selected row begins.
pub(super) fn draw_lines(
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    lines: &[ItemLine],
    selected: usize,
) -> Option<Position> {
    let mut cursor = None;
    for (y, line) in (0..area.height).zip(lines) {
        let is_selected = line.row == Some(selected);
        if is_selected && line.is_first {
            cursor = Some(Position {
                x: area.x,
                y: area.y + y,
            });
        }
        if let Some(row) = Row::of(cells, area, y) {
            draw_line(theme, row, line, is_selected);
        }
    }
    cursor
}

fn draw_line(theme: &Theme, mut row: Row<'_>, line: &ItemLine, selected: bool) {
    let plain = if line.row.is_some() {
        theme.text
    } else {
        theme.label
    };
    let style = |own| if selected { theme.selected } else { own };
    let mark = match (line.row, selected && line.is_first) {
        (None, _) => "",
        (_, true) => "> ",
        (_, false) => "  ",
    };
    row.put(mark, style(plain))
        .put(&line.lead, style(theme.key))
        .put(&line.text, style(plain))
        .put(&line.detail, style(theme.dim))
        .fill(style(plain));
}
