//! Every word of the reference, the term (its stem) that stands for it and its relatives, and the synonyms people type.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::library::Library;
use crate::terms::{normalized_tokens, stem};

/// A count as it is stored; nothing here reaches the limit.
pub fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Lists one behind the other in one piece of memory, found by their number.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Lists<T> {
    all: Vec<T>,
    /// Where each list ends in `all`.
    ends: Vec<u32>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            all: Vec::new(),
            ends: Vec::new(),
        }
    }
}

impl<T> Lists<T> {
    pub fn push(&mut self, list: impl IntoIterator<Item = T>) {
        self.all.extend(list);
        self.ends.push(count(self.all.len()));
    }

    /// The list of this number; an empty one when there are not so many.
    pub fn get(&self, number: usize) -> &[T] {
        let end = |at: usize| self.ends.get(at).map_or(0, |end| *end as usize);
        let start = number.checked_sub(1).map_or(0, end);
        self.all.get(start..end(number)).unwrap_or_default()
    }

    pub const fn len(&self) -> usize {
        self.ends.len()
    }

    /// Gives back the memory that was kept for more.
    pub fn shrink(&mut self) {
        self.all.shrink_to_fit();
        self.ends.shrink_to_fit();
    }
}

/// Words and their terms. Many words share a term; postings are kept by term.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Lexicon {
    words: SortedWords,
    /// The term of each word.
    term_of: Vec<u32>,
    stems: SortedWords,
    /// The term of each stem.
    stem_terms: Vec<u32>,
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

    /// How many terms there are.
    pub const fn terms(&self) -> usize {
        self.stem_terms.len()
    }

    /// The term of each word, by the word's number in alphabetical order.
    pub fn word_terms(&self) -> &[u32] {
        &self.term_of
    }

    /// The word of this number in alphabetical order.
    pub fn word(&self, number: usize) -> &str {
        self.words.get(number)
    }

    /// The terms of the words that begin with `prefix`, without repeats.
    pub fn with_prefix(&self, prefix: &str) -> Vec<u32> {
        let range = self.words.with_prefix(prefix);
        let mut terms = self.term_of.get(range).unwrap_or_default().to_vec();
        terms.sort_unstable();
        terms.dedup();
        terms
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

    /// The terms of a short text in order, each added when new.
    pub fn add_all(&mut self, text: &str) -> Vec<u32> {
        normalized_tokens(text)
            .map(|word| self.add(&word))
            .collect()
    }

    pub fn finish(self) -> Lexicon {
        let (words, term_of) = SortedWords::of(self.words);
        let (stems, stem_terms) = SortedWords::of(self.stems);
        Lexicon {
            words,
            term_of,
            stems,
            stem_terms,
        }
    }
}

/// Words in alphabetical order: a third of what as many strings of their own take.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct SortedWords(Lists<u8>);

impl SortedWords {
    /// The words in order, and the number that came with each.
    fn of(words: HashMap<Box<str>, u32>) -> (Self, Vec<u32>) {
        let mut pairs: Vec<(Box<str>, u32)> = words.into_iter().collect();
        pairs.sort_unstable();
        let mut sorted = Lists::default();
        for (word, _) in &pairs {
            sorted.push(word.bytes());
        }
        sorted.shrink();
        let numbers = pairs.into_iter().map(|(_, number)| number).collect();
        (Self(sorted), numbers)
    }

    fn get(&self, number: usize) -> &str {
        std::str::from_utf8(self.0.get(number)).unwrap_or_default()
    }

    /// How many words stand before the first that `is_before` is false for.
    fn position(&self, is_before: impl Fn(&[u8]) -> bool) -> usize {
        let (mut low, mut high) = (0, self.0.len());
        while low < high {
            let middle = low.midpoint(high);
            if is_before(self.0.get(middle)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    fn find(&self, word: &str) -> Option<usize> {
        let word = word.as_bytes();
        let number = self.position(|other| other < word);
        (self.0.get(number) == word && number < self.0.len()).then_some(number)
    }

    fn with_prefix(&self, prefix: &str) -> Range<usize> {
        let prefix = prefix.as_bytes();
        let start = self.position(|word| word < prefix);
        start..self.position(|word| word < prefix || word.starts_with(prefix))
    }
}

/// Typed words or phrases, and the term each also stands for, from `synonyms.toml`.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Synonyms {
    /// In order of the typed terms.
    phrases: Vec<(Box<[u32]>, u32)>,
}

impl Synonyms {
    pub fn of(library: &Library, lexicon: &mut LexiconBuilder) -> Self {
        let mut phrases = Vec::new();
        for (word, typed) in library.synonyms() {
            let Some(meant) = lexicon.add_all(&word).first().copied() else {
                continue;
            };
            for phrase in typed {
                let terms = lexicon.add_all(&phrase);
                if !terms.is_empty() && terms != [meant] {
                    phrases.push((terms.into(), meant));
                }
            }
        }
        phrases.sort();
        phrases.dedup();
        Self { phrases }
    }

    /// What a phrase at the start of `typed` also stands for, with the phrase's length.
    pub fn at<'a>(&'a self, typed: &'a [Option<u32>]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let first = typed.first().copied().flatten();
        let start = self
            .phrases
            .partition_point(|(terms, _)| terms.first().copied() < first);
        let begins = move |(terms, _): &&(Box<[u32]>, u32)| {
            first.is_some() && terms.first().copied() == first
        };
        let fits = |(terms, meant): &'a (Box<[u32]>, u32)| {
            let own = typed.get(..terms.len())?;
            let same = own.iter().zip(terms).all(|(own, term)| *own == Some(*term));
            same.then_some((terms.len(), *meant))
        };
        let rest = self.phrases.get(start..).unwrap_or_default();
        rest.iter().take_while(begins).filter_map(fits)
    }

    /// Where in `typed` phrases of two words or more stand.
    pub fn phrases(&self, typed: &[Option<u32>]) -> Vec<Range<usize>> {
        let starting = |start: usize| {
            let rest = typed.get(start..).unwrap_or_default();
            self.at(rest)
                .filter(|(length, _)| *length > 1)
                .map(move |(length, _)| start..start + length)
        };
        (0..typed.len()).flat_map(starting).collect()
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
}
