//! What a key can ask for, each with its name and words.

use crate::content::nearest::nearest;

/// Everything a reader can ask of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
    NextHeading,
    PreviousHeading,
    NextTopic,
    PreviousTopic,
    OtherPane,
    Left,
    Right,
    Enter,
    Back,
    Forward,
    Finder,
    Find,
    FindNext,
    FindPrevious,
    Outline,
    Sources,
    Number,
    Copy,
    Body,
    Compare,
    KeepColumn,
    HideColumn,
    ShowColumns,
    Peek,
    Urgent,
    About,
    ToggleTree,
    Zoom,
    Wider,
    Narrower,
    Theme,
    Mouse,
    Redraw,
    Reload,
    Suspend,
    Help,
    Palette,
    Close,
    Escape,
    Interrupt,
    OpenPlace1,
    OpenPlace2,
    OpenPlace3,
    NextPlace,
}

/// A command's name on the command line, and what it does as a sentence without its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub command: Command,
    pub name: &'static str,
    pub does: &'static str,
}

const fn words(command: Command, name: &'static str, does: &'static str) -> Words {
    Words {
        command,
        name,
        does,
    }
}

/// Every command once, with its words.
pub const COMMANDS: &[Words] = &[
    words(Command::LineDown, "line-down", "one line or row down"),
    words(Command::LineUp, "line-up", "one line or row up"),
    words(
        Command::PageDown,
        "page-down",
        "a page down; at the end, the next topic",
    ),
    words(Command::PageUp, "page-up", "a page up"),
    words(Command::HalfDown, "half-page-down", "half a page down"),
    words(Command::HalfUp, "half-page-up", "half a page up"),
    words(Command::Top, "top", "the top"),
    words(Command::Bottom, "bottom", "the bottom"),
    words(Command::NextHeading, "next-heading", "next heading"),
    words(
        Command::PreviousHeading,
        "previous-heading",
        "previous heading",
    ),
    words(
        Command::NextTopic,
        "next-topic",
        "next topic in reading order",
    ),
    words(
        Command::PreviousTopic,
        "previous-topic",
        "previous topic in reading order",
    ),
    words(Command::OtherPane, "other-pane", "the other pane"),
    words(
        Command::Left,
        "left",
        "fold, or go to the parent; in the reader, go to the tree",
    ),
    words(Command::Right, "right", "unfold, or read"),
    words(
        Command::Enter,
        "enter",
        "in the tree: read; in the reader: follow a link by its letter",
    ),
    words(Command::Back, "back", "back, the place kept"),
    words(Command::Forward, "forward", "forward again"),
    words(
        Command::Finder,
        "finder",
        "find a topic by title, search key or text",
    ),
    words(Command::Find, "find", "find in this page as you type"),
    words(Command::FindNext, "find-next", "next match"),
    words(Command::FindPrevious, "find-previous", "previous match"),
    words(Command::Outline, "outline", "the headings of this page"),
    words(Command::Sources, "sources", "the sources of this page"),
    words(
        Command::Number,
        "number",
        "peek at the source of that number; two digits work",
    ),
    words(Command::Copy, "copy", "copy the source or the address"),
    words(
        Command::Compare,
        "compare",
        "this topic beside its neighbours, row by row",
    ),
    words(
        Command::KeepColumn,
        "keep-column",
        "keep this column at the left, or let it go",
    ),
    words(Command::HideColumn, "hide-column", "hide this column"),
    words(
        Command::ShowColumns,
        "show-columns",
        "show every column again",
    ),
    words(
        Command::Body,
        "body",
        "where on the body, and the topics for a place",
    ),
    words(
        Command::Peek,
        "peek",
        "look where a link, citation or word leads without leaving",
    ),
    words(Command::Urgent, "urgent", "when to get help now"),
    words(
        Command::About,
        "about",
        "about this page: when it was checked, by whom, its sources",
    ),
    words(Command::ToggleTree, "tree", "tree on or off"),
    words(Command::Zoom, "zoom", "full width, nothing but the text"),
    words(Command::Wider, "wider", "longer lines"),
    words(Command::Narrower, "narrower", "shorter lines"),
    words(Command::Theme, "theme", "next colour theme"),
    words(Command::Mouse, "mouse", "mouse on or off"),
    words(Command::Redraw, "redraw", "draw the screen anew"),
    words(Command::Reload, "reload", "read the content again"),
    words(Command::Suspend, "suspend", "back to the shell; fg returns"),
    words(
        Command::Help,
        "help",
        "all keys; type a word or press a key to filter",
    ),
    words(Command::Palette, "command", "every command by name"),
    words(Command::Close, "quit", "close what is on top, then quit"),
    words(
        Command::Escape,
        "cancel",
        "close what is on top; never quits",
    ),
    words(Command::Interrupt, "interrupt", "twice: quit at once"),
    words(
        Command::OpenPlace1,
        "open-place-1",
        "open the chosen topic at its best section",
    ),
    words(
        Command::OpenPlace2,
        "open-place-2",
        "open the chosen topic at its second section",
    ),
    words(
        Command::OpenPlace3,
        "open-place-3",
        "open the chosen topic at its third section",
    ),
    words(
        Command::NextPlace,
        "next-place",
        "choose the next section of the row; on the command line, complete",
    ),
];

impl Command {
    /// The command's words; every command has its line in [`COMMANDS`], which a test holds.
    pub fn words(self) -> Words {
        COMMANDS
            .iter()
            .copied()
            .find(|words| words.command == self)
            .unwrap_or_else(|| words(self, "", ""))
    }

    /// The name of a command that was probably meant.
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, COMMANDS.iter().map(|words| words.name))
    }

    /// The command of that name.
    pub fn named(name: &str) -> Option<Self> {
        COMMANDS
            .iter()
            .find(|words| words.name == name)
            .map(|words| words.command)
    }
}
