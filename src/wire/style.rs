//! How a cell looks, and the shortest way from one look to another.

use ratatui::buffer::Cell;
use ratatui::style::{Color, Modifier};

use super::capabilities::ColourDepth;
use super::colour;

/// Modifiers that show on a cell with nothing in it.
const SEEN_ON_BLANKS: Modifier = Modifier::UNDERLINED
    .union(Modifier::CROSSED_OUT)
    .union(Modifier::REVERSED);

const BOLD_OR_DIM: Modifier = Modifier::BOLD.union(Modifier::DIM);

/// Each modifier with the numbers that turn it on and off.
const MODIFIERS: &[(Modifier, &str, &str)] = &[
    (Modifier::BOLD, "1", "22"),
    (Modifier::DIM, "2", "22"),
    (Modifier::ITALIC, "3", "23"),
    (Modifier::UNDERLINED, "4", "24"),
    (Modifier::SLOW_BLINK, "5", "25"),
    (Modifier::REVERSED, "7", "27"),
    (Modifier::HIDDEN, "8", "28"),
    (Modifier::CROSSED_OUT, "9", "29"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Style {
    pub(super) foreground: Color,
    pub(super) background: Color,
    pub(super) modifiers: Modifier,
}

impl Style {
    pub(super) const PLAIN: Self = Self {
        foreground: Color::Reset,
        background: Color::Reset,
        modifiers: Modifier::empty(),
    };

    pub(super) fn of(cell: &Cell, depth: ColourDepth) -> Self {
        let foreground = colour::at_depth(cell.fg, depth);
        let mut modifiers = agreed(cell.modifier);
        // Where there are sixteen colours bold means bright, and bright black is a grey that a light ground swallows.
        if depth == ColourDepth::Sixteen && foreground == Color::Black {
            modifiers -= Modifier::BOLD;
        }
        Self {
            foreground,
            background: colour::at_depth(cell.bg, depth),
            modifiers,
        }
    }

    pub(super) const fn on_background(background: Color) -> Self {
        Self {
            background,
            ..Self::PLAIN
        }
    }

    /// The same look on a cell with nothing in it, without what cannot be seen there.
    pub(super) fn on_blank(self) -> Self {
        let modifiers = self.modifiers & SEEN_ON_BLANKS;
        let foreground = if modifiers.is_empty() {
            Color::Reset
        } else {
            self.foreground
        };
        Self {
            foreground,
            modifiers,
            ..self
        }
    }

    /// Whether a blank in this style is nothing but its background, as erasing leaves it.
    pub(super) const fn is_bare_on_blanks(self) -> bool {
        !self.modifiers.intersects(SEEN_ON_BLANKS)
    }

    /// This style changed no more than needed for a blank to look like `blank`.
    pub(super) fn changed_for_blank(self, blank: Self) -> Self {
        if !blank.is_bare_on_blanks() {
            return blank;
        }
        Self {
            modifiers: self.modifiers - SEEN_ON_BLANKS,
            background: blank.background,
            ..self
        }
    }

    /// How many bytes the change to another style takes.
    pub(super) fn change_length(self, to: Self, single: bool) -> usize {
        let mut out = Vec::new();
        self.write_change(to, single, &mut out);
        out.len()
    }

    /// Writes the shortest change from this style to another; without `single` nothing is turned off but everything.
    pub(super) fn write_change(self, to: Self, single: bool, out: &mut Vec<u8>) {
        if self == to {
            return;
        }
        let mut changed = Parameters::default();
        changed.change(self, to);
        let mut afresh = Parameters::default();
        afresh.add("");
        afresh.change(Self::PLAIN, to);
        let shortest = if single && changed.0.len() <= afresh.0.len() {
            changed
        } else {
            afresh
        };
        out.extend_from_slice(b"\x1b[");
        out.extend_from_slice(shortest.0.as_bytes());
        out.push(b'm');
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

/// The numbers of an SGR sequence. An empty first number resets everything.
#[derive(Default)]
struct Parameters(String, bool);

impl Parameters {
    fn add(&mut self, number: &str) {
        if self.1 {
            self.0.push(';');
        }
        self.1 = true;
        self.0.push_str(number);
    }

    fn change(&mut self, from: Style, to: Style) {
        self.change_modifiers(from.modifiers, to.modifiers);
        if from.foreground != to.foreground {
            self.add(&colour::parameters(to.foreground, colour::FOREGROUND));
        }
        if from.background != to.background {
            self.add(&colour::parameters(to.background, colour::BACKGROUND));
        }
    }

    fn change_modifiers(&mut self, from: Modifier, to: Modifier) {
        let mut gone = from - to;
        let mut new = to - from;
        if gone.intersects(BOLD_OR_DIM) {
            // One number turns both off; the one that stays is turned on again.
            gone -= BOLD_OR_DIM;
            new |= to & BOLD_OR_DIM;
            self.add("22");
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
    use super::*;

    fn change(from: Style, to: Style) -> String {
        let mut out = Vec::new();
        from.write_change(to, true, &mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn changes_are_the_shorter_of_two_ways() {
        let bold = Style {
            modifiers: Modifier::BOLD,
            ..Style::PLAIN
        };
        let red = Style {
            foreground: Color::Red,
            ..Style::PLAIN
        };
        let both = Style {
            modifiers: Modifier::BOLD,
            ..red
        };
        assert_eq!(change(bold, Style::PLAIN), "\x1b[m");
        assert_eq!(change(Style::PLAIN, both), "\x1b[1;31m");
        assert_eq!(change(both, bold), "\x1b[39m");
        assert_eq!(change(both, red), "\x1b[22m");
        assert_eq!(change(both, both), "");
        let dim = Style {
            modifiers: Modifier::DIM,
            ..red
        };
        assert_eq!(change(both, dim), "\x1b[22;2m");
        let many = Style {
            modifiers: Modifier::ITALIC | Modifier::UNDERLINED,
            ..red
        };
        assert_eq!(change(many, bold), "\x1b[;1m");
    }
}
