//! Symbols whose width terminals disagree on, and rows that show any.

use ratatui::layout::Position;
use unicode_width::UnicodeWidthChar as _;

use super::colour::Colour;
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

impl Painter<'_> {
    /// Draws a row with doubtful symbols from nothing if it differs, so that what a terminal makes of it depends on this
    /// row alone: blanks first, in every cell that such a symbol may cover, and what follows it at its own place.
    pub(super) fn paint_doubtful_row(&mut self, row: u16, shown: &[Glyph], wanted: &[Glyph]) {
        if shown == wanted {
            return;
        }
        self.set_margins(ScrollMargins {
            left: 0,
            right: self.width.saturating_sub(1),
            ..self.terminal.margins
        });
        self.move_to(Position::new(0, row));
        self.erase_to_line_end(&Glyph::blank(Colour::RESET));
        for (x, glyph) in (0..).zip(wanted) {
            let blank = glyph.blanked();
            if (glyph.is_blank() || glyph.is_doubtful()) && blank != Glyph::blank(Colour::RESET) {
                for x in x..x + glyph.width() {
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
    fn put_symbols(&mut self, row: u16, wanted: &[Glyph]) {
        // Where the cursor may stand, at most, if it drifted.
        let mut drifted = None;
        for (x, glyph) in (0..).zip(wanted).filter(|(_, glyph)| glyph.width() > 0) {
            if glyph.is_blank() {
                self.unsettle(drifted.take().is_some());
                continue;
            }
            let end = drifted.unwrap_or(x) + self.names.widest(*glyph);
            let is_alone = glyph.is_one_character();
            if let Some(fitting) = self.fitting(*glyph, drifted.unwrap_or(x)) {
                let at = Position::new(x, row);
                if drifted.is_some() {
                    self.terminal.place = Some(CursorPlace::at(at));
                }
                self.put(&fitting, at);
            }
            let drifts = is_alone && (drifted.is_some() || glyph.is_doubtful());
            drifted = drifts.then_some(end);
        }
        self.unsettle(drifted.is_some());
    }

    /// A glyph, or its first character, where it ends before the right edge however it is read.
    fn fitting(&self, glyph: Glyph, column: u16) -> Option<Glyph> {
        let readings = [glyph, self.names.first_of(glyph)];
        let mut readings = readings.into_iter();
        readings.find(|glyph| column + self.names.widest(*glyph) <= self.width)
    }

    /// Where the cursor drifted, it is brought to its next place by address.
    const fn unsettle(&mut self, is_adrift: bool) {
        if let Some(place) = &mut self.terminal.place {
            place.is_settled &= !is_adrift;
        }
    }
}
