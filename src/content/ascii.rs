//! Text for terminals that have only ASCII: signs spelled out, letters without their marks.

use std::borrow::Cow;

use deunicode::deunicode_char;
use unicode_normalization::char::is_combining_mark;

use crate::script::base;

/// What stands for a character that nothing else is known for.
const UNKNOWN: &str = "?";

/// Signs, each group before what says the same.
const SIGNS: &str = "\
‐\u{2011}‒–−·:-|—:--|‘’‚′:'|“”„″«»:\"|…:...|•:*|›:>|‹:<|±:+/-|×:x|÷⁄:/|≤:<=|≥:>=|≠:!=|≈:~|\
∞:infinity|√:root |→:->|←:<-|↔:<->|⇒:=>|↑:up|↓:down|°:deg|½:1/2|¼:1/4|¾:3/4|µμ:u|α:alpha|β:beta|\
γ:gamma|δΔ:delta|ε:epsilon|κ:kappa|λ:lambda|ω:omega|\
€:EUR|£:GBP|©:(c)|®:(R)|✓✔:yes";

/// The text in ASCII; nothing else reaches a terminal that could take it for commands.
pub fn ascii(text: &str) -> Cow<'_, str> {
    spelled(text, |character, is_in_word, plain| {
        if let Some(sign) = sign(character).filter(|_| !is_in_word) {
            plain.push_str(sign);
        } else if !is_silent(character) {
            plain.push_str(deunicode_char(character).unwrap_or(UNKNOWN));
        }
    })
}

/// The text with its signs in ASCII, and its letters as they are, of whatever script.
pub fn ascii_signs(text: &str) -> Cow<'_, str> {
    spelled(text, |character, _, plain| {
        match sign(character).filter(|_| !character.is_alphabetic()) {
            Some(sign) => plain.push_str(sign),
            None if is_tie(character) => plain.push(' '),
            None => plain.push(character),
        }
    })
}

/// Writes each character that is not ASCII; one that stands in a word of another script is told so.
fn spelled(text: &str, spell: impl Fn(char, bool, &mut String)) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut plain = String::with_capacity(text.len() + 8);
    let is_of_word = |character: char| !character.is_ascii() && character.is_alphabetic();
    let (mut before, mut follows) = (None, false);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let is_followed = characters.peek().is_some_and(|next| is_of_word(*next));
        let is_in_word = is_of_word(character) && (follows || is_followed);
        let script = base(character);
        match script {
            // One sign for all that is raised or lowered together.
            Some((script, own)) => {
                if before != Some(script) {
                    plain.push(script.sign());
                }
                spell(own, false, &mut plain);
            }
            None if character.is_ascii() => plain.push(character),
            None => spell(character, is_in_word, &mut plain),
        }
        // A syllable of Chinese comes with a space before the next.
        follows = is_of_word(character);
        if follows && !is_followed {
            plain.truncate(plain.trim_end_matches(' ').len());
        }
        before = script.map(|(script, _)| script);
    }
    Cow::Owned(plain)
}

/// A space at which no line ends.
pub const fn is_tie(character: char) -> bool {
    matches!(character, '\u{a0}' | '\u{2007}' | '\u{202f}')
}

fn sign(character: char) -> Option<&'static str> {
    let mut groups = SIGNS.split('|').filter_map(|group| group.split_once(':'));
    let group = groups.find(|(signs, _)| signs.contains(character));
    group.map(|(_, spelled)| spelled)
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
            ("10⁻³, H₂O", "10^-3, H_2O"),
            ("e\u{301}\u{200b}x", "ex"),
            ("TGF-β", "TGF-beta"),
            ("Кальциноз, Ασβέστιο", "Kal'tsinoz, Asbestio"),
            ("石灰。 straße", "Shi Hui.  strasse"),
            ("\u{e000}", "?"),
        ] {
            assert_eq!(ascii(text), plain);
        }
    }

    #[test]
    fn letters_of_other_scripts_stay_where_they_can_be_shown() {
        for (text, plain) in [
            ("Żółć, straße, µg", "Żółć, straße, µg"),
            (
                "石灰。 “Кальциноз” ≤ 2\u{a0}Ασβ",
                "石灰。 \"Кальциноз\" <= 2 Ασβ",
            ),
            ("10⁻³ °C 🙂", "10^-3 degC 🙂"),
        ] {
            assert_eq!(ascii_signs(text), plain);
        }
    }
}
