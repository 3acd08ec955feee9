//! Everything a reader can ask for, in one table: name, words, keys, hints, and what plain mode does instead.

pub mod context;
pub mod keymap;
mod text_field;

use crate::content::nearest::nearest;

pub use context::{
    CommandKeys, Context, CopyFormat, Hint, Motion, Opening, PlainTwin, SettingChange, SheetEdit,
    SheetFormat,
};
pub use keymap::{Binding, Bindings, ShownHint};
pub use text_field::{TextField, TextInput};

use PlainTwin::{
    Contents, FirstPart, Instead, LastPart, Letter, MaybeLetter, Narrowed, NextPart, OnSheet,
    PreviousPart, Row, Search, Words,
};

/// A command with all that is said about it.
#[derive(Clone, Copy, Debug)]
pub struct CommandRow {
    pub command: Command,
    /// Its name on the command line.
    pub name: &'static str,
    /// What it does, as a sentence without its full stop.
    pub does: &'static str,
    /// Other words that people type for it in help.
    pub synonyms: &'static str,
    pub keys: &'static [CommandKeys],
    pub hints: &'static [Hint],
    /// Whether it means something only in what lies over the page, so that the command line does not offer it.
    pub within: bool,
    pub plain: PlainTwin,
}

const OPEN_BY_NUMBER: &str =
    "Open the topic by its number; then outline and a number go to a section.";
const SHEET_ROW: &str = "Type the command and the number of a row of the sheet.";
const DIGITS: &str = "1234567890";

macro_rules! or {
    ($default:expr) => {
        $default
    };
    ($default:expr, $own:expr) => {
        $own
    };
}

/// Makes [`Command`] and [`COMMANDS`] of one list, so that there is no command without a row. A row is a variant, or in
/// brackets one of those declared with what they carry; then its name and words, and what else there is to say.
macro_rules! commands {
    (carrying { $($(#[$doc:meta])* $carrier:ident($carried:ty)),* }
        $($($variant:ident)? $([$value:expr])? => $name:literal, $does:literal
        $(, synonyms $synonyms:literal)?
        $(, keys [$($context:ident $keys:expr $(=> $here:literal)?),*])?
        $(, hints [$($place:ident $rank:literal $word:literal),*])?
        $(, plain $plain:expr)?
        $(, within $within:literal)?;)*) => {
        /// Everything a reader can ask of the program.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Command {
            $($(#[$doc])* $carrier($carried),)*
            $($($variant,)?)*
        }

        /// Every command once, in the order in which help shows them.
        pub const COMMANDS: &[CommandRow] = &[$(CommandRow {
            command: $(Command::$variant)? $($value)?,
            name: $name,
            does: $does,
            synonyms: or!("" $(, $synonyms)?),
            keys: &[$($(CommandKeys {
                context: Context::$context,
                script: $keys,
                does: or!(None $(, Some($here))?),
            }),*)?],
            hints: &[$($(Hint {
                context: Context::$place,
                rank: $rank,
                word: $word,
            }),*)?],
            within: or!(false $(, $within)?),
            plain: or!(PlainTwin::Run $(, $plain)?),
        }),*];
    };
}

#[rustfmt::skip]
commands! {
    carrying {
        Move(Motion),
        Open(Opening),
        Change(SettingChange),
        EditSheet(SheetEdit),
        /// Opens the chosen hit at one of its sections, counted from 0.
        OpenSection(usize),
        Copy(CopyFormat),
        CopySheet(SheetFormat),
        Export(SheetFormat)
    }
    [Command::Move(Motion::LineDown)] => "line-down", "one line or row down",
        keys [Browse "j<down><c-n>", Dialog "j<down><c-n>", Typing "<down><c-n>",
            Links "<tab><down><c-n>" => "the next link"],
        hints [Links 1 "next", Tree 2 "down", List 1 "down", Letters 1 "down", Urgent 1 "down", Card 4 "down", Sources 4 "down", Compare 6 "down",
            Finder 2 "down", Help 1 "down"],
        plain NextPart;
    [Command::Move(Motion::LineUp)] => "line-up", "one line or row up",
        keys [Browse "k<up><c-p>", Dialog "k<up><c-p>", Typing "<up><c-p>",
            Links "<s-tab><up><c-p>" => "the link before"],
        hints [List 2 "up", Card 5 "up"], plain PreviousPart;
    [Command::Move(Motion::PageDown)] => "page-down", "a page down; at the end, the next topic",
        keys [Browse " f<pgdn>", Dialog " <pgdn>" => "a page down", Compare "fd<pgdn>" => "a page down", Typing "<pgdn>" => "a page down"],
        plain NextPart;
    [Command::Move(Motion::PageUp)] => "page-up", "a page up",
        keys [Browse "b<pgup>", Dialog "b<pgup>", Compare "bu<pgup>", Typing "<pgup>"], plain PreviousPart;
    [Command::Move(Motion::HalfDown)] => "half-page-down", "half a page down", keys [Browse "d<c-d>"], plain NextPart;
    [Command::Move(Motion::HalfUp)] => "half-page-up", "half a page up", keys [Browse "u<c-u>"], plain PreviousPart;
    [Command::Move(Motion::Top)] => "top", "the top", keys [Browse "g<home>", Dialog "g<home>"], plain FirstPart;
    [Command::Move(Motion::Bottom)] => "bottom", "the bottom", keys [Browse "G<end>", Dialog "G<end>"], plain LastPart;
    NextHeading => "next-heading", "next heading", synonyms "section", keys [Browse "}"], plain NextPart;
    PreviousHeading => "previous-heading", "previous heading", keys [Browse "{"], plain PreviousPart;
    NextTopic => "next-topic", "next topic in reading order", synonyms "chapter page", keys [Browse "]"];
    PreviousTopic => "previous-topic", "previous topic in reading order", keys [Browse "["];
    OtherPane => "other-pane", "the other pane", synonyms "switch focus topics menu",
        keys [Browse "<tab><s-tab>"], hints [Reader 5 "topics", Tree 5 "page"], plain Contents;
    Left => "left", "fold, or go to the parent; in the reader, go to the tree",
        keys [Browse "h<left>", Compare "h<left>" => "the column before", Urgent "<left><s-tab>" => "for the group before"],
        hints [Compare 1 "left"], plain Contents;
    Right => "right", "unfold, or read",
        keys [Browse "l<right>", Compare "l<right>" => "the next column", Urgent "<right><tab>" => "for the next group"],
        hints [Tree 4 "unfold", Compare 2 "right", Urgent 3 "who"],
        plain Instead("Type a link's number to follow it, or an empty line to read on.");
    Enter => "enter", "in the tree: read; in the reader: choose a link or a citation",
        keys [Browse "<enter>", Dialog "<enter>" => "open what is selected", List "<enter>l" => "open what is selected",
            Sources "<enter>l" => "the whole card", Source "<enter>" => "the whole card", Card "<enter>" => "go where it leads",
            Compare "<enter>" => "read this topic", Typing "<enter>" => "open what is selected",
            Filter "<enter>" => "keep the rows", Find "<enter>" => "keep the match and read on", Help "<enter>" => "do it", CommandLine "<enter>" => "do it",
            Sheet "<enter>" => "read where the piece came from", Note "<enter>" => "keep the note", Links "<enter>" => "follow the chosen link"],
        hints [Reader 4 "links", Tree 3 "read", List 3 "open", Letters 2 "open", Urgent 2 "why", Filter 1 "keep", Card 1 "open",
            Sources 2 "whole card", Source 1 "whole card", Compare 7 "open", Finder 1 "open", Find 1 "keep",
            Help 2 "do it", CommandLine 1 "do it", Sheet 10 "open", Note 1 "keep", Links 2 "follow"],
        within true;
    Back => "back", "back, the place kept", synonyms "return previous undo history",
        keys [Browse "<bs><c-o>H", Links "<bs>" => "take back a letter"], hints [Reader 8 "back"];
    Forward => "forward", "forward again", keys [Browse "L"];
    [Command::Open(Opening::Finder)] => "finder", "find a topic by title, search key or text", synonyms "look go to jump query",
        keys [Browse "si"], hints [Reader 1 "search", Tree 1 "search"], plain Search;
    [Command::Open(Opening::Find)] => "find", "find in this page as you type", synonyms "search text word",
        keys [Browse "/"], hints [Reader 2 "find"], plain PlainTwin::Find("Type find and what to look for.");
    NextHit => "next-hit", "the next hit of the last search", keys [Browse ","];
    FindNext => "find-next", "next match", keys [Browse "n", Find "<down><c-n>"], hints [Find 2 "next"];
    FindPrevious => "find-previous", "previous match", keys [Browse "N", Find "<up><c-p>"], hints [Find 3 "previous"];
    [Command::Open(Opening::Outline)] => "outline", "the headings of this page", synonyms "contents sections toc",
        keys [Browse "o"], hints [Reader 3 "outline"];
    [Command::Open(Opening::Sources)] => "sources", "the sources of this page", synonyms "references citations bibliography studies footnotes",
        keys [Browse "r", Source "r" => "the list of sources"], hints [Source 3 "list"];
    Number => "number", "peek at the source of that number; two digits work",
        keys [Browse DIGITS => "on the front page that line; elsewhere peek at the source of that number", Sources DIGITS,
            Source DIGITS, List DIGITS => "choose that row"],
        hints [Sources 1 "peek", Source 4 "another"],
        plain Instead("sources lists them; then type a number."), within true;
    Filter => "filter", "type what the rows must say",
        keys [List "/", Sources "/", Compare "/", Sheet "/"],
        hints [List 6 "filter", Sources 7 "filter", Compare 10 "filter", Sheet 12 "filter"],
        plain Instead("Words search all of the reference."), within true;
    [Command::Open(Opening::BodyMap)] => "body", "where on the body, and the topics for a place", synonyms "map place", keys [Browse "w"];
    [Command::Open(Opening::Comparison)] => "compare", "this topic beside its neighbours, row by row", synonyms "table differences side",
        keys [Browse "v"];
    Peek => "peek", "look where a link, citation or word leads without leaving", synonyms "preview footnote definition", keys [Browse "K"];
    [Command::Open(Opening::Urgent)] => "urgent", "when to get help now", keys [Browse "!"], hints [Reader 6 "urgent", Tree 6 "urgent"],
        plain Narrowed;
    [Command::Open(Opening::About)] => "about", "about this page: when it was checked, by whom, its sources", synonyms "info date age author version",
        keys [Browse "="];
    [Command::Change(SettingChange::Tree)] => "tree", "tree on or off", synonyms "sidebar menu topics hide show panel settings",
        keys [Browse "t"], plain Contents;
    [Command::Change(SettingChange::Zoom)] => "zoom", "full width, nothing but the text", synonyms "fullscreen screen settings",
        keys [Browse "z"], plain Instead("The text stands alone here already.");
    [Command::Change(SettingChange::Wider)] => "wider", "longer lines", synonyms "width margin size settings", keys [Browse "+"];
    [Command::Change(SettingChange::Narrower)] => "narrower", "shorter lines", synonyms "width margin size settings", keys [Browse "-"];
    [Command::Change(SettingChange::Theme)] => "theme", "next colour theme", synonyms "color dark light contrast background settings",
        keys [Browse "T"], plain Instead("Nothing is coloured here.");
    [Command::Change(SettingChange::Mouse)] => "mouse", "mouse on or off", synonyms "click wheel select settings",
        keys [Browse "M"], plain Instead("There is nothing to press here; every choice has a number.");
    KeepSettings => "keep", "write what was changed by keys, such as the theme, to the settings file";
    Reload => "reload", "read the content again", synonyms "refresh update", keys [Browse "R"];
    [Command::Open(Opening::Help)] => "help", "all keys; type a word or press a key to filter", synonyms "shortcuts manual how",
        keys [Browse "?<f1>", Dialog "?<f1>" => "the keys that hold here", Finder "<f1>" => "the keys that hold here",
            CommandLine "<f1>" => "the keys that hold here",
            Letters "<f1>" => "the keys that hold here"],
        hints [Reader 7 "keys", Letters 4 "keys", Urgent 5 "keys", Tree 7 "keys", List 5 "keys", Card 6 "keys", Sources 6 "keys",
            Source 6 "keys", Compare 9 "keys",
            Sheet 11 "keys"];
    [Command::Open(Opening::CommandLine)] => "command", "every command by name", synonyms "menu palette settings", keys [Browse ":"];
    [Command::Open(Opening::Mark)] => "mark", "mark this place with a letter", synonyms "save remember",
        keys [Browse "m"], plain Letter("Type mark and a letter, a to z.");
    [Command::Open(Opening::GoToMark)] => "go-to-mark", "go to a mark by its letter", keys [Browse "'"], plain MaybeLetter;
    Bookmark => "bookmark", "bookmark this place, or take the bookmark off", synonyms "save remember favourite favorite star", keys [Browse "a"];
    [Command::Open(Opening::Bookmarks)] => "bookmarks", "the bookmarks", synonyms "favourites favorites saved", keys [Browse "A"];
    Clip => "clip", "clip this topic or part to the sheet, or take it off", synonyms "print save collect take add",
        keys [Browse "c"], hints [Reader 9 "clip"];
    [Command::Open(Opening::VisitSheet)] => "sheet", "the sheet: what you clipped, to take along", synonyms "print notes list",
        keys [Browse "C"], hints [Reader 10 "sheet"];
    Changes => "changes", "what changed on this page since you read it", synonyms "new updates news history diff", keys [Browse "D"];
    [Command::Open(Opening::Copy)] => "copy", "copy the topic, section, link or sources; at a source or address, it", synonyms "clipboard yank",
        keys [Browse "y", Sources "y" => "copy the source", Card "y" => "copy what it shows"],
        hints [Card 2 "copy", Sources 3 "copy", Source 2 "copy"];
    [Command::Copy(CopyFormat::Topic)] => "copy-topic", "copy the topic as text", keys [Copy "t"], hints [Copy 1 "topic"];
    [Command::Copy(CopyFormat::Section)] => "copy-section", "copy the section as text", keys [Copy "s"], hints [Copy 2 "section"];
    [Command::Copy(CopyFormat::Link)] => "copy-link", "copy what the command line takes to open this place", synonyms "share address url",
        keys [Copy "l"], hints [Copy 3 "link"];
    [Command::Copy(CopyFormat::Citations)] => "copy-citations", "copy the sources this section cites",
        keys [Copy "c"], hints [Copy 4 "citations"];
    [Command::Copy(CopyFormat::Bibtex)] => "copy-bibtex", "copy all sources of the page as BibTeX", keys [Copy "a"], hints [Copy 5 "BibTeX"];
    [Command::Copy(CopyFormat::Csl)] => "copy-csl", "copy all sources of the page as CSL-JSON", keys [Copy "A"], hints [Copy 6 "CSL-JSON"];
    [Command::EditSheet(SheetEdit::MoveDown)] => "move-down", "move the piece down",
        keys [Sheet "J"], hints [Sheet 4 "down"], plain Row(SHEET_ROW), within true;
    [Command::EditSheet(SheetEdit::MoveUp)] => "move-up", "move the piece up", keys [Sheet "K"], hints [Sheet 5 "up"], plain Row(SHEET_ROW), within true;
    [Command::EditSheet(SheetEdit::Remove)] => "remove", "take it off the sheet",
        keys [Sheet "x<del>"], hints [Sheet 3 "remove"], plain Row(SHEET_ROW), within true;
    [Command::EditSheet(SheetEdit::Restore)] => "put-back", "put back what was taken off",
        keys [Sheet "u"], hints [Sheet 9 "put back"], plain OnSheet, within true;
    [Command::EditSheet(SheetEdit::WholeTopic)] => "whole-topic", "take the whole topic, not only this part", keys [Sheet "t"], plain Row(SHEET_ROW), within true;
    [Command::EditSheet(SheetEdit::Note)] => "note", "write a note on the piece", keys [Sheet "ne"], hints [Sheet 1 "note"],
        plain Row("Type note, the number of a row of the sheet, and your words."), within true;
    AddNote => "add-note", "add a question or note of your own",
        keys [Sheet "a"], hints [Sheet 2 "add"], plain Words("Type add-note and your words.");
    [Command::Open(Opening::CopySheet)] => "copy-sheet", "copy the sheet", keys [Sheet "y"], hints [Sheet 6 "copy"];
    [Command::CopySheet(SheetFormat::Text)] => "copy-sheet-text", "copy the sheet as text",
        keys [CopySheet "t", Leave "y" => "copy the sheet"], hints [CopySheet 1 "text", Leave 1 "copy it"];
    [Command::CopySheet(SheetFormat::Markdown)] => "copy-sheet-markdown", "copy the sheet as Markdown",
        keys [CopySheet "m"], hints [CopySheet 2 "Markdown"];
    [Command::CopySheet(SheetFormat::Json)] => "copy-sheet-json", "copy the sheet as JSON", keys [CopySheet "j"], hints [CopySheet 3 "JSON"];
    [Command::Open(Opening::Export)] => "write-sheet", "write the sheet to a file", keys [Sheet "w"], hints [Sheet 7 "write"];
    [Command::Export(SheetFormat::Text)] => "export", "write the sheet to a file as text", synonyms "print save paper download",
        keys [Export "t"], hints [Export 1 "text"];
    [Command::Export(SheetFormat::Markdown)] => "export-markdown", "write the sheet to a file as Markdown",
        keys [Export "m"], hints [Export 2 "Markdown"];
    [Command::Export(SheetFormat::Json)] => "export-json", "write the sheet to a file as JSON", keys [Export "j"], hints [Export 3 "JSON"];
    [Command::Export(SheetFormat::Html)] => "export-html", "write the sheet to a file as a page to print",
        keys [Export "h"], hints [Export 4 "page"];
    Complete => "next-place", "choose the next section of the row, or complete the name",
        keys [Finder "<tab>" => "choose the next section of the row", CommandLine "<tab>" => "complete the name"],
        hints [Finder 3 "section", CommandLine 2 "complete"], plain Instead(OPEN_BY_NUMBER), within true;
    [Command::OpenSection(0)] => "open-place-1", "open the chosen topic at its best section",
        keys [Finder "<a-1>"], plain Instead(OPEN_BY_NUMBER), within true;
    [Command::OpenSection(1)] => "open-place-2", "open the chosen topic at its second section",
        keys [Finder "<a-2>"], plain Instead(OPEN_BY_NUMBER), within true;
    [Command::OpenSection(2)] => "open-place-3", "open the chosen topic at its third section",
        keys [Finder "<a-3>"], plain Instead(OPEN_BY_NUMBER), within true;
    PreviewDown => "preview-down", "scroll the text of the selected row down",
        keys [Finder "<a-j>"], hints [Finder 4 "text"], plain Instead(OPEN_BY_NUMBER), within true;
    PreviewUp => "preview-up", "scroll the text of the selected row up",
        keys [Finder "<a-k>"], plain Instead(OPEN_BY_NUMBER), within true;
    Close => "quit", "close what is on top, then quit", synonyms "exit leave end stop bye",
        keys [Browse "q", Leave "q" => "leave, and the sheet is printed"],
        hints [Reader 11 "quit", Tree 8 "quit", Leave 2 "leave and print it"];
    Escape => "cancel", "close what is on top; never quits", synonyms "leave escape",
        keys [Dialog "<esc>q", List "<esc>h", Compare "<esc>v", Sheet "<esc>C",
            Find "<esc>" => "go back to where finding began", Filter "<esc>" => "all rows again", Anywhere "<esc>"],
        hints [List 4 "close", Letters 3 "close", Urgent 4 "close", Filter 2 "all", Card 3 "close", Sources 5 "close",
            Source 5 "close", Compare 8 "close", Links 3 "cancel", Mark 1 "cancel", Finder 5 "close",
            Find 4 "cancel", Help 3 "close", CommandLine 3 "close", Copy 7 "cancel", Sheet 8 "close",
            CopySheet 4 "cancel", Export 5 "cancel", Leave 3 "stay", Note 2 "cancel"],
        plain PlainTwin::Close, within true;
    Redraw => "redraw", "draw the screen anew", synonyms "refresh repaint garbled",
        keys [Anywhere "<c-l>"], plain Instead("Nothing is drawn here; an empty line goes on.");
    Suspend => "suspend", "back to the shell; fg returns", synonyms "background",
        keys [Anywhere "<c-z>"], plain Instead("Your terminal does that: press Ctrl-z.");
    Interrupt => "interrupt", "twice: quit at once", synonyms "exit stop kill", keys [Anywhere "<c-c>"];
}

impl Command {
    /// The command's row. Only a number that no row carries has none.
    pub fn row(self) -> &'static CommandRow {
        const NONE: &CommandRow = &CommandRow {
            command: Command::Escape,
            name: "",
            does: "",
            synonyms: "",
            keys: &[],
            hints: &[],
            within: true,
            plain: PlainTwin::Run,
        };
        let mut rows = COMMANDS.iter();
        rows.find(|row| row.command == self).unwrap_or(NONE)
    }

    pub fn named(name: &str) -> Option<Self> {
        Some(COMMANDS.iter().find(|row| row.name == name)?.command)
    }

    /// The name of a command that was probably meant.
    pub fn nearest(name: &str) -> Option<&'static str> {
        nearest(name, COMMANDS.iter().map(|row| row.name))
    }
}
