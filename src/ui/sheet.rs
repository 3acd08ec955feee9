//! The visit sheet: what was clipped with its notes, then the questions it suggests.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::keep::{SheetLine, SheetView};
use crate::layout::broken;
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// What an empty sheet says.
const EMPTY: [&str; 3] = [
    "Nothing is on the sheet yet.",
    "c clips the topic or the part you are reading.",
    "a adds a question or note of your own.",
];

pub(super) fn draw(
    app: &App,
    view: &SheetView,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, "Visit sheet");
    let lines = app.sheet_lines(inner.width);
    if lines.is_empty() {
        let texts = EMPTY
            .into_iter()
            .flat_map(|text| broken(text, usize::from(inner.width)));
        for (y, text) in (0..inner.height).zip(texts) {
            if let Some(mut row) = Row::of(cells, inner, y) {
                row.put(text, theme.text);
            }
        }
        drawn.cursor = Some(Position {
            x: inner.x,
            y: inner.y,
        });
        return;
    }
    let first = view.first_line(&lines, inner.height);
    for (y, line) in (0..inner.height).zip(lines.iter().skip(first)) {
        let is_selected = line.entry == Some(view.selected);
        if let Some(row) = Row::of(cells, inner, y) {
            draw_line(app, theme, row, line, is_selected);
        }
        if is_selected {
            drawn.cursor = Some(Position {
                x: inner.x,
                y: inner.y + y,
            });
        }
    }
}

fn draw_line(app: &App, theme: &Theme, mut row: Row<'_>, line: &SheetLine, selected: bool) {
    let ellipsis = signs(app.settings.symbols).ellipsis;
    let (style, dim): (Style, Style) = match (selected, line.entry) {
        (true, _) => (theme.selected, theme.selected),
        (false, Some(_)) => (theme.text, theme.dim),
        (false, None) => (theme.dim, theme.dim),
    };
    let mark = if selected { "> " } else { "  " };
    row.put(mark, style);
    let room = row.room();
    let beside = width(&line.text) + width(&line.detail) + 2 <= room;
    row.put(&shorten(&line.text, room, ellipsis), style);
    if beside && !line.detail.is_empty() {
        let end = row.column() + row.room() - width(&line.detail);
        while row.column() < end {
            row.put(" ", style);
        }
        row.put(&line.detail, dim);
    }
    row.fill(style);
}
