//! A list over the page.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::list::{List, first_row};
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    list: &List,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, &list.title);
    let ellipsis = signs(app.settings.symbols).ellipsis;
    let first = first_row(list.selected, usize::from(inner.height));
    for (y, (number, list_row)) in (0..inner.height).zip(list.rows.iter().enumerate().skip(first)) {
        let Some(mut row) = Row::of(cells, inner, y) else {
            continue;
        };
        let selected = number == list.selected;
        let style = if selected { theme.selected } else { theme.text };
        row.put(if selected { "> " } else { "  " }, style)
            .put(&"  ".repeat(list_row.indent), style);
        let text = shorten(&list_row.text, row.room(), ellipsis);
        row.put(&text, style);
        let room = row.room().saturating_sub(3);
        if room >= width(&list_row.detail).min(20) && !list_row.detail.is_empty() {
            row.put("  ", style).put(
                &shorten(&list_row.detail, room, ellipsis),
                if selected { style } else { theme.dim },
            );
        }
        row.fill(style);
        if selected {
            drawn.cursor = Some(Position {
                x: inner.x,
                y: inner.y + y,
            });
        }
    }
}
