//! What a typed line asks for: a command by its name or key, with the words it takes.

use crate::app::bindings::Bindings;
use crate::app::keymap::Context;
use crate::app::{App, Command};
use crate::input::Key;

/// The commands with a word behind them that have no key on the screen.
pub(super) const SETTING: &[&str] = &["open", "theme", "measure", "symbols"];

/// What is answered to a command that has nothing to act on here, and which way leads to the same end.
pub(super) const fn instead(command: Command) -> Option<&'static str> {
    Some(match command {
        Command::Zoom => "The text stands alone here already.",
        Command::Theme => "Nothing is coloured here.",
        Command::Mouse => "There is nothing to press here; every choice has a number.",
        Command::Redraw => "Nothing is drawn here; an empty line goes on.",
        Command::Suspend => "Your terminal does that: press Ctrl-z.",
        Command::Number => "sources lists them; then type a number.",
        Command::OpenPlace1 | Command::OpenPlace2 | Command::OpenPlace3 | Command::NextPlace => {
            "Open the topic by its number; then outline and a number go to a section."
        }
        Command::KeepColumn | Command::HideColumn | Command::ShowColumns => {
            "compare tells every topic in full; a number reads one."
        }
        Command::Find => "Type find and what to look for.",
        Command::AddNote => "Type add-note and your words.",
        Command::Mark => "Type mark and a letter, a to z.",
        Command::Note => "Type note, the number of a row of the visit sheet, and your words.",
        Command::MoveDown | Command::MoveUp | Command::Remove | Command::WholeTopic => {
            "Type the command and the number of a row of the visit sheet."
        }
        _ => return None,
    })
}

/// The command a line asks for: by its name, or by the key it has on the screen.
pub(super) fn command_named(app: &App, word: &str, rest: &str) -> Option<Command> {
    // On the visit sheet its own keys hold; nowhere else do letters mean what they do in a list on the screen.
    let place = match app.context() {
        Context::Sheet => Context::Sheet,
        _ => Context::Reader,
    };
    command_in(app.bindings(), place, word, rest)
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
        Some(Command::Find | Command::FindNext | Command::FindPrevious)
    )
}

/// Whether a command takes these words behind it.
fn takes(command: Command, rest: &str) -> bool {
    let first = rest.split(' ').next().unwrap_or_default();
    match command {
        Command::Finder | Command::Find | Command::AddNote => true,
        Command::Mark | Command::GoToMark => rest.chars().count() == 1,
        Command::Note
        | Command::Remove
        | Command::MoveUp
        | Command::MoveDown
        | Command::WholeTopic => first.parse::<usize>().is_ok(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_commands_only_when_they_stand_alone() {
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "o", ""),
            Some(Command::Outline)
        );
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "outline", ""),
            Some(Command::Outline)
        );
        assert_eq!(
            command_in(&Bindings::default(), Context::Reader, "s", "white lump"),
            Some(Command::Finder)
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
