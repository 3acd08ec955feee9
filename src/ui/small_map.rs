//! The page's sites at the foot of the third column: on a figure where there is room for it, and by name.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::body::own_sites;
use crate::library::sites::{site, words};
use crate::ui::figure::{self, GAP, Ink, LEAST_ROWS, Mark, draw_figures};
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

/// The rows that must stay for the sources above.
const LEFT_FOR_SOURCES: u16 = 10;

/// What the names are, where no figure says it.
const CAPTION: &str = "Where on the body";

/// The columns between two names.
const BETWEEN: &str = "  ";

/// Draws the map at the foot of an area; the rows it took, none for a page whose sites lie anywhere.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) -> u16 {
    let own = own_sites(app.library().topic(app.reader.topic));
    let names = lines(&own, area.width);
    let names_rows = u16::try_from(names.len()).unwrap_or(u16::MAX);
    let room = area.height.saturating_sub(LEFT_FOR_SOURCES);
    let marks: Vec<Mark> = own.iter().filter_map(mark).collect();
    let is_placed = marks.iter().any(|mark| mark.site.is_on_figure());
    if !is_placed || names_rows + 2 > room {
        return 0;
    }
    let figure = figure::size(LEAST_ROWS, Ink::of(&app.settings))
        .filter(|(columns, _)| columns * 2 + GAP * 2 <= area.width)
        .filter(|(_, rows)| rows + names_rows + 2 <= room);
    // Without a figure a caption says what the names are.
    let mut taken = names_rows + 2;
    if let Some((columns, rows)) = figure {
        taken = names_rows + rows + 2;
        let place = Rect {
            y: area.bottom() - taken + 1,
            height: rows + 1,
            width: columns * 2 + GAP * 2,
            ..area
        };
        draw_figures(app, theme, cells, place, &marks);
    } else if let Some(mut row) = Row::of(cells, area, area.height.saturating_sub(names_rows + 1)) {
        row.put(CAPTION, theme.dim);
    }
    let names_area = Rect {
        y: area.bottom() - names_rows,
        height: names_rows,
        ..area
    };
    for (y, line) in (0..names_rows).zip(&names) {
        if let Some(row) = Row::of(cells, names_area, y) {
            draw_names(theme, row, line, figure.is_some());
        }
    }
    taken
}

fn mark((name, sign): &(&str, char)) -> Option<Mark> {
    Some(Mark {
        site: site(name)?,
        sign: *sign,
        selected: false,
    })
}

/// The names with their signs, as many on a line as fit.
fn lines<'a>(own: &[(&'a str, char)], columns: u16) -> Vec<Vec<(&'a str, char)>> {
    let mut lines: Vec<Vec<(&str, char)>> = Vec::new();
    let mut free = 0;
    for (name, sign) in own {
        let needed = width(words(name)) + 2 + width(BETWEEN);
        if needed > free || lines.is_empty() {
            lines.push(Vec::new());
            free = columns + width(BETWEEN);
        }
        free = free.saturating_sub(needed);
        if let Some(line) = lines.last_mut() {
            line.push((name, *sign));
        }
    }
    lines
}

fn draw_names(theme: &Theme, mut row: Row<'_>, names: &[(&str, char)], with_signs: bool) {
    for (name, sign) in names {
        if with_signs {
            row.put(&sign.to_string(), theme.found).put(" ", theme.text);
        }
        row.put(words(name), theme.text).put(BETWEEN, theme.text);
    }
}
