//! Words that people type for the words of the reference, from `synonyms.toml`.

use std::ops::Range;

use crate::library::Library;
use crate::search::lexicon::LexiconBuilder;
use crate::terms::normalized_tokens;

/// Typed words or phrases, and the term each also stands for.
#[derive(Clone, Debug, Default)]
pub struct Synonyms {
    /// In order of the typed terms.
    phrases: Vec<(Box<[u32]>, u32)>,
}

impl Synonyms {
    pub fn of(library: &Library, lexicon: &mut LexiconBuilder) -> Self {
        let mut phrases = Vec::new();
        for (word, typed) in library.synonyms() {
            let Some(meant) = normalized_tokens(&word)
                .next()
                .map(|word| lexicon.add(&word))
            else {
                continue;
            };
            for phrase in typed {
                let terms = normalized_tokens(&phrase).map(|word| lexicon.add(&word));
                let terms: Box<[u32]> = terms.collect();
                if !terms.is_empty() && *terms != [meant] {
                    phrases.push((terms, meant));
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

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        self.phrases.capacity() * (size_of::<(Box<[u32]>, u32)>() + 2 * size_of::<u32>())
    }
}
