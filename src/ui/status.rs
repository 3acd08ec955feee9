//! The header, the status line and the hint line.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::command::Command;
use crate::app::keymap::{Context, key_for};
use crate::app::overlay::Overlay;
use crate::ui::Drawn;
use crate::ui::help::key_name;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// The hints of each context, the most useful first: as many are shown as fit.
const fn hints(context: Context) -> &'static [(Command, &'static str)] {
    match context {
        Context::Reader => &[
            (Command::Finder, "search"),
            (Command::Find, "find"),
            (Command::Outline, "outline"),
            (Command::OtherPane, "pane"),
            (Command::Enter, "links"),
            (Command::Urgent, "urgent"),
            (Command::Help, "keys"),
            (Command::Back, "back"),
            (Command::Close, "quit"),
        ],
        Context::Tree | Context::Browse | Context::Anywhere => &[
            (Command::Finder, "search"),
            (Command::LineDown, "down"),
            (Command::Enter, "read"),
            (Command::Right, "unfold"),
            (Command::OtherPane, "pane"),
            (Command::Urgent, "urgent"),
            (Command::Help, "keys"),
            (Command::Close, "quit"),
        ],
        Context::List | Context::Card => &[
            (Command::LineDown, "down"),
            (Command::LineUp, "up"),
            (Command::Enter, "open"),
            (Command::Escape, "close"),
        ],
        Context::Links => &[(Command::Escape, "cancel")],
        Context::Finder => &[
            (Command::Enter, "open"),
            (Command::LineDown, "down"),
            (Command::NextPlace, "section"),
            (Command::Escape, "close"),
        ],
        Context::Find => &[
            (Command::Enter, "keep"),
            (Command::FindNext, "next"),
            (Command::FindPrevious, "previous"),
            (Command::Escape, "cancel"),
        ],
        Context::Help => &[
            (Command::LineDown, "down"),
            (Command::Enter, "do it"),
            (Command::Escape, "close"),
        ],
    }
}

/// Where the reader is, and when the page was checked by whom.
pub(super) fn header(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    let signs = signs(app.settings.symbols);
    let topic = app.library().topic(app.reader.topic);
    let mut path: Vec<&str> = app
        .library()
        .ancestors(app.reader.topic)
        .into_iter()
        .map(|id| app.library().topic(id).title.as_str())
        .collect();
    path.push(&topic.title);
    let path = path.join(&format!(" {} ", signs.path));
    let reviewed = topic.reviewed.as_ref().map_or_else(
        || "no clinician review".to_owned(),
        |review| format!("reviewed by {}", review.by),
    );
    let checked = topic.updated.as_ref().map_or_else(
        || format!("{reviewed} "),
        |day| format!("checked {day} {} {reviewed} ", signs.dot),
    );
    let room = row.room().saturating_sub(2);
    if width(&path) + width(&checked) + 2 <= room {
        row.put(" ", theme.header)
            .put(&path, theme.header)
            .put_right(&checked, theme.dim);
    } else {
        row.put(" ", theme.header)
            .put(&shorten(&path, room, signs.ellipsis), theme.header);
    }
    row.fill(theme.header);
}

/// A message, or the place in the page and what going back leads to.
pub(super) fn status(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    row.put(" ", theme.status);
    if let Some(message) = app.message() {
        let message = shorten(message, row.room(), signs(app.settings.symbols).ellipsis);
        row.put(&message, theme.message);
    } else {
        row.put(&place(app), theme.status);
        if let Some(found) = found(app) {
            row.put("   ", theme.status).put(&found, theme.message);
        }
        if app.settings.mouse {
            row.put("   mouse on", theme.status);
        }
        if let Some(back) = app.history().previous() {
            let back = format!("back: {} ", app.library().topic(back.topic).title);
            if width(&back) + 2 <= row.room() {
                row.put_right(&back, theme.status);
            }
        }
    }
    row.fill(theme.status);
}

fn place(app: &App) -> String {
    let (lines, height) = (app.reader.layout.lines.len(), app.reader_height());
    let last = app.reader.visible(height).end;
    if lines <= height {
        return format!("line {last} of {lines}  all");
    }
    format!(
        "line {last} of {lines}  {}%",
        (last * 100).checked_div(lines).unwrap_or(100)
    )
}

fn found(app: &App) -> Option<String> {
    let found = app.reader.found()?;
    Some(match found.matches.len() {
        0 => format!("no match for “{}”", found.query),
        count => format!("match {} of {count}", found.current + 1),
    })
}

/// The keys worth knowing here, or the line being typed.
pub(super) fn hint(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    row.put(" ", theme.hint);
    match app.overlay() {
        Some(Overlay::Find { field, .. }) => {
            row.put("/", theme.key).put(field.before(), theme.text);
            drawn.cursor = Some(Position {
                x: row.column(),
                y: area.y,
            });
            row.put(
                field.text().get(field.before().len()..).unwrap_or_default(),
                theme.text,
            )
            .put("   ", theme.text);
        }
        Some(Overlay::Links(choice)) => {
            row.put("Type a link's letter: ", theme.hint)
                .put(&choice.typed, theme.key)
                .put("   ", theme.hint);
        }
        _ => {}
    }
    put_hints(app, theme, &mut row);
    row.fill(theme.hint);
}

fn put_hints(app: &App, theme: &Theme, row: &mut Row<'_>) {
    let context = app.context();
    for (command, word) in hints(context) {
        let Some(key) = key_for(*command, context) else {
            continue;
        };
        let key = key_name(key, app.settings.symbols);
        if width(&key) + width(word) + 1 > row.room() {
            break;
        }
        row.put(&key, theme.key)
            .put(" ", theme.hint)
            .put(word, theme.hint)
            .put("   ", theme.hint);
    }
}
