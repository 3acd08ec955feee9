//! Numbers that are written as words, and the words around numbers: “twenty-one”, “nearly”, “out of”.

use crate::library::check::tokens::Token;

const UNITS: &str = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen \
    sixteen seventeen eighteen nineteen";
const TENS: &str = "twenty thirty forty fifty sixty seventy eighty ninety";
const HUNDREDS: &[(&str, f64)] = &[("hundred", 1e2), ("thousand", 1e3), ("million", 1e6)];

/// Words that say that a number is rounded.
const ROUNDING: &str = "about around roughly nearly almost approximately some over than just half";

/// What is counted: a number as a word before one of these is a figure.
const COUNTED: &[&str] = &[
    "people", "persons", "patients", "children", "adults", "babies", "women", "men", "girls",
    "boys", "cases", "eyes", "fingers", "studies", "trials", "hours", "days", "weeks", "months",
    "years", "times", "percent",
];

/// The number that begins at a token, and whether it is a word; with how many tokens it takes.
pub fn number_at(tokens: &[Token<'_>], at: usize) -> (usize, Option<(f64, bool)>) {
    let begun = match tokens.get(at) {
        Some(Token::Number(value, _)) => Some((*value, false)),
        Some(Token::Word(word)) => unit(word).map(|value| (value, true)),
        _ => None,
    };
    let Some((mut value, is_word)) = begun else {
        return (1, None);
    };
    let one = ones_behind(tokens, at).filter(|_| is_word && value >= 20.0);
    value += one.unwrap_or(0.0);
    let mut length = if one.is_some() { 3 } else { 1 };
    if let Some(Token::Word(next)) = tokens.get(at + length)
        && let Some((_, by)) = HUNDREDS.iter().find(|(name, _)| name == next)
    {
        value *= by;
        length += 1;
    }
    (length, Some((value, is_word)))
}

/// The ones of “twenty-one”.
fn ones_behind(tokens: &[Token<'_>], at: usize) -> Option<f64> {
    match (tokens.get(at + 1), tokens.get(at + 2)) {
        (Some(Token::Dash), Some(Token::Word(word))) => unit(word).filter(|one| *one < 10.0),
        _ => None,
    }
}

pub fn unit(word: &str) -> Option<f64> {
    let small = UNITS.split(' ').position(|known| known == word);
    let ten = || Some(TENS.split(' ').position(|known| known == word)? * 10 + 20);
    let value = small.or_else(ten)?;
    u32::try_from(value).ok().map(f64::from)
}

pub fn is_percent(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(
        (tokens.get(at), tokens.get(at + 1)),
        (Some(Token::Percent | Token::Word("percent")), _)
            | (Some(Token::Word("per")), Some(Token::Word("cent")))
    )
}

pub fn is_rounded(tokens: &[Token<'_>], at: usize) -> bool {
    let before = tokens.get(at.saturating_sub(3)..at).unwrap_or_default();
    let is_word = |word: &str| ROUNDING.split(' ').any(|known| known == word);
    before
        .iter()
        .any(|token| matches!(token, Token::Word(word) if is_word(word)))
}

pub fn is_counted(tokens: &[Token<'_>], at: usize) -> bool {
    matches!(tokens.get(at), Some(Token::Word(word)) if COUNTED.contains(word))
}

pub fn joins_range(between: &[Token<'_>]) -> bool {
    matches!(between, [Token::Dash | Token::Word("to" | "and")])
}

/// Whether these words make a share of two numbers: “of”, “out of the”, and behind digits “people of”.
pub fn joins_share(between: &[Token<'_>], is_digits: bool) -> bool {
    let words = match between {
        [
            words @ ..,
            Token::Word("the" | "these" | "those" | "all" | "such"),
        ] => words,
        all => all,
    };
    match words {
        [Token::Word("of" | "in") | Token::Slash] | [Token::Word("out"), Token::Word("of")] => true,
        [Token::Word(counted), Token::Word("of")] => is_digits && COUNTED.contains(counted),
        _ => false,
    }
}
