//! Raised and lowered text: by the characters that Unicode has for it, else behind a sign.

use crate::document::{Inline, InlineKind, plain_text};

/// Where text stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Raised,
    Lowered,
}

/// What is written, and the same raised; letter by letter.
const RAISED: (&str, &str) = (
    "0123456789+-−–=()abcdefghijklmnoprstuvwxyz",
    "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
);

/// The same lowered.
const LOWERED: (&str, &str) = (
    "0123456789+-−–=()aehijklmnoprstuvx",
    "₀₁₂₃₄₅₆₇₈₉₊₋₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ",
);

impl Script {
    fn characters(self) -> impl Iterator<Item = (char, char)> {
        let (plain, own) = match self {
            Self::Raised => RAISED,
            Self::Lowered => LOWERED,
        };
        plain.chars().zip(own.chars())
    }

    /// The sign before text that no characters raise or lower.
    pub const fn sign(self) -> char {
        match self {
            Self::Raised => '^',
            Self::Lowered => '_',
        }
    }

    fn of_letter(self, letter: char) -> Option<char> {
        let mut known = self.characters();
        known.find(|(plain, _)| *plain == letter).map(|it| it.1)
    }

    /// Running text raised or lowered; signs alone, such as ® and *, stay where they are.
    pub fn write(self, mut inlines: Vec<Inline>) -> Vec<Inline> {
        let text = plain_text(&inlines);
        let text = text.trim();
        if !text.contains(|it: char| it.is_alphanumeric() || it == '+' || it == '-') {
            return inlines;
        }
        if text.chars().all(|letter| self.of_letter(letter).is_some()) {
            for inline in &mut inlines {
                self.change(inline);
            }
            return inlines;
        }
        let is_sign = |it: char| matches!(it, '+' | '-' | '−' | '.' | ',');
        let is_one = text.chars().all(|it| it.is_alphanumeric() || is_sign(it));
        let around = |text: String, at: Option<usize>| {
            let at = at.unwrap_or(0);
            Inline::new(InlineKind::Text(text), at..at)
        };
        let start = inlines.first().map(|it| it.range.start);
        let end = inlines.last().map(|it| it.range.end);
        let opener = if is_one { "" } else { "(" };
        let space = take_space(inlines.first_mut());
        let opener = format!("{space}{}{opener}", self.sign());
        inlines.insert(0, around(opener, start));
        if !is_one {
            inlines.push(around(")".to_owned(), end));
        }
        inlines
    }

    fn change(self, inline: &mut Inline) {
        if let InlineKind::Text(text) = &mut inline.kind {
            let letters = text.trim().chars();
            *text = letters.filter_map(|it| self.of_letter(it)).collect();
        }
        for inner in inline.children_mut() {
            self.change(inner);
        }
    }
}

/// White space at the start of text stays where it was, before the sign.
fn take_space(first: Option<&mut Inline>) -> &'static str {
    if let Some(InlineKind::Text(text)) = first.map(|it| &mut it.kind)
        && text.starts_with(' ')
    {
        *text = text.trim_start().to_owned();
        return " ";
    }
    ""
}

/// What a raised or lowered character stands for.
pub fn base(letter: char) -> Option<(Script, char)> {
    if letter.is_ascii() {
        return None;
    }
    let scripts = [Script::Raised, Script::Lowered].into_iter();
    let mut known = scripts.flat_map(|script| script.characters().map(move |it| (script, it)));
    let (script, (plain, _)) = known.find(|(_, (_, own))| *own == letter)?;
    Some((script, plain))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::markdown::inlines;

    #[test]
    fn raised_and_lowered_text_is_written_by_its_characters_or_behind_a_sign() {
        for (html, text) in [
            ("10<sup>9</sup>/L", "10⁹/L"),
            ("10<sup>−3</sup> and 10<sup>-3</sup>", "10⁻³ and 10⁻³"),
            ("H<sub>2</sub>O, cm<sup>2</sup>", "H₂O, cm²"),
            ("1<sup>st</sup> x<sup>n+1</sup>", "1ˢᵗ xⁿ⁺¹"),
            ("t<sub>max</sub> C<sub>Q</sub>", "tₘₐₓ C_Q"),
            ("x<sup>*</sup> a<sup>®</sup>", "x* a®"),
            ("T<sup>1.5</sup>, e<sup>a b</sup>", "T^1.5, e^(a b)"),
            ("<del>x<sup>2</sup></del> <sup>**4**</sup>", "~~x²~~ ⁴"),
            ("*a <sub>2* b</sub>", "a ₂ _b"),
            ("10<SUP> 6 </SUP>", "10⁶"),
        ] {
            assert_eq!(plain_text(&inlines(html)), text, "{html}");
        }
    }

    #[test]
    fn each_character_leads_back_to_its_own() {
        for script in [Script::Raised, Script::Lowered] {
            let (plain, own): (String, String) = script.characters().unzip();
            assert_eq!(plain.chars().count(), own.chars().count());
            for (plain, own) in script.characters() {
                let back = base(own).map(|(script, plain)| (script, script.of_letter(plain)));
                assert_eq!(back, Some((script, Some(own))), "{plain}");
            }
        }
    }
}
