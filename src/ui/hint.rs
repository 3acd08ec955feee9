//! The hint line: the keys worth knowing here, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::command::Command;
use crate::app::field::Field;
use crate::app::keymap::Context;
use crate::app::links::Purpose;
use crate::app::overlay::Overlay;
use crate::ui::Drawn;
use crate::ui::help::key_name;
use crate::ui::paint::{Row, width};
use crate::ui::theme::Theme;

/// A command with the word a hint has for it.
type Hint = (Command, &'static str);

const READER: &[Hint] = &[
    (Command::Finder, "search"),
    (Command::Find, "find"),
    (Command::Outline, "outline"),
    (Command::OtherPane, "pane"),
    (Command::Enter, "links"),
    (Command::Urgent, "urgent"),
    (Command::Help, "keys"),
    (Command::Back, "back"),
    (Command::Clip, "clip"),
    (Command::Sheet, "visit sheet"),
    (Command::Close, "quit"),
];

const TREE: &[Hint] = &[
    (Command::Finder, "search"),
    (Command::LineDown, "down"),
    (Command::Enter, "read"),
    (Command::Right, "unfold"),
    (Command::OtherPane, "pane"),
    (Command::Urgent, "urgent"),
    (Command::Help, "keys"),
    (Command::Close, "quit"),
];

const LIST: &[Hint] = &[
    (Command::LineDown, "down"),
    (Command::LineUp, "up"),
    (Command::Enter, "open"),
    (Command::Escape, "close"),
];

const CARD: &[Hint] = &[
    (Command::Enter, "open"),
    (Command::Copy, "copy"),
    (Command::Escape, "close"),
    (Command::LineDown, "down"),
    (Command::LineUp, "up"),
];

const SOURCES: &[Hint] = &[
    (Command::Number, "peek"),
    (Command::Enter, "whole card"),
    (Command::Copy, "copy"),
    (Command::LineDown, "down"),
    (Command::Escape, "close"),
];

const SOURCE: &[Hint] = &[
    (Command::Enter, "whole card"),
    (Command::Copy, "copy"),
    (Command::Sources, "list"),
    (Command::Number, "another"),
    (Command::Escape, "close"),
];

const COMPARE: &[Hint] = &[
    (Command::Right, "next"),
    (Command::KeepColumn, "keep"),
    (Command::HideColumn, "hide"),
    (Command::ShowColumns, "show all"),
    (Command::LineDown, "down"),
    (Command::Enter, "open"),
    (Command::Escape, "close"),
];

const LINKS: &[Hint] = &[(Command::Escape, "cancel")];

const FINDER: &[Hint] = &[
    (Command::Enter, "open"),
    (Command::LineDown, "down"),
    (Command::NextPlace, "section"),
    (Command::Escape, "close"),
];

const FIND: &[Hint] = &[
    (Command::Enter, "keep"),
    (Command::FindNext, "next"),
    (Command::FindPrevious, "previous"),
    (Command::Escape, "cancel"),
];

const HELP: &[Hint] = &[
    (Command::LineDown, "down"),
    (Command::Enter, "do it"),
    (Command::Escape, "close"),
];

const COPY: &[Hint] = &[
    (Command::CopyTopic, "topic"),
    (Command::CopySection, "section"),
    (Command::CopyLink, "link"),
    (Command::CopyCitation, "citations"),
    (Command::CopyBibtex, "BibTeX"),
    (Command::CopyCsl, "CSL-JSON"),
    (Command::Escape, "cancel"),
];

const SHEET: &[Hint] = &[
    (Command::Note, "note"),
    (Command::AddNote, "add"),
    (Command::Remove, "remove"),
    (Command::MoveDown, "down"),
    (Command::MoveUp, "up"),
    (Command::CopySheet, "copy"),
    (Command::WriteSheet, "write"),
    (Command::Escape, "close"),
    (Command::Restore, "put back"),
    (Command::Enter, "open"),
];

const COPY_SHEET: &[Hint] = &[
    (Command::CopySheetText, "text"),
    (Command::CopySheetMarkdown, "Markdown"),
    (Command::CopySheetJson, "JSON"),
    (Command::Escape, "cancel"),
];

const EXPORT: &[Hint] = &[
    (Command::ExportText, "text"),
    (Command::ExportMarkdown, "Markdown"),
    (Command::ExportJson, "JSON"),
    (Command::Escape, "cancel"),
];

const NOTE: &[Hint] = &[(Command::Enter, "keep"), (Command::Escape, "cancel")];

/// The hints of each context, the most useful first: as many are shown as fit.
const fn hints(context: Context) -> &'static [Hint] {
    match context {
        Context::Reader => READER,
        Context::Tree | Context::Browse | Context::Anywhere => TREE,
        Context::List => LIST,
        Context::Card => CARD,
        Context::Sources => SOURCES,
        Context::Source => SOURCE,
        Context::Compare => COMPARE,
        Context::Links | Context::Mark => LINKS,
        Context::Copy => COPY,
        Context::Sheet => SHEET,
        Context::CopySheet => COPY_SHEET,
        Context::Export => EXPORT,
        Context::Note => NOTE,
        Context::Finder => FINDER,
        Context::Find => FIND,
        Context::Palette => &[
            (Command::Enter, "do it"),
            (Command::NextPlace, "complete"),
            (Command::Escape, "close"),
        ],
        Context::Help => HELP,
    }
}

pub(super) fn draw(app: &App, theme: &Theme, cells: &mut Buffer, area: Rect, drawn: &mut Drawn) {
    let Some(mut row) = Row::of(cells, area, 0) else {
        return;
    };
    row.put(" ", theme.hint);
    match app.overlay() {
        Some(Overlay::Find { field, .. }) => {
            row.put("/", theme.key);
            put_field(field, theme, &mut row, (area.y, drawn));
        }
        Some(Overlay::Note(entry)) => {
            row.put("Note: ", theme.key);
            put_field(&entry.field, theme, &mut row, (area.y, drawn));
        }
        Some(Overlay::Prefix(prefix)) => {
            row.put(prefix.asks(), theme.hint);
            drawn.cursor = Some(Position {
                x: row.column(),
                y: area.y,
            });
        }
        Some(Overlay::Palette(palette)) => {
            row.put(":", theme.key)
                .put(palette.field.before(), theme.text);
            drawn.cursor = Some(Position {
                x: row.column(),
                y: area.y,
            });
            let field = &palette.field;
            let after = field.text().get(field.before().len()..).unwrap_or_default();
            row.put(after, theme.text).put("   ", theme.text);
        }
        Some(Overlay::Links(choice)) => {
            let ask = match choice.purpose {
                Purpose::Follow => "Type a link's letter: ",
                Purpose::Peek => "Type a letter to look it up: ",
            };
            row.put(ask, theme.hint)
                .put(&choice.typed, theme.key)
                .put("   ", theme.hint);
        }
        _ => {}
    }
    put_hints(app, theme, &mut row);
    row.fill(theme.hint);
}

/// The text being typed, with the cursor in it; of a long text, the end before the cursor.
fn put_field(field: &Field, theme: &Theme, row: &mut Row<'_>, (y, drawn): (u16, &mut Drawn)) {
    let mut before = field.before();
    while width(before) + 1 > row.room() && !before.is_empty() {
        let mut letters = before.chars();
        letters.next();
        before = letters.as_str();
    }
    row.put(before, theme.text);
    drawn.cursor = Some(Position { x: row.column(), y });
    let behind = field.text().get(field.before().len()..);
    row.put(behind.unwrap_or_default(), theme.text)
        .put("   ", theme.text);
}

fn put_hints(app: &App, theme: &Theme, row: &mut Row<'_>) {
    let context = app.context();
    for (command, word) in hints(context) {
        let key = app.bindings().key_for(*command, context);
        let Some(key) = key.filter(|_| does_something(app, *command)) else {
            continue;
        };
        let key = match command {
            Command::Number => "number".to_owned(),
            _ => key_name(key, app.settings.symbols),
        };
        if width(&key) + width(word) + 1 > row.room() {
            break;
        }
        row.put(&key, theme.key)
            .put(" ", theme.hint)
            .put(word, theme.hint)
            .put("   ", theme.hint);
    }
}

/// On a card that leads nowhere Enter does nothing, and on one with nothing to copy neither does that.
const fn does_something(app: &App, command: Command) -> bool {
    match (app.overlay(), command) {
        (Some(Overlay::Card(card)), Command::Enter) => card.goal.is_some(),
        (Some(Overlay::Card(card)), Command::Copy) => card.copies.is_some(),
        _ => true,
    }
}
