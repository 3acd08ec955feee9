//! The rows at the top and at the foot: where the reader is, the status, the hints or what is typed, and a message.

use ratatui::layout::Rect;

use crate::app::tree::evidence;
use crate::app::{App, Overlay, Pane};
use crate::command::Context;
use crate::command::keymap::BETWEEN_HINTS;
use crate::layout::broken;
use crate::library::TopicId;
use crate::library::evidence::words;
use crate::ui::paint::width;
use crate::ui::panel::put_field;
use crate::ui::surface::Surface;
use crate::ui::symbols::signs;

/// The blanks between what is typed and the hints.
const BEHIND_TYPED: usize = 3;

/// The most rows that a message takes.
const MOST_ROWS: usize = 4;

/// Where the reader is, down to the heading, and when the page was checked by whom, as far as there is room for it.
pub(super) fn header(on: &mut Surface<'_>, area: Rect) {
    let Surface {
        app, theme, signs, ..
    } = *on;
    let mut row = on.row(area, 0);
    if app.state.kept.rules.private {
        row.put(" PRIVATE", theme.label);
    }
    let room = row.room().saturating_sub(2);
    let crumbs = crumbs(app);
    let (checked, reviewed, in_short) = checked(app);
    let measured = |text| (text, width(text));
    let [whole, short, last] = crumbs.each_ref().map(|it| measured(it.as_str()));
    let [checked, reviewed, in_short] = [&*checked, &*reviewed, in_short].map(measured);
    let choices = [
        (whole, checked),
        (whole, reviewed),
        (whole, in_short),
        (short, reviewed),
        (short, in_short),
        (short, ("", 0)),
    ];
    let fits = |(left, right): &((&str, u16), (&str, u16))| {
        let gap = if right.1 == 0 { 0 } else { 2 };
        left.1 + right.1 + gap <= room
    };
    let fitting = choices.into_iter().find(fits);
    let ((left, _), (right, _)) = fitting.unwrap_or((last, ("", 0)));
    row.put(" ", theme.text)
        .put(&signs.fit(left, room), theme.text);
    if !right.is_empty() {
        row.put_right(&format!("{right} "), theme.dim);
    }
    row.fill(theme.text);
}

/// The titles from the section down to the topic and the heading in view; without the section; and the last alone.
fn crumbs(app: &App) -> [String; 3] {
    let signs = signs(app.state.settings.symbols);
    let (library, open) = (app.state.library(), app.state.reader.topic);
    let above = library.ancestors(open);
    let heading = app
        .state
        .reader
        .heading()
        .filter(|heading| heading.level > 1);
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
    let topic = app.state.library().topic(app.state.reader.topic);
    let notice = app.state.library().words().notice.as_deref();
    let (reviewed, in_short) = match (topic.matter().reviewed.as_ref(), notice) {
        (Some(review), _) => (format!("reviewed by {}", review.by), "reviewed"),
        (None, Some(notice)) => (notice.to_owned(), "not reviewed"),
        (None, None) => (String::new(), ""),
    };
    let day = topic.updated.as_ref();
    let verb = if reviewed.is_empty() { "" } else { "checked " };
    let day = day.map(|day| format!("{verb}{day}"));
    let dot = format!(" {} ", signs(app.state.settings.symbols).dot);
    let said = day.into_iter().chain([reviewed.clone()]);
    let said: Vec<String> = said.filter(|part| !part.is_empty()).collect();
    (said.join(&dot), reviewed, in_short)
}

/// The place in the page and what going back leads to; in the tree, what the selected topic is about.
pub(super) fn status(on: &mut Surface<'_>, area: Rect) {
    let Surface {
        app, theme, signs, ..
    } = *on;
    let mut row = on.row(area, 0);
    row.put(" ", theme.dim);
    let (about, found) = (about(app), found(app).unwrap_or_default());
    let both = width(&about) + width(&found) + 3 <= row.room();
    if found.is_empty() || both {
        row.put(&signs.fit(&about, row.room()), theme.dim);
    }
    if !found.is_empty() {
        row.put(if both { "   " } else { "" }, theme.dim);
        row.put(&signs.fit(&found, row.room()), theme.label);
    }
    if app.state.kept.has_changed(app.state.reader.topic) && app.overlay().is_none() {
        let changed = ["   ~ changed since you read it: D", "   ~ D"];
        let fitting = changed.into_iter().find(|it| width(it) <= row.room());
        row.put(fitting.unwrap_or_default(), theme.label);
    }
    if app.state.settings.mouse {
        row.put("   mouse on", theme.dim);
    }
    let is_reading =
        app.overlay().is_none() || matches!(app.context(), Context::Find | Context::Links);
    if let Some(back) = app.state.history.previous().filter(|_| is_reading) {
        let back = format!("back: {} ", app.state.library().topic(back.topic).title);
        if width(&back) + 2 <= row.room() {
            row.put_right(&back, theme.dim);
        }
    }
    row.fill(theme.dim);
}

fn about(app: &App) -> String {
    let position = |overlay: &Overlay| overlay.layer().position(&app.state);
    if let Some(position) = app.overlay().and_then(position) {
        return position;
    }
    let in_tree = app.state.focus == Pane::Tree && app.overlay().is_none();
    let Some(topic) = app.state.tree.selected_topic().filter(|_| in_tree) else {
        return place(app);
    };
    let came_of_it = came_of_it(app, topic);
    let topic = app.state.library().topic(topic);
    if topic.description.is_empty() {
        format!("{came_of_it}{}", topic.title)
    } else {
        format!("{came_of_it}{}: {}", topic.title, topic.description)
    }
}

/// The sign that a treatment has in the tree, with its words.
fn came_of_it(app: &App, topic: TopicId) -> String {
    let evidence = evidence(app.state.library(), topic);
    let Some((evidence, outcome)) = evidence.and_then(|it| Some((it, it.outcome()?))) else {
        return String::new();
    };
    let findings = &app.state.library().words().findings;
    let sign = signs(app.state.settings.symbols).spell(outcome.sign());
    format!("{sign} {}. ", words(findings, &evidence.finding))
}

fn place(app: &App) -> String {
    let (part, screen, screens) = app.state.reader.screens(app.state.reader_height());
    let part = part.map_or_else(String::new, |part| format!("{}: ", part.title));
    format!("{part}screen {screen} of {screens}")
}

fn found(app: &App) -> Option<String> {
    let found = app.state.reader.found.as_ref()?;
    Some(match found.matches.len() {
        _ if found.is_sought => format!("looking for “{}” …", found.query),
        0 => format!("no match for “{}”", found.query),
        count => format!("match {} of {count}", found.current + 1),
    })
}

/// The hint line: the keys worth knowing here, behind what is typed there.
pub(super) fn hints(on: &mut Surface<'_>, area: Rect) {
    let Surface { app, theme, .. } = *on;
    let (prompt, field) = app.typing().unwrap_or_default();
    let mut row = on.row(area, 0);
    row.put(" ", theme.dim);
    let mut cursor = None;
    if let Some(typed) = field.filter(|_| !prompt.is_empty()) {
        row.put(&prompt, theme.label);
        let columns = row.room().saturating_sub(way_out(app));
        cursor = Some(put_field(&mut row, theme, typed, columns));
        row.blanks(BEHIND_TYPED, theme.text);
    } else if !prompt.is_empty() {
        row.put(&prompt, theme.dim);
        cursor = Some(row.column());
        row.blanks(BEHIND_TYPED, theme.dim);
    }
    for hint in app.fitting_hints(usize::from(row.room())) {
        row.put(&hint.key, theme.label)
            .put(" ", theme.dim)
            .put(hint.word, theme.dim)
            .blanks(BETWEEN_HINTS, theme.dim);
    }
    row.fill(theme.dim);
    if let Some(x) = cursor {
        on.put_cursor(x, area.y);
    }
}

/// The columns that the hint needs which must not be missing, with the blanks before it.
fn way_out(app: &App) -> u16 {
    let hints = app.fitting_hints(0);
    let needed = hints.iter().map(|hint| hint.width() + BEHIND_TYPED);
    u16::try_from(needed.sum::<usize>()).unwrap_or(0)
}

/// Draws the message, if there is one. It begins on the status line, goes on over the hints, and what is longer begins
/// further up; where the hint line is typed on, it keeps to its own.
pub(super) fn message(on: &mut Surface<'_>) {
    let Surface {
        app, theme, signs, ..
    } = *on;
    let Some(message) = app.message.as_deref() else {
        return;
    };
    let status = app.state.panes().status;
    let room = status.width.saturating_sub(1);
    let text = signs.spell(message);
    let one = signs.fit(&text, room);
    let mut lines = broken(&text, usize::from(room));
    lines.truncate(MOST_ROWS);
    if app.types_on_the_hint_line() {
        lines = vec![&one];
    }
    let rows = u16::try_from(lines.len()).unwrap_or(1);
    let area = Rect {
        y: (status.y + 2).saturating_sub(rows.max(2)),
        height: rows,
        ..status
    };
    on.cover(area);
    for (y, line) in (0..rows).zip(lines) {
        on.row(area, y)
            .put(" ", theme.dim)
            .put(line, theme.label)
            .fill(theme.dim);
    }
}
