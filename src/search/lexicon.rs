//! Every word of the reference, and the term (its stem) that stands for it and its relatives.

use std::collections::HashMap;
use std::ops::Range;

use crate::search::spelling::{distance, distance_to_prefix, letter_mask, sound_key};
use crate::terms::stem;

/// How many letters more than by sound two words may differ as they are written.
const WRITTEN: usize = 3;

/// A count as it is stored; nothing here reaches the limit.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Words and their terms. Many words share a term; postings are kept by term.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: PackedStrings,
    /// The term of each word.
    term_of: Vec<u32>,
    stems: PackedStrings,
    /// The term of each stem.
    stem_terms: Vec<u32>,
    /// The letters of how each word sounds.
    sound_letters: Vec<u32>,
}

/// A word like the one typed: its term, and how many letters apart they sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimilarWord {
    pub word: u32,
    pub term: u32,
    pub distance: usize,
}

impl Lexicon {
    /// The term of a normalized word or of a relative of it.
    pub fn term(&self, word: &str) -> Option<u32> {
        let relative = || self.stem_terms.get(self.stems.find(&stem(word))?).copied();
        self.exact_term(word).or_else(relative)
    }

    /// The term of this very word, if it stands somewhere.
    pub fn exact_term(&self, word: &str) -> Option<u32> {
        self.term_of.get(self.words.find(word)?).copied()
    }

    /// Every word with its term.
    pub fn words(&self) -> impl Iterator<Item = (&str, u32)> {
        let terms = self.term_of.iter().enumerate();
        terms.map(|(number, term)| (self.words.get(number), *term))
    }

    /// The word of this number in alphabetical order.
    pub fn word(&self, number: u32) -> &str {
        self.words.get(number as usize)
    }

    /// The terms of the words that begin with `prefix`, without repeats.
    pub fn with_prefix(&self, prefix: &str) -> Vec<u32> {
        let range = self.words.with_prefix(prefix);
        let mut terms = self.term_of.get(range).unwrap_or_default().to_vec();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// Words that sound like `word`, nearest first: one letter apart up to seven letters, two when longer.
    /// As a prefix, `word` may be the beginning of a longer one.
    pub fn similar(&self, word: &str, prefix: bool) -> Vec<SimilarWord> {
        let key = sound_key(word);
        let most = match key.len() {
            0..=2 => return Vec::new(),
            3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let mask = letter_mask(&key);
        let apart = if prefix { distance_to_prefix } else { distance };
        let compare = |(number, letters): (u32, &u32)| {
            let missing = (mask & !letters).count_ones();
            let added = if prefix {
                0
            } else {
                (letters & !mask).count_ones()
            };
            if missing.max(added) as usize > most {
                return None;
            }
            let other = self.word(number);
            let distance = apart(&key, &sound_key(other), most)?;
            apart(word, other, most + WRITTEN)?;
            let term = *self.term_of.get(number as usize)?;
            Some(SimilarWord {
                word: number,
                term,
                distance,
            })
        };
        let mut found: Vec<SimilarWord> =
            (0..).zip(&self.sound_letters).filter_map(compare).collect();
        found.sort_by_key(|similar| similar.distance);
        found
    }

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        let numbers =
            self.term_of.capacity() + self.stem_terms.capacity() + self.sound_letters.capacity();
        self.words.bytes() + self.stems.bytes() + numbers * size_of::<u32>()
    }
}

/// Words being gathered.
#[derive(Debug, Default)]
pub struct LexiconBuilder {
    words: HashMap<Box<str>, u32>,
    stems: HashMap<Box<str>, u32>,
}

impl LexiconBuilder {
    /// The term of a normalized word, which is added when new.
    pub fn add(&mut self, word: &str) -> u32 {
        if let Some(term) = self.words.get(word) {
            return *term;
        }
        let next = count(self.stems.len());
        let term = *self.stems.entry(stem(word).into()).or_insert(next);
        self.words.insert(word.into(), term);
        term
    }

    /// The term of a word that was added, or of a relative of it.
    pub fn term(&self, word: &str) -> Option<u32> {
        let relative = || self.stems.get(stem(word).as_str());
        self.words.get(word).or_else(relative).copied()
    }

    pub fn terms(&self) -> usize {
        self.stems.len()
    }

    pub fn finish(self) -> Lexicon {
        let (words, term_of) = in_order(self.words);
        let (stems, stem_terms) = in_order(self.stems);
        let letters = |word| letter_mask(&sound_key(words.get(word)));
        Lexicon {
            sound_letters: (0..term_of.len()).map(letters).collect(),
            words,
            term_of,
            stems,
            stem_terms,
        }
    }
}

/// The words in alphabetical order, and the number of each.
fn in_order(words: HashMap<Box<str>, u32>) -> (PackedStrings, Vec<u32>) {
    let mut pairs: Vec<(Box<str>, u32)> = words.into_iter().collect();
    pairs.sort_unstable();
    let mut packed = PackedStrings::default();
    for (word, _) in &pairs {
        packed.push(word);
    }
    (
        packed,
        pairs.into_iter().map(|(_, number)| number).collect(),
    )
}

/// Strings in one piece of memory: a third of what as many strings of their own take.
#[derive(Clone, Debug, Default)]
struct PackedStrings {
    text: String,
    /// Where each string ends in `text`.
    ends: Vec<u32>,
}

impl PackedStrings {
    fn push(&mut self, string: &str) {
        self.text.push_str(string);
        self.ends.push(count(self.text.len()));
    }

    fn get(&self, number: usize) -> &str {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.text.get(start..end(number)).unwrap_or_default()
    }

    // What follows needs strings in alphabetical order.

    /// How many strings stand before the first that `is_before` is false for.
    fn position(&self, is_before: impl Fn(&str) -> bool) -> usize {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn find(&self, word: &str) -> Option<usize> {
        let number = self.position(|other| other < word);
        (self.get(number) == word && number < self.ends.len()).then_some(number)
    }

    fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let start = self.position(|word| word < prefix);
        start..self.position(|word| word < prefix || word.starts_with(prefix))
    }

    const fn bytes(&self) -> usize {
        self.text.capacity() + self.ends.capacity() * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let mut lexicon = LexiconBuilder::default();
        for word in words {
            lexicon.add(word);
        }
        lexicon.finish()
    }

    fn nearest(lexicon: &Lexicon, word: &str, prefix: bool) -> Vec<String> {
        let similar = lexicon.similar(word, prefix).into_iter();
        similar
            .map(|similar| lexicon.word(similar.word).to_owned())
            .collect()
    }

    #[test]
    fn relatives_share_a_term() {
        let lexicon = lexicon(&["calcified", "calcification", "lump"]);
        assert_eq!(lexicon.stem_terms.len(), 2);
        assert_eq!(lexicon.term("calcify"), lexicon.term("calcified"));
        assert_eq!(lexicon.term("unknown"), None);
    }

    #[test]
    fn a_prefix_gives_its_words_and_no_others() {
        let lexicon = lexicon(&["milia", "calcium", "calf", "lump", "ca"]);
        let terms = |words: &[&str]| {
            let mut terms: Vec<u32> = words
                .iter()
                .filter_map(|word| lexicon.exact_term(word))
                .collect();
            terms.sort_unstable();
            terms
        };
        assert_eq!(lexicon.with_prefix("cal"), terms(&["calcium", "calf"]));
        assert_eq!(lexicon.with_prefix("ca"), terms(&["ca", "calcium", "calf"]));
        assert_eq!(lexicon.with_prefix("milia"), terms(&["milia"]));
        assert!(lexicon.with_prefix("x").is_empty());
        assert_eq!(Lexicon::default().exact_term(""), None);
    }

    #[test]
    fn misspelt_words_find_their_neighbours() {
        let lexicon = lexicon(&[
            "calciphylaxis",
            "biopsy",
            "warfarin",
            "kidney",
            "lump",
            "sts",
        ]);
        for (typed, meant) in [
            ("calcifilaxis", "calciphylaxis"),
            ("kalciphylaxis", "calciphylaxis"),
            ("byopsy", "biopsy"),
            ("warferin", "warfarin"),
            ("kidny", "kidney"),
            ("bidney", "kidney"),
        ] {
            assert_eq!(nearest(&lexicon, typed, false), [meant], "{typed}");
        }
        assert_eq!(nearest(&lexicon, "calcyfil", true), ["calciphylaxis"]);
        assert!(nearest(&lexicon, "st", false).is_empty());
        assert!(nearest(&lexicon, "sta", false).is_empty());
    }
}
