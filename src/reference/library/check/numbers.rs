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
    pub value: f64,
    pub is_percent: bool,
    is_rounded: bool,
    /// It is written as a word, and perhaps no figure at all.
    is_word: bool,
    pub written: String,
    /// Its tokens.
    place: Range<usize>,
}

#[derive(Clone, Debug, Default)]
pub struct Quantities {
    pub numbers: Vec<Quantity>,
    /// So many of so many: the places of both numbers, or a part that words name.
    shares: Vec<Share>,
}

#[derive(Clone, Debug)]
struct Share {
    value: f64,
    is_rounded: bool,
    /// The numbers it is made of; none for a part that words name.
    of: Option<[usize; 2]>,
    written: String,
}

impl Quantities {
    pub fn of(text: &str) -> Self {
        let text = text.to_lowercase();
        let tokens = tokens(&text);
        let mut figures = Self::default();
        let mut at = 0;
        while at < tokens.len() {
            let (length, number) = number_at(&tokens, at);
            let end = at + length;
            figures
                .numbers
                .extend(number.map(|(value, is_word)| Quantity {
                    value,
                    is_percent: is_percent(&tokens, end),
                    is_rounded: is_rounded(&tokens, at),
                    is_word: is_word && !is_counted(&tokens, end),
                    written: written(&tokens, at..end),
                    place: at..end,
                }));
            at = end;
        }
        figures.share(&tokens);
        figures.parts(&tokens);
        figures
    }

    /// Finds ranges of percent, and shares such as “3 of 4”, “three quarters”.
    fn share(&mut self, tokens: &[Token<'_>]) {
        for index in 1..self.numbers.len() {
            let pair = self.numbers.get_mut(index - 1..=index);
            let Some([first, second]) = pair else {
                continue;
            };
            let between = tokens.get(first.place.end..second.place.start);
            let between = between.unwrap_or_default();
            let is_share = first.value <= second.value && second.value > 1.0;
            if second.is_percent && joins_range(between) {
                first.is_percent = true;
            } else if is_share && joins_share(between, !first.is_word) {
                (first.is_word, second.is_word) = (false, false);
                self.shares.push(Share {
                    value: first.value / second.value,
                    is_rounded: first.is_rounded,
                    of: Some([index - 1, index]),
                    written: String::new(),
                });
            }
        }
    }

    fn parts(&mut self, tokens: &[Token<'_>]) {
        for (at, pair) in tokens.windows(2).enumerate() {
            let [first, Token::Word(part)] = pair else {
                continue;
            };
            let mut parts = PARTS.iter();
            let Some((.., by)) = parts.find(|(one, some, _)| [one, some].contains(&part)) else {
                continue;
            };
            let count = match first {
                Token::Word("a" | "an" | "one") => Some(1.0),
                Token::Word(word) => unit(word),
                _ => None,
            };
            let is_half = *by < 3.0 && matches!(tokens.get(at + 2), Some(Token::Word("of")));
            if let Some(count) = count.or_else(|| is_half.then_some(1.0)) {
                self.shares.push(Share {
                    value: count / by,
                    // A part that words name is a round one.
                    is_rounded: true,
                    of: None,
                    written: (*part).to_owned(),
                });
            }
        }
    }

    /// The figures that must be found where they come from.
    pub fn claims(&self) -> impl Iterator<Item = &Quantity> {
        self.numbers.iter().filter(|number| !number.is_word)
    }

    /// Of these figures those that none of `sources` has, as they are written.
    pub fn missing(&self, sources: &[&Self]) -> Vec<String> {
        let shared: Vec<usize> = self
            .shares
            .iter()
            .filter(|share| sources.iter().any(|source| source.has_share(share)))
            .filter_map(|share| share.of)
            .flatten()
            .collect();
        let numbers = self.numbers.iter().enumerate();
        let numbers = numbers
            .filter(|(index, number)| !number.is_word && !shared.contains(index))
            .filter(|(_, number)| !sources.iter().any(|source| source.has(number)))
            .map(|(_, number)| number.written.clone());
        let parts = self.shares.iter().filter(|share| share.of.is_none());
        let parts = parts
            .filter(|share| !sources.iter().any(|source| source.has_share(share)))
            .map(|share| share.written.clone());
        numbers.chain(parts).collect()
    }

    fn has(&self, figure: &Quantity) -> bool {
        let same = self.numbers.iter().any(|own| {
            own.is_percent == figure.is_percent
                && is_near(own.value, figure.value, figure.is_rounded)
        });
        let share = |own: &Share| {
            // A share says its percentage, rounded as that is.
            let places = figure
                .written
                .split_once('.')
                .map_or(0, |(_, rest)| rest.len());
            let step = 10_f64.powi(-i32::try_from(places).unwrap_or(0));
            let apart = own.value.mul_add(100.0, -figure.value).abs();
            apart <= step.mul_add(0.5, 1e-9)
                || is_near(own.value * 100.0, figure.value, figure.is_rounded)
        };
        same || (figure.is_percent && self.shares.iter().any(share))
    }

    fn has_share(&self, share: &Share) -> bool {
        let own = self.shares.iter().map(|own| own.value);
        let percent = self.numbers.iter().filter(|own| own.is_percent);
        let mut known = own.chain(percent.map(|own| own.value / 100.0));
        known.any(|known| {
            (known - share.value).abs() <= 0.005 || is_near(known, share.value, share.is_rounded)
        })
    }
}

fn is_near(known: f64, value: f64, is_rounded: bool) -> bool {
    let apart = (known - value).abs();
    apart <= 1e-9 * known.abs().max(1.0) || (is_rounded && apart <= known.abs() * ROUNDED)
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
        ] {
            assert_eq!(missing(text, says), [gone], "{text} | {says}");
        }
    }
}
