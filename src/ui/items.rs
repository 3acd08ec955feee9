//! The rows of a list: marked, with a detail behind each, and what is said where there is none.

use ratatui::layout::Rect;

use crate::app::Items;
use crate::app::overlay::items::ItemLine;
use crate::layout::broken;
use crate::ui::paint::{Row, width};
use crate::ui::surface::Surface;
use crate::ui::theme::Theme;

pub(super) fn draw(on: &mut Surface<'_>, area: Rect, items: &Items<'_>) {
    let theme = on.theme;
    if items.items.is_empty() {
        let sentences = items.empty.iter();
        let lines = sentences.flat_map(|text| broken(text, usize::from(area.width)));
        for (y, text) in (0..area.height).zip(lines) {
            on.row(area, y).put(text, theme.text);
        }
        on.put_cursor(area.x, area.y);
    }
    let lines = items.in_sight(area, on.app.state.settings.symbols);
    for (y, line) in (0..area.height).zip(&lines) {
        let is_selected = line.row.is_some() && line.row == items.selected;
        if is_selected && line.is_first {
            on.put_cursor(area.x, area.y + y);
        }
        let look = (is_selected, items.is_roomy);
        draw_line(theme, on.row(area, y), line, look);
    }
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
        .put(&line.lead, style(theme.label))
        .put(&line.text, style(plain));
    if is_roomy && line.is_first {
        let end = row.column() + row.room().saturating_sub(width(&line.detail));
        row.blank_to(end, style(plain));
    }
    row.put(&line.detail, style(theme.dim)).fill(style(plain));
}
