//! Text made safe and comparable: control characters dropped, diacritics folded, headings turned to slugs.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// The text without characters that command a terminal or turn its reading direction.
///
/// Content is untrusted: C0 and C1 controls, delete, and the bidirectional overrides are dropped; line feeds
/// stay and tabs become spaces.
pub fn clean(text: &str) -> Cow<'_, str> {
    without_unsafe(text, ' ')
}

/// As [`clean`], but tabs stay, which mean something in code.
pub fn clean_code(text: &str) -> Cow<'_, str> {
    without_unsafe(text, '\t')
}

fn without_unsafe(text: &str, tab: char) -> Cow<'_, str> {
    if !text.chars().any(is_unsafe) {
        return Cow::Borrowed(text);
    }
    let kept = text.chars().filter_map(|character| match character {
        '\t' => Some(tab),
        '\n' => Some('\n'),
        other if is_unsafe(other) => None,
        other => Some(other),
    });
    Cow::Owned(kept.collect())
}

/// The text safe and on one line, with single spaces between its words.
pub fn one_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text with its first letter in upper case, unless capitals mean something in its first word (pH, mRNA, µg).
pub fn capitalised(text: &str) -> String {
    let word = text.split(char::is_whitespace).next().unwrap_or_default();
    if word.contains(char::is_uppercase) || word.to_uppercase().to_lowercase() != word {
        return text.to_owned();
    }
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The text as it is written inside a sentence: its first letter in lower case, unless it is written in capitals.
pub fn in_sentence(text: &str) -> String {
    let mut letters = text.chars();
    match letters.next() {
        Some(first) if !letters.clone().next().is_some_and(char::is_uppercase) => {
            first.to_lowercase().chain(letters).collect()
        }
        _ => text.to_owned(),
    }
}

/// A short name for a text that stays the same when only its white space changes (FNV-1a, 64 bits).
pub fn digest(text: &str) -> String {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut take = |byte: u8| {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
    };
    for word in text.split_ascii_whitespace() {
        word.bytes().for_each(&mut take);
        take(b' ');
    }
    format!("{hash:016x}")
}

/// Whether the character commands a terminal or turns its reading direction.
pub fn is_unsafe(character: char) -> bool {
    let turns = matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}');
    turns || (character.is_control() && character != '\n')
}

/// Lower case without diacritics, for comparing what people type with what is written.
///
/// Letters that no keyboard but their own has become those people type for them; curly apostrophes and
/// non-breaking hyphens the plain ones.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(text.len());
    let decomposed = text
        .nfkd()
        .filter(|character| !is_combining_mark(*character));
    for character in decomposed.flat_map(char::to_lowercase) {
        match typed_as(character) {
            Some(typed) => folded.push_str(typed),
            None => folded.push(character),
        }
    }
    folded
}

/// Whether the character says where a word may break or how its letters join: nobody sees it, and nobody types it.
pub const fn is_joiner(character: char) -> bool {
    matches!(
        character,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// What is typed for a character that Unicode does not decompose; nothing for what nobody sees.
const fn typed_as(character: char) -> Option<&'static str> {
    Some(match character {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'ł' => "l",
        'đ' | 'ð' => "d",
        'þ' => "th",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        'μ' => "u",
        '×' => "x",
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bb}' | '\u{2bc}' | '\u{2032}' => "'",
        '\u{201c}'..='\u{201f}' => "\"",
        '\u{2010}'..='\u{2015}' | '\u{2212}' => "-",
        other if is_joiner(other) => "",
        _ => return None,
    })
}

/// A heading's id as Zola makes it: letters of any script spelled in ASCII, and words joined by hyphens.
pub fn slug(text: &str) -> String {
    slug::slugify(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn controls_never_pass() {
        assert_eq!(
            clean("a\u{1b}[31mb\u{9b}\u{7f}\r\u{202e}c\td\n"),
            "a[31mbc d\n"
        );
        assert!(matches!(clean("plain ±"), Cow::Borrowed(_)));
    }

    #[test]
    fn what_people_type_is_what_is_written() {
        assert_eq!(
            fold("Straße ẞ Łódź Ødegård Cæsar"),
            "strasse ss lodz odegard caesar"
        );
        assert_eq!(
            fold("Sjögren’s low\u{2011}dose H₂O"),
            "sjogren's low-dose h2o"
        );
        assert_eq!(fold("cal\u{ad}c\u{200b}ium"), "calcium");
        assert_eq!(fold("Ὀδυσσεύς 5 µg 2×3 “a–b”"), "οδυσσευσ 5 ug 2x3 \"a-b\"");
    }

    #[test]
    fn a_first_letter_is_made_a_capital_only_where_capitals_mean_nothing() {
        for (name, title) in [
            ("first steps", "First steps"),
            ("ähre", "Ähre"),
            ("pH of water", "pH of water"),
            ("mRNA", "mRNA"),
            ("µg folder", "µg folder"),
        ] {
            assert_eq!(capitalised(name), title);
        }
    }

    #[test]
    fn slugs_are_words_with_hyphens() {
        assert_eq!(
            slug("What it’s *confused* with?"),
            "what-it-s-confused-with"
        );
        assert_eq!(slug("Ménière – 99 %"), "meniere-99");
        assert_eq!(slug("Straße über Łódź"), "strasse-uber-lodz");
    }
}
