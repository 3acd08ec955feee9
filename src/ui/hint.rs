//! The hint line: the keys worth knowing here, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::keymap::{BETWEEN_HINTS, ShownHint};
use crate::app::overlay::Overlay;
use crate::app::overlay::layer::Layer;
use crate::ui::Drawn;
use crate::ui::field;
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

/// The blanks between what is typed and the hints.
const BEHIND_TYPED: &str = "   ";

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let layer = app.overlay().map(Overlay::layer);
    let prompt = layer.and_then(Layer::prompt).unwrap_or_default();
    if app.context().takes_one_key() {
        draw_second_keys(app, &prompt, theme, (cells, area), drawn);
        return;
    }
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    row.put(" ", theme.hint);
    match layer.and_then(Layer::field) {
        Some(typed) if !prompt.is_empty() => {
            row.put(&prompt, theme.key);
            let columns = row.room().saturating_sub(way_out(app));
            field::put(typed, theme, &mut row, (columns, area.y), drawn);
            row.put(BEHIND_TYPED, theme.text);
        }
        _ if prompt.is_empty() => {}
        _ => {
            row.put(&prompt, theme.hint).put(BEHIND_TYPED, theme.hint);
        }
    }
    put_hints(app, theme, &mut row);
    row.fill(theme.hint);
}

/// The columns that the hint needs which must not be missing, with the blanks before it.
fn way_out(app: &App) -> u16 {
    let hints = app.fitting_hints(0);
    let needed = hints.iter().map(|hint| hint.width() + BEHIND_TYPED.len());
    u16::try_from(needed.sum::<usize>()).unwrap_or(0)
}

/// What a first key waits for: what does not fit the hint line begins on the status line above.
fn draw_second_keys(
    app: &App,
    asks: &str,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let hints = app.hints();
    let needed = |hint: &ShownHint| u16::try_from(hint.width() + BETWEEN_HINTS).unwrap_or(u16::MAX);
    let all: u16 = hints.iter().map(needed).sum();
    let above = u16::from(1 + width(asks) + all > area.width + 3);
    let area = Rect {
        y: area.y.saturating_sub(above),
        height: 1 + above,
        ..area
    };
    let mut hints = hints.into_iter().peekable();
    for y in 0..area.height {
        let Some(mut row) = Row::of(cells, area, y) else {
            return;
        };
        row.put(" ", theme.hint);
        if y == 0 {
            row.put(asks, theme.hint);
            let x = row.column();
            drawn.cursor = Some(Position { x, y: area.y });
        }
        while let Some(hint) = hints.next_if(|hint| needed(hint) <= row.room() + 3) {
            put_hint(theme, &mut row, &hint);
        }
        row.blank_to(u16::MAX, theme.hint);
    }
}

/// As many hints as fit, the way out among them.
fn put_hints(app: &App, theme: &Theme, row: &mut Row<'_>) {
    for hint in app.fitting_hints(usize::from(row.room())) {
        put_hint(theme, row, &hint);
    }
}

fn put_hint(theme: &Theme, row: &mut Row<'_>, hint: &ShownHint) {
    row.put(&hint.key, theme.key)
        .put(" ", theme.hint)
        .put(hint.word, theme.hint)
        .blanks(BETWEEN_HINTS, theme.hint);
}
