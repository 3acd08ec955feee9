//! Where the words of a text are, and a word as it is compared: lower case, no diacritics, no apostrophes.

use std::ops::Range;

use crate::content::text::fold;

/// Longer words are compared by their beginning; nobody types them whole.
const LONGEST: usize = 48;

/// The byte ranges of the words in `text`, in order.
pub const fn words(text: &str) -> Words<'_> {
    Words { text, at: 0 }
}

#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Words<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let start = self.at + rest.iter().position(|byte| starts_word(*byte))?;
            let word = self.text.get(start..)?;
            let length = length(word);
            if length > 0 {
                self.at = start + length;
                return Some(start..self.at);
            }
            // What is no letter may start with a byte like one when it is not ASCII.
            self.at = start + word.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// Whether a word may start with this byte: an ASCII letter or digit, or the first byte of any other character.
const fn starts_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0xc0
}

/// How many bytes the word at the start of `text` has; 0 when none stands there.
fn length(text: &str) -> usize {
    let ascii = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    let end = ascii.map_or(Some(text.len()), |end| end_of_ascii(text, end));
    end.unwrap_or_else(|| length_of_any(text))
}

/// The end of a word of ASCII letters, if what follows them cannot belong to it.
fn end_of_ascii(text: &str, end: usize) -> Option<usize> {
    let next = text.as_bytes().get(end)?;
    (end > 0 && next.is_ascii() && *next != b'\'').then_some(end)
}

fn length_of_any(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    if let Some((_, first)) = letters.peek()
        && stands_alone(*first)
    {
        return first.len_utf8();
    }
    while let Some((at, character)) = letters.next() {
        let inner = at > 0
            && is_apostrophe(character)
            && letters.peek().is_some_and(|(_, next)| next.is_alphabetic());
        if stands_alone(character) || !(inner || is_letter(character)) {
            return at;
        }
    }
    text.len()
}

fn is_letter(character: char) -> bool {
    character.is_ascii_alphanumeric()
        || (!character.is_ascii()
            && (character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}')))
}

const fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '’')
}

/// Scripts written without spaces: every character counts as a word.
const fn stands_alone(character: char) -> bool {
    matches!(character, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

/// Writes `word` as it is compared into `folded`, which is emptied first.
pub fn fold_into(word: &str, folded: &mut String) {
    folded.clear();
    if word.is_ascii() {
        let letters = word.bytes().filter(|byte| *byte != b'\'').take(LONGEST);
        folded.extend(letters.map(|byte| char::from(byte.to_ascii_lowercase())));
        return;
    }
    let letters = fold(word);
    let letters = letters.chars().filter(|letter| !is_apostrophe(*letter));
    folded.extend(letters.take(LONGEST));
}

/// The words of a short text as they are compared.
pub fn folded_words(text: &str) -> impl Iterator<Item = String> {
    let folded = words(text).map(|range| {
        let mut folded = String::new();
        fold_into(text.get(range).unwrap_or_default(), &mut folded);
        folded
    });
    folded.filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        folded_words(text).collect()
    }

    #[test]
    fn words_are_letters_and_digits_with_inner_apostrophes() {
        assert_eq!(
            all("Paget’s x-ray: 'CO2', don't!"),
            ["pagets", "x", "ray", "co2", "dont"]
        );
        assert_eq!(all("Sjögren naïve Ｆｕｌｌ"), ["sjogren", "naive", "full"]);
        assert_eq!(all("石灰化 石"), ["石", "灰", "化", "石"]);
        assert_eq!(all("  \u{7} (.*)+ 🙂 \u{301} "), Vec::<String>::new());
        assert_eq!(all(&"🙂".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn an_endless_word_is_cut() {
        assert_eq!(all(&"a".repeat(10_000)), ["a".repeat(LONGEST)]);
    }
}
