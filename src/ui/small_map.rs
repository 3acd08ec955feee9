//! The page's sites at the foot of the third column: on a figure where there is room for it, and by name.

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::app::side::{BETWEEN, MapPart};
use crate::library::sites::{site, words};
use crate::ui::figure::{SiteMark, draw_figures};
use crate::ui::paint::Row;
use crate::ui::theme::Theme;

/// What the names are, where no figure says it.
const CAPTION: &str = "Where on the body";

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, map: &MapPart) {
    let marks: Vec<SiteMark> = map.lines.iter().flatten().filter_map(mark).collect();
    if let Some(area) = map.figures {
        draw_figures(app, theme, cells, area, &marks);
    } else if let Some(mut row) = Row::of(cells, map.caption, 0) {
        row.put(CAPTION, theme.dim);
    }
    for (y, line) in (0..map.names.height).zip(&map.lines) {
        if let Some(row) = Row::of(cells, map.names, y) {
            draw_names(theme, row, line, map.figures.is_some());
        }
    }
}

fn mark((name, sign): &(String, char)) -> Option<SiteMark> {
    Some(SiteMark {
        site: site(name)?,
        sign: *sign,
        selected: false,
    })
}

fn draw_names(theme: &Theme, mut row: Row<'_>, names: &[(String, char)], with_signs: bool) {
    for (name, sign) in names {
        if with_signs {
            row.put(&sign.to_string(), theme.found).put(" ", theme.text);
        }
        row.put(words(name), theme.text)
            .put(&" ".repeat(BETWEEN), theme.text);
    }
}
