//! Help: the table of keys, filtered.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::help::{ABOVE_ROWS, Help};
use crate::app::keymap::Binding;
use crate::app::list::first_row;
use crate::layout::Symbols;
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Columns for the keys' names, and the share of a narrow screen that they take at most.
const KEYS_WIDTH: (u16, u16) = (18, 3);

pub(super) fn draw(
    app: &App,
    help: &Help,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, "Keys");
    if let Some(mut row) = Row::of(cells, inner, 0) {
        let asked = help
            .pressed
            .map_or_else(String::new, |key| key_name(key, app.settings.symbols));
        row.put("Type a word, or press a key: ", theme.dim)
            .put(help.field.before(), theme.text);
        drawn.cursor = Some(Position {
            x: row.column(),
            y: inner.y,
        });
        row.put(&asked, theme.key);
    }
    let rows = help.rows();
    let list = Rect {
        y: inner.y + ABOVE_ROWS,
        height: inner.height.saturating_sub(ABOVE_ROWS),
        ..inner
    };
    let first = first_row(help.selected, usize::from(list.height));
    for (y, (number, binding)) in (0..list.height).zip(rows.iter().enumerate().skip(first)) {
        if let Some(row) = Row::of(cells, list, y) {
            draw_binding(app, theme, row, binding, number == help.selected);
        }
    }
    if rows.is_empty()
        && let Some(mut row) = Row::of(cells, list, 0)
    {
        row.put("No key does that. Backspace widens the filter.", theme.text);
    }
}

fn draw_binding(app: &App, theme: &Theme, mut row: Row<'_>, binding: &Binding, selected: bool) {
    let style = if selected { theme.selected } else { theme.text };
    let names: Vec<String> = binding
        .keys
        .iter()
        .map(|key| key_name(*key, app.settings.symbols))
        .collect();
    let start = row.column();
    row.put(if selected { "> " } else { "  " }, style)
        .put(&names.join(" "), if selected { style } else { theme.key });
    let (columns, share) = KEYS_WIDTH;
    let columns = columns.min((row.column() - start + row.room()) / share);
    while row.column() < start + 2 + columns && row.room() > 0 {
        row.put(" ", style);
    }
    row.put(" ", style);
    let place = binding.context.title();
    let does = shorten(
        binding.command.words().does,
        row.room(),
        signs(app.settings.symbols).ellipsis,
    );
    row.put(&does, style);
    if row.room() > width(place) + 2 {
        let end = row.column() + row.room() - width(place);
        while row.column() < end {
            row.put(" ", style);
        }
        row.put(place, if selected { style } else { theme.dim });
    }
    row.fill(style);
}

/// A key's name in the signs the terminal has.
pub(super) fn key_name(key: crate::input::Key, symbols: Symbols) -> String {
    if symbols == Symbols::Ascii {
        key.ascii_name()
    } else {
        key.to_string()
    }
}
