//! Every word of the reference, and the term (its stem) that stands for it and its relatives.

use crate::search::interner::Interner;
use crate::search::spelling::{distance, letters, sound};
use crate::search::stem::stem;

/// How many letters more than by sound two words may differ as they are written.
const WRITTEN: u8 = 2;

/// Words and their terms. Many words share a term; postings are kept by term.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Interner,
    terms: Interner,
    /// The term of each word.
    term_of: Vec<u32>,
    /// The letters each word sounds with, to pass over words that cannot be a misspelling.
    letters: Vec<u32>,
}

/// A word like the one typed: its term, and how many letters apart they sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Similar {
    pub word: u32,
    pub term: u32,
    pub apart: u8,
}

impl Lexicon {
    /// The term of a folded word, which is added when new.
    pub fn add(&mut self, word: &str) -> u32 {
        let (number, new) = self.words.intern(word);
        if new {
            let (term, _) = self.terms.intern(&stem(word));
            self.term_of.push(term);
            let mut key = Vec::new();
            sound(word, &mut key);
            self.letters.push(letters(&key));
        }
        self.term_of(number)
    }

    /// Call when all words are in.
    pub fn finish(&mut self) {
        self.words.sort();
        self.term_of.shrink_to_fit();
        self.letters.shrink_to_fit();
    }

    pub const fn terms(&self) -> usize {
        self.terms.len()
    }

    /// The term of a folded word or of a relative of it.
    pub fn term(&self, word: &str) -> Option<u32> {
        let known = self.words.find(word).map(|number| self.term_of(number));
        known.or_else(|| self.terms.find(&stem(word)))
    }

    /// Whether this very word stands somewhere.
    pub fn has(&self, word: &str) -> bool {
        self.words.find(word).is_some()
    }

    pub fn word(&self, number: u32) -> &str {
        self.words.get(number)
    }

    fn term_of(&self, number: u32) -> u32 {
        self.term_of
            .get(number as usize)
            .copied()
            .unwrap_or_default()
    }

    /// The terms of the words that begin with `prefix`, without repeats.
    pub fn with_prefix(&self, prefix: &str) -> Vec<u32> {
        let words = self.words.with_prefix(prefix).iter();
        let mut terms: Vec<u32> = words.map(|number| self.term_of(*number)).collect();
        terms.sort_unstable();
        terms.dedup();
        terms
    }

    /// The words whose term is in `terms` (sorted), with its place there: what to mark in a text.
    pub fn words_of<'a, 'b>(
        &'a self,
        terms: &'b [u32],
    ) -> impl Iterator<Item = (&'a str, usize)> + use<'a, 'b> {
        (0_u32..).zip(&self.term_of).filter_map(|(number, term)| {
            let at = terms.binary_search(term).ok()?;
            Some((self.words.get(number), at))
        })
    }

    /// Words that sound like `word`, nearest first: one letter apart up to seven letters, two when longer.
    /// As a prefix, `word` may be the beginning of a longer one.
    pub fn similar(&self, word: &str, prefix: bool) -> Vec<Similar> {
        let mut key = Vec::new();
        sound(word, &mut key);
        let most = match key.len() {
            0..=2 => return Vec::new(),
            3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let own = letters(&key);
        let mut found = Vec::new();
        let mut other = Vec::new();
        for (number, theirs) in (0_u32..).zip(&self.letters) {
            let missing = (own & !theirs).count_ones();
            let added = if prefix {
                0
            } else {
                (theirs & !own).count_ones()
            };
            if missing.max(added) > u32::from(most) {
                continue;
            }
            let written = self.words.get(number);
            sound(written, &mut other);
            if let Some(apart) = distance(&key, &other, most, prefix)
                && distance(word.as_bytes(), written.as_bytes(), most + WRITTEN, prefix).is_some()
            {
                let term = self.term_of(number);
                found.push(Similar {
                    word: number,
                    term,
                    apart,
                });
            }
        }
        found.sort_by_key(|similar| (similar.apart, similar.word));
        found
    }

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        let numbers = self.term_of.capacity() + self.letters.capacity();
        self.words.bytes() + self.terms.bytes() + numbers * size_of::<u32>()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lexicon(words: &[&str]) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for word in words {
            lexicon.add(word);
        }
        lexicon.finish();
        lexicon
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
        assert_eq!(lexicon.terms(), 2);
        assert_eq!(lexicon.term("calcify"), lexicon.term("calcified"));
        assert_eq!(lexicon.term("unknown"), None);
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
