//! Text for terminals that have only ASCII: signs spelled out, letters without their marks.

use std::borrow::Cow;
use std::iter::once;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// What stands for a character that nothing else is known for.
const UNKNOWN: char = '?';

/// Signs with what says the same.
const SIGNS: &[(char, &str)] = &[
    ('‐', "-"),
    ('\u{2011}', "-"),
    ('‒', "-"),
    ('–', "-"),
    ('—', "--"),
    ('−', "-"),
    ('‘', "'"),
    ('’', "'"),
    ('‚', "'"),
    ('′', "'"),
    ('“', "\""),
    ('”', "\""),
    ('„', "\""),
    ('″', "\""),
    ('«', "\""),
    ('»', "\""),
    ('…', "..."),
    ('·', "-"),
    ('•', "*"),
    ('›', ">"),
    ('‹', "<"),
    ('±', "+/-"),
    ('×', "x"),
    ('÷', "/"),
    ('⁄', "/"),
    ('≤', "<="),
    ('≥', ">="),
    ('≠', "!="),
    ('≈', "~"),
    ('∞', "infinity"),
    ('√', "root "),
    ('→', "->"),
    ('←', "<-"),
    ('↔', "<->"),
    ('⇒', "=>"),
    ('↑', "up"),
    ('↓', "down"),
    ('°', "deg"),
    ('²', "^2"),
    ('³', "^3"),
    ('⁹', "^9"),
    ('⁶', "^6"),
    ('½', "1/2"),
    ('¼', "1/4"),
    ('¾', "3/4"),
    ('µ', "u"),
    ('μ', "u"),
    ('α', "alpha"),
    ('β', "beta"),
    ('γ', "gamma"),
    ('δ', "delta"),
    ('Δ', "delta"),
    ('ε', "epsilon"),
    ('κ', "kappa"),
    ('λ', "lambda"),
    ('ω', "omega"),
    ('ß', "ss"),
    ('æ', "ae"),
    ('Æ', "Ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('Ø', "O"),
    ('ł', "l"),
    ('Ł', "L"),
    ('đ', "d"),
    ('ı', "i"),
    ('€', "EUR"),
    ('£', "GBP"),
    ('©', "(c)"),
    ('®', "(R)"),
    ('✓', "yes"),
    ('✔', "yes"),
];

/// The text in ASCII; nothing else reaches a terminal that could take it for commands.
pub fn ascii(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 8);
    for character in text.chars() {
        spell(character, &mut plain);
    }
    Cow::Owned(plain)
}

/// A space at which no line ends.
pub const fn is_tie(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn spell(character: char, plain: &mut String) {
    if character.is_ascii() {
        plain.push(character);
    } else if let Some((_, sign)) = SIGNS.iter().find(|(sign, _)| *sign == character) {
        plain.push_str(sign);
    } else if !is_silent(character) {
        let before = plain.len();
        plain.extend(once(character).nfkd().filter(char::is_ascii));
        if plain.len() == before {
            plain.push(UNKNOWN);
        }
    }
}

/// Marks on letters, joiners and other characters that fill no column.
fn is_silent(character: char) -> bool {
    is_combining_mark(character)
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_spelled_and_letters_lose_their_marks() {
        for (text, plain) in [
            ("plain", "plain"),
            ("≤ 5 µmol/L ± 2 – “so”…", "<= 5 umol/L +/- 2 - \"so\"..."),
            ("Ménière’s", "Meniere's"),
            ("37 °C → 10⁹ m²", "37 degC -> 10^9 m^2"),
            ("e\u{301}\u{200b}x", "ex"),
            ("石灰", "??"),
            ("TGF-β", "TGF-beta"),
        ] {
            assert_eq!(ascii(text), plain);
        }
    }
}
