//! Every word of the reference, and the term (its stem) that stands for it and its relatives.

use crate::search::interner::{Interner, count};
use crate::search::spelling::{distance, letters, sound};
use crate::search::stem::stem;

/// How many letters more than by sound two words may differ as they are written.
const WRITTEN: u8 = 3;

/// Words and their terms. Many words share a term; postings are kept by term.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: Interner,
    terms: Interner,
    /// The term of each word.
    term_of: Vec<u32>,
    sounds: Sounds,
}

/// How each word sounds.
#[derive(Clone, Debug, Default)]
struct Sounds {
    keys: Vec<u8>,
    /// Where each key ends, and its letters, to pass over words that cannot be a misspelling.
    ends: Vec<(u32, u32)>,
}

impl Sounds {
    fn add(&mut self, word: &str) {
        let mut key = Vec::new();
        sound(word, &mut key);
        self.keys.extend_from_slice(&key);
        self.ends.push((count(self.keys.len()), letters(&key)));
    }

    /// Each word's key, with its letters.
    fn all(&self) -> impl Iterator<Item = (&[u8], u32)> {
        let mut start = 0;
        self.ends.iter().map(move |(end, letters)| {
            let end = *end as usize;
            let key = self.keys.get(start..end).unwrap_or_default();
            start = end;
            (key, *letters)
        })
    }

    const fn bytes(&self) -> usize {
        self.keys.capacity() + self.ends.capacity() * size_of::<(u32, u32)>()
    }
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
            self.sounds.add(word);
        }
        self.term_of(number)
    }

    /// Call when all words are in.
    pub fn finish(&mut self) {
        self.words.sort();
        self.term_of.shrink_to_fit();
        self.sounds.keys.shrink_to_fit();
        self.sounds.ends.shrink_to_fit();
    }

    pub const fn terms(&self) -> usize {
        self.terms.len()
    }

    /// The term of a folded word or of a relative of it.
    pub fn term(&self, word: &str) -> Option<u32> {
        self.exactly(word).or_else(|| self.terms.find(&stem(word)))
    }

    /// The term of this very word, if it stands somewhere.
    pub fn exactly(&self, word: &str) -> Option<u32> {
        self.words.find(word).map(|number| self.term_of(number))
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
        for (number, (other, theirs)) in (0_u32..).zip(self.sounds.all()) {
            let missing = (own & !theirs).count_ones();
            let added = if prefix {
                0
            } else {
                (theirs & !own).count_ones()
            };
            if missing.max(added) > u32::from(most) {
                continue;
            }
            let written = || self.words.get(number).as_bytes();
            if let Some(apart) = distance(&key, other, most, prefix)
                && distance(word.as_bytes(), written(), most + WRITTEN, prefix).is_some()
            {
                found.push(Similar {
                    word: number,
                    term: self.term_of(number),
                    apart,
                });
            }
        }
        found.sort_by_key(|similar| (similar.apart, similar.word));
        found
    }

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        let numbers = self.term_of.capacity() * size_of::<u32>();
        self.words.bytes() + self.terms.bytes() + self.sounds.bytes() + numbers
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
