//! The hint line: the keys worth knowing here, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::keymap::{BETWEEN_HINTS, ShownHint};
use crate::app::overlay::Overlay;
use crate::app::overlay::layer::Layer;
use crate::ui::Drawn;
use crate::ui::field;
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

/// The blanks between what is typed and the hints.
const BEHIND_TYPED: &str = "   ";

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let layer = app.overlay().map(Overlay::layer);
    let prompt = layer.and_then(Layer::prompt).unwrap_or_default();
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
            row.put(&prompt, theme.hint);
            drawn.cursor = Some(Position {
                x: row.column(),
                y: area.y,
            });
            row.put(BEHIND_TYPED, theme.hint);
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
