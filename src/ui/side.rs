//! The third column of a wide screen: the outline, the sources beside their lines, and the body map.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::side::SideColumn;
use crate::ui::notes;
use crate::ui::paint::Row;
use crate::ui::small_map;
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    for y in 0..area.height {
        if let Some(mut row) = Row::of(cells, area, y) {
            row.put(signs(app.settings.symbols).rule, theme.rule);
        }
    }
    let Some(side) = SideColumn::new(&app.parts()) else {
        return;
    };
    outline(app, theme, cells, (area, &side));
    notes::draw(app, theme, cells, &side);
    if let Some(map) = &side.map {
        small_map::draw(app, theme, cells, map);
    }
}

/// The headings around the present one.
fn outline(app: &App, theme: &Theme, cells: &mut Buffer, (area, side): (Rect, &SideColumn)) {
    let signs = signs(app.settings.symbols);
    for outlined in &side.outline {
        let Some(heading) = app.reader.layout.headings.get(outlined.heading) else {
            continue;
        };
        let place = Rect {
            x: area.x + 2,
            width: area.width.saturating_sub(3),
            y: outlined.y,
            height: 1,
        };
        let Some(mut row) = Row::of(cells, place, 0) else {
            continue;
        };
        let (mark, style) = if outlined.is_here {
            ("> ", theme.selected_away)
        } else {
            ("  ", theme.dim)
        };
        let indent = usize::from(heading.level.saturating_sub(2));
        row.put(mark, style).put(&"  ".repeat(indent), style);
        row.put(&signs.fit(&heading.title, row.room()), style);
    }
}
