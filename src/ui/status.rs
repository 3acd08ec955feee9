//! The header and the status line.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
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
    let (path, checked) = (path(app), checked(app));
    let day = topic.updated.as_ref().map(|day| format!("checked {day}"));
    let day = day.unwrap_or_default();
    let choices = [
        (path.as_str(), checked.as_str()),
        (&path, &day),
        (&path, ""),
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
    let (left, right) = choice.unwrap_or((&topic.title, ""));
    row.put(" ", theme.header)
        .put(&signs.fit(left, room), theme.header);
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
        .map(|id| app.library().topic(id).title.as_str())
        .collect();
    titles.join(&format!(" {} ", signs(app.settings.symbols).path))
}

fn checked(app: &App) -> String {
    let topic = app.library().topic(app.reader.topic);
    let reviewed = topic.reviewed.as_ref().map_or_else(
        || "no clinician review".to_owned(),
        |review| format!("reviewed by {}", review.by),
    );
    match &topic.updated {
        Some(day) => {
            let dot = signs(app.settings.symbols).dot;
            format!("checked {day} {dot} {reviewed}")
        }
        None => reviewed,
    }
}

/// A message, or the place in the page and what going back leads to; in the tree, what the selected topic is about.
pub(super) fn status(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    let signs = signs(app.settings.symbols);
    row.put(" ", theme.status);
    if let Some(message) = app.message() {
        row.put(&signs.fit(message, row.room()), theme.message);
        row.fill(theme.status);
        return;
    }
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
        row.put("   ~ changed since you read it: D", theme.message);
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
    row.fill(theme.status);
}

fn about(app: &App) -> String {
    match app.overlay() {
        Some(Overlay::List(list)) => {
            return format!("{} of {}", list.selected + 1, list.rows.len());
        }
        Some(Overlay::Sheet(_) | Overlay::Note(_)) => {
            let (clips, all) = (app.kept.shelf.sheet.clips.len(), app.sheet_entries().len());
            return format!("{clips} on the sheet, {} to ask", all - clips);
        }
        Some(Overlay::Help(help)) => {
            let chosen = help.chosen().map(|binding| binding.command.words().does);
            return chosen.unwrap_or_default().to_owned();
        }
        _ => {}
    }
    let in_tree = app.focus() == Pane::Tree && app.overlay().is_none();
    let Some(topic) = app.tree.selected_topic().filter(|_| in_tree) else {
        return place(app);
    };
    let topic = app.library().topic(topic);
    if topic.description.is_empty() {
        topic.title.clone()
    } else {
        format!("{}: {}", topic.title, topic.description)
    }
}

/// Which lines of the page are in sight, and the heading they stand under.
fn place(app: &App) -> String {
    let (lines, height) = (app.reader.layout.lines.len(), app.reader_height());
    let shown = app.reader.visible(height);
    if shown.start == 0 && shown.end == lines {
        return format!("all {lines} lines");
    }
    let percent = (shown.end * 100).checked_div(lines).unwrap_or(100);
    format!(
        "lines {}-{} of {lines}, {percent}%",
        shown.start + 1,
        shown.end
    )
}

fn found(app: &App) -> Option<String> {
    let found = app.reader.found()?;
    Some(match found.matches.len() {
        0 => format!("no match for “{}”", found.query),
        count => format!("match {} of {count}", found.current + 1),
    })
}
