//! The visit sheet: what was clipped with its notes, then the questions it suggests.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use crate::app::App;
use crate::app::keep::{Entry, SheetView};
use crate::app::list::first_row;
use crate::shelf::paper;
use crate::ui::Drawn;
use crate::ui::frame;
use crate::ui::paint::{Row, shorten, width};
use crate::ui::symbols::signs;
use crate::ui::theme::Theme;

/// What an empty sheet says.
const EMPTY: [&str; 3] = [
    "Nothing is on the sheet yet.",
    "c clips the topic or the part you are reading.",
    "a adds a question or note of your own.",
];

/// A line of the list: an entry, or what stands between entries.
struct Line {
    text: String,
    detail: String,
    entry: Option<usize>,
}

pub(super) fn draw(
    app: &App,
    view: &SheetView,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let inner = frame::open(app, theme, cells, area, "Visit sheet");
    let lines = lines(app, inner.width.saturating_sub(2));
    if lines.is_empty() {
        for (y, text) in (0..inner.height).zip(EMPTY) {
            if let Some(mut row) = Row::of(cells, inner, y) {
                row.put(text, theme.text);
            }
        }
        drawn.cursor = Some(Position {
            x: inner.x,
            y: inner.y,
        });
        return;
    }
    let selected = lines.iter().position(|it| it.entry == Some(view.selected));
    let first = first_row(selected.unwrap_or(0), usize::from(inner.height));
    for (y, line) in (0..inner.height).zip(lines.iter().skip(first)) {
        let is_selected = line.entry == Some(view.selected);
        if let Some(row) = Row::of(cells, inner, y) {
            draw_line(app, theme, row, line, is_selected);
        }
        if is_selected {
            drawn.cursor = Some(Position {
                x: inner.x,
                y: inner.y + y,
            });
        }
    }
}

fn lines(app: &App, width: u16) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut asked = false;
    for (number, entry) in app.sheet_entries().into_iter().enumerate() {
        match entry {
            Entry::Clip(at) => clip_lines(app, at, (width, number), &mut lines),
            Entry::Question(question) => {
                if !asked {
                    lines.push(between_or(String::new(), None));
                    push(
                        &mut lines,
                        "Questions to ask, from what you clipped:",
                        (width, None),
                    );
                    asked = true;
                }
                push(&mut lines, &format!("? {question}"), (width, Some(number)));
            }
        }
    }
    lines
}

fn clip_lines(app: &App, at: usize, (width, number): (u16, usize), lines: &mut Vec<Line>) {
    let library = app.library();
    let Some(clip) = app.kept.shelf.sheet.clips.get(at) else {
        return;
    };
    let topic = library.find(&clip.topic);
    let checked = topic.and_then(|topic| library.topic(topic).updated.as_ref());
    let (text, detail) = if clip.is_note() {
        (clip.note.clone(), "my note".to_owned())
    } else {
        let detail = checked.map_or_else(String::new, |day| format!("checked {day}"));
        (paper::title(library, clip), detail)
    };
    let first = lines.len();
    push(lines, &format!("{}. {text}", at + 1), (width, Some(number)));
    if let Some(line) = lines.get_mut(first) {
        line.detail = detail;
    }
    if !clip.is_note() && !clip.note.is_empty() {
        push(lines, &format!("   My note: {}", clip.note), (width, None));
    }
}

/// Adds a text as as many lines as it needs; the first one is the entry, the others stand under its words.
fn push(lines: &mut Vec<Line>, text: &str, (room, entry): (u16, Option<usize>)) {
    let indent: String = text.chars().take_while(|it| *it == ' ').collect();
    let hang = format!("{indent}   ");
    let mut line = indent;
    let mut entry = entry;
    for word in text.split_whitespace() {
        let is_begun = !line.trim().is_empty();
        if is_begun && width(&line) + 1 + width(word) > room {
            let text = std::mem::replace(&mut line, hang.clone());
            lines.push(between_or(text, entry.take()));
            line.push_str(word);
            continue;
        }
        if is_begun {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(between_or(line, entry));
}

const fn between_or(text: String, entry: Option<usize>) -> Line {
    Line {
        text,
        detail: String::new(),
        entry,
    }
}

fn draw_line(app: &App, theme: &Theme, mut row: Row<'_>, line: &Line, selected: bool) {
    let ellipsis = signs(app.settings.symbols).ellipsis;
    let (style, dim): (Style, Style) = match (selected, line.entry) {
        (true, _) => (theme.selected, theme.selected),
        (false, Some(_)) => (theme.text, theme.dim),
        (false, None) => (theme.dim, theme.dim),
    };
    let mark = if selected { "> " } else { "  " };
    row.put(mark, style);
    let room = row.room();
    let beside = width(&line.text) + width(&line.detail) + 2 <= room;
    row.put(&shorten(&line.text, room, ellipsis), style);
    if beside && !line.detail.is_empty() {
        let end = row.column() + row.room() - width(&line.detail);
        while row.column() < end {
            row.put(" ", style);
        }
        row.put(&line.detail, dim);
    }
    row.fill(style);
}
