//! The figures of a text, and whether another text has them too.

use std::ops::Range;

use crate::library::check::number_words::{
    is_counted, is_percent, is_rounded, joins_range, joins_share, number_at, unit,
};
use crate::library::check::tokens::{Token, tokens};

/// Parts as words, one and several, with what they part by.
const PARTS: &[(&str, &str, f64)] = &[
    ("half", "halves", 2.0),
    ("third", "thirds", 3.0),
    ("quarter", "quarters", 4.0),
    ("fifth", "fifths", 5.0),
    ("tenth", "tenths", 10.0),
];

/// How far a rounded number may lie from the other, as a share of it.
const ROUNDED: f64 = 0.1;

#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    value: f64,
    is_percent: bool,
    /// How far it may lie from the other, as a share of that.
    rounding: f64,
    /// Percent that are not written as such: so many of so many, or a part that words name.
    is_share: bool,
    /// It is written as a word, and perhaps no figure at all; or it is made of two figures that stand for themselves.
    is_word: bool,
    written: String,
    /// Its tokens.
    place: Range<usize>,
}

/// The numbers of a text, and behind them its shares.
#[derive(Clone, Debug, Default)]
pub struct Quantities(Vec<Quantity>);

impl Quantities {
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let tokens = tokens(&text);
        let mut numbers = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let (length, number) = number_at(&tokens, at);
            let end = at + length;
            numbers.extend(number.map(|(value, is_word)| Quantity {
                value,
                is_percent: is_percent(&tokens, end),
                rounding: if is_rounded(&tokens, at) {
                    ROUNDED
                } else {
                    0.0
                },
                is_share: false,
                is_word: is_word && !is_counted(&tokens, end),
                written: written(&tokens, at..end),
                place: at..end,
            }));
            at = end;
        }
        let shares = shares(&tokens, &mut numbers);
        numbers.extend(shares);
        numbers.extend(parts(&tokens));
        Self(numbers)
    }

    /// The numbers that must be found where they come from.
    pub fn claims(&self) -> impl Iterator<Item = &Quantity> {
        self.0.iter().filter(|it| !it.is_word && !it.is_share)
    }

    /// Of these figures those that none of `sources` has, as they are written.
    pub fn missing(&self, sources: &[&Self]) -> Vec<String> {
        let is_known = |it: &&Quantity| sources.iter().any(|source| source.has(it));
        let shares = self.0.iter().filter(|it| it.is_share).filter(is_known);
        let told: Vec<usize> = shares.flat_map(|share| share.place.clone()).collect();
        let is_asked = |it: &&Quantity| !it.is_word && !told.contains(&it.place.start);
        let asked = self.0.iter().filter(is_asked);
        let missing = asked.filter(|it| !is_known(it));
        missing.map(|it| it.written.clone()).collect()
    }

    fn has(&self, figure: &Quantity) -> bool {
        // A share says its percentage, rounded as that is.
        let places = figure.written.split_once('.');
        let places = places.map_or(0, |(_, rest)| rest.len());
        let step = 10_f64.powi(-i32::try_from(places).unwrap_or(0));
        let is_near = |known: &Quantity| {
            let apart = (known.value - figure.value).abs();
            let is_share = known.is_share || figure.is_share;
            let step = if is_share { step * 0.5 } else { 0.0 };
            let step = known.value.max(1.0).mul_add(1e-9, step);
            apart <= step || apart <= known.value * figure.rounding
        };
        let mut known = self.0.iter();
        known.any(|known| known.is_percent == figure.is_percent && is_near(known))
    }
}

/// Finds ranges of percent, and shares such as “3 of 4”.
fn shares(tokens: &[Token<'_>], numbers: &mut [Quantity]) -> Vec<Quantity> {
    let mut shares = Vec::new();
    for index in 1..numbers.len() {
        let Some([first, second]) = numbers.get_mut(index - 1..=index) else {
            continue;
        };
        let between = tokens.get(first.place.end..second.place.start);
        let between = between.unwrap_or_default();
        let is_share = first.value <= second.value && second.value > 1.0;
        if second.is_percent && joins_range(between) {
            first.is_percent = true;
        } else if is_share && joins_share(between, !first.is_word) {
            (first.is_word, second.is_word) = (false, false);
            let place = first.place.start..second.place.end;
            let share = share(first.value / second.value, place);
            shares.push(Quantity {
                rounding: first.rounding,
                is_word: true,
                ..share
            });
        }
    }
    shares
}

/// The parts that words name, such as “three quarters”.
fn parts(tokens: &[Token<'_>]) -> Vec<Quantity> {
    let part = |(at, pair): (usize, &[Token<'_>])| {
        let [first, Token::Word(part)] = pair else {
            return None;
        };
        let mut parts = PARTS.iter();
        let (.., by) = parts.find(|(one, some, _)| [one, some].contains(&part))?;
        let counted = match first {
            Token::Word("a" | "an" | "one") => Some(1.0),
            Token::Word(word) => unit(word),
            _ => None,
        };
        let is_half = *by < 3.0 && matches!(tokens.get(at + 2), Some(Token::Word("of")));
        let count = counted.or_else(|| is_half.then_some(1.0))?;
        // What stands before “half of” is a number of its own.
        let start = at + usize::from(counted.is_none());
        Some(Quantity {
            written: (*part).to_owned(),
            ..share(count / by, start..at + 2)
        })
    };
    tokens.windows(2).enumerate().filter_map(part).collect()
}

/// A share as percent; a part that words name is a round one.
const fn share(value: f64, place: Range<usize>) -> Quantity {
    Quantity {
        value: value * 100.0,
        is_percent: true,
        rounding: ROUNDED,
        is_share: true,
        is_word: false,
        written: String::new(),
        place,
    }
}

fn written(tokens: &[Token<'_>], place: Range<usize>) -> String {
    let words = tokens.get(place).unwrap_or_default().iter();
    let words = words.filter_map(|token| match token {
        Token::Number(_, written) => Some(*written),
        Token::Word(word) => Some(*word),
        _ => None,
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn missing(text: &str, says: &str) -> Vec<String> {
        Quantities::of(text).missing(&[&Quantities::of(says)])
    }

    #[test]
    fn a_figure_is_found_however_it_is_written() {
        for (text, says) in [
            (
                "In 12 of 17 people (71%).",
                "Of 17 patients 12 of 17 were better.",
            ),
            ("Between 30 and 50%.", "30–50 % of them."),
            ("1,200 people in 3 years.", "1200 people, three years"),
            ("About 80% died.", "81.5% died"),
            ("More than 8 in 10 died.", "83% died"),
            ("8 in 10 died.", "80% died"),
            ("1 in 8 died.", "13% died"),
            ("13% died.", "1 of 8 died"),
            ("Three quarters got better.", "75% got better"),
            ("A third of them died.", "34 percent died"),
            (
                "FGF23, vitamin D3, Covid-19 and 25-hydroxyvitamin D.",
                "nothing",
            ),
            ("1,25-dihydroxyvitamin D in the 20th week.", "nothing"),
            ("Two kinds of it, one of which hurts.", "nothing"),
            ("Pressure above 140/90.", "over 140/90 mmHg"),
            ("It was 2.50 mm.", "2.5 mm"),
            ("Twenty-one people.", "21 people"),
        ] {
            assert_eq!(missing(text, says), Vec::<String>::new(), "{text} | {says}");
        }
    }

    #[test]
    fn another_figure_is_missed() {
        for (text, says, gone) in [
            ("In 13 of 17 people.", "12 of 17 people", "13"),
            ("30% died.", "30 people died", "30"),
            ("30 people died.", "30% died", "30"),
            ("80% died.", "81.5% died", "80"),
            ("Three people died.", "two people died", "three"),
            ("Three quarters got better.", "60% got better", "quarters"),
            ("From 3 to 5 years.", "3 to 6 years", "5"),
            ("In 2.4 mm.", "2.5 mm", "2.4"),
            (
                "By day 30 half of them were better.",
                "50% were better",
                "30",
            ),
        ] {
            assert_eq!(missing(text, says), [gone], "{text} | {says}");
        }
    }
}
