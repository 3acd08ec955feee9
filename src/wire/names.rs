//! Numbers for the strings of two frames: symbols of several characters, and addresses.

use std::collections::HashMap;

use super::capabilities::{Capabilities, ColourDepth};
use super::doubt;
use super::glyph::Glyph;

/// The first number that is no character.
pub(super) const FIRST_NAME: u32 = char::MAX as u32 + 1;

/// Gives each string of two frames a number, so that glyphs stay two machine words, and knows what the terminal makes of
/// colours and widths.
#[derive(Debug)]
pub(super) struct SymbolNames<'a> {
    depth: ColourDepth,
    wide_ambiguous: bool,
    numbers: HashMap<&'a str, u32>,
    strings: Vec<&'a str>,
}

impl<'a> SymbolNames<'a> {
    pub(super) fn new(capabilities: Capabilities) -> Self {
        Self {
            depth: capabilities.colours,
            wide_ambiguous: capabilities.wide_ambiguous,
            numbers: HashMap::new(),
            strings: Vec::new(),
        }
    }

    pub(super) const fn depth(&self) -> ColourDepth {
        self.depth
    }

    /// Whether terminals may disagree about the columns of a symbol.
    pub(super) fn is_doubtful(&self, symbol: &str) -> bool {
        doubt::is_doubtful(symbol, self.wide_ambiguous)
    }

    /// The number of an address, from 1 on.
    pub(super) fn number(&mut self, string: &'a str) -> u32 {
        *self.numbers.entry(string).or_insert_with(|| {
            self.strings.push(string);
            u32::try_from(self.strings.len()).unwrap_or(u32::MAX)
        })
    }

    fn string(&self, number: u32) -> Option<&'a str> {
        let index = usize::try_from(number.checked_sub(1)?).ok()?;
        self.strings.get(index).copied()
    }

    /// The number of a symbol: of its character, or from the first that is none on.
    pub(super) fn symbol(&mut self, symbol: &'a str) -> u32 {
        let mut characters = symbol.chars();
        match (characters.next(), characters.next()) {
            (Some(only), None) => only.into(),
            _ => FIRST_NAME.saturating_add(self.number(symbol)),
        }
    }

    /// The address that a glyph leads to.
    pub(super) fn address(&self, link: u16) -> Option<&'a str> {
        self.string(link.into())
    }

    /// The columns that a glyph takes where each of its characters is read for itself, or together where that is more.
    pub(super) fn widest(&self, glyph: Glyph) -> u16 {
        let columns = |character| doubt::columns(character, self.wide_ambiguous);
        let read = char::from_u32(glyph.symbol())
            .map_or_else(|| self.characters(glyph).map(columns).sum(), columns);
        glyph.width().max(read)
    }

    /// The same cells with the first character alone.
    pub(super) fn first_of(&self, glyph: Glyph) -> Glyph {
        let first = self.characters(glyph).next();
        first.map_or(glyph, |first| glyph.with_character(first))
    }

    /// The characters of a symbol of several.
    fn characters(&self, glyph: Glyph) -> impl Iterator<Item = char> {
        let name = glyph.symbol().checked_sub(FIRST_NAME);
        let symbol = name.and_then(|name| self.string(name));
        symbol.unwrap_or_default().chars()
    }

    /// Writes the symbol of a glyph.
    #[inline]
    pub(super) fn write(&self, glyph: Glyph, out: &mut Vec<u8>) {
        if let Some(byte) = glyph.byte() {
            return out.push(byte);
        }
        if let Some(character) = char::from_u32(glyph.symbol()) {
            let mut bytes = [0; 4];
            return out.extend_from_slice(character.encode_utf8(&mut bytes).as_bytes());
        }
        let name = glyph.symbol().saturating_sub(FIRST_NAME);
        out.extend_from_slice(self.string(name).unwrap_or(" ").as_bytes());
    }
}
