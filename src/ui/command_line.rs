//! The command line of the screen, with what completes it above.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::palette::Palette;
use crate::ui::frame;
use crate::ui::list::draw_lines;
use crate::ui::theme::Theme;

/// Draws the rows; what is typed stands on the hint line.
pub(super) fn draw(app: &App, palette: &Palette, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let inner = frame::open(app, theme, cells, area, "Commands");
    let lines = palette.in_sight(inner.width, inner.height, app.settings.symbols);
    draw_lines(theme, (cells, inner), &lines, palette.selected);
}
