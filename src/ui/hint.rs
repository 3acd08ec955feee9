//! The hint line: the keys worth knowing here, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::field::Field;
use crate::app::hints::{BETWEEN, ShownHint};
use crate::app::keep::Prefix;
use crate::app::links::Purpose;
use crate::app::overlay::Overlay;
use crate::ui::Drawn;
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    if let Some(Overlay::Prefix(prefix)) = app.overlay() {
        draw_second_keys(app, prefix, theme, (cells, area), drawn);
        return;
    }
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    row.put(" ", theme.hint);
    match app.overlay() {
        Some(Overlay::Find { field, .. }) => {
            row.put("/", theme.key);
            put_field(field, theme, &mut row, (area.y, drawn));
        }
        Some(Overlay::Note(entry)) => {
            row.put("Note: ", theme.key);
            put_field(&entry.field, theme, &mut row, (area.y, drawn));
        }
        Some(Overlay::Palette(palette)) => {
            row.put(":", theme.key)
                .put(palette.field.before(), theme.text);
            drawn.cursor = Some(Position {
                x: row.column(),
                y: area.y,
            });
            let field = &palette.field;
            let after = field.text().get(field.before().len()..).unwrap_or_default();
            row.put(after, theme.text).put("   ", theme.text);
        }
        Some(Overlay::Links(choice)) => {
            let ask = match choice.purpose {
                Purpose::Follow => "Type a link's letter: ",
                Purpose::Peek => "Look up by letter: ",
            };
            row.put(ask, theme.hint)
                .put(&choice.typed, theme.key)
                .put("   ", theme.hint);
        }
        _ => {}
    }
    put_hints(app, theme, &mut row);
    row.fill(theme.hint);
}

/// What a first key waits for: what does not fit the hint line begins on the status line above.
fn draw_second_keys(
    app: &App,
    prefix: &Prefix,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let asks = prefix.asks();
    let hints: Vec<ShownHint> = app.hints().collect();
    let needed = |hint: &ShownHint| u16::try_from(hint.width() + BETWEEN).unwrap_or(u16::MAX);
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

/// The text being typed, with the cursor in it; of a long text, the end before the cursor.
fn put_field(field: &Field, theme: &Theme, row: &mut Row<'_>, (y, drawn): (u16, &mut Drawn)) {
    let mut before = field.before();
    while width(before) + 1 > row.room() && !before.is_empty() {
        let mut letters = before.chars();
        letters.next();
        before = letters.as_str();
    }
    row.put(before, theme.text);
    drawn.cursor = Some(Position { x: row.column(), y });
    let behind = field.text().get(field.before().len()..);
    row.put(behind.unwrap_or_default(), theme.text)
        .put("   ", theme.text);
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
        .blanks(BETWEEN, theme.hint);
}
