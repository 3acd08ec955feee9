//! Text to tokens: where the words and numbers of a text are, and each as it is compared.

use std::ops::Range;

use crate::content::text::{fold, is_joiner};

/// Longer words are compared by their beginning; nobody types them whole.
const LONGEST: usize = 48;

/// The minus sign, which is no hyphen.
const MINUS: char = '\u{2212}';

/// The byte ranges of the words and numbers in `text`, in order.
pub const fn tokens(text: &str) -> Tokens<'_> {
    Tokens { text, at: 0 }
}

#[derive(Debug)]
pub struct Tokens<'a> {
    text: &'a str,
    at: usize,
}

impl Iterator for Tokens<'_> {
    type Item = Range<usize>;

    fn next(&mut self) -> Option<Range<usize>> {
        loop {
            let rest = self.text.as_bytes().get(self.at..)?;
            let start = self.at + rest.iter().position(|byte| may_start(*byte))?;
            let token = self.text.get(start..)?;
            let length = number_length(token).unwrap_or_else(|| word_length(token));
            if length > 0 {
                let before = self.text.get(..start).unwrap_or_default();
                self.at = start + length;
                return Some(start - sign_length(before, token)..self.at);
            }
            // A character that is no letter may begin with such a byte when it is not ASCII.
            self.at = start + token.chars().next().map_or(1, char::len_utf8);
        }
    }
}

/// The length of a number with decimals or thousands, such as 2.5 or 1,000; other numbers are words.
fn number_length(text: &str) -> Option<usize> {
    let digits = |from: usize| {
        let rest = text.as_bytes().get(from..).unwrap_or_default();
        rest.iter().take_while(|byte| byte.is_ascii_digit()).count()
    };
    let whole = digits(0);
    if whole == 0 {
        return None;
    }
    let mut end = whole;
    loop {
        let more = digits(end + 1);
        match text.as_bytes().get(end) {
            Some(b'.') if more > 0 => end += 1 + more,
            Some(b',') if more == 3 => end += 1 + more,
            _ => return (end > whole).then_some(end),
        }
    }
}

/// The length of the sign of a number: a minus or plus that no word stands before, so that 5-10 stays a range.
fn sign_length(before: &str, token: &str) -> usize {
    let mut before = before.chars().rev();
    let sign = before
        .next()
        .filter(|_| token.starts_with(|first: char| first.is_ascii_digit()));
    let stands_free = before
        .next()
        .is_none_or(|other| other.is_whitespace() || "([<>=≤≥~".contains(other));
    match sign {
        Some(sign @ ('-' | '+' | MINUS)) if stands_free => sign.len_utf8(),
        _ => 0,
    }
}

/// Whether a word may start with this byte: an ASCII letter or digit, or the first byte of any other character.
const fn may_start(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte >= 0xc0
}

/// How many bytes the word at the start of `text` has; 0 when none stands there.
fn word_length(text: &str) -> usize {
    let ascii = text.bytes().position(|byte| !byte.is_ascii_alphanumeric());
    let end = ascii.map_or(Some(text.len()), |end| end_of_ascii(text, end));
    end.unwrap_or_else(|| any_word_length(text))
}

/// The end of a word of ASCII letters, if what follows them cannot belong to it.
fn end_of_ascii(text: &str, end: usize) -> Option<usize> {
    let next = text.as_bytes().get(end)?;
    (end > 0 && next.is_ascii() && !matches!(*next, b'\'' | b'^' | b'_')).then_some(end)
}

fn any_word_length(text: &str) -> usize {
    let mut letters = text.char_indices().peekable();
    if let Some((_, first)) = letters.peek()
        && stands_alone(*first)
    {
        return first.len_utf8();
    }
    while let Some((at, character)) = letters.next() {
        let next = letters.peek().map(|(_, next)| *next);
        let inner = at > 0
            && next.is_some_and(|next| match character {
                '^' | '_' => next.is_ascii_digit(),
                _ if is_joiner(character) => next.is_alphanumeric(),
                _ => is_apostrophe(character) && next.is_alphabetic(),
            });
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

/// Writes `token` as it is compared into `normalized`, which is emptied first.
///
/// That is lower case, without diacritics and apostrophes, a minus as `-`, thousands without their comma, raised and
/// lowered digits without their sign.
pub fn normalize_into(token: &str, normalized: &mut String) {
    normalized.clear();
    if token.is_ascii() {
        normalized.push_str(token);
        normalized.make_ascii_lowercase();
        normalized.retain(|letter| !matches!(letter, '\'' | ',' | '+' | '^' | '_'));
        normalized.truncate(LONGEST);
        return;
    }
    let folded = fold(token);
    let letters = folded
        .chars()
        .filter(|letter| !matches!(letter, '\'' | '’' | ',' | '^' | '_'));
    let letters = letters.map(|letter| if letter == MINUS { '-' } else { letter });
    normalized.extend(letters.take(LONGEST));
}

/// The tokens of a short text as they are compared.
pub fn normalized_tokens(text: &str) -> impl Iterator<Item = String> {
    let normalized = tokens(text).map(|range| {
        let mut normalized = String::new();
        normalize_into(text.get(range).unwrap_or_default(), &mut normalized);
        normalized
    });
    normalized.filter(|token| !token.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(text: &str) -> Vec<String> {
        normalized_tokens(text).collect()
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
    fn a_number_with_sign_and_decimals_is_one_token() {
        assert_eq!(
            all("T-score of −2.5 or -1, 1,250 mg, +0.5 (-3.0)"),
            [
                "t", "score", "of", "-2.5", "or", "-1", "1250", "mg", "0.5", "-3.0"
            ]
        );
        assert_eq!(
            all("5-10, 1,25-OH D, IL-6, 2.5mg, v1.2.3. 7."),
            [
                "5", "10", "1", "25", "oh", "d", "il", "6", "2.5", "mg", "v1", "2.3", "7"
            ]
        );
    }

    #[test]
    fn letters_of_other_alphabets_are_typed_without_their_marks() {
        assert_eq!(
            all("H₂O Straße Łódź Ødegård Cæsar Sjögren’s"),
            ["h2o", "strasse", "lodz", "odegard", "caesar", "sjogrens"]
        );
        assert_eq!(all("low\u{2011}dose"), ["low", "dose"]);
    }

    #[test]
    fn an_endless_word_is_cut() {
        assert_eq!(all(&"a".repeat(10_000)), ["a".repeat(LONGEST)]);
    }
}
