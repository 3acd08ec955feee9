//! What commands carry, the places where keys ask for them, and what is said of a command in each.

/// What is put over the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Opening {
    Finder,
    Find,
    Outline,
    Sources,
    Urgent,
    Bookmarks,
    BodyMap,
    Comparison,
    About,
    Help,
    CommandLine,
    Mark,
    GoToMark,
    Copy,
    CopySheet,
    Export,
    VisitSheet,
}

/// How the selection, or the text, moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Motion {
    LineDown,
    LineUp,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Top,
    Bottom,
}

/// What happens to the columns of a comparison.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ColumnChange {
    Keep,
    Hide,
    ShowAll,
}

/// What happens to the selected row of the visit sheet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SheetEdit {
    MoveDown,
    MoveUp,
    Remove,
    Restore,
    WholeTopic,
    Note,
}

/// What of the open page is copied, and how.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CopyFormat {
    Topic,
    Section,
    Link,
    Citations,
    Bibtex,
    Csl,
}

/// Where a key is looked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Context {
    /// In the tree and in the reader.
    Browse,
    Tree,
    Reader,
    /// Whatever lies over the page and is moved in by letters.
    Dialog,
    /// A list in which letters are commands: the bookmarks.
    List,
    /// A list that letters narrow: the outline, the topics of a place.
    Letters,
    /// What narrows a list in which letters are commands.
    Filter,
    /// The warning signs.
    Urgent,
    /// The list of a page's sources.
    Sources,
    Card,
    /// The card of a source.
    Source,
    Compare,
    /// Choosing a link by its letters.
    Links,
    /// Whatever is chosen from while text is typed.
    Typing,
    Finder,
    /// Finding in the page.
    Find,
    Help,
    /// The command line of the screen.
    CommandLine,
    /// A letter for a mark.
    Mark,
    /// What to copy of the page.
    Copy,
    /// The visit sheet.
    Sheet,
    CopySheet,
    Export,
    /// Leaving where the visit sheet ends with the session.
    Leave,
    /// A note being typed.
    Note,
    /// Everywhere, text fields too.
    Anywhere,
}

impl Context {
    /// The context's name as a heading of help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Browse => "Reading",
            Self::Tree => "In the tree",
            Self::Reader => "In the page",
            Self::Dialog => "In lists and cards",
            Self::List => "In a list",
            Self::Letters => "In a list that letters narrow",
            Self::Filter => "Narrowing a list",
            Self::Urgent => "Among the warning signs",
            Self::Sources => "In the list of sources",
            Self::Card => "In a card",
            Self::Source => "At a source",
            Self::Compare => "Comparing",
            Self::Links => "Choosing a link",
            Self::Typing => "Choosing while typing",
            Self::Finder => "In the finder",
            Self::Find => "Finding in a page",
            Self::Help => "In help",
            Self::CommandLine => "On the command line",
            Self::Mark => "Naming a mark",
            Self::Copy => "After y",
            Self::Sheet => "On the sheet",
            Self::CopySheet => "On the sheet, after y",
            Self::Export => "On the sheet, after w",
            Self::Leave => "Leaving with a sheet",
            Self::Note => "In a note",
        }
    }

    /// Whether characters are typed here and not looked up.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Typing
                | Self::Letters
                | Self::Filter
                | Self::Urgent
                | Self::Finder
                | Self::Find
                | Self::Help
                | Self::Links
                | Self::CommandLine
                | Self::Mark
                | Self::Note
        )
    }

    /// Whether one key is waited for.
    pub const fn takes_one_key(self) -> bool {
        matches!(
            self,
            Self::Mark | Self::Copy | Self::CopySheet | Self::Export | Self::Leave
        )
    }

    /// Whether nothing lies over the tree and the page.
    pub const fn is_reading(self) -> bool {
        matches!(
            self,
            Self::Browse | Self::Tree | Self::Reader | Self::Anywhere
        )
    }

    /// The contexts asked for a key, nearest first.
    pub const fn lookup(self) -> &'static [Self] {
        use Context::{
            Anywhere, Browse, Card, CommandLine, Compare, Copy, CopySheet, Dialog, Export, Filter,
            Find, Finder, Help, Leave, Letters, Links, List, Mark, Note, Reader, Sheet, Source,
            Sources, Tree, Typing, Urgent,
        };
        match self {
            Browse | Anywhere => &[Browse, Anywhere],
            Tree => &[Tree, Browse, Anywhere],
            Reader => &[Reader, Browse, Anywhere],
            Dialog => &[Dialog, Anywhere],
            List => &[List, Dialog, Anywhere],
            Letters => &[Letters, Typing, Anywhere],
            Filter => &[Filter, Typing, Anywhere],
            Urgent => &[Urgent, Letters, Typing, Anywhere],
            Sources => &[Sources, List, Dialog, Anywhere],
            Card => &[Card, Dialog, Anywhere],
            Source => &[Source, Card, Dialog, Anywhere],
            Compare => &[Compare, Dialog, Anywhere],
            Sheet => &[Sheet, Dialog, Anywhere],
            Typing => &[Typing, Anywhere],
            Finder => &[Finder, Typing, Anywhere],
            Find => &[Find, Typing, Anywhere],
            Help => &[Help, Typing, Anywhere],
            CommandLine => &[CommandLine, Typing, Anywhere],
            Links => &[Links, Anywhere],
            Mark => &[Mark, Anywhere],
            Copy => &[Copy, Anywhere],
            CopySheet => &[CopySheet, Anywhere],
            Export => &[Export, Anywhere],
            Leave => &[Leave, Anywhere],
            Note => &[Note, Anywhere],
        }
    }
}

/// Keys that ask for a command in a place.
#[derive(Clone, Copy, Debug)]
pub struct CommandKeys {
    pub context: Context,
    /// As a key script; the first key is the one that hints name.
    pub script: &'static str,
    /// What it does there, where the general words would not fit.
    pub does: Option<&'static str>,
}

/// A word for the hint line of a place; the lowest rank stands first.
#[derive(Clone, Copy, Debug)]
pub struct Hint {
    pub context: Context,
    pub rank: u8,
    pub word: &'static str,
}

/// What plain mode does when it is asked for a command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlainTwin {
    /// The same.
    Run,
    NextPart,
    PreviousPart,
    FirstPart,
    LastPart,
    Contents,
    Search,
    /// The same; words behind it narrow the rows.
    Narrowed,
    /// It finds the words behind it.
    Find(&'static str),
    /// It takes any words; without them the sentence says so.
    Words(&'static str),
    /// It takes a mark's letter.
    Letter(&'static str),
    /// It lists the marks, or takes a letter.
    MaybeLetter,
    /// It takes the number of a row of the visit sheet.
    Row(&'static str),
    OnSheet,
    /// It closes what was told last.
    Close,
    /// There is nothing to do; the sentence says which way leads to the same end.
    Instead(&'static str),
}
