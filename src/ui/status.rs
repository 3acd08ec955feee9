//! The header, and the status line while there is no message.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::app::context::Context;
use crate::app::overlay::Overlay;
use crate::app::panes::Pane;
use crate::app::tree_lines::evidence;
use crate::library::TopicId;
use crate::library::evidence::words;
use crate::ui::paint::{Row, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// Where the reader is, down to the heading, and when the page was checked by whom, as far as there is room for it.
pub(super) fn header(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    if app.kept.rules.private {
        row.put(" PRIVATE", theme.message);
    }
    let room = row.room().saturating_sub(2);
    let [whole, short, last] = crumbs(app);
    let (checked, reviewed, in_short) = checked(app);
    let choices = [
        (&whole, checked.as_str()),
        (&whole, &reviewed),
        (&whole, in_short),
        (&short, &reviewed),
        (&short, in_short),
        (&short, ""),
    ];
    let needs = |(left, right): &(&String, &str)| {
        let gap = if right.is_empty() { 0 } else { 2 };
        width(left) + width(right) + gap
    };
    let fitting = choices.into_iter().find(|choice| needs(choice) <= room);
    let (left, right) = fitting.unwrap_or((&last, ""));
    row.put(" ", theme.header)
        .put(&signs(app.settings.symbols).fit(left, room), theme.header);
    if !right.is_empty() {
        row.put_right(&format!("{right} "), theme.dim);
    }
    row.fill(theme.header);
}

/// The titles from the section down to the topic and the heading in view; without the section; and the last alone.
fn crumbs(app: &App) -> [String; 3] {
    let signs = signs(app.settings.symbols);
    let (library, open) = (app.library(), app.reader.topic);
    let above = library.ancestors(open);
    let heading = app.reader.heading().filter(|heading| heading.level > 1);
    let topics = above.iter().chain([&open]);
    let titles = topics.map(|id| library.topic(*id).title.as_ref());
    let titles: Vec<&str> = titles.chain(heading.map(|it| &*it.title)).collect();
    let last = titles.len().saturating_sub(1);
    [0, above.len(), last].map(|first| {
        let shown = titles.get(first..).unwrap_or_default();
        let path = shown.join(&format!(" {} ", signs.path));
        signs.spell(&path).into_owned()
    })
}

/// When the page was checked and by whom it was reviewed; the second alone; and that in fewer words. Where nothing is
/// said of reviews, a date is only a date.
fn checked(app: &App) -> (String, String, &'static str) {
    let topic = app.library().topic(app.reader.topic);
    let notice = app.library().words().notice.as_deref();
    let (reviewed, in_short) = match (topic.reviewed(), notice) {
        (Some(review), _) => (format!("reviewed by {}", review.by), "reviewed"),
        (None, Some(notice)) => (notice.to_owned(), "not reviewed"),
        (None, None) => (String::new(), ""),
    };
    let day = topic.updated.as_ref();
    let verb = if reviewed.is_empty() { "" } else { "checked " };
    let day = day.map(|day| format!("{verb}{day}"));
    let dot = format!(" {} ", signs(app.settings.symbols).dot);
    let said = day.into_iter().chain([reviewed.clone()]);
    let said: Vec<String> = said.filter(|part| !part.is_empty()).collect();
    (said.join(&dot), reviewed, in_short)
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
    let came_of_it = came_of_it(app, topic);
    let topic = app.library().topic(topic);
    if topic.description.is_empty() {
        format!("{came_of_it}{}", topic.title)
    } else {
        format!("{came_of_it}{}: {}", topic.title, topic.description)
    }
}

/// The sign that a treatment has in the tree, with its words.
fn came_of_it(app: &App, topic: TopicId) -> String {
    let evidence = evidence(app.library(), topic);
    let Some((evidence, outcome)) = evidence.and_then(|it| Some((it, it.outcome()?))) else {
        return String::new();
    };
    let findings = &app.library().words().findings;
    let sign = signs(app.settings.symbols).spell(outcome.sign());
    format!("{sign} {}. ", words(findings, &evidence.finding))
}

/// Which screen of how many is in sight.
fn place(app: &App) -> String {
    let (part, screen, screens) = app.reader.screens(app.reader_height());
    let part = part.map_or_else(String::new, |part| format!("{}: ", part.title));
    format!("{part}screen {screen} of {screens}")
}

fn found(app: &App) -> Option<String> {
    let found = app.reader.found()?;
    Some(match found.matches.len() {
        0 => format!("no match for “{}”", found.query),
        count => format!("match {} of {count}", found.current + 1),
    })
}
