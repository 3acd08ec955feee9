//! What decides how a document is broken into lines.

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

/// The characters a terminal can show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Symbols {
    #[default]
    Unicode,
    Ascii,
}

/// Whether figures and bars are drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Drawings {
    /// Drawn where there is room, beside the words that say the same.
    #[default]
    Drawn,
    /// Said in words alone.
    Told,
    /// Said in words alone and row by row, for screen readers: a table read across its columns makes no sense.
    Heard,
}
