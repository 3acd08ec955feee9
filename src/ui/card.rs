//! The lines of a card over the page.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::card::Card;
use crate::ui::Drawn;
use crate::ui::paint::{Row, width};
use crate::ui::reader::draw_line;
use crate::ui::theme::Theme;

pub(super) fn draw(
    app: &App,
    card: &Card,
    theme: &Theme,
    (cells, inner): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let layout = card.lines(&app.parts().card_options());
    note(theme, cells, inner, (card.top, layout.lines.len()));
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
fn note(theme: &Theme, cells: &mut Buffer, inner: Rect, (top, lines): (usize, usize)) {
    let height = usize::from(inner.height);
    if lines <= height {
        return;
    }
    let last = (top + height).min(lines);
    let note = format!(" {}-{last} of {lines} ", top + 1);
    let width = width(&note).min(inner.width);
    let at = Rect {
        x: (inner.right() + 1).saturating_sub(width),
        y: inner.y.saturating_sub(1),
        width,
        height: 1,
    };
    if let Some(mut row) = Row::of(cells, at, 0) {
        row.put(&note, theme.dim);
    }
}
