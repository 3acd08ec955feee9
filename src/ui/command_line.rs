//! The command line of the screen, with what completes it above.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::list::first_row;
use crate::app::palette::Palette;
use crate::ui::frame;
use crate::ui::paint::{Row, shorten};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Columns for the commands' names.
const NAME_WIDTH: u16 = 18;

/// Draws the rows; what is typed stands on the hint line.
pub(super) fn draw(app: &App, palette: &Palette, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let inner = frame::open(app, theme, cells, area, "Commands");
    let rows = palette.rows();
    let first = first_row(palette.selected, usize::from(inner.height));
    for (y, (number, command)) in (0..inner.height).zip(rows.iter().enumerate().skip(first)) {
        let Some(mut row) = Row::of(cells, inner, y) else {
            continue;
        };
        let selected = number == palette.selected;
        let style = if selected { theme.selected } else { theme.text };
        let start = row.column();
        row.put(if selected { "> " } else { "  " }, style)
            .put(command.name, if selected { style } else { theme.key });
        while row.column() < start + 2 + NAME_WIDTH && row.room() > 0 {
            row.put(" ", style);
        }
        row.put(" ", style);
        let does = shorten(
            command.does,
            row.room(),
            signs(app.settings.symbols).ellipsis,
        );
        row.put(&does, style);
        row.fill(style);
    }
}
