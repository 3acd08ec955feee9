//! A card over the page, as a strip at its foot or over all of it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::card::Card;
use crate::app::cards::card_options;
use crate::app::panes::framed;
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::{Row, width};
use crate::ui::reader::draw_line;
use crate::ui::theme::Theme;

pub(super) fn draw(app: &App, card: &Card, theme: &Theme, cells: &mut Buffer, drawn: &mut Drawn) {
    let layout = card.lines(&card_options(app, app.shape().width));
    let area = card.area(&app.shape(), layout.lines.len());
    let inner = frame::open(app, theme, cells, area, &card.title);
    drawn.cover(area);
    note(theme, cells, area, (card.top, layout.lines.len()));
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

/// At the end of the title's row: which lines are shown, when they are not all.
fn note(theme: &Theme, cells: &mut Buffer, area: Rect, (top, lines): (usize, usize)) {
    let height = usize::from(framed(area).height);
    if lines <= height {
        return;
    }
    let last = (top + height).min(lines);
    let note = format!(" {}-{last} of {lines} ", top + 1);
    let width = width(&note).min(area.width);
    let at = Rect {
        x: area.right() - width,
        width,
        ..area
    };
    if let Some(mut row) = Row::of(cells, at, 0) {
        row.put(&note, theme.dim);
    }
}
