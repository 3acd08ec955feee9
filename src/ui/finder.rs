//! The finder below its query: the hits with the reason for each, and the chosen section.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::finder::{Finder, HIT_ROWS, hits_in};
use crate::app::overlay::selection::first_row;
use crate::library::TopicId;
use crate::search::Hit;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// How to begin, in as many words as there is room for.
const INVITES: [&str; 2] = [
    "Type what you see, feel or heard. in:treatments or site:face narrow.",
    "Type what you see, feel or heard.",
];

/// What to do when nothing is found.
const TRY: &str = "Try a shorter or a more common word.";

/// Draws what stands below the query.
pub(super) fn draw(app: &App, finder: &Finder, theme: &Theme, cells: &mut Buffer, area: Rect) {
    if let Some(mut row) = Row::of(cells, area, 0) {
        let signs = signs(app.settings.symbols);
        let line = second_line(finder, row.room());
        row.put(&signs.fit(&line, row.room()), theme.dim);
    }
    let list = Rect {
        y: area.y + 1,
        height: area.height.saturating_sub(1),
        ..area
    };
    if finder.is_empty() {
        draw_offers(app, finder, theme, cells, list);
    } else {
        draw_hits(app, finder, theme, cells, list);
    }
}

/// What narrows the search, what is unclear about it, or how to begin.
fn second_line(finder: &Finder, room: u16) -> String {
    if finder.is_empty() {
        let fitting = INVITES.into_iter().find(|invite| width(invite) <= room);
        return fitting.unwrap_or_default().to_owned();
    }
    let filters = finder.results.filters.join(", ");
    let note = finder.results.note.clone().unwrap_or_default();
    let parts: Vec<String> = [filters, note]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    let narrowed = parts.join(". ");
    if !finder.results.hits.is_empty() {
        return narrowed;
    }
    let both = format!("{narrowed}. {TRY}");
    match () {
        () if narrowed.is_empty() => format!("Nothing found. {TRY}"),
        () if width(&both) <= room => both,
        () => narrowed,
    }
}

fn draw_offers(app: &App, finder: &Finder, theme: &Theme, cells: &mut Buffer, area: Rect) {
    for (y, (number, topic)) in (0..area.height).zip(finder.offered.iter().enumerate()) {
        let Some(mut row) = Row::of(cells, area, y) else {
            continue;
        };
        let selected = number == finder.selected;
        let style = if selected { theme.selected } else { theme.text };
        let urgent = if app.library().topic(*topic).urgent {
            "urgent"
        } else {
            "recently read"
        };
        row.put(if selected { "> " } else { "  " }, style);
        let title = fitting(app, *topic, (row.room(), width(urgent) + 2));
        row.put(&title, style).put("  ", style);
        row.put(urgent, if selected { style } else { theme.dim });
        row.fill(style);
    }
}

fn title(app: &App, topic: TopicId) -> String {
    let above = app
        .library()
        .ancestors(topic)
        .first()
        .map(|id| app.library().topic(*id).title.as_ref());
    let own = &app.library().topic(topic).title;
    above.map_or_else(
        || own.to_string(),
        |above| format!("{above} {} {own}", signs(app.settings.symbols).path),
    )
}

/// A topic's title, behind its section's if there is room for both and for what stands behind them.
fn fitting(app: &App, topic: TopicId, (room, behind): (u16, u16)) -> String {
    let (long, short) = (title(app, topic), &app.library().topic(topic).title);
    let signs = signs(app.settings.symbols);
    if width(&signs.spell(&long)) + behind <= room {
        signs.spell(&long).into_owned()
    } else {
        signs.fit(short, room).into_owned()
    }
}

fn draw_hits(app: &App, finder: &Finder, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let fit = hits_in(area.height);
    let first = first_row(finder.selected, fit);
    let hits = finder.results.hits.iter().enumerate().skip(first);
    for (slot, (number, hit)) in (0_u16..).zip(hits.take(fit)) {
        let y = slot * HIT_ROWS;
        let selected = number == finder.selected;
        if let Some(row) = Row::of(cells, area, y) {
            draw_hit(app, theme, row, hit, selected);
        }
        if let Some(row) = Row::of(cells, area, y + 1) {
            if selected && finder.place > 0 {
                draw_place(app, finder, theme, row);
            } else {
                draw_snippet(app, theme, row, hit);
            }
        }
    }
}

fn draw_hit(app: &App, theme: &Theme, mut row: Row<'_>, hit: &Hit, selected: bool) {
    let style = if selected { theme.selected } else { theme.text };
    let ellipsis = signs(app.settings.symbols).ellipsis;
    row.put(if selected { "> " } else { "  " }, style);
    let urgent = if app.library().topic(hit.topic).urgent {
        " !"
    } else {
        ""
    };
    let why = hit.why.to_string();
    let behind = width(urgent) + width(&why) + 2;
    row.put(&fitting(app, hit.topic, (row.room(), behind)), style)
        .put(urgent, if selected { style } else { theme.urgent });
    if row.room() > 12 {
        let why = shorten(&why, row.room() - 2, ellipsis);
        row.put("  ", style)
            .put(&why, if selected { style } else { theme.dim });
    }
    row.fill(style);
}

/// The section that Tab chose.
fn draw_place(app: &App, finder: &Finder, theme: &Theme, mut row: Row<'_>) {
    let place = finder.hit().and_then(|hit| hit.places.get(finder.place));
    let heading = place
        .and_then(|place| place.heading.as_deref())
        .unwrap_or("the top");
    row.put("    opens at: ", theme.dim);
    row.put(
        &shorten(heading, row.room(), signs(app.settings.symbols).ellipsis),
        theme.found,
    );
}

/// The text around the match, the matched words marked by weight and underline too.
fn draw_snippet(app: &App, theme: &Theme, mut row: Row<'_>, hit: &Hit) {
    row.put("    ", theme.dim);
    let text = shorten(
        &hit.snippet.text,
        row.room(),
        signs(app.settings.symbols).ellipsis,
    );
    let mut at = 0;
    for mark in &hit.snippet.marks {
        let Range { start, end } = *mark;
        let (Some(before), Some(marked)) = (text.get(at..start), text.get(start..end)) else {
            break;
        };
        row.put(before, theme.dim).put(marked, theme.found);
        at = end;
    }
    row.put(text.get(at..).unwrap_or_default(), theme.dim);
}
