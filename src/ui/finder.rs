//! The finder below its query: the hits with the reason for each, and the text of the chosen one.

use std::ops::Range;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::finder::{Finder, READING};
use crate::app::overlay::preview::{FinderParts, FinderPreview};
use crate::app::overlay::selection::first_row;
use crate::layout::broken;
use crate::library::{Library, TopicId};
use crate::search::{Snippet, Why};
use crate::ui::paint::{Row, shorten, width};
use crate::ui::surface::Surface;
use crate::ui::symbols::Signs;
use crate::ui::theme::Theme;

const INVITE: &str = "Type a word of what you look for.";

const TRY: &str = "Nothing found. Try a shorter or a more common word.";

/// The fewest columns in which it is worth saying why.
const LEAST_WHY: u16 = 10;

/// A row of the list: what it opens, and what is said of it.
struct FinderRow {
    topic: TopicId,
    has_warnings: bool,
    why: String,
}

/// Draws what stands below the query.
pub(super) fn draw(on: &mut Surface<'_>, area: Rect, finder: &Finder) {
    let parts = FinderParts::of(finder.is_noted(), area);
    let Surface {
        app, theme, signs, ..
    } = *on;
    let mut row = on.row(parts.note, 0);
    let line = note(app, finder, row.room());
    row.put(&signs.fit(&line, row.room()), theme.dim);
    draw_rows(on, finder, parts.hits);
    draw_rule(on, parts);
    draw_preview(on, finder, parts.preview);
}

/// What narrows the search and what is unclear about it, or how to begin.
fn note(app: &App, finder: &Finder, room: u16) -> String {
    if finder.is_empty() {
        return invite(app.state.library(), room);
    }
    let filters = finder.results.filters.join(", ");
    let note = finder.results.note.clone().unwrap_or_default();
    let parts = [filters, note].into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(". ")
}

/// How to begin, and by what to narrow where there is room to say it: the last section, and a place that topics name.
fn invite(library: &Library, room: u16) -> String {
    let sections = &library.topic(library.front()).children;
    let section = sections
        .iter()
        .rev()
        .find(|id| library.topic(**id).is_section);
    let section = section.map(|id| format!("in:{}", library.topic(*id).id));
    let site = library.words().sites.get(1);
    let site = site.map(|site| format!("site:{site}"));
    let filters: Vec<String> = section.into_iter().chain(site).collect();
    let narrow = if filters.len() > 1 {
        "narrow"
    } else {
        "narrows"
    };
    let long = format!("{INVITE} {} {narrow}.", filters.join(" or "));
    if filters.is_empty() || width(&long) > room {
        INVITE.to_owned()
    } else {
        long
    }
}

fn draw_rows(on: &mut Surface<'_>, finder: &Finder, area: Rect) {
    let Surface { app, theme, .. } = *on;
    let first = first_row(finder.selected, area.height.into());
    let rows = rows(app, finder, first..first + usize::from(area.height));
    for ((y, number), row) in (0..area.height).zip(first..).zip(&rows) {
        draw_row(on, (area, y), row, number == finder.selected);
    }
    if rows.is_empty() && finder.results.note.as_deref() != Some(READING) {
        for (y, line) in (0..area.height).zip(broken(TRY, area.width.into())) {
            on.row(area, y).put(line, theme.text);
        }
    }
}

fn rows(app: &App, finder: &Finder, numbers: Range<usize>) -> Vec<FinderRow> {
    let (skipped, count) = (numbers.start, numbers.len());
    if finder.is_empty() {
        let offered = finder.offered.iter().enumerate().skip(skipped);
        let rows = offered.take(count).map(|(number, topic)| FinderRow {
            topic: *topic,
            has_warnings: app.state.library().topic(*topic).urgent,
            why: about(app, *topic, number < finder.recent),
        });
        return rows.collect();
    }
    let hits = finder.results.hits.iter().skip(skipped);
    let rows = hits.take(count).map(|hit| FinderRow {
        topic: hit.topic,
        has_warnings: hit.has_warnings,
        why: match &hit.why {
            Why::Filter => String::new(),
            // What it is, the text beside it says.
            Why::Key(key) => format!("“{}”", key.text),
            why => why.to_string(),
        },
    });
    rows.collect()
}

/// What is said of a topic that is offered.
fn about(app: &App, topic: TopicId, is_recent: bool) -> String {
    match app.state.library().topic(topic).children.len() {
        _ if is_recent => "recently read".to_owned(),
        0 => String::new(),
        1 => "1 topic".to_owned(),
        count => format!("{count} topics"),
    }
}

fn draw_row(on: &mut Surface<'_>, (area, y): (Rect, u16), row: &FinderRow, selected: bool) {
    let Surface {
        app, theme, signs, ..
    } = *on;
    let mut cells = on.row(area, y);
    let style = |own| if selected { theme.selected } else { own };
    let warns = if row.has_warnings { " !" } else { "" };
    cells.put(if selected { "> " } else { "  " }, style(theme.text));
    let behind = width(warns) + 2 + width(&row.why);
    let title = title(app, row.topic, &signs, (cells.room(), behind));
    let room = cells.room().saturating_sub(width(warns));
    cells
        .put(&signs.fit(&title, room), style(theme.text))
        .put(warns, style(theme.urgent));
    if cells.room() >= LEAST_WHY.min(width(&row.why)) + 2 {
        let why = shorten(&row.why, cells.room() - 2, signs.ellipsis);
        cells
            .put("  ", style(theme.text))
            .put(&why, style(theme.dim));
    }
    cells.fill(style(theme.text));
}

/// A topic's title, behind its section's if there is room for both and for what stands behind them.
fn title(app: &App, topic: TopicId, signs: &Signs, (room, behind): (u16, u16)) -> String {
    let library = app.state.library();
    let own = &library.topic(topic).title;
    let above = library.ancestors(topic).first().copied();
    let long = above.map(|above| format!("{} {} {own}", library.topic(above).title, signs.path));
    long.filter(|long| width(&signs.spell(long)) + behind <= room)
        .unwrap_or_else(|| own.to_string())
}

/// The rule between the rows and the text beside or below them.
fn draw_rule(on: &mut Surface<'_>, parts: FinderParts) {
    let (hits, text) = (parts.hits, parts.preview);
    let (line, style) = (on.signs.line, on.theme.dim);
    if text.x == hits.x {
        on.row(text, 0).line_to(u16::MAX, line, style);
        return;
    }
    on.rule(Rect {
        x: text.x.saturating_sub(2),
        width: 1,
        ..text
    });
}

/// The text of the chosen row below its heading, and how many other places there are.
fn draw_preview(on: &mut Surface<'_>, finder: &Finder, area: Rect) {
    let FinderPreview {
        label, lines, top, ..
    } = &finder.preview;
    if lines.is_empty() {
        return;
    }
    let Surface { theme, signs, .. } = *on;
    let count = finder.count_of_places();
    let more = match count {
        1 => String::new(),
        _ => format!(" {} of {count}", finder.place + 1),
    };
    let mut row = on.row(area, 0);
    let room = row.room().saturating_sub(width(&more) + 1);
    row.put(&signs.fit(label, room), theme.heading)
        .put(" ", theme.text)
        .put_right(&more, theme.dim);
    let rows = (1..area.height).zip(lines.iter().skip(*top));
    for (y, line) in rows {
        put_marked(theme, &mut on.row(area, y), line);
    }
}

/// A text with the words of the query marked, by weight and underline too.
fn put_marked(theme: &Theme, row: &mut Row<'_>, line: &Snippet) {
    let mut at = 0;
    for Range { start, end } in line.marks.iter().cloned() {
        let (Some(before), Some(marked)) = (line.text.get(at..start), line.text.get(start..end))
        else {
            break;
        };
        row.put(before, theme.text).put(marked, theme.found);
        at = end;
    }
    row.put(line.text.get(at..).unwrap_or_default(), theme.text);
}
