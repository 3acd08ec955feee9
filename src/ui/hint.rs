//! The hint line: the keys worth knowing here, or the line being typed.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::app::command::Command;
use crate::app::field::Field;
use crate::app::help::key_name;
use crate::app::keep::Prefix;
use crate::app::keymap::Context;
use crate::app::links::Purpose;
use crate::app::overlay::Overlay;
use crate::ui::Drawn;
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
    (Command::Help, "keys"),
];

const CARD: &[Hint] = &[
    (Command::Enter, "open"),
    (Command::Copy, "copy"),
    (Command::Escape, "close"),
    (Command::LineDown, "down"),
    (Command::LineUp, "up"),
    (Command::Help, "keys"),
];

const SOURCES: &[Hint] = &[
    (Command::Number, "peek"),
    (Command::Enter, "whole card"),
    (Command::Copy, "copy"),
    (Command::LineDown, "down"),
    (Command::Escape, "close"),
    (Command::Help, "keys"),
];

const SOURCE: &[Hint] = &[
    (Command::Enter, "whole card"),
    (Command::Copy, "copy"),
    (Command::Sources, "list"),
    (Command::Number, "another"),
    (Command::Escape, "close"),
    (Command::Help, "keys"),
];

const COMPARE: &[Hint] = &[
    (Command::Right, "next"),
    (Command::KeepColumn, "keep"),
    (Command::HideColumn, "hide"),
    (Command::ShowColumns, "show all"),
    (Command::LineDown, "down"),
    (Command::Enter, "open"),
    (Command::Escape, "close"),
    (Command::Help, "keys"),
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
    (Command::Help, "keys"),
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
    if let Some(Overlay::Prefix(prefix)) = app.overlay() {
        draw_second_keys(app, prefix, theme, (cells, area), drawn);
        return;
    }
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
                Purpose::Peek => "Look up by letter: ",
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

/// What a first key waits for: what does not fit the hint line begins on the status line above.
fn draw_second_keys(
    app: &App,
    prefix: &Prefix,
    theme: &Theme,
    (cells, area): (&mut Buffer, Rect),
    drawn: &mut Drawn,
) {
    let asks = prefix.asks();
    let hints: Vec<_> = hints(app.context())
        .iter()
        .filter_map(|hint| shown(app, *hint))
        .collect();
    let needed = |(key, word): &(String, &str)| width(key) + width(word) + 4;
    let all: u16 = hints.iter().map(needed).sum();
    let above = u16::from(1 + width(asks) + all > area.width + 3);
    let area = Rect {
        y: area.y.saturating_sub(above),
        height: 1 + above,
        ..area
    };
    let mut hints = hints.into_iter().peekable();
    for y in 0..area.height {
        let Some(mut row) = Row::of(cells, area, y) else {
            return;
        };
        row.put(" ", theme.hint);
        if y == 0 {
            row.put(asks, theme.hint);
            let x = row.column();
            drawn.cursor = Some(Position { x, y: area.y });
        }
        while let Some((key, word)) = hints.next_if(|hint| needed(hint) <= row.room() + 3) {
            put_hint(theme, &mut row, &key, word);
        }
        while row.room() > 0 {
            row.put(" ", theme.hint);
        }
    }
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

/// What is always shown: how to get out, or while reading, how to learn the keys.
const fn anchor(context: Context) -> Command {
    match context {
        Context::Reader | Context::Tree | Context::Browse | Context::Anywhere => Command::Help,
        _ => Command::Escape,
    }
}

/// A hint as it is shown: the key's name, and the word for what it does.
fn shown(app: &App, (command, word): Hint) -> Option<(String, &'static str)> {
    let key = app.bindings().key_for(command, app.context());
    let key = key.filter(|_| does_something(app, command))?;
    let name = match command {
        Command::Number => "number".to_owned(),
        _ => key_name(key, app.settings.symbols),
    };
    Some((name, word))
}

/// As many hints as fit, the anchor among them.
fn put_hints(app: &App, theme: &Theme, row: &mut Row<'_>) {
    let context = app.context();
    let hints = hints(context);
    let anchor = hints
        .iter()
        .find(|(command, _)| *command == anchor(context));
    let mut reserved = anchor.and_then(|hint| shown(app, *hint));
    for hint in hints {
        let Some((key, word)) = shown(app, *hint) else {
            continue;
        };
        if Some(hint) == anchor {
            reserved = None;
        }
        let kept = reserved
            .as_ref()
            .map_or(0, |(key, word)| width(key) + width(word) + 1);
        let own = width(&key) + width(word) + 1;
        let gap = if kept > 0 { 3 } else { 0 };
        if own + gap + kept > row.room() {
            break;
        }
        put_hint(theme, row, &key, word);
    }
    if let Some((key, word)) = reserved {
        put_hint(theme, row, &key, word);
    }
}

fn put_hint(theme: &Theme, row: &mut Row<'_>, key: &str, word: &str) {
    row.put(key, theme.key)
        .put(" ", theme.hint)
        .put(word, theme.hint)
        .put("   ", theme.hint);
}

/// On a card that leads nowhere Enter does nothing, and the like.
fn does_something(app: &App, command: Command) -> bool {
    match (app.overlay(), command) {
        (Some(Overlay::Compare(compare)), Command::ShowColumns) => compare.hidden() > 0,
        (Some(Overlay::Sheet(view)), Command::Restore) => view.has_removed(),
        (Some(Overlay::Sheet(_)), Command::AddNote | Command::Escape | Command::Help) => true,
        (Some(Overlay::Sheet(_)), _) => !app.sheet_entries().is_empty(),
        (Some(Overlay::Card(card)), Command::Enter) => card.goal.is_some(),
        (Some(Overlay::Card(card)), Command::Copy) => card.copies.is_some(),
        _ => true,
    }
}
