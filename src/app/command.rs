//! What a key can ask for.

use crate::app::words::words;

use crate::content::nearest::nearest;

pub use crate::app::words::{COMMANDS, Words};

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
    Mark,
    GoToMark,
    Bookmark,
    Bookmarks,
    Clip,
    Sheet,
    Changes,
    CopyTopic,
    CopySection,
    CopyLink,
    CopyCitation,
    CopyBibtex,
    CopyCsl,
    MoveDown,
    MoveUp,
    Remove,
    Restore,
    WholeTopic,
    Note,
    AddNote,
    CopySheet,
    WriteSheet,
    CopySheetText,
    CopySheetMarkdown,
    CopySheetJson,
    ExportText,
    ExportMarkdown,
    ExportJson,
}

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
