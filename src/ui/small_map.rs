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

fn mark((name, number): &(String, usize)) -> Option<SiteMark> {
    Some(SiteMark {
        site: site(name)?,
        number: *number,
        selected: false,
    })
}

fn draw_names(theme: &Theme, mut row: Row<'_>, names: &[(String, usize)], with_numbers: bool) {
    for (name, number) in names {
        if with_numbers {
            row.put(&number.to_string(), theme.found)
                .put(" ", theme.text);
        }
        row.put(words(name), theme.text)
            .put(&" ".repeat(BETWEEN), theme.text);
    }
}
