//! The plain frame of what lies over the page: a cleared area, a title, a rule below it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::panes::framed;
use crate::ui::paint::{Row, ground};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Clears an area, writes a title and a rule, and gives what is left with a blank column at each side.
pub(super) fn open(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, title: &str) -> Rect {
    ground(cells, area, theme.text);
    let signs = signs(app.settings.symbols);
    let title = signs.fit(title, area.width.saturating_sub(4));
    let line = signs.line;
    if let Some(mut row) = Row::of(cells, area, 0) {
        row.put(line, theme.rule)
            .put(" ", theme.rule)
            .put(&title, theme.heading)
            .put(" ", theme.rule)
            .line_to(u16::MAX, line, theme.rule);
    }
    framed(area)
}
