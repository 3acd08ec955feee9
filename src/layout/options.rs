//! What decides how a document is broken into lines.

use std::borrow::Cow;

use crate::content::{ascii, ascii_signs};

/// What decides how a document is broken into lines.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// The columns there are; tables and code may use them all.
    pub width: usize,
    /// The columns that running text uses at most.
    pub measure: usize,
    pub symbols: Symbols,
    pub drawings: Drawings,
}

impl Options {
    /// For a text that uses all of so many columns.
    pub const fn filling(width: usize, symbols: Symbols, drawings: Drawings) -> Self {
        Self {
            width,
            measure: width,
            symbols,
            drawings,
        }
    }
}

/// The characters a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Symbols {
    #[default]
    Unicode,
    /// Letters of any script, and our own signs in ASCII.
    Ascii,
    /// Nothing but ASCII.
    AsciiOnly,
}

impl Symbols {
    pub const fn is_unicode(self) -> bool {
        matches!(self, Self::Unicode)
    }

    /// These signs on a terminal that began with others: ASCII is no more than that where letters are not shown.
    #[must_use]
    pub const fn on(self, terminal: Self) -> Self {
        match (self, terminal) {
            (Self::Ascii, Self::AsciiOnly) => terminal,
            _ => self,
        }
    }

    /// The text in characters that the terminal has.
    pub fn spell(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::Unicode => Cow::Borrowed(text),
            Self::Ascii => ascii_signs(text),
            Self::AsciiOnly => ascii(text),
        }
    }
}

/// Whether figures and charts are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drawings {
    /// Drawn where there is room, beside the words that say the same: in braille, or in ASCII.
    #[default]
    Drawn,
    /// The same for fonts that are likely to have blocks but no braille.
    Blocks,
    /// Said in words alone.
    Told,
    /// As told, for other programs: tabs stay tabs.
    Data,
    /// Said in words alone and row by row, for screen readers: a table read across its columns makes no sense.
    Heard,
}

impl Drawings {
    pub const fn is_drawn(self) -> bool {
        matches!(self, Self::Drawn | Self::Blocks)
    }
}
