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

/// What a key changes of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingChange {
    Tree,
    Zoom,
    Wider,
    Narrower,
    Theme,
    Mouse,
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

/// How the visit sheet is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum SheetFormat {
    #[default]
    Text,
    Markdown,
    Json,
    Html,
}

impl SheetFormat {
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Text => "txt",
            Self::Markdown => "md",
            Self::Json => "json",
            Self::Html => "html",
        }
    }
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
    Urgent,
    Sources,
    Card,
    Source,
    Compare,
    Links,
    /// Whatever is chosen from while text is typed.
    Typing,
    Finder,
    Find,
    Help,
    CommandLine,
    Mark,
    Copy,
    Sheet,
    CopySheet,
    Export,
    /// Leaving where the visit sheet ends with the session.
    Leave,
    Note,
    /// Everywhere, text fields too.
    Anywhere,
}

impl Context {
    /// The context's name as a heading of help, and where a key is looked up next.
    const fn row(self) -> (&'static str, Option<Self>) {
        match self {
            Self::Anywhere => ("Everywhere", None),
            Self::Browse => ("Reading", Some(Self::Anywhere)),
            Self::Tree => ("In the tree", Some(Self::Browse)),
            Self::Reader => ("In the page", Some(Self::Browse)),
            Self::Dialog => ("In lists and cards", Some(Self::Anywhere)),
            Self::List => ("In a list", Some(Self::Dialog)),
            Self::Letters => ("In a list that letters narrow", Some(Self::Typing)),
            Self::Filter => ("Narrowing a list", Some(Self::Typing)),
            Self::Urgent => ("Among the warning signs", Some(Self::Letters)),
            Self::Sources => ("In the list of sources", Some(Self::List)),
            Self::Card => ("In a card", Some(Self::Dialog)),
            Self::Source => ("At a source", Some(Self::Card)),
            Self::Compare => ("Comparing", Some(Self::Dialog)),
            Self::Links => ("Choosing a link", Some(Self::Anywhere)),
            Self::Typing => ("Choosing while typing", Some(Self::Anywhere)),
            Self::Finder => ("In the finder", Some(Self::Typing)),
            Self::Find => ("Finding in a page", Some(Self::Typing)),
            Self::Help => ("In help", Some(Self::Typing)),
            Self::CommandLine => ("On the command line", Some(Self::Typing)),
            Self::Mark => ("Naming a mark", Some(Self::Anywhere)),
            Self::Copy => ("After y", Some(Self::Anywhere)),
            Self::Sheet => ("On the sheet", Some(Self::Dialog)),
            Self::CopySheet => ("On the sheet, after y", Some(Self::Anywhere)),
            Self::Export => ("On the sheet, after w", Some(Self::Anywhere)),
            Self::Leave => ("Leaving with a sheet", Some(Self::Anywhere)),
            Self::Note => ("In a note", Some(Self::Anywhere)),
        }
    }

    pub const fn title(self) -> &'static str {
        self.row().0
    }

    /// The contexts asked for a key, nearest first.
    pub fn lookup(self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self), |context| context.row().1)
    }

    /// Whether characters are typed here and not looked up.
    pub fn takes_text(self) -> bool {
        let is_typing = |context| {
            matches!(
                context,
                Self::Typing | Self::Links | Self::Mark | Self::Note
            )
        };
        self.lookup().any(is_typing)
    }

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
