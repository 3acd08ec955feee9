//! A row of cells as a terminal shows it, without what cannot be seen: glyphs that look alike are equal.

use std::ops::Range;

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Color;

use super::Frame;
use super::colour::Colour;
use super::names::{FIRST_NAME, SymbolNames};
use super::style::{SEEN_ON_BLANKS, Style};

/// What a cell shows, in two numbers that are quick to compare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    /// From the lowest bit up: a character, or the number of a longer symbol, in 32 bits; its width in 15; whether
    /// terminals may disagree about that width; the number of its link's address in 16, or 0. All of it is 0 for the cell
    /// that a wide character covers.
    text: u64,
    pub(super) style: Style,
}

const WIDTH_AT: u32 = 32;
const DOUBTFUL: u64 = 1 << 47;
const LINK_AT: u32 = 48;

/// A blank of one column without a link.
const BLANK: u64 = b' ' as u64 | 1 << WIDTH_AT;

impl Glyph {
    /// The cells that a wide character covers after its first.
    const COVERED: Self = Self {
        text: 0,
        style: Style::PLAIN,
    };

    pub(super) const fn blank(background: Colour) -> Self {
        Self {
            text: BLANK,
            style: Style::on_background(background),
        }
    }

    #[inline]
    fn new<'a>(symbol: &'a str, room: u16, style: Style, names: &mut SymbolNames<'a>) -> Self {
        match symbol.as_bytes() {
            [b' '] => Self {
                text: BLANK,
                style: style.on_blank(),
            },
            [byte @ b'!'..=b'~'] => Self {
                text: u64::from(*byte) | 1 << WIDTH_AT,
                style,
            },
            _ => Self::rare(symbol, room, style, names),
        }
    }

    /// A symbol of several bytes, or a control character, which becomes a blank.
    #[inline(never)]
    fn rare<'a>(symbol: &'a str, room: u16, style: Style, names: &mut SymbolNames<'a>) -> Self {
        let width = shown_width(symbol);
        if width == 0 || width > room {
            return Self::new(" ", room, style, names);
        }
        let doubt = if names.is_doubtful(symbol) {
            DOUBTFUL
        } else {
            0
        };
        Self {
            text: u64::from(names.symbol(symbol)) | u64::from(width) << WIDTH_AT | doubt,
            style,
        }
    }

    pub(super) const fn symbol(self) -> u32 {
        let [first, second, third, fourth, ..] = self.text.to_le_bytes();
        u32::from_le_bytes([first, second, third, fourth])
    }

    /// Its columns; 0 for a covered cell.
    pub(super) const fn width(self) -> u16 {
        let [.., low, high, _, _] = self.text.to_le_bytes();
        u16::from_le_bytes([low, high & 0x7f])
    }

    /// The number of its link's address, or 0.
    pub(super) const fn link(self) -> u16 {
        (self.text >> LINK_AT) as u16
    }

    /// The symbol, when it is a byte.
    #[inline]
    pub(super) fn byte(self) -> Option<u8> {
        u8::try_from(self.symbol()).ok().filter(u8::is_ascii)
    }

    /// Whether it is a byte that fills a column.
    #[inline]
    pub(super) fn is_letter(self) -> bool {
        self.byte().is_some() && self.width() == 1
    }

    /// The cells behind the first that it covers.
    #[inline]
    fn covered(self) -> usize {
        usize::from(self.width()).saturating_sub(1)
    }

    /// Whether erasing leaves exactly this.
    #[inline]
    pub(super) const fn is_erased(self) -> bool {
        self.text == BLANK && self.style.is_bare_on_blanks()
    }

    /// Whether terminals may disagree about its width, and so about where the cursor stands behind it.
    #[inline]
    pub(super) const fn is_doubtful(self) -> bool {
        self.text & DOUBTFUL != 0
    }

    /// Whether it is one character.
    pub(super) const fn is_one_character(self) -> bool {
        self.symbol() < FIRST_NAME
    }

    /// The same cells with another character.
    pub(super) const fn with_character(self, character: char) -> Self {
        Self {
            text: self.text & !(u32::MAX as u64) | character as u64,
            ..self
        }
    }

    pub(super) const fn is_blank(self) -> bool {
        self.text & !(u64::MAX << LINK_AT) == BLANK
    }

    /// What stands in its cells where it is not drawn.
    pub(super) const fn blanked(self) -> Self {
        Self {
            text: self.text & (u64::MAX << LINK_AT) | BLANK,
            style: self.style.on_blank(),
        }
    }
}

/// Nearly all symbols are one byte, so that comes first.
#[inline]
fn is_same_text(one: &str, other: &str) -> bool {
    match (one.as_bytes(), other.as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    }
}

/// Most cells have no colours of their own, so that comes first.
#[inline]
fn is_same_colour(one: Color, other: Color) -> bool {
    matches!((one, other), (Color::Reset, Color::Reset)) || one == other
}

#[inline]
fn attributes_match(cell: &Cell, other: &Cell) -> bool {
    cell.modifier == other.modifier
        && is_same_colour(cell.fg, other.fg)
        && is_same_colour(cell.bg, other.bg)
}

/// Whether a cell shows nothing but a background.
#[inline]
pub(super) fn is_blank(cell: &Cell, background: Color) -> bool {
    is_same_text(cell.symbol(), " ")
        && is_same_colour(cell.bg, background)
        && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// Whether two cells show the same, as far as the encoder looks.
#[inline]
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

/// Adds glyphs from neighbouring cells; `room` columns are left for them.
pub(super) fn row<'a>(
    mut cells: impl Iterator<Item = &'a Cell>,
    mut room: u16,
    names: &mut SymbolNames<'a>,
    glyphs: &mut Vec<Glyph>,
) {
    glyphs.reserve(cells.size_hint().0);
    // Neighbours mostly have the same attributes.
    let mut like = &Cell::EMPTY;
    let mut style = Style::PLAIN;
    while let Some(cell) = cells.next() {
        if !attributes_match(cell, like) {
            (like, style) = (cell, Style::of(cell, names.depth()));
        }
        let glyph = Glyph::new(cell.symbol(), room, style, names);
        glyphs.push(glyph);
        for _ in cells.by_ref().take(glyph.covered()) {
            glyphs.push(Glyph::COVERED);
        }
        room = room.saturating_sub(glyph.width());
    }
}

/// Sets the addresses of glyphs.
pub(super) fn set_links<'a>(
    glyphs: &mut [Glyph],
    links: impl Iterator<Item = Option<&'a str>>,
    names: &mut SymbolNames<'a>,
) {
    for (glyph, link) in glyphs.iter_mut().zip(links) {
        let link = link.filter(|_| glyph.width() > 0);
        let name = link.and_then(|link| u16::try_from(names.number(link)).ok());
        glyph.text |= u64::from(name.unwrap_or(0)) << LINK_AT;
    }
}

impl Frame {
    pub(super) const fn width(&self) -> u16 {
        self.cells.area.width
    }

    pub(super) const fn height(&self) -> u16 {
        self.cells.area.height
    }

    pub(super) fn cells_of(&self, row: u16) -> &[Cell] {
        let width = usize::from(self.width());
        let start = usize::from(row) * width;
        self.cells
            .content
            .get(start..start + width)
            .unwrap_or_default()
    }

    pub(super) fn has_links(&self, row: u16) -> bool {
        self.links.iter().any(|link| link.row == row)
    }

    pub(super) fn link_at(&self, row: u16, column: u16) -> Option<&str> {
        let covers =
            |link: &&super::LinkSpan| link.row == row && (link.start..link.end).contains(&column);
        self.links.iter().find(covers).map(|link| link.url.as_str())
    }

    /// Adds the glyphs in these columns of a row.
    pub(super) fn glyphs<'a>(
        &'a self,
        row: u16,
        window: Range<u16>,
        names: &mut SymbolNames<'a>,
        glyphs: &mut Vec<Glyph>,
    ) {
        let all = self.cells_of(row);
        let columns = usize::from(window.start)..usize::from(window.end);
        let cells = all.get(columns).unwrap_or_default();
        let room = self.width().saturating_sub(window.start);
        self::row(cells.iter(), room, names, glyphs);
        if self.has_links(row) {
            let links = window.map(|column| self.link_at(row, column));
            set_links(glyphs, links, names);
        }
    }
}
