//! A line of text being typed.

use crate::content::text::clean;
use crate::input::{Key, KeyCode};

/// The longest text a field takes, in bytes; more is left out.
const LONGEST: usize = 1024;

/// Text with a cursor; the cursor is a byte offset at a character's start.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Field {
    text: String,
    cursor: usize,
}

impl Field {
    /// A field that already holds `text`, the cursor behind it.
    pub fn with(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            cursor: text.len(),
            text,
        }
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text before the cursor.
    pub fn before(&self) -> &str {
        self.text.get(..self.cursor).unwrap_or(&self.text)
    }

    /// Edits by a key; whether the text changed or the cursor moved.
    pub fn edit(&mut self, key: Key) -> bool {
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
    pub fn insert(&mut self, text: &str) {
        let text: String = clean(text)
            .chars()
            .map(|letter| {
                if letter == '\n' || letter == '\t' {
                    ' '
                } else {
                    letter
                }
            })
            .filter(|letter| !letter.is_control())
            .collect();
        for letter in text.chars() {
            if self.text.len() + letter.len_utf8() <= LONGEST {
                self.text.insert(self.cursor, letter);
                self.cursor += letter.len_utf8();
            }
        }
    }

    fn delete_to(&mut self, start: usize) {
        self.text.replace_range(start..self.cursor, "");
        self.cursor = start;
    }

    fn previous(&self) -> usize {
        self.before()
            .char_indices()
            .next_back()
            .map_or(0, |(at, _)| at)
    }

    fn next(&self) -> usize {
        let after = self.text.get(self.cursor..).unwrap_or_default();
        self.cursor + after.chars().next().map_or(0, char::len_utf8)
    }

    fn word_start(&self) -> usize {
        let before = self.before().trim_end();
        before.rfind(char::is_whitespace).map_or(0, |at| {
            at + before
                .get(at..)
                .and_then(|it| it.chars().next())
                .map_or(1, char::len_utf8)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse_keys;

    fn typed(script: &str) -> Field {
        let mut field = Field::default();
        for key in parse_keys(script).unwrap() {
            field.edit(key);
        }
        field
    }

    #[test]
    fn words_and_letters_are_deleted_whole() {
        assert_eq!(typed("one twö<bs>").text(), "one tw");
        assert_eq!(typed("one two<c-w>").text(), "one ");
        assert_eq!(typed("one<left><left>X").text(), "oXne");
    }
}
