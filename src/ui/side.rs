//! The third column of a wide screen: the outline, the sources beside their lines, and the body map.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::notes;
use crate::ui::paint::Row;
use crate::ui::small_map;
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// The share of the column that the outline takes at most.
const OUTLINE_SHARE: u16 = 3;

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    for y in 0..area.height {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(signs(app.settings.symbols).rule, theme.rule);
        }
    }
    let inner = Rect {
        x: area.x + 2,
        width: area.width.saturating_sub(3),
        ..area
    };
    let above = outline(app, theme, cells, inner);
    let rest = Rect {
        y: inner.y + above,
        height: inner.height.saturating_sub(above),
        ..inner
    };
    let below = small_map::draw(app, theme, cells, rest);
    let between = Rect {
        height: rest.height.saturating_sub(below),
        ..rest
    };
    notes::draw(app, theme, cells, (between, above));
}

/// The headings around the present one; the rows they took, with the empty one below.
fn outline(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) -> u16 {
    let headings = app.reader.layout.headings.iter();
    let headings: Vec<_> = headings.filter(|heading| heading.level > 1).collect();
    let here = headings
        .iter()
        .rposition(|heading| heading.line <= app.reader.focus());
    let most = usize::from(area.height / OUTLINE_SHARE);
    let first = here
        .unwrap_or(0)
        .saturating_sub(most / 2)
        .min(headings.len().saturating_sub(most));
    let shown = headings.iter().enumerate().skip(first).take(most);
    let mut rows = 0;
    for (y, (number, heading)) in (0..area.height).zip(shown) {
        let Some(mut row) = Row::of(cells, area, y) else {
            break;
        };
        let (mark, style) = if Some(number) == here {
            ("> ", theme.selected_away)
        } else {
            ("  ", theme.dim)
        };
        let indent = usize::from(heading.level.saturating_sub(2));
        row.put(mark, style).put(&"  ".repeat(indent), style);
        row.put(
            &signs(app.settings.symbols).fit(&heading.title, row.room()),
            style,
        );
        rows = y + 1;
    }
    if rows > 0 { rows + 1 } else { 0 }
}
