//! Help: the table of keys, filtered.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::help::{ABOVE_ROWS, Help, key_name};
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::list::draw_lines;
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    help: &Help,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, "Keys");
    if let Some(mut row) = Row::of(cells, inner, 0) {
        let asked = help
            .pressed
            .map_or_else(String::new, |key| key_name(key, app.settings.symbols));
        row.put("Type a word, or press a key: ", theme.dim)
            .put(help.field.before(), theme.text);
        drawn.cursor = Some(Position {
            x: row.column(),
            y: inner.y,
        });
        row.put(&asked, theme.key);
    }
    let list = Rect {
        y: inner.y + ABOVE_ROWS,
        height: inner.height.saturating_sub(ABOVE_ROWS),
        ..inner
    };
    let lines = help.in_sight(inner.width, inner.height, app.settings.symbols);
    draw_lines(theme, (cells, list), &lines, help.selected);
    if lines.is_empty()
        && let Some(mut row) = Row::of(cells, list, 0)
    {
        row.put("No key does that. Backspace widens the filter.", theme.text);
    }
}
