//! What a command does in a place where its general words would not fit.

use crate::app::command::Command;
use crate::app::keymap::Context;

/// A command's words in one place.
const IN_PLACE: &[(Context, Command, &str)] = &[
    (Context::Sources, Command::Enter, "the whole card"),
    (Context::Sources, Command::Copy, "copy the source"),
    (Context::Source, Command::Enter, "the whole card"),
    (Context::Source, Command::Sources, "the list of sources"),
    (Context::Card, Command::Enter, "go where it leads"),
    (Context::Card, Command::Copy, "copy what it shows"),
    (Context::Compare, Command::Left, "the column before"),
    (Context::Compare, Command::Right, "the next column"),
    (Context::Compare, Command::Enter, "read this topic"),
    (Context::Links, Command::Back, "take back a letter"),
    (
        Context::Finder,
        Command::NextPlace,
        "choose the next section of the row",
    ),
    (Context::Find, Command::Enter, "keep the match and read on"),
    (
        Context::Find,
        Command::Escape,
        "go back to where finding began",
    ),
    (Context::Help, Command::Enter, "do it"),
    (Context::Palette, Command::NextPlace, "complete the name"),
    (Context::Palette, Command::Enter, "do it"),
    (
        Context::Sheet,
        Command::Enter,
        "read where the piece came from",
    ),
    (Context::Note, Command::Enter, "keep the note"),
];

/// A command's words in whatever lies over the page.
const OVER_THE_PAGE: &[(Command, &str)] = &[
    (Command::PageDown, "a page down"),
    (Command::Enter, "open what is selected"),
    (Command::Help, "the keys that hold here"),
];

/// What a command does in a place.
pub(super) fn does(command: Command, context: Context) -> &'static str {
    let in_place = IN_PLACE
        .iter()
        .find(|(place, own, _)| (*place, *own) == (context, command))
        .map(|(_, _, words)| *words);
    let over = OVER_THE_PAGE.iter().find(|(own, _)| *own == command);
    let over = over.filter(|_| {
        !matches!(
            context,
            Context::Browse | Context::Tree | Context::Reader | Context::Anywhere
        )
    });
    in_place
        .or_else(|| over.map(|(_, words)| *words))
        .unwrap_or_else(|| command.words().does)
}
