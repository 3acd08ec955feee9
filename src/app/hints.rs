//! The keys worth knowing in each place, and which of them the hint line has room for.

use crate::app::App;
use crate::app::command::Command;
use crate::app::help::key_name;
use crate::app::keymap::Context;
use crate::app::overlay::Overlay;
use crate::layout::width;

/// The columns between two hints.
pub const BETWEEN: usize = 3;

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

/// A hint as it is shown: the key's name, and the word for what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownHint {
    pub command: Command,
    pub key: String,
    pub word: &'static str,
}

impl ShownHint {
    /// The columns of the key and its word.
    pub fn width(&self) -> usize {
        width::of(&self.key) + 1 + width::of(self.word)
    }
}

impl App {
    /// The hints of the place where the reader is, less those that would do nothing.
    pub fn hints(&self) -> impl Iterator<Item = ShownHint> {
        let context = self.context();
        let hints = hints(context).iter();
        hints.filter_map(move |hint| self.shown_hint(hint, context))
    }

    fn shown_hint(&self, (command, word): &Hint, context: Context) -> Option<ShownHint> {
        let key = self.bindings.key_for(*command, context);
        let key = key.filter(|_| does_something(self, *command))?;
        let key = match command {
            Command::Number => "number".to_owned(),
            _ => key_name(key, self.settings.symbols),
        };
        Some(ShownHint {
            command: *command,
            key,
            word,
        })
    }

    /// As many hints as fit so many columns, the one that must not be missing among them.
    pub fn fitting_hints(&self, columns: usize) -> Vec<ShownHint> {
        let context = self.context();
        let anchor = anchor(context);
        let reserved = hints(context).iter().find(|hint| hint.0 == anchor);
        let mut reserved = reserved.and_then(|hint| self.shown_hint(hint, context));
        let mut free = columns;
        let mut fitting = Vec::new();
        for hint in self.hints() {
            if hint.command == anchor {
                reserved = None;
            }
            let kept = reserved.as_ref().map_or(0, |it| it.width() + BETWEEN);
            if hint.width() + kept > free {
                break;
            }
            free = free.saturating_sub(hint.width() + BETWEEN);
            fitting.push(hint);
        }
        fitting.extend(reserved);
        fitting
    }

    /// What a press on the hint line asks for; the line begins behind a column of air.
    pub(super) fn hint_at(&self, x: u16) -> Option<Command> {
        let columns = usize::from(self.width).saturating_sub(1);
        let mut start = 1;
        for hint in self.fitting_hints(columns) {
            if (start..start + hint.width()).contains(&usize::from(x)) {
                return Some(hint.command);
            }
            start += hint.width() + BETWEEN;
        }
        None
    }
}

/// What is always shown: how to get out, or while reading, how to learn the keys.
const fn anchor(context: Context) -> Command {
    match context {
        Context::Reader | Context::Tree | Context::Browse | Context::Anywhere => Command::Help,
        _ => Command::Escape,
    }
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
