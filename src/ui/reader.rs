//! The open page: its lines, what was found in them, and the letters of link mode.

use std::ops::Range;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::layout::{Layout, Line};
use crate::ui::paint::{Row, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;
use crate::ui::{Drawn, DrawnLink, View};

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let (reader, layout) = (&app.reader, &app.reader.layout);
    let area = below_held(theme, reader, (cells, area), drawn);
    let lines = layout.lines.iter().enumerate().skip(reader.top());
    let mut next = 0;
    for (y, (number, line)) in (0..area.height).zip(lines) {
        if let Some(row) = Row::of(cells, area, y) {
            draw_line(theme, row, line, layout, (area.y + y, drawn));
        }
        mark_found(app, theme, cells, (area, y), number);
        next = y + 1;
    }
    end_mark(app, theme, cells, area, next);
    link_letters(app, theme, cells, area);
    if app.focus() == Pane::Reader {
        let y = u16::try_from(reader.focus().saturating_sub(reader.top())).unwrap_or(0);
        drawn.cursor = Some(Position {
            x: area.x,
            y: area.y + y.min(area.height.saturating_sub(1)),
        });
    }
    drawn.view = Some(View {
        area,
        layout: Arc::clone(&app.reader.layout),
        top: reader.top(),
    });
}

/// Draws the head of the table that the first line belongs to, and gives the area below it.
fn below_held(
    theme: &Theme,
    reader: &Reader,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) -> Rect {
    let layout = &reader.layout;
    let held = layout.held(reader.top(), usize::from(area.height));
    let count = u16::try_from(held.len()).unwrap_or(0);
    for (y, line) in (0..count).zip(held.filter_map(|number| layout.lines.get(number))) {
        if let Some(row) = Row::of(cells, area, y) {
            draw_line(theme, row, line, layout, (area.y + y, drawn));
        }
    }
    Rect {
        y: area.y + count,
        height: area.height - count,
        ..area
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
                url: outside.target.clone(),
            });
        }
    }
}

/// Below the last line: where Space leads.
fn end_mark(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, y: u16) {
    let next = app
        .library()
        .after(app.reader.topic)
        .map(|next| app.library().topic(next).title.clone());
    if y + 1 >= area.height {
        return;
    }
    if let Some(mut row) = Row::of(cells, area, y + 1) {
        let line = signs(app.settings.symbols).line.repeat(3);
        let text = next.map_or_else(
            || " end of the last topic ".to_owned(),
            |next| format!(" end · Space: {next} "),
        );
        let text = if app.settings.symbols == crate::layout::Symbols::Ascii {
            text.replace('·', "-")
        } else {
            text
        };
        row.put(&line, theme.dim)
            .put(&text, theme.dim)
            .put(&line, theme.dim);
    }
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

fn link_letters(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(Overlay::Links(choice)) = app.overlay() else {
        return;
    };
    for (number, link) in app.reader.layout.links.iter().enumerate() {
        let Some(label) = choice
            .label_of(number)
            .filter(|label| label.starts_with(&choice.typed))
        else {
            continue;
        };
        let Some(y) = link
            .line
            .checked_sub(app.reader.top())
            .and_then(|y| u16::try_from(y).ok())
        else {
            continue;
        };
        let column = u16::try_from(link.column).unwrap_or(u16::MAX);
        if let Some(mut row) = Row::of(cells, area, y) {
            row.to(area.x.saturating_add(column))
                .put(label, theme.letter);
        }
    }
}
