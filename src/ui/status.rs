//! The header, and the status line while there is no message.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::context::Context;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::ui::paint::{Row, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Where the reader is, and when the page was checked by whom, as much of it as there is room for.
pub(super) fn header(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    let signs = signs(app.settings.symbols);
    let topic = app.library().topic(app.reader.topic);
    let path = path(app);
    let (checked, reviewed, in_short) = checked(app);
    let choices = [
        (path.as_str(), checked.as_str()),
        (&path, &reviewed),
        (&topic.title, &reviewed),
        (&topic.title, in_short),
    ];
    if app.kept.rules.private {
        row.put(" PRIVATE", theme.message);
    }
    let room = row.room().saturating_sub(2);
    let needs = |(left, right): &(&str, &str)| {
        let gap = if right.is_empty() { 0 } else { 2 };
        width(left) + width(right) + gap
    };
    let choice = choices.into_iter().find(|choice| needs(choice) <= room);
    // A long title is cut, for it stands on the page too; that nobody reviewed it does not.
    let (left, right) = choice.unwrap_or((&topic.title, in_short));
    let left_room = room.saturating_sub(width(right) + 2 * u16::from(!right.is_empty()));
    row.put(" ", theme.header)
        .put(&signs.fit(left, left_room), theme.header);
    if !right.is_empty() {
        row.put_right(&format!("{right} "), theme.dim);
    }
    row.fill(theme.header);
}

/// The titles from the section down to the topic.
fn path(app: &App) -> String {
    let above = app.library().ancestors(app.reader.topic);
    let titles: Vec<&str> = above
        .into_iter()
        .chain([app.reader.topic])
        .map(|id| app.library().topic(id).title.as_ref())
        .collect();
    titles.join(&format!(" {} ", signs(app.settings.symbols).path))
}

/// When the page was checked and by whom it was reviewed; the second alone; and that in fewer words.
fn checked(app: &App) -> (String, String, &'static str) {
    let topic = app.library().topic(app.reader.topic);
    let notice = app.library().words().notice.as_deref();
    let (reviewed, in_short) = match (topic.reviewed(), notice) {
        (Some(review), _) => (format!("reviewed by {}", review.by), "reviewed"),
        (None, Some(notice)) => (notice.to_owned(), "not reviewed"),
        (None, None) => (String::new(), ""),
    };
    let dot = signs(app.settings.symbols).dot;
    let day = topic.updated.as_ref();
    let checked = day.map_or_else(
        || reviewed.clone(),
        |day| match reviewed.as_str() {
            "" => format!("checked {day}"),
            reviewed => format!("checked {day} {dot} {reviewed}"),
        },
    );
    (checked, reviewed, in_short)
}

/// The place in the page and what going back leads to; in the tree, what the selected topic is about.
pub(super) fn status(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    let signs = signs(app.settings.symbols);
    row.put(" ", theme.status);
    let (about, found) = (about(app), found(app).unwrap_or_default());
    let both = width(&about) + width(&found) + 3 <= row.room();
    if found.is_empty() || both {
        row.put(&signs.fit(&about, row.room()), theme.status);
    }
    if !found.is_empty() {
        row.put(if both { "   " } else { "" }, theme.status);
        row.put(&signs.fit(&found, row.room()), theme.message);
    }
    if app.kept.has_changed(app.reader.topic) && app.overlay().is_none() {
        let changed = ["   ~ changed since you read it: D", "   ~ D"];
        let fitting = changed.into_iter().find(|it| width(it) <= row.room());
        row.put(fitting.unwrap_or_default(), theme.message);
    }
    if app.settings.mouse {
        row.put("   mouse on", theme.status);
    }
    let is_reading =
        app.overlay().is_none() || matches!(app.context(), Context::Find | Context::Links);
    if let Some(back) = app.history().previous().filter(|_| is_reading) {
        let back = format!("back: {} ", app.library().topic(back.topic).title);
        if width(&back) + 2 <= row.room() {
            row.put_right(&back, theme.status);
        }
    }
    row.fill(theme.status);
}

fn about(app: &App) -> String {
    let position = |overlay: &Overlay| overlay.layer().position(&app.parts());
    if let Some(position) = app.overlay().and_then(position) {
        return position;
    }
    let in_tree = app.focus() == Pane::Tree && app.overlay().is_none();
    let Some(topic) = app.tree.selected_topic().filter(|_| in_tree) else {
        return place(app);
    };
    let topic = app.library().topic(topic);
    if topic.description.is_empty() {
        topic.title.to_string()
    } else {
        format!("{}: {}", topic.title, topic.description)
    }
}

/// How much of the page ends with the last line in sight, told anew with every eighth line: on a slow line that
/// would cost as much as a third of the text that comes into sight.
fn place(app: &App) -> String {
    let lines = app.reader.layout.lines.len();
    let Some(end) = app.reader.told_until(app.reader_height()) else {
        return format!("all {lines} lines");
    };
    let percent = (end * 100).checked_div(lines).unwrap_or(100).max(1);
    format!("{percent}% of {lines} lines")
}

fn found(app: &App) -> Option<String> {
    let found = app.reader.found()?;
    Some(match found.matches.len() {
        0 => format!("no match for “{}”", found.query),
        count => format!("match {} of {count}", found.current + 1),
    })
}
