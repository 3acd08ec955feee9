//! The attributes of a cell, and the shortest sequence that changes them.

use ratatui::buffer::Cell;
use ratatui::style::Modifier;

use super::capabilities::ColourDepth;
use super::colour::{BACKGROUND, Colour, FOREGROUND};

/// Modifiers that show on a cell with nothing in it.
pub(super) const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::REVERSED);

const BOLD_OR_DIM: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// Each modifier with the numbers that turn it on and off.
const MODIFIERS: &[(Modifier, &[u8], &[u8])] = &[
    (Modifier::BOLD, b"1", b"22"),
    (Modifier::DIM, b"2", b"22"),
    (Modifier::ITALIC, b"3", b"23"),
    (Modifier::UNDERLINED, b"4", b"24"),
    (Modifier::SLOW_BLINK, b"5", b"25"),
    (Modifier::REVERSED, b"7", b"27"),
    (Modifier::HIDDEN, b"8", b"28"),
    (Modifier::CROSSED_OUT, b"9", b"29"),
];

/// Attributes that a terminal can show.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    foreground: Colour,
    background: Colour,
    modifiers: Modifier,
}

impl Style {
    pub(super) const PLAIN: Self = Self::on_background(Colour::RESET);

    #[inline(never)]
    pub(super) fn of(cell: &Cell, depth: ColourDepth) -> Self {
        let foreground = Colour::at_depth(cell.fg, depth);
        let mut modifiers = agreed(cell.modifier);
        // Where there are sixteen colours bold means bright, and bright black is a grey that a light ground swallows.
        if depth == ColourDepth::Sixteen && foreground == Colour::BLACK {
            modifiers -= Modifier::BOLD;
        }
        Self {
            foreground,
            background: Colour::at_depth(cell.bg, depth),
            modifiers,
        }
    }

    const fn on_background(background: Colour) -> Self {
        Self {
            foreground: Colour::RESET,
            background,
            modifiers: Modifier::empty(),
        }
    }

    /// The same attributes without those that cannot be seen on a blank.
    pub(super) const fn on_blank(self) -> Self {
        if self.is_bare_on_blanks() {
            return Self::on_background(self.background);
        }
        Self {
            modifiers: self.modifiers.intersection(SEEN_ON_BLANKS),
            ..self
        }
    }

    /// Whether a blank in this style is nothing but its background, as erasing leaves it.
    pub(super) const fn is_bare_on_blanks(self) -> bool {
        !self.modifiers.intersects(SEEN_ON_BLANKS)
    }

    /// This style with the fewest changes that make a blank look as in `blank`.
    pub(super) const fn changed_for_blank(self, blank: Self) -> Self {
        if !blank.is_bare_on_blanks() {
            return blank;
        }
        Self {
            background: blank.background,
            modifiers: self.modifiers.difference(SEEN_ON_BLANKS),
            ..self
        }
    }

    /// The cost in bytes of changing to another style; `out` is left as it was.
    pub(super) fn change_length(self, to: Self, single: bool, out: &mut Vec<u8>) -> usize {
        let before = out.len();
        self.write_change(to, single, out);
        let length = out.len() - before;
        out.truncate(before);
        length
    }

    /// Writes the shortest change from this style to another. Without `single` no attribute is turned off alone: a VT100
    /// only knows how to turn all off.
    pub(super) fn write_change(self, to: Self, single: bool, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let start = out.len();
        if self == Self::PLAIN {
            out.extend_from_slice(b"\x1b[");
            Parameters::behind(out).change(self, to);
        } else {
            out.extend_from_slice(b"\x1b[;");
            Parameters::behind(out).change(Self::PLAIN, to);
            if single && to != Self::PLAIN {
                self.write_shorter_change(to, start, out);
            }
        }
        if out.ends_with(b";") {
            out.pop();
        }
        out.push(b'm');
    }

    /// Replaces what was written from `start` on by single changes, if those are shorter.
    fn write_shorter_change(self, to: Self, start: usize, out: &mut Vec<u8>) {
        let afresh = out.len() - start;
        out.extend_from_slice(b"\x1b[");
        Parameters::behind(out).change(self, to);
        let changed = out.len() - start - afresh;
        if changed <= afresh {
            out.drain(start..start + afresh);
        } else {
            out.truncate(start + afresh);
        }
    }
}

/// Modifiers as all terminals understand them: one kind of blinking, and bold wins over dim.
fn agreed(modifiers: Modifier) -> Modifier {
    let mut agreed = modifiers - Modifier::RAPID_BLINK;
    if modifiers.contains(Modifier::RAPID_BLINK) {
        agreed |= Modifier::SLOW_BLINK;
    }
    if modifiers.contains(Modifier::BOLD) {
        agreed -= Modifier::DIM;
    }
    agreed
}

/// The numbers of an SGR sequence, written behind its beginning.
struct Parameters<'a> {
    out: &'a mut Vec<u8>,
    is_first: bool,
}

impl<'a> Parameters<'a> {
    const fn behind(out: &'a mut Vec<u8>) -> Self {
        Self {
            out,
            is_first: true,
        }
    }

    fn add(&mut self, number: &[u8]) {
        if !self.is_first {
            self.out.push(b';');
        }
        self.is_first = false;
        self.out.extend_from_slice(number);
    }

    fn change(&mut self, from: Style, to: Style) {
        self.change_modifiers(from.modifiers, to.modifiers);
        let colours = [
            (from.foreground, to.foreground, FOREGROUND),
            (from.background, to.background, BACKGROUND),
        ];
        for (_, to, base) in colours.into_iter().filter(|(from, to, _)| from != to) {
            self.add(to.parameters(base).as_slice());
        }
    }

    fn change_modifiers(&mut self, from: Modifier, to: Modifier) {
        let mut gone = from - to;
        let mut new = to - from;
        if gone.intersects(BOLD_OR_DIM) {
            // One number turns both off; the one that stays is turned on again.
            gone -= BOLD_OR_DIM;
            new |= to & BOLD_OR_DIM;
            self.add(b"22");
        }
        for (modifier, _, off) in MODIFIERS {
            if gone.contains(*modifier) {
                self.add(off);
            }
        }
        for (modifier, on, _) in MODIFIERS {
            if new.contains(*modifier) {
                self.add(on);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use ratatui::style::Color;

    use super::*;

    fn change(from: Style, to: Style) -> String {
        let mut out = Vec::new();
        from.write_change(to, true, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn changes_are_the_shorter_of_two_ways() {
        let of = |colour, modifiers| {
            let mut cell = Cell::EMPTY;
            (cell.fg, cell.modifier) = (colour, modifiers);
            Style::of(&cell, ColourDepth::Rgb)
        };
        let bold = of(Color::Reset, Modifier::BOLD);
        let red = of(Color::Red, Modifier::empty());
        let both = of(Color::Red, Modifier::BOLD);
        assert_eq!(change(bold, Style::PLAIN), "\x1b[m");
        assert_eq!(change(Style::PLAIN, both), "\x1b[1;31m");
        assert_eq!(change(both, bold), "\x1b[39m");
        assert_eq!(change(both, red), "\x1b[22m");
        assert_eq!(change(both, both), "");
        let dim = of(Color::Red, Modifier::DIM);
        assert_eq!(change(both, dim), "\x1b[22;2m");
        let many = of(Color::Red, Modifier::ITALIC | Modifier::UNDERLINED);
        assert_eq!(change(many, bold), "\x1b[;1m");
    }
}
