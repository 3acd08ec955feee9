//! Character trigrams over names: how like a query is to what a topic is called, letter by letter.
//!
//! They find what no rule of spelling or word form foresaw, and make near-identical search keys superfluous. The
//! weights are those of tf-idf with a cosine. On trees whose pages have no search keys they were measured to
//! hurt, and on very large ones they would take a third of the index; there they are left out.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use crate::search::lexicon::{Lists, count};
use crate::search::weights::real;
use crate::terms::normalized_tokens;

/// How often a title counts; search keys and description count once.
const TITLE_TIMES: usize = 3;

/// Larger trees have no trigrams.
const MOST_TOPICS: usize = 10_000;

/// Weights are kept in so many parts.
const UNIT: f32 = 65_535.0;

/// Three letters, the first in the highest bits.
type Trigram = u64;

/// For each trigram the topics whose names have it.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct TrigramIndex {
    /// In order.
    grams: Vec<Trigram>,
    /// For each of them topics, and their weights in parts of `UNIT`.
    postings: Lists<(u16, u16)>,
    topics: usize,
}

/// The trigrams of names as they are added.
#[derive(Debug, Default)]
pub struct TrigramBuilder {
    /// For each trigram the topics that have it, in order, and how often.
    lists: HashMap<Trigram, Vec<(u16, u32)>>,
    topics: usize,
    with_keys: usize,
}

impl TrigramBuilder {
    /// Adds the next topic.
    pub fn topic<'a>(&mut self, title: &'a str, keys: &[&'a String], description: &'a str) {
        let topic = u16::try_from(self.topics).unwrap_or(u16::MAX);
        self.topics += 1;
        self.with_keys += usize::from(!keys.is_empty());
        if self.topics > MOST_TOPICS {
            return;
        }
        let titles = std::iter::repeat_n(title, TITLE_TIMES);
        let others = keys.iter().map(|key| key.as_str()).chain([description]);
        for word in titles.chain(others).flat_map(normalized_tokens) {
            each_trigram(&word, true, |gram| {
                let list = self.lists.entry(gram).or_default();
                match list.last_mut() {
                    Some((known, times)) if *known == topic => *times += 1,
                    _ => list.push((topic, 1)),
                }
            });
        }
    }

    /// Without anything where most topics have no search keys.
    pub fn finish(self) -> TrigramIndex {
        let topics = self.topics;
        if self.with_keys * 2 < topics || topics > MOST_TOPICS {
            return TrigramIndex::default();
        }
        let mut lists: Vec<(Trigram, Vec<(u16, u32)>)> = self.lists.into_iter().collect();
        lists.sort_unstable();
        let mut squares = vec![0.0_f32; topics];
        for (_, list) in &lists {
            for (topic, weight) in weights(topics, list) {
                if let Some(sum) = squares.get_mut(usize::from(topic)) {
                    *sum += weight * weight;
                }
            }
        }
        let length = |topic: u16| {
            squares
                .get(usize::from(topic))
                .map_or(1.0, |sum| sum.sqrt())
        };
        let mut index = TrigramIndex {
            topics,
            ..TrigramIndex::default()
        };
        for (gram, list) in &lists {
            let unit = |(topic, weight)| (topic, quantized(weight / length(topic)));
            index.grams.push(*gram);
            index.postings.push(weights(topics, list).map(unit));
        }
        index.postings.shrink();
        index
    }
}

/// The weight of a trigram in each topic that has it, by its frequency there and its rarity.
fn weights(topics: usize, list: &[(u16, u32)]) -> impl Iterator<Item = (u16, f32)> {
    let idf = idf(topics, count(list.len()));
    let weight = move |(topic, times): &(u16, u32)| (*topic, term_frequency(*times) * idf);
    list.iter().map(weight)
}

impl TrigramIndex {
    pub const fn is_empty(&self) -> bool {
        self.grams.is_empty()
    }

    /// How like the words are to the names of each topic, by topic number: cosines, all times the same number. The
    /// last word may go on where it is unfinished.
    pub fn similarities(&self, words: &[String], unfinished: bool) -> Vec<f32> {
        let mut times: BTreeMap<Trigram, u32> = BTreeMap::new();
        for (at, word) in (1..).zip(words) {
            let is_whole = !unfinished || at < words.len();
            each_trigram(word, is_whole, |gram| *times.entry(gram).or_default() += 1);
        }
        let mut sums = vec![0.0; self.topics];
        for (gram, times) in times {
            let postings = self.postings(gram);
            let weight = term_frequency(times) * idf(self.topics, count(postings.len()));
            for (topic, own) in postings {
                if let Some(sum) = sums.get_mut(usize::from(*topic)) {
                    *sum += weight * f32::from(*own);
                }
            }
        }
        sums
    }

    fn postings(&self, gram: Trigram) -> &[(u16, u16)] {
        let at = self.grams.binary_search(&gram);
        at.map_or(&[], |at| self.postings.get(at))
    }
}

/// The trigrams of a word with a space before it, and one behind it if it is whole.
fn each_trigram(word: &str, is_whole: bool, mut visit: impl FnMut(Trigram)) {
    let behind = is_whole.then_some(' ');
    let mut last = (u64::from(' '), None);
    for letter in word.chars().chain(behind).map(u64::from) {
        if let (first, Some(second)) = last {
            visit(first << 42 | second << 21 | letter);
            last = (second, Some(letter));
        } else {
            last.1 = Some(letter);
        }
    }
}

fn term_frequency(times: u32) -> f32 {
    1.0 + real(times).ln()
}

fn idf(topics: usize, with: u32) -> f32 {
    (real(count(topics)) / real(with.max(1))).ln_1p()
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a weight is from 0 to 1"
)]
fn quantized(weight: f32) -> u16 {
    (weight * UNIT).round() as u16
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index(topics: &[(&str, &[&str])]) -> TrigramIndex {
        let mut builder = TrigramBuilder::default();
        for (title, keys) in topics {
            let keys: Vec<String> = keys.iter().map(|key| (*key).to_owned()).collect();
            builder.topic(title, &keys.iter().collect::<Vec<_>>(), "");
        }
        builder.finish()
    }

    fn nearest(index: &TrigramIndex, query: &str, unfinished: bool) -> Option<usize> {
        let words: Vec<String> = normalized_tokens(query).collect();
        let all = index.similarities(&words, unfinished);
        let best = all.iter().copied().fold(0.0, f32::max);
        all.iter().position(|own| *own > 0.0 && *own >= best)
    }

    #[test]
    fn a_name_is_found_by_its_letters() {
        let index = index(&[
            ("Calciphylaxis", &["CUA"]),
            ("Tumoral calcinosis", &["tumour"]),
            ("Gouty tophus", &["gout"]),
        ]);
        assert_eq!(nearest(&index, "kalzifylaxie", false), Some(0));
        assert_eq!(nearest(&index, "tumorcalcinose", false), Some(1));
        assert_eq!(nearest(&index, "topf", true), Some(2));
        assert_eq!(nearest(&index, "xyz", false), None);
    }

    #[test]
    fn a_word_still_typed_has_no_end() {
        let ends = |word: &str, is_whole| {
            let mut grams = 0;
            each_trigram(word, is_whole, |_| grams += 1);
            grams
        };
        assert_eq!((ends("gout", true), ends("gout", false)), (4, 3));
        assert_eq!((ends("a", true), ends("a", false)), (1, 0));
    }

    #[test]
    fn a_tree_without_search_keys_has_none() {
        assert!(index(&[("One", &[]), ("Two", &[]), ("Three", &["3"])]).is_empty());
        assert!(!index(&[("One", &["1"]), ("Two", &["2"]), ("Three", &[])]).is_empty());
    }
}
