//! A key as the program knows it, and its name for people.

use std::fmt::{Display, Formatter, Result};

/// A key and what was held with it. `const` constructors make tables of keys readable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key {
    pub code: KeyCode,
    pub modifiers: Modifiers,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum KeyCode {
    Char(char),
    Enter,
    Escape,
    Backspace,
    Tab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    F(u8),
}

/// `shift` is never set on a character: an upper case letter says it already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Modifiers {
    pub control: bool,
    pub alt: bool,
    pub shift: bool,
}

impl Modifiers {
    pub const NONE: Self = Self {
        control: false,
        alt: false,
        shift: false,
    };
    pub const CONTROL: Self = Self {
        control: true,
        ..Self::NONE
    };
    pub const ALT: Self = Self {
        alt: true,
        ..Self::NONE
    };
    pub const SHIFT: Self = Self {
        shift: true,
        ..Self::NONE
    };
}

impl Key {
    pub const fn new(code: KeyCode, modifiers: Modifiers) -> Self {
        Self { code, modifiers }
    }

    pub const fn plain(code: KeyCode) -> Self {
        Self::new(code, Modifiers::NONE)
    }

    pub const fn char(letter: char) -> Self {
        Self::plain(KeyCode::Char(letter))
    }

    pub const fn ctrl(letter: char) -> Self {
        Self::new(KeyCode::Char(letter), Modifiers::CONTROL)
    }

    pub const fn alt(letter: char) -> Self {
        Self::new(KeyCode::Char(letter), Modifiers::ALT)
    }

    pub const fn shift(code: KeyCode) -> Self {
        Self::new(code, Modifiers::SHIFT)
    }

    /// The character this key types, if it types one.
    pub const fn text(self) -> Option<char> {
        match self.code {
            KeyCode::Char(letter) if !self.modifiers.control && !self.modifiers.alt => Some(letter),
            _ => None,
        }
    }

    /// The name for people in letters alone: `Up` where [`Display`] draws `↑`.
    pub fn ascii_name(self) -> String {
        match self.code {
            KeyCode::Up => self.named("Up"),
            KeyCode::Down => self.named("Down"),
            KeyCode::Left => self.named("Left"),
            KeyCode::Right => self.named("Right"),
            _ => self.to_string(),
        }
    }

    fn named(self, name: &str) -> String {
        let held = self.modifiers;
        let control = if held.control { "Ctrl-" } else { "" };
        let alt = if held.alt { "Alt-" } else { "" };
        let shift = if held.shift { "Shift-" } else { "" };
        [control, alt, shift, name].concat()
    }
}

impl From<KeyCode> for Key {
    fn from(code: KeyCode) -> Self {
        Self::plain(code)
    }
}

/// The name for people, as in help and hints: `j`, `Ctrl-n`, `PgDn`, `↑`.
impl Display for Key {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut letters = [0; 4];
        let name = match self.code {
            KeyCode::Char(' ') => "Space",
            KeyCode::Char(letter) => letter.encode_utf8(&mut letters),
            KeyCode::F(number) => return f.pad(&self.named(&format!("F{number}"))),
            KeyCode::Enter => "Enter",
            KeyCode::Escape => "Esc",
            KeyCode::Backspace => "Backspace",
            KeyCode::Tab => "Tab",
            KeyCode::Up => "↑",
            KeyCode::Down => "↓",
            KeyCode::Left => "←",
            KeyCode::Right => "→",
            KeyCode::Home => "Home",
            KeyCode::End => "End",
            KeyCode::PageUp => "PgUp",
            KeyCode::PageDown => "PgDn",
            KeyCode::Insert => "Insert",
            KeyCode::Delete => "Delete",
        };
        if self.modifiers == Modifiers::NONE {
            return f.pad(name);
        }
        f.pad(&self.named(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_for_people_read_as_in_the_key_table() {
        let names = [
            (Key::char('j'), "j"),
            (Key::char('G'), "G"),
            (Key::char(' '), "Space"),
            (Key::ctrl('n'), "Ctrl-n"),
            (Key::alt('1'), "Alt-1"),
            (Key::shift(KeyCode::Tab), "Shift-Tab"),
            (Key::plain(KeyCode::PageDown), "PgDn"),
            (Key::plain(KeyCode::Up), "↑"),
            (Key::plain(KeyCode::F(1)), "F1"),
        ];
        for (key, name) in names {
            assert_eq!(key.to_string(), name);
        }
        assert_eq!(Key::plain(KeyCode::Up).ascii_name(), "Up");
        assert_eq!(Key::shift(KeyCode::Left).ascii_name(), "Shift-Left");
        assert_eq!(Key::ctrl('n').ascii_name(), "Ctrl-n");
        assert_eq!(format!("{:>6}|", Key::char('j')), "     j|");
    }

    #[test]
    fn only_bare_characters_type_text() {
        assert_eq!(Key::char('é').text(), Some('é'));
        assert_eq!(Key::ctrl('e').text(), None);
        assert_eq!(Key::plain(KeyCode::Enter).text(), None);
    }
}
