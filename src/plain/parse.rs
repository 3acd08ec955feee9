//! What a typed line asks for: a command by its name or key, with the words it takes.

use crate::app::App;
use crate::command::{Bindings, Command, Context, Opening, PlainTwin};
use crate::input::Key;

/// The commands with a word behind them that have no key on the screen.
pub(super) const SETTING: &[&str] = &["open", "theme", "measure", "symbols"];

/// The command a line asks for: by its name, or by the key it has on the screen.
pub(super) fn command_named(app: &App, word: &str, rest: &str) -> Option<Command> {
    // On the visit sheet its own keys hold; nowhere else do letters mean what they do in a list on the screen.
    let place = match app.context() {
        Context::Sheet => Context::Sheet,
        _ => Context::Reader,
    };
    command_in(&app.bindings, place, word, rest)
}

fn command_in(bindings: &Bindings, place: Context, word: &str, rest: &str) -> Option<Command> {
    let mut letters = word.chars();
    let command = match (letters.next(), letters.next()) {
        (Some(letter), None) => bindings.command_for(Key::char(letter), place),
        _ => Command::named(word),
    };
    // A sentence that begins with a command's name is a search.
    command.filter(|command| rest.is_empty() || takes(*command, rest))
}

/// Whether a line looks for something in the page.
pub(super) fn is_finding(app: &App, line: &str) -> bool {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let command = command_named(app, word, rest);
    matches!(
        command,
        Some(Command::Open(Opening::Find) | Command::FindNext | Command::FindPrevious)
    )
}

/// Whether a command takes these words behind it.
fn takes(command: Command, rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or_default();
    match command.row().plain {
        PlainTwin::Search | PlainTwin::Narrowed | PlainTwin::Find(_) | PlainTwin::Words(_) => true,
        PlainTwin::Letter(_) | PlainTwin::MaybeLetter => rest.chars().count() == 1,
        PlainTwin::Row(_) => first.parse::<usize>().is_ok(),
        PlainTwin::Run
        | PlainTwin::NextPart
        | PlainTwin::PreviousPart
        | PlainTwin::FirstPart
        | PlainTwin::LastPart
        | PlainTwin::Contents
        | PlainTwin::OnSheet
        | PlainTwin::Close
        | PlainTwin::Instead(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_commands_only_when_they_stand_alone() {
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "o", ""),
            Some(Command::Open(Opening::Outline))
        );
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "outline", ""),
            Some(Command::Open(Opening::Outline))
        );
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "s", "white lump"),
            Some(Command::Open(Opening::Finder))
        );
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "back", "pain"),
            None
        );
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "calcium", ""),
            None
        );
    }
}
