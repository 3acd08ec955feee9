//! A message at the foot of the screen, over as many rows as it needs.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::layout::broken;
use crate::ui::Drawn;
use crate::ui::paint::{Row, ground};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// The most rows it takes.
const MOST_ROWS: usize = 4;

/// Draws the message, if there is one. It begins on the status line, goes on over the hints, and what is longer begins
/// further up; where the hint line is typed on, it keeps to its own.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, drawn: &mut Drawn) {
    let Some(message) = app.message() else {
        return;
    };
    let (signs, status) = (signs(app.settings.symbols), app.panes().status);
    let room = status.width.saturating_sub(1);
    let text = signs.spell(message);
    let one = signs.fit(&text, room);
    let mut lines = broken(&text, usize::from(room));
    lines.truncate(MOST_ROWS);
    if app.types_on_the_hint_line() {
        lines = vec![&one];
    }
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let area = Rect {
        y: (status.y + 2).saturating_sub(rows.max(2)),
        height: rows,
        ..status
    };
    drawn.cover(area);
    ground(cells, area, theme.text);
    for (y, line) in (0..rows).zip(lines) {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(" ", theme.status).put(line, theme.message);
            row.fill(theme.status);
        }
    }
}
