//! Every command with its name and words: help, hints and the README read them here.

use crate::app::command::Command;

/// A command's name on the command line, and what it does as a sentence without its full stop.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Words {
    pub command: Command,
    pub name: &'static str,
    pub does: &'static str,
}

pub(super) const fn words(command: Command, name: &'static str, does: &'static str) -> Words {
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
        "choose the next section of the row, or complete the name",
    ),
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
    words(Command::Palette, "command", "every command by name"),
    words(Command::Mark, "mark", "mark this place with a letter"),
    words(
        Command::GoToMark,
        "go-to-mark",
        "go to a mark by its letter",
    ),
    words(
        Command::Bookmark,
        "bookmark",
        "bookmark this place, or take the bookmark off",
    ),
    words(Command::Bookmarks, "bookmarks", "the bookmarks"),
    words(
        Command::Clip,
        "clip",
        "clip this topic or part to the visit sheet, or take it off",
    ),
    words(
        Command::Sheet,
        "sheet",
        "the visit sheet: what to take to an appointment",
    ),
    words(
        Command::Changes,
        "changes",
        "what changed on this page since you read it",
    ),
    words(
        Command::Copy,
        "copy",
        "copy the topic, section, link or sources; at a source or address, it",
    ),
    words(Command::CopyTopic, "copy-topic", "copy the topic as text"),
    words(
        Command::CopySection,
        "copy-section",
        "copy the section as text",
    ),
    words(
        Command::CopyLink,
        "copy-link",
        "copy what the command line takes to open this place",
    ),
    words(
        Command::CopyCitation,
        "copy-citations",
        "copy the sources this section cites",
    ),
    words(
        Command::CopyBibtex,
        "copy-bibtex",
        "copy all sources of the page as BibTeX",
    ),
    words(
        Command::CopyCsl,
        "copy-csl",
        "copy all sources of the page as CSL-JSON",
    ),
    words(Command::MoveDown, "move-down", "move the piece down"),
    words(Command::MoveUp, "move-up", "move the piece up"),
    words(Command::Remove, "remove", "take it off the sheet"),
    words(Command::Restore, "put-back", "put back what was taken off"),
    words(
        Command::WholeTopic,
        "whole-topic",
        "take the whole topic, not only this part",
    ),
    words(Command::Note, "note", "write a note on the piece"),
    words(
        Command::AddNote,
        "add-note",
        "add a question or note of your own",
    ),
    words(Command::CopySheet, "copy-sheet", "copy the visit sheet"),
    words(
        Command::WriteSheet,
        "write-sheet",
        "write the visit sheet to a file",
    ),
    words(
        Command::CopySheetText,
        "copy-sheet-text",
        "copy the visit sheet as text",
    ),
    words(
        Command::CopySheetMarkdown,
        "copy-sheet-markdown",
        "copy the visit sheet as Markdown",
    ),
    words(
        Command::CopySheetJson,
        "copy-sheet-json",
        "copy the visit sheet as JSON",
    ),
    words(
        Command::ExportText,
        "export",
        "write the visit sheet to a file as text",
    ),
    words(
        Command::ExportMarkdown,
        "export-markdown",
        "write the visit sheet to a file as Markdown",
    ),
    words(
        Command::ExportJson,
        "export-json",
        "write the visit sheet to a file as JSON",
    ),
];
