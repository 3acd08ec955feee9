//! From the words of a query to the terms that may stand for them: itself, what it begins, what it was meant to be.

use crate::search::index::Index;
use crate::search::lexicon::Similar;
use crate::search::postings::KEY;
use crate::search::query::Query;
use crate::search::stop_words::is_stop_word;
use crate::search::weights::{
    CORRECTIONS, MISSPELT, PREFIX, PREFIX_OF_KNOWN, PREFIX_POSTINGS, PREFIX_TERMS, SIMILAR_TERMS,
    STOP_WORD, rarity, real,
};

/// A term that may be what a word of the query means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Choice {
    pub term: u32,
    /// From 0 to 1: how sure it is.
    pub sure: f32,
}

/// A word of the query and what it may mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Meaning {
    pub word: String,
    /// What is looked up in bodies; all of it in names too.
    pub choices: Vec<Choice>,
    /// Looked up in names only: what a very short beginning may become.
    pub in_names: Vec<u32>,
    /// How much the word says.
    pub weight: f32,
    pub stop_word: bool,
    /// Two words of the query written as one: a second chance that counts in no total.
    pub joined: bool,
    /// Words taken instead, when no topic has this one.
    pub instead: Vec<String>,
}

impl Meaning {
    pub const fn is_known(&self) -> bool {
        !self.choices.is_empty() || !self.in_names.is_empty()
    }
}

/// The meanings of a query's words, repeats left out.
pub fn meanings(index: &Index, query: &Query) -> Vec<Meaning> {
    let mut expander = Expander {
        index,
        corrections: CORRECTIONS,
    };
    let mut all: Vec<Meaning> = Vec::new();
    let last = query.words.len().checked_sub(1);
    for (at, word) in query.words.iter().enumerate() {
        let unfinished = query.unfinished && Some(at) == last;
        let split = expander.word(word, unfinished);
        for meaning in split {
            let first = meaning.choices.first().map(|choice| choice.term);
            let repeated = |other: &Meaning| {
                other.word == meaning.word
                    || (first.is_some() && other.choices.first().map(|choice| choice.term) == first)
            };
            if !all.iter().any(repeated) {
                all.push(meaning);
            }
        }
    }
    for pair in query.words.windows(2) {
        all.extend(expander.joined(&pair.concat()));
    }
    all
}

struct Expander<'a> {
    index: &'a Index,
    corrections: usize,
}

impl Expander<'_> {
    fn word(&mut self, word: &str, unfinished: bool) -> Vec<Meaning> {
        let known = self.known(word);
        let only_a_key = known.is_some_and(|choice| self.only_in_keys(choice.term));
        // A relative of what is only a misspelling among the keys is not known by that.
        let known = known.filter(|_| !only_a_key || self.index.lexicon.exactly(word).is_some());
        let mut meaning = self.meaning(word, known.into_iter().collect());
        if unfinished {
            self.prefix(&mut meaning);
        }
        if (!meaning.is_known() || only_a_key) && self.corrections > 0 {
            self.corrections -= 1;
            self.correct(&mut meaning, unfinished);
        }
        if !meaning.is_known() {
            let parts = self.parts(word);
            if !parts.is_empty() {
                return parts;
            }
        }
        self.weigh(&mut meaning, known);
        vec![meaning]
    }

    fn meaning(&self, word: &str, choices: Vec<Choice>) -> Meaning {
        let mut meaning = Meaning {
            word: word.to_owned(),
            choices,
            in_names: Vec::new(),
            weight: 0.0,
            stop_word: is_stop_word(word),
            joined: false,
            instead: Vec::new(),
        };
        self.weigh(&mut meaning, None);
        meaning
    }

    fn known(&self, word: &str) -> Option<Choice> {
        let term = self.index.lexicon.term(word)?;
        let choice = Choice { term, sure: 1.0 };
        let stands = self.index.postings.topics(term) > 0;
        (stands || !self.index.names.with(term).is_empty()).then_some(choice)
    }

    /// Adds the terms that the word may become; the commonest when there are many.
    fn prefix(&self, meaning: &mut Meaning) {
        let terms = self.index.lexicon.with_prefix(&meaning.word);
        let own = meaning.choices.first().map(|choice| choice.term);
        let sure = if own.is_some() {
            PREFIX_OF_KNOWN
        } else {
            PREFIX
        };
        if meaning.word.chars().count() < 3 {
            meaning.in_names = terms;
            return;
        }
        let mut common: Vec<(u32, u32)> = terms
            .iter()
            .filter(|term| Some(**term) != own)
            .map(|term| (self.index.postings.topics(*term), *term))
            .collect();
        common.sort_unstable_by(|a, b| b.cmp(a));
        let mut left = PREFIX_POSTINGS;
        for (topics, term) in common.into_iter().take(PREFIX_TERMS) {
            left = left.saturating_sub(topics);
            if left == 0 && !meaning.choices.is_empty() {
                break;
            }
            meaning.choices.push(Choice { term, sure });
        }
    }

    /// Adds the terms that the word may be a misspelling of.
    fn correct(&self, meaning: &mut Meaning, unfinished: bool) {
        let lexicon = &self.index.lexicon;
        let mut similar = lexicon.similar(&meaning.word, false);
        if similar.is_empty() && unfinished {
            similar = lexicon.similar(&meaning.word, true);
        }
        let Some(nearest) = similar.first().map(|similar| similar.apart) else {
            return;
        };
        let own = meaning.choices.first().map(|choice| choice.term);
        similar.retain(|similar| {
            similar.apart <= nearest + u8::from(own.is_some()) && Some(similar.term) != own
        });
        similar.sort_by_key(|similar| std::cmp::Reverse(self.index.postings.topics(similar.term)));
        for similar in similar.into_iter().take(SIMILAR_TERMS) {
            self.take(meaning, similar, own.is_none());
        }
    }

    fn take(&self, meaning: &mut Meaning, similar: Similar, say: bool) {
        let sure = MISSPELT
            .get(usize::from(similar.apart))
            .copied()
            .unwrap_or_default();
        let known = |choice: &Choice| choice.term == similar.term;
        if !meaning.choices.iter().any(known) {
            meaning.choices.push(Choice {
                term: similar.term,
                sure,
            });
            if say {
                let word = self.index.lexicon.word(similar.word);
                meaning.instead.push(word.to_owned());
            }
        }
    }

    /// Whether a term stands in no text, only among search keys: a misspelling listed there.
    fn only_in_keys(&self, term: u32) -> bool {
        let postings = &self.index.postings;
        postings.topics(term) <= 2
            && postings
                .iter(term)
                .all(|posting| posting.fields == KEY && posting.count == 0)
    }

    /// An unknown word cut into two known ones, where both are most common.
    fn parts(&self, word: &str) -> Vec<Meaning> {
        let cut = |at: usize| {
            let (left, right) = word.split_at_checked(at)?;
            let (first, second) = (self.known(left)?, self.known(right)?);
            let topics = |choice: Choice| self.index.postings.topics(choice.term);
            let common = topics(first).min(topics(second));
            Some((common, [(left, first), (right, second)]))
        };
        let best = (3..word.len().saturating_sub(2))
            .filter_map(cut)
            .max_by_key(|(common, _)| *common);
        best.map_or_else(Vec::new, |(_, parts)| {
            let meanings = parts.map(|(word, choice)| self.meaning(word, vec![choice]));
            meanings.into()
        })
    }

    fn joined(&self, word: &str) -> Option<Meaning> {
        let choice = self.known(word)?;
        let mut meaning = self.meaning(word, vec![choice]);
        meaning.joined = true;
        Some(meaning)
    }

    /// A word weighs as much as the topics that have it are rare, all its choices taken together.
    fn weigh(&self, meaning: &mut Meaning, known: Option<Choice>) {
        let postings = &self.index.postings;
        let with = known.map_or_else(
            || {
                let each = meaning
                    .choices
                    .iter()
                    .map(|choice| postings.topics(choice.term));
                each.fold(0, u32::saturating_add)
            },
            |choice| postings.topics(choice.term),
        );
        let stop = if meaning.stop_word { STOP_WORD } else { 1.0 };
        meaning.weight = stop * rarity(self.index.len(), with.max(1));
    }
}

/// The weights of all words that count in a total.
pub fn total(meanings: &[Meaning]) -> f32 {
    let counted = meanings.iter().filter(|meaning| !meaning.joined);
    counted
        .map(|meaning| meaning.weight)
        .sum::<f32>()
        .max(real(1) * f32::EPSILON)
}
