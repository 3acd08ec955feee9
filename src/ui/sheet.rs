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
    let lines = lines(app);
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

fn lines(app: &App) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut asked = false;
    for (number, entry) in app.sheet_entries().into_iter().enumerate() {
        match entry {
            Entry::Clip(at) => clip_lines(app, at, number, &mut lines),
            Entry::Question(question) => {
                if !asked {
                    lines.push(between(""));
                    lines.push(between("Questions to ask, from what you clipped:"));
                    asked = true;
                }
                lines.push(Line {
                    text: format!("? {question}"),
                    detail: String::new(),
                    entry: Some(number),
                });
            }
        }
    }
    lines
}

fn clip_lines(app: &App, at: usize, number: usize, lines: &mut Vec<Line>) {
    let library = app.library();
    let Some(clip) = app.kept.shelf.sheet.clips.get(at) else {
        return;
    };
    let entry = Some(number);
    if clip.is_note() {
        lines.push(Line {
            text: format!("{}. {}", at + 1, clip.note),
            detail: "my note".to_owned(),
            entry,
        });
        return;
    }
    let checked = library
        .find(&clip.topic)
        .and_then(|topic| library.topic(topic).updated.as_ref())
        .map_or_else(String::new, |day| format!("checked {day}"));
    lines.push(Line {
        text: format!("{}. {}", at + 1, paper::title(library, clip)),
        detail: checked,
        entry,
    });
    if !clip.note.is_empty() {
        lines.push(between(&format!("     My note: {}", clip.note)));
    }
}

fn between(text: &str) -> Line {
    Line {
        text: text.to_owned(),
        detail: String::new(),
        entry: None,
    }
}

fn draw_line(app: &App, theme: &Theme, mut row: Row<'_>, line: &Line, selected: bool) {
    let ellipsis = signs(app.settings.symbols).ellipsis;
    let (style, dim): (Style, Style) = match (selected, line.entry) {
        (true, _) => (theme.selected, theme.selected),
        (false, Some(_)) => (theme.text, theme.dim),
        (false, None) => (theme.dim, theme.dim),
    };
    let mark = match (selected, line.entry) {
        (true, _) => "> ",
        (false, Some(_)) => "  ",
        (false, None) => "",
    };
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
