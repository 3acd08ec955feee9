//! The open page: its lines, what was found in them, and the letters of link mode.

use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::panes::Pane;
use crate::layout::{Layout, Line};
use crate::ui::letters;
use crate::ui::paint::{Row, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;
use crate::ui::{Drawn, DrawnLink, VisiblePage};

/// Draws the lines in sight, what is found in them, and the border below the last.
pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let (reader, height) = (&app.reader, usize::from(area.height));
    let (head, shown) = (
        reader.layout.held(reader.top(), height),
        reader.visible(height),
    );
    let above = u16::try_from(head.len()).unwrap_or(0);
    let border = u16::try_from(head.len() + shown.len() + 1).unwrap_or(u16::MAX);
    for (y, number) in (0..area.height).zip(head.chain(shown)) {
        let row = Row::of(cells, area, y);
        if let Some((row, line)) = row.zip(reader.layout.lines.get(number)) {
            draw_line(theme, row, line, &reader.layout, (area.y + y, drawn));
        }
        mark_found(app, theme, cells, (area, y), number);
    }
    end_mark(app, theme, cells, area, border);
    heading_mark(app, theme, cells, area);
    if app.focus() == Pane::Reader {
        drawn.cursor = Some(cursor(app, area, above));
    }
    letters::draw(app, theme, cells, area, drawn);
    drawn.view = Some(VisiblePage {
        area: Rect {
            y: area.y + above,
            height: area.height.saturating_sub(above),
            ..area
        },
        layout: Arc::clone(&reader.layout),
        top: reader.top(),
    });
}

/// Marks the heading that was gone to where the end of the page keeps it from the first row.
fn heading_mark(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let reader = &app.reader;
    let gone_to = reader
        .heading()
        .filter(|heading| heading.line == reader.focus());
    let row = gone_to.and_then(|heading| reader.row_of(heading.line, usize::from(area.height)));
    let margin = Rect {
        x: area.x.saturating_sub(1),
        ..area
    };
    if let Some(row) = row.filter(|row| *row > 0)
        && let Ok(y) = u16::try_from(row)
        && let Some(mut row) = Row::of(cells, margin, y)
    {
        row.put(">", theme.heading);
    }
}

/// Where the line that the reader stands on is shown; out of sight, the first below a table's head that is held.
fn cursor(app: &App, area: Rect, above: u16) -> Position {
    let row = app
        .reader
        .row_of(app.reader.focus(), usize::from(area.height));
    let y = row.and_then(|row| u16::try_from(row).ok()).unwrap_or(above);
    Position {
        x: area.x,
        y: area.y + y.min(area.height.saturating_sub(1)),
    }
}

/// Draws a line's spans, noting the addresses in it; also used by cards.
pub(super) fn draw_line(
    theme: &Theme,
    mut row: Row<'_>,
    line: Line<'_>,
    layout: &Layout,
    at: (u16, &mut Drawn),
) {
    let (screen_row, drawn) = at;
    for span in line.spans() {
        let start = row.column();
        row.put(span.text, theme.of(span.style));
        let outside = span
            .link
            .and_then(|link| layout.links.get(link))
            .filter(|link| link.outside);
        if let Some(outside) = outside {
            drawn.links.push(DrawnLink {
                row: screen_row,
                start,
                end: row.column(),
                url: outside.target.to_string(),
            });
        }
    }
}

/// Below the last line, a border across the page: where one topic ends, and where Space leads.
fn end_mark(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, y: u16) {
    let Some(mut row) = Row::of(cells, area, y) else {
        return;
    };
    let signs = signs(app.settings.symbols);
    let next = app.library().after(app.reader.topic);
    let text = next.map_or_else(
        || " End of the last topic ".to_owned(),
        |next| format!(" End. Space: {} ", app.library().topic(next).title),
    );
    let text = signs.fit(&text, row.room().saturating_sub(4));
    row.put(&signs.line.repeat(3), theme.rule)
        .put(&text, theme.dim);
    let measure = u16::try_from(app.settings.measure).unwrap_or(u16::MAX);
    let end = area.x.saturating_add(measure.min(area.width));
    row.line_to(end, signs.line, theme.rule);
}

/// Marks the matches on one line.
fn mark_found(app: &App, theme: &Theme, cells: &mut Buffer, (area, y): (Rect, u16), number: usize) {
    let Some(found) = app.reader.found() else {
        return;
    };
    let Some(line) = app.reader.layout.lines.get(number) else {
        return;
    };
    let text = line.text();
    for (index, parts) in found.matches.iter().enumerate() {
        let style = if index == found.current {
            theme.found_here
        } else {
            theme.found
        };
        for (_, bytes) in parts.iter().filter(|(line, _)| *line == number) {
            let columns = columns(text, bytes);
            let x = area.x.saturating_add(columns.start).min(area.right());
            let end = area.x.saturating_add(columns.end).min(area.right());
            cells.set_style(
                Rect {
                    x,
                    y: area.y + y,
                    width: end - x,
                    height: 1,
                },
                style,
            );
        }
    }
}

/// The columns that some bytes of a line take.
fn columns(text: &str, bytes: &Range<usize>) -> Range<u16> {
    let start = text.get(..bytes.start).map_or(0, width);
    start..start + text.get(bytes.clone()).map_or(0, width)
}
