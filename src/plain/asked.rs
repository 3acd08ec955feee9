//! What a typed line asks for: a command by its name or key, with the words it takes.

use crate::app::Command;
use crate::app::bindings::Bindings;
use crate::app::keymap::Context;
use crate::input::Key;

/// The command a line asks for: by its name, or by the key it has on the screen.
pub(super) fn command_named(bindings: &Bindings, word: &str, rest: &str) -> Option<Command> {
    let mut letters = word.chars();
    let command = match (letters.next(), letters.next()) {
        (Some(letter), None) => bindings.command_for(Key::char(letter), Context::Reader),
        _ => Command::named(word),
    };
    // A sentence that begins with a command's name is a search.
    command.filter(|command| rest.is_empty() || takes(*command, rest))
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
            command_named(&Bindings::default(), "o", ""),
            Some(Command::Outline)
        );
        assert_eq!(
            command_named(&Bindings::default(), "outline", ""),
            Some(Command::Outline)
        );
        assert_eq!(
            command_named(&Bindings::default(), "s", "white lump"),
            Some(Command::Finder)
        );
        assert_eq!(command_named(&Bindings::default(), "back", "pain"), None);
        assert_eq!(command_named(&Bindings::default(), "calcium", ""), None);
    }
}
