//! The marks that a letter goes to, in a strip at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::frame;
use crate::ui::paint::{Row, shorten};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let marks = app.mark_rows();
    let height = u16::try_from(marks.len() + 1).unwrap_or(u16::MAX);
    let height = height.min(area.height);
    let foot = Rect {
        y: area.bottom() - height,
        height,
        ..area
    };
    let inner = frame::open(app, theme, cells, foot, "Marks");
    let ellipsis = signs(app.settings.symbols).ellipsis;
    for (y, mark) in (0..inner.height).zip(&marks) {
        if let Some(mut row) = Row::of(cells, inner, y) {
            let text = shorten(&mark.text, row.room(), ellipsis);
            row.put(&text, theme.text).put("  ", theme.text);
            let detail = shorten(&mark.detail, row.room(), ellipsis);
            row.put(&detail, theme.dim);
        }
    }
}
