//! A card over the page, as a strip at its foot or over all of it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::card::{Card, CardSize};
use crate::app::cards::{STRIP_HEIGHT, card_options};
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::Row;
use crate::ui::reader::draw_line;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    card: &Card,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let layout = card.lines(&card_options(app, area.width));
    let area = match card.size {
        CardSize::Whole => area,
        CardSize::Strip => foot(area, layout.lines.len()),
    };
    let inner = frame::open(app, theme, cells, area, &card.title);
    drawn
        .links
        .retain(|link| link.row < area.y || link.row >= area.bottom());
    for (y, line) in (0..inner.height).zip(layout.lines.iter().skip(card.top)) {
        if let Some(mut row) = Row::of(cells, inner, y) {
            row.put(" ", theme.text);
            draw_line(theme, row, line, &layout, (inner.y + y, drawn));
        }
    }
    drawn.cursor = Some(Position {
        x: inner.x,
        y: inner.y,
    });
}

fn foot(area: Rect, lines: usize) -> Rect {
    let height = u16::try_from(lines.min(STRIP_HEIGHT) + 1)
        .unwrap_or(u16::MAX)
        .min(area.height);
    Rect {
        y: area.bottom() - height,
        height,
        ..area
    }
}
