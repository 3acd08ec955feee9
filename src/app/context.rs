//! Where keys are looked up: each place with its name and the places asked next.

/// Where a binding holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// Everywhere, text fields too.
    Anywhere,
    /// In the tree and in the reader.
    Browse,
    Tree,
    Reader,
    /// A list that lies over the page: outline, sources, urgent topics.
    List,
    /// The list of a page's sources.
    Sources,
    /// A card that lies over the page.
    Card,
    /// The card of a source.
    Source,
    /// A comparison that lies over the page.
    Compare,
    /// Choosing a link by its letters.
    Links,
    Finder,
    Find,
    Help,
    /// The command line of the screen.
    Palette,
    /// A letter for a mark.
    Mark,
    /// What to copy of the page.
    Copy,
    /// The visit sheet.
    Sheet,
    CopySheet,
    Export,
    /// A note being typed.
    Note,
}

impl Context {
    /// The context's name as a heading of help.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Anywhere => "Everywhere",
            Self::Browse => "Reading",
            Self::Tree => "In the tree",
            Self::Reader => "In the page",
            Self::List => "In a list",
            Self::Sources => "In the list of sources",
            Self::Card => "In a card",
            Self::Source => "At a source",
            Self::Compare => "Comparing",
            Self::Links => "Choosing a link",
            Self::Finder => "In the finder",
            Self::Find => "Finding in a page",
            Self::Help => "In help",
            Self::Palette => "On the command line",
            Self::Mark => "Naming a mark",
            Self::Copy => "After y",
            Self::Sheet => "On the visit sheet",
            Self::CopySheet => "On the visit sheet, after y",
            Self::Export => "On the visit sheet, after w",
            Self::Note => "In a note",
        }
    }

    /// Whether bare characters are typed and not looked up.
    pub const fn takes_text(self) -> bool {
        matches!(
            self,
            Self::Finder
                | Self::Find
                | Self::Help
                | Self::Links
                | Self::Palette
                | Self::Mark
                | Self::Note
        )
    }

    /// The contexts asked for a key, nearest first.
    pub(super) const fn lookup(self) -> &'static [Self] {
        match self {
            Self::Tree => &[Self::Tree, Self::Browse, Self::Anywhere],
            Self::Reader => &[Self::Reader, Self::Browse, Self::Anywhere],
            Self::List => &[Self::List, Self::Anywhere],
            Self::Sources => &[Self::Sources, Self::List, Self::Anywhere],
            Self::Card => &[Self::Card, Self::Anywhere],
            Self::Source => &[Self::Source, Self::Card, Self::Anywhere],
            Self::Compare => &[Self::Compare, Self::Anywhere],
            Self::Links => &[Self::Links, Self::Anywhere],
            Self::Finder => &[Self::Finder, Self::Anywhere],
            Self::Find => &[Self::Find, Self::Anywhere],
            Self::Help => &[Self::Help, Self::Anywhere],
            Self::Palette => &[Self::Palette, Self::Anywhere],
            Self::Mark => &[Self::Mark, Self::Anywhere],
            Self::Copy => &[Self::Copy, Self::Anywhere],
            Self::Sheet => &[Self::Sheet, Self::Anywhere],
            Self::CopySheet => &[Self::CopySheet, Self::Anywhere],
            Self::Export => &[Self::Export, Self::Anywhere],
            Self::Note => &[Self::Note, Self::Anywhere],
            Self::Browse | Self::Anywhere => &[Self::Browse, Self::Anywhere],
        }
    }
}
