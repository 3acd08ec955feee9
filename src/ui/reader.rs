//! The open page: its lines, what was found in them, and the letters of link mode.

use std::sync::Arc;

use ratatui::layout::Rect;

use crate::app::Pane;
use crate::app::panes::below;
use crate::layout::{Layout, Line};
use crate::search::find::PageMatch;
use crate::ui::letters;
use crate::ui::paint::{Row, width};
use crate::ui::surface::{Surface, VisiblePage};
use crate::wire::LinkSpan;

/// Draws the lines in sight, what is found in them, and the border below the last.
pub(super) fn draw(on: &mut Surface<'_>, area: Rect) {
    let (reader, height) = (&on.app.state.reader, usize::from(area.height));
    let (head, shown) = (
        reader.layout.held(reader.top, height),
        reader.visible(height),
    );
    let above = u16::try_from(head.len()).unwrap_or(0);
    let border = u16::try_from(head.len() + shown.len() + 1).unwrap_or(u16::MAX);
    for (y, number) in (0..area.height).zip(head.chain(shown)) {
        if let Some(line) = reader.layout.lines.get(number) {
            draw_line(on, (area, y), line, &reader.layout);
        }
        mark_found(on, (area, y), number);
    }
    end_mark(on, area, border);
    heading_mark(on, area);
    if on.app.state.focus == Pane::Reader {
        // Out of sight, the cursor stands on the first line below a table's head that is held.
        let row = reader.row_of(reader.focus, height);
        let y = row.and_then(|row| u16::try_from(row).ok()).unwrap_or(above);
        on.put_cursor(area.x, area.y + y.min(area.height.saturating_sub(1)));
    }
    letters::draw(on, area);
    on.drawn.view = Some(VisiblePage {
        area: below(area, above),
        layout: Arc::clone(&reader.layout),
        top: reader.top,
    });
}

/// Marks the heading that was gone to where the end of the page keeps it from the first row.
fn heading_mark(on: &mut Surface<'_>, area: Rect) {
    let (reader, style) = (&on.app.state.reader, on.theme.heading);
    let heading = reader.heading();
    let gone_to = heading.filter(|heading| heading.line == reader.focus);
    let row = gone_to.and_then(|heading| reader.row_of(heading.line, usize::from(area.height)));
    let margin = Rect {
        x: area.x.saturating_sub(1),
        ..area
    };
    if let Some(y) = row.and_then(|row| u16::try_from(row).ok())
        && y > 0
    {
        on.row(margin, y).put(">", style);
    }
}

/// Draws a line's spans in a row of an area, noting the addresses in it; also used by cards.
pub(super) fn draw_line(
    on: &mut Surface<'_>,
    (area, y): (Rect, u16),
    line: Line<'_>,
    layout: &Layout,
) {
    let (theme, links) = (on.theme, &mut on.drawn.links);
    let mut row = Row::of(on.cells, area, y);
    for span in line.spans() {
        let start = row.column();
        row.put(span.text, theme.of(span.style));
        let target = span.link.and_then(|link| layout.links.get(link));
        let target = target.filter(|target| target.outside);
        links.extend(target.map(|link| LinkSpan {
            row: area.y + y,
            start,
            end: row.column(),
            url: link.target.to_string(),
        }));
    }
}

/// Below the last line, a border across the page: where one topic ends, and where Space leads.
fn end_mark(on: &mut Surface<'_>, area: Rect, y: u16) {
    let Surface {
        app, theme, signs, ..
    } = *on;
    if y >= area.height {
        return;
    }
    let mut row = on.row(area, y);
    let next = app.state.library().after(app.state.reader.topic);
    let text = next.map_or_else(
        || " End of the last topic ".to_owned(),
        |next| format!(" End. Space: {} ", app.state.library().topic(next).title),
    );
    let text = signs.fit(&text, row.room().saturating_sub(4));
    row.put(&signs.line.repeat(3), theme.dim)
        .put(&text, theme.dim);
    let measure = u16::try_from(app.state.settings.measure).unwrap_or(u16::MAX);
    let end = area.x.saturating_add(measure.min(area.width));
    row.line_to(end, signs.line, theme.dim);
}

/// Marks the matches on one line.
fn mark_found(on: &mut Surface<'_>, (area, y): (Rect, u16), number: usize) {
    let Surface { app, theme, .. } = *on;
    let Some(found) = &app.state.reader.found else {
        return;
    };
    let Some(line) = app.state.reader.layout.lines.get(number) else {
        return;
    };
    let columns = |bytes: &str| area.x.saturating_add(width(bytes)).min(area.right());
    // The matches stand in the order of the page, and there may be a million: only those on this line are looked at.
    let ends_above = |parts: &PageMatch| parts.last().is_none_or(|(line, _)| *line < number);
    let first = found.matches.partition_point(ends_above);
    let matches = found.matches.iter().enumerate().skip(first);
    let begins_below = |parts: &PageMatch| parts.first().is_some_and(|(line, _)| *line > number);
    for (index, parts) in matches.take_while(|(_, parts)| !begins_below(parts)) {
        let is_here = index == found.current;
        let style = if is_here {
            theme.found_here
        } else {
            theme.found
        };
        for (_, bytes) in parts.iter().filter(|(line, _)| *line == number) {
            let [start, end] = [bytes.start, bytes.end]
                .map(|at| columns(line.text().get(..at).unwrap_or_default()));
            let marked = Rect::new(start, area.y + y, end - start, 1);
            on.cells.set_style(marked, style);
        }
    }
}
