//! Symbols whose width terminals disagree on, and rows that show any.

use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar as _;

use super::columns::Column;
use super::glyph::Glyph;
use super::painter::Painter;
use super::terminal::{CursorPlace, ScrollMargins};

/// Blocks of signs and pictures that are one column wide for some terminals and two for others, by the Unicode they know
/// and by their fonts: technical signs, dingbats, hexagrams, private use, flags and emoji.
const DISPUTED: &[(char, char)] = &[
    ('\u{231a}', '\u{23ff}'),
    ('\u{25fd}', '\u{27bf}'),
    ('\u{2b00}', '\u{2bff}'),
    ('\u{4dc0}', '\u{4dff}'),
    ('\u{e000}', '\u{f8ff}'),
    ('\u{1f000}', '\u{1faff}'),
    ('\u{f0000}', '\u{10ffff}'),
];

/// The columns that a character takes, at most, where it is read for itself.
pub(super) fn columns(character: char, wide_ambiguous: bool) -> u16 {
    let columns = if wide_ambiguous {
        character.width_cjk()
    } else {
        character.width()
    };
    columns.map_or(0, |columns| u16::try_from(columns).unwrap_or(0))
}

/// Whether terminals may disagree about the columns of a symbol: one of several characters (variation selectors, keycaps,
/// joined emoji, flags, marks), one of a disputed block, or one of ambiguous width where the terminal draws those wide.
pub(super) fn is_doubtful(symbol: &str, wide_ambiguous: bool) -> bool {
    if symbol.len() == 1 {
        return false;
    }
    let mut characters = symbol.chars();
    let (Some(only), None) = (characters.next(), characters.next()) else {
        return true;
    };
    let is_disputed = DISPUTED
        .iter()
        .any(|(first, last)| (*first..=*last).contains(&only));
    is_disputed || (wide_ambiguous && only.width() != only.width_cjk())
}

impl Glyph<'_> {
    /// The columns that it takes where each of its characters is read for itself, or together where that is more.
    fn widest(&self, wide_ambiguous: bool) -> u16 {
        let columns = |character| columns(character, wide_ambiguous);
        self.width.max(self.symbol.chars().map(columns).sum())
    }

    /// The same cells with the first character alone.
    fn first_character(self) -> Self {
        let behind = self.symbol.char_indices().nth(1);
        let first = behind.and_then(|(end, _)| self.symbol.get(..end));
        Self {
            symbol: first.unwrap_or(self.symbol),
            ..self
        }
    }
}

impl<'a> Painter<'a> {
    /// Draws a row with doubtful symbols that differs from nothing, so that what a terminal makes of it depends on this
    /// row alone: blanks first, in every cell that such a symbol may cover, and what follows it at its own place.
    pub(super) fn paint_doubtful_row(&mut self, row: u16, wanted: &[Column<'a>]) {
        self.set_margins(ScrollMargins {
            left: 0,
            right: self.width.saturating_sub(1),
            ..self.terminal.margins
        });
        self.move_to(Position::new(0, row));
        self.erase_to_line_end(&Glyph::BLANK);
        for (x, Column { glyph, .. }) in (0..).zip(wanted) {
            let blank = glyph.blanked();
            if (glyph.is_blank() || glyph.is_doubtful) && blank != Glyph::BLANK {
                for x in x..x + glyph.width {
                    self.put(&blank, Position::new(x, row));
                }
            }
        }
        self.put_symbols(row, wanted);
    }

    /// Puts all that is no blank. A single character that turns out wide pushes the rest of its word along, which is
    /// worth more than a straight column: written at its place, the next letter would cut it.
    ///
    /// What might reach over the right edge, read as wide as any terminal reads it, is cut to its first character or left
    /// out: PuTTY wraps a wide character there, and scrolls, whatever it is told about wrapping.
    fn put_symbols(&mut self, row: u16, wanted: &[Column<'a>]) {
        // Where the cursor may stand, at most, if it drifted.
        let mut drifted = None;
        let glyphs = (0..).zip(wanted.iter().map(|column| column.glyph));
        for (x, glyph) in glyphs.filter(|(_, glyph)| glyph.width > 0) {
            if glyph.is_blank() {
                self.unsettle(drifted.take().is_some());
                continue;
            }
            let start = drifted.unwrap_or(x);
            if let Some(fitting) = self.fitting(glyph, start) {
                let at = Position::new(x, row);
                if drifted.is_some() {
                    self.terminal.place = Some(CursorPlace::at(at));
                }
                self.put(&fitting, at);
            }
            let is_alone = glyph.symbol.chars().nth(1).is_none();
            let drifts = is_alone && (drifted.is_some() || glyph.is_doubtful);
            drifted = drifts.then(|| start + glyph.widest(self.capabilities.wide_ambiguous));
        }
        self.unsettle(drifted.is_some());
    }

    /// A glyph, or its first character, where it ends before the right edge however it is read.
    fn fitting(&self, glyph: Glyph<'a>, column: u16) -> Option<Glyph<'a>> {
        let mut readings = [glyph, glyph.first_character()].into_iter();
        let widest = |glyph: &Glyph<'_>| glyph.widest(self.capabilities.wide_ambiguous);
        readings.find(|glyph| column + widest(glyph) <= self.width)
    }

    /// Where the cursor drifted, it is brought to its next place by address.
    const fn unsettle(&mut self, is_adrift: bool) {
        if let Some(place) = &mut self.terminal.place {
            place.is_settled &= !is_adrift;
        }
    }
}
