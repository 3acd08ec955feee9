//! A line of text being typed: edited by grapheme, and scrolled sideways where it is longer than its room.

use crate::content::text::clean;
use crate::input::{Key, KeyCode};
use crate::layout::width;

/// The longest text a field takes, in bytes; more is left out. Nobody types more, and a paste must not fill the memory.
const LONGEST: usize = 1024;

/// What reaches a field.
#[derive(Clone, Copy, Debug)]
pub enum TextInput<'a> {
    Key(Key),
    Paste(&'a str),
}

impl TextInput<'_> {
    /// Whether it takes the place of what is selected, or takes it away.
    fn replaces(self) -> bool {
        let Self::Key(key) = self else {
            return true;
        };
        let deletes = matches!(key.code, KeyCode::Backspace | KeyCode::Delete)
            || [Key::ctrl('w'), Key::ctrl('u')].contains(&key);
        key.text().is_some() || deletes
    }
}

/// Text with a cursor; the cursor is a byte offset between two graphemes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TextField {
    text: String,
    cursor: usize,
    /// All of it is selected: what is typed next takes its place.
    is_selected: bool,
}

impl TextField {
    /// A field that already holds `text`, the cursor behind it.
    pub fn with(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            cursor: text.len(),
            text,
            is_selected: false,
        }
    }

    /// A field whose text gives way to what is typed.
    pub fn selected(text: impl Into<String>) -> Self {
        let field = Self::with(text);
        Self {
            is_selected: !field.text.is_empty(),
            ..field
        }
    }

    pub const fn is_selected(&self) -> bool {
        self.is_selected
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or(&self.text)
    }

    fn after(&self) -> &str {
        self.text.get(self.cursor..).unwrap_or_default()
    }

    /// As much of the text as fits so many columns with the cursor among them, and the columns before that. What is behind the cursor keeps a third
    /// of them, for a person who goes back to mend a word must see how it goes on.
    pub fn visible(&self, columns: usize) -> (&str, usize) {
        let (before, all) = (width::of(self.before()), width::of(&self.text) + 1);
        let wanted = before.saturating_sub(columns * 2 / 3);
        let first = wanted.min(all.saturating_sub(columns));
        let mut hidden = 0;
        let mut rest = self.text.as_str();
        while hidden < first && !rest.is_empty() {
            let grapheme = width::first_grapheme(rest);
            hidden += width::of(grapheme);
            rest = rest.get(grapheme.len()..).unwrap_or_default();
        }
        (width::cut(rest, columns), before.saturating_sub(hidden))
    }

    /// Takes what was typed or pasted; whether the text changed or the cursor moved.
    pub fn edit(&mut self, input: TextInput<'_>) -> bool {
        if std::mem::take(&mut self.is_selected) && input.replaces() {
            *self = Self::default();
        }
        match input {
            TextInput::Key(key) => self.edit_by(key),
            TextInput::Paste(text) => {
                self.insert(text);
                true
            }
        }
    }

    fn edit_by(&mut self, key: Key) -> bool {
        match (key.code, key.modifiers.control, key.modifiers.alt) {
            (KeyCode::Char(letter), false, false) => self.insert(letter.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, _, false) => self.delete_to(self.previous()),
            (KeyCode::Char('w'), true, _) | (KeyCode::Backspace, _, true) => {
                self.delete_to(self.word_start());
            }
            (KeyCode::Char('u'), true, _) => self.delete_to(0),
            (KeyCode::Delete, _, _) => {
                let next = self.next();
                self.text.replace_range(self.cursor..next, "");
            }
            (KeyCode::Left, _, _) | (KeyCode::Char('b'), true, _) => self.cursor = self.previous(),
            (KeyCode::Right, _, _) | (KeyCode::Char('f'), true, _) => self.cursor = self.next(),
            (KeyCode::Home, _, _) | (KeyCode::Char('a'), true, _) => self.cursor = 0,
            (KeyCode::End, _, _) | (KeyCode::Char('e'), true, _) => self.cursor = self.text.len(),
            _ => return false,
        }
        true
    }

    /// Adds text at the cursor; line feeds and tabs become spaces, controls are dropped.
    fn insert(&mut self, text: &str) {
        let cleaned = clean(text).replace(['\n', '\t'], " ");
        let mut rest = cleaned.as_str();
        let mut added = String::new();
        while !rest.is_empty() {
            let grapheme = width::first_grapheme(rest);
            rest = rest.get(grapheme.len()..).unwrap_or_default();
            if self.text.len() + added.len() + grapheme.len() > LONGEST {
                break;
            }
            added.extend(grapheme.chars().filter(|letter| !letter.is_control()));
        }
        self.text.insert_str(self.cursor, &added);
        self.cursor += added.len();
        // What was added may have become one with what follows: an accent before it, half of a flag.
        let joined = self.text.len() - self.cursor;
        while !self.at_boundary() && self.cursor < self.text.len() {
            self.cursor += self.after().chars().next().map_or(joined, char::len_utf8);
        }
    }

    /// Whether no grapheme reaches over the cursor.
    fn at_boundary(&self) -> bool {
        let mut at = 0;
        while at < self.cursor {
            let rest = self.text.get(at..).unwrap_or_default();
            at += width::first_grapheme(rest).len().max(1);
        }
        at == self.cursor
    }

    fn delete_to(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    fn previous(&self) -> usize {
        self.cursor - width::last_grapheme(self.before()).len()
    }

    fn next(&self) -> usize {
        self.cursor + width::first_grapheme(self.after()).len()
    }

    fn word_start(&self) -> usize {
        let before = self.before().trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| {
            let space = before.get(at..).and_then(|it| it.chars().next());
            at + space.map_or(1, char::len_utf8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse_keys;

    fn typed(script: &str) -> TextField {
        let mut field = TextField::default();
        for key in parse_keys(script).unwrap() {
            field.edit(TextInput::Key(key));
        }
        field
    }

    #[test]
    fn words_and_letters_are_deleted_whole() {
        assert_eq!(typed("one twö<bs>").text(), "one tw");
        assert_eq!(typed("one two<c-w>").text(), "one ");
        assert_eq!(typed("one<left><left>X").text(), "oXne");
        assert_eq!(typed("ae\u{301}<bs>").text(), "a");
        assert_eq!(typed("e\u{301}b<left><left><del>").text(), "b");
    }

    #[test]
    fn typing_replaces_what_is_selected_and_moving_lets_it_go() {
        for (script, text) in [
            ("x", "x"),
            ("<bs>x", "x"),
            ("<c-u>", ""),
            ("<end>x", "oldx"),
            ("<left>x", "olxd"),
        ] {
            let mut field = TextField::selected("old");
            for key in parse_keys(script).unwrap() {
                field.edit(TextInput::Key(key));
            }
            assert_eq!(field.text(), text, "{script}");
        }
    }

    #[test]
    fn an_accent_typed_before_a_letter_leaves_the_cursor_between_graphemes() {
        let mut field = typed("ab<left>");
        field.edit(TextInput::Paste("\u{301}"));
        assert_eq!(field.text(), "a\u{301}b");
        field.edit(TextInput::Key(Key::plain(KeyCode::Backspace)));
        assert_eq!(field.text(), "b");
    }
}
