//! Which words of the reference sound like one that was typed, and how far two words are apart.

use serde::{Deserialize, Serialize};

use strsim::osa_distance;

use crate::search::lexicon::Lexicon;
use crate::terms::normal;

/// How many letters more than by sound two words may differ as they are written.
const WRITTEN: usize = 3;

/// The letters of how each word of the lexicon sounds.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Spelling {
    letters: Vec<u32>,
}

/// A word like the one typed, by its number: its term, and how many letters apart they sound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SimilarWord {
    pub word: usize,
    pub term: u32,
    pub distance: usize,
}

impl Spelling {
    pub fn of(lexicon: &Lexicon) -> Self {
        let words = 0..lexicon.word_terms().len();
        let letters = words.map(|word| letter_mask(&sound_key(lexicon.word(word))));
        Self {
            letters: letters.collect(),
        }
    }

    /// Words that sound like `word`, nearest first: one letter apart up to seven letters, two when longer.
    /// As a prefix, `word` may be the beginning of a longer one.
    pub fn similar(&self, lexicon: &Lexicon, word: &str, prefix: bool) -> Vec<SimilarWord> {
        let key = sound_key(word);
        let most = match key.len() {
            0..=2 => return Vec::new(),
            3 => 0,
            4..=7 => 1,
            _ => 2,
        };
        let mask = letter_mask(&key);
        let apart = if prefix { distance_to_prefix } else { distance };
        let is_near = |letters: u32| {
            let missing = (mask & !letters).count_ones();
            let added = if prefix {
                0
            } else {
                (letters & !mask).count_ones()
            };
            missing.max(added) as usize <= most
        };
        let all = self.letters.iter().zip(lexicon.word_terms()).enumerate();
        let near = all.filter(|(_, (letters, _))| is_near(**letters));
        let similar = near.filter_map(|(number, (_, term))| {
            let other = lexicon.word(number);
            let distance = apart(&key, &sound_key(other), most)?;
            apart(word, other, most + WRITTEN)?;
            Some(SimilarWord {
                word: number,
                term: *term,
                distance,
            })
        });
        let mut similar: Vec<SimilarWord> = similar.collect();
        similar.sort_by_key(|similar| similar.distance);
        similar
    }
}

/// A word roughly as it sounds, so that calcyphilaxis equals calciphylaxis.
fn sound_key(word: &str) -> String {
    let word = normal(word);
    let mut key = String::with_capacity(word.len());
    let mut letters = word.chars().peekable();
    while let Some(letter) = letters.next() {
        let soft = matches!(letters.peek(), Some('e' | 'i' | 'y'));
        let heard = match letter {
            'h' if !key.is_empty() => continue,
            'c' if soft => 's',
            'k' | 'q' => 'c',
            'y' => 'i',
            'z' => 's',
            other => other,
        };
        if !key.ends_with(heard) {
            key.push(heard);
        }
    }
    key
}

/// The letters of a word as bits, to pass over words that are too far apart without comparing them.
fn letter_mask(word: &str) -> u32 {
    word.bytes()
        .fold(0, |mask, byte| mask | 1 << (u32::from(byte) & 31))
}

/// How many letters must be added, dropped, changed or swapped with their neighbour to turn `a` into `b`; nothing
/// when more than `most`.
fn distance(a: &str, b: &str, most: usize) -> Option<usize> {
    let too_long = a.len().abs_diff(b.len()) > most;
    (!too_long)
        .then(|| osa_distance(a, b))
        .filter(|distance| *distance <= most)
}

/// The distance of `a` to the nearest beginning of `b`.
fn distance_to_prefix(a: &str, b: &str, most: usize) -> Option<usize> {
    let lengths = a.len().saturating_sub(most)..=a.len() + most;
    let prefixes = lengths.filter_map(|length| b.get(..length.min(b.len())));
    prefixes
        .filter_map(|prefix| distance(a, prefix, most))
        .min()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::search::lexicon::LexiconBuilder;

    #[test]
    fn words_that_sound_alike_have_one_key() {
        assert_eq!(sound_key("calcyfilaxis"), sound_key("calciphylaxis"));
        assert_eq!(sound_key("dermatomyocitis"), sound_key("dermatomyositis"));
        assert_eq!(sound_key("currettage"), sound_key("curettage"));
        assert_eq!(sound_key("rumatoid"), sound_key("rhumatoid"));
    }

    #[test]
    fn a_swap_is_one_mistake() {
        assert_eq!(distance("dilitazem", "diltiazem", 2), Some(1));
        assert_eq!(distance("byopsy", "biopsy", 1), Some(1));
        assert_eq!(distance("same", "same", 0), Some(0));
        assert_eq!(distance("kidny", "kidney", 1), Some(1));
        assert_eq!(distance("warm", "kidney", 2), None);
        assert_eq!(distance("", "ab", 2), Some(2));
        assert_eq!(distance_to_prefix("calsif", "calcification", 1), Some(1));
        assert_eq!(distance("calsif", "calcification", 1), None);
    }

    #[test]
    fn misspelt_words_find_their_neighbours() {
        let mut words = LexiconBuilder::default();
        for word in [
            "calciphylaxis",
            "biopsy",
            "warfarin",
            "kidney",
            "lump",
            "sts",
        ] {
            words.add(word);
        }
        let lexicon = words.finish();
        let spelling = Spelling::of(&lexicon);
        let nearest = |word: &str, prefix: bool| {
            let similar = spelling.similar(&lexicon, word, prefix).into_iter();
            let words = similar.map(|similar| lexicon.word(similar.word).to_owned());
            words.collect::<Vec<String>>()
        };
        for (typed, meant) in [
            ("calcifilaxis", "calciphylaxis"),
            ("kalciphylaxis", "calciphylaxis"),
            ("byopsy", "biopsy"),
            ("warferin", "warfarin"),
            ("kidny", "kidney"),
            ("bidney", "kidney"),
        ] {
            assert_eq!(nearest(typed, false), [meant], "{typed}");
        }
        assert_eq!(nearest("calcyfil", true), ["calciphylaxis"]);
        assert!(nearest("st", false).is_empty());
        assert!(nearest("sta", false).is_empty());
    }
}
