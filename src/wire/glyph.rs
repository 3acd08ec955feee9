//! A row of cells as a terminal shows it: what cannot be seen is left out, so that equal means equal.

use std::ops::Range;

use ratatui::buffer::{Cell, CellWidth};
use ratatui::style::Color;

use super::Frame;
use super::capabilities::ColourDepth;
use super::colour::Colour;
use super::style::{SEEN_ON_BLANKS, Style};

#[derive(Clone, Copy, Debug, Eq)]
pub(super) struct Glyph<'a> {
    /// Empty behind a wide character.
    pub(super) symbol: &'a str,
    pub(super) width: u16,
    pub(super) style: Style,
    pub(super) link: Option<&'a str>,
}

impl PartialEq for Glyph<'_> {
    #[inline]
    fn eq(&self, other: &Self) -> bool {
        (self.style, self.width) == (other.style, other.width)
            && is_same_text(self.symbol, other.symbol)
            && self.link == other.link
    }
}

/// Nearly all symbols are one byte, which needs no comparison of strings.
#[inline]
fn is_same_text(one: &str, other: &str) -> bool {
    match (one.as_bytes(), other.as_bytes()) {
        ([one], [other]) => one == other,
        (one, other) => one == other,
    }
}

/// Whether a cell shows nothing but a background.
#[inline]
pub(super) fn is_blank(cell: &Cell, background: Color) -> bool {
    is_same_text(cell.symbol(), " ")
        && cell.bg == background
        && !cell.modifier.intersects(SEEN_ON_BLANKS)
}

/// Whether two cells show the same, as far as the encoder looks.
#[inline]
pub(super) fn is_same(one: &Cell, other: &Cell) -> bool {
    looks_like(one, other) && is_same_text(one.symbol(), other.symbol())
}

impl<'a> Glyph<'a> {
    /// The cells that a wide character covers after its first.
    const COVERED: Self = Self {
        symbol: "",
        width: 0,
        style: Style::PLAIN,
        link: None,
    };

    pub(super) const fn blank(background: Colour) -> Self {
        Self {
            symbol: " ",
            width: 1,
            style: Style::on_background(background),
            link: None,
        }
    }

    #[inline]
    fn new(symbol: &'a str, room: u16, style: Style) -> Self {
        let width = shown_width(symbol);
        let is_seen = width > 0 && width <= room;
        if !is_seen || is_same_text(symbol, " ") {
            return Self {
                symbol: " ",
                width: 1,
                style: style.on_blank(),
                link: None,
            };
        }
        Self {
            symbol,
            width,
            style,
            link: None,
        }
    }

    /// Whether erasing leaves exactly this.
    pub(super) fn is_erased(&self) -> bool {
        self.symbol == " " && self.link.is_none() && self.style.is_bare_on_blanks()
    }

    /// Whether every terminal agrees on how far this moves the cursor.
    pub(super) fn is_certain(&self) -> bool {
        self.symbol.len() == 1 || self.symbol.chars().nth(1).is_none()
    }
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
    cells: impl Iterator<Item = &'a Cell>,
    mut room: u16,
    depth: ColourDepth,
    glyphs: &mut Vec<Glyph<'a>>,
) {
    let mut covered = 0;
    // Neighbours mostly look alike.
    let mut last: Option<(&Cell, Style)> = None;
    let mut style = |cell: &'a Cell| match last {
        Some((like, style)) if looks_like(cell, like) => style,
        _ => last.insert((cell, Style::of(cell, depth))).1,
    };
    glyphs.extend(cells.map(|cell| {
        let glyph = if covered > 0 {
            Glyph::COVERED
        } else {
            Glyph::new(cell.symbol(), room, style(cell))
        };
        covered = covered.max(glyph.width).saturating_sub(1);
        room = room.saturating_sub(1);
        glyph
    }));
}

/// Tells glyphs which address they lead to.
pub(super) fn lead<'a>(glyphs: &mut [Glyph<'a>], links: impl Iterator<Item = Option<&'a str>>) {
    for (glyph, link) in glyphs.iter_mut().zip(links) {
        glyph.link = link.filter(|_| glyph.width > 0);
    }
}

fn looks_like(cell: &Cell, other: &Cell) -> bool {
    (cell.fg, cell.bg, cell.modifier) == (other.fg, other.bg, other.modifier)
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
        depth: ColourDepth,
        glyphs: &mut Vec<Glyph<'a>>,
    ) {
        let all = self.cells_of(row);
        let columns = usize::from(window.start)..usize::from(window.end);
        let cells = all.get(columns).unwrap_or_default();
        let room = self.width().saturating_sub(window.start);
        self::row(cells.iter(), room, depth, glyphs);
        if self.has_links(row) {
            lead(glyphs, window.map(|column| self.link_at(row, column)));
        }
    }
}
