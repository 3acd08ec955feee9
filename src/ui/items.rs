//! The rows of a list: marked, with a detail behind each, and what is said where there is none.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::items::{ItemLine, Items};
use crate::layout::broken;
use crate::ui::Drawn;
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

pub(super) fn draw_items(
    app: &App,
    theme: &Theme,
    items: &Items<'_>,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    if items.items.is_empty() {
        draw_empty(theme, items, (cells, area), drawn);
    }
    let lines = items.in_sight(area, app.settings.symbols);
    for (y, line) in (0..area.height).zip(&lines) {
        let is_selected = line.row.is_some() && line.row == items.selected;
        if is_selected && line.is_first {
            drawn.cursor = Some(Position {
                x: area.x,
                y: area.y + y,
            });
        }
        if let Some(row) = Row::of(cells, area, y) {
            draw_line(theme, row, line, (is_selected, items.is_roomy));
        }
    }
}

/// What is said where there is no row.
fn draw_empty(
    theme: &Theme,
    items: &Items<'_>,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let sentences = items.empty.iter();
    let lines = sentences.flat_map(|text| broken(text, usize::from(area.width)));
    for (y, text) in (0..area.height).zip(lines) {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(text, theme.text);
        }
    }
    drawn.cursor = Some(Position {
        x: area.x,
        y: area.y,
    });
}

fn draw_line(theme: &Theme, mut row: Row<'_>, line: &ItemLine, (selected, is_roomy): (bool, bool)) {
    let plain = if line.row.is_some() {
        theme.text
    } else {
        theme.label
    };
    let style = |own| if selected { theme.selected } else { own };
    let mark = match (line.row, selected && line.is_first) {
        (None, _) => "",
        (_, true) => "> ",
        (_, false) => "  ",
    };
    row.put(mark, style(plain))
        .put(&line.lead, style(theme.key))
        .put(&line.text, style(plain));
    if is_roomy && line.is_first {
        let end = row.column() + row.room().saturating_sub(width(&line.detail));
        row.blank_to(end, style(plain));
    }
    row.put(&line.detail, style(theme.dim)).fill(style(plain));
}
