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
        let rest = self.text.get(self.at..)?;
        let skipped = rest.find(is_letter)?;
        let start = self.at + skipped;
        let word = rest.get(skipped..)?;
        let end = start + length(word);
        self.at = end;
        Some(start..end)
    }
}

/// How many bytes the word at the start of `text` has.
fn length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    if let Some((_, first)) = letters.next()
        && stands_alone(first)
    {
        return first.len_utf8();
    }
    while let Some((at, character)) = letters.next() {
        let inner = is_apostrophe(character)
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
    words(text).map(|range| {
        let mut folded = String::new();
        fold_into(text.get(range).unwrap_or_default(), &mut folded);
        folded
    })
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
        assert_eq!(all("  \u{7} (.*)+ 🙂 "), Vec::<String>::new());
    }

    #[test]
    fn an_endless_word_is_cut() {
        assert_eq!(all(&"a".repeat(10_000)), ["a".repeat(LONGEST)]);
    }
}
