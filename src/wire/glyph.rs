//! What a cell shows, without what cannot be seen: glyphs that look alike are equal.

use ratatui::buffer::{Cell, CellWidth};

use super::doubt;
use super::style::Style;

/// What a cell shows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph<'a> {
    /// Empty in a covered cell.
    pub(super) symbol: &'a str,
    /// Its columns; 0 for a covered cell.
    pub(super) width: u16,
    pub(super) style: Style,
    /// The address that it leads to.
    pub(super) link: Option<&'a str>,
    /// Whether terminals may disagree about its width, and so about where the cursor stands behind it.
    pub(super) is_doubtful: bool,
}

impl<'a> Glyph<'a> {
    /// A blank of one column in no style, without a link.
    pub(super) const BLANK: Self = Self {
        symbol: " ",
        width: 1,
        style: Style::PLAIN,
        link: None,
        is_doubtful: false,
    };

    /// What stands in the cells that a wide character covers after its first.
    pub(super) const COVERED: Self = Self {
        symbol: "",
        width: 0,
        ..Self::BLANK
    };

    pub(super) const fn blank(style: Style) -> Self {
        Self {
            style: style.on_blank(),
            ..Self::BLANK
        }
    }

    /// What a cell with so many columns of room shows. Nearly all symbols are one byte.
    #[inline]
    pub(super) fn new(symbol: &'a str, room: usize, style: Style, wide_ambiguous: bool) -> Self {
        match symbol.as_bytes() {
            [b' '] => Self::blank(style),
            [b'!'..=b'~'] => Self {
                symbol,
                style,
                ..Self::BLANK
            },
            _ => Self::rare(symbol, room, style, wide_ambiguous),
        }
    }

    /// A symbol of several bytes, or a blank for one that must not reach a terminal or has not so much room.
    #[inline(never)]
    fn rare(symbol: &'a str, room: usize, style: Style, wide_ambiguous: bool) -> Self {
        let width = shown_width(symbol);
        if width == 0 || usize::from(width) > room {
            return Self::blank(style);
        }
        Self {
            symbol,
            width,
            style,
            link: None,
            is_doubtful: doubt::is_doubtful(symbol, wide_ambiguous),
        }
    }

    /// Whether it is a byte that fills a column.
    pub(super) const fn is_letter(&self) -> bool {
        self.symbol.len() == 1
    }

    /// Whether erasing leaves exactly this.
    pub(super) fn is_erased(&self) -> bool {
        self.is_blank() && self.link.is_none() && self.style.is_bare_on_blanks()
    }

    pub(super) fn is_blank(&self) -> bool {
        self.symbol == " "
    }

    /// What stands in its cells where it is not drawn.
    pub(super) const fn blanked(self) -> Self {
        Self {
            link: self.link,
            ..Self::blank(self.style)
        }
    }
}

impl PartialEq for Glyph<'_> {
    fn eq(&self, other: &Self) -> bool {
        is_same_text(self.symbol, other.symbol)
            && self.width == other.width
            && self.style == other.style
            && self.link == other.link
            && self.is_doubtful == other.is_doubtful
    }
}

/// Nearly all symbols are one byte, so that comes first.
fn is_same_text(one: &str, other: &str) -> bool {
    match (one.as_bytes(), other.as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    }
}

/// Whether two cells have the same attributes.
pub(super) fn attributes_match(cell: &Cell, other: &Cell) -> bool {
    cell.modifier == other.modifier && cell.fg == other.fg && cell.bg == other.bg
}

/// Whether two cells show the same, as far as the encoder looks.
#[expect(
    clippy::inline_always,
    reason = "a line scrolled is 7% slower with a call for each cell"
)]
#[inline(always)]
pub(super) fn is_same(one: &Cell, other: &Cell) -> bool {
    attributes_match(one, other) && is_same_text(one.symbol(), other.symbol())
}

/// The width of a symbol, 0 when it must not reach a terminal.
pub(super) fn shown_width(symbol: &str) -> u16 {
    if let [byte] = symbol.as_bytes() {
        return u16::from(!byte.is_ascii_control());
    }
    if symbol.chars().any(char::is_control) {
        return 0;
    }
    symbol.cell_width()
}
