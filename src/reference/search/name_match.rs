//! What a query names: titles and search keys found in it, wholly or in part.

use crate::library::Library;
use crate::search::index::Index;
use crate::search::lexicon::count;
use crate::search::names::{Name, NameOrigin, word_weight};
use crate::search::query::{Query, QueryTerm};
use crate::search::weights::{
    ALL, NAME_IN_ORDER, NAMED_BY_KEY, NAMED_BY_TITLE, PREFIX_IN_NAME, in_part, lowered, raised,
    real,
};
use crate::terms::{Emphasis, normalized_tokens};

/// The best name of a topic that the query has, wholly or in part.
#[derive(Clone, Copy, Debug)]
pub struct NameMatch {
    pub name: Name,
    pub score: f32,
    /// How much of the name the query has, from 0 to 1.
    pub part: f32,
    pub exactness: Exactness,
}

/// Whether the query is the name and nothing else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Exactness {
    Part,
    /// It is, but for stop words and talk around it.
    InSentence,
    Whole,
}

/// The best name of every topic, by topic number.
pub fn name_matches(
    index: &Index,
    library: &Library,
    query: &Query,
    terms: &[QueryTerm],
) -> Vec<Option<NameMatch>> {
    let term = |word: &String| index.lexicon.term(word);
    let typed = TypedTerms {
        all: query.typed.iter().map(term).collect(),
        core: query.core().iter().map(term).collect(),
        is_talk: is_talk(&query.typed, terms),
    };
    let mut found: Vec<Option<NameMatch>> = vec![None; index.len()];
    let mut sums = vec![0.0; index.len()];
    for (number, sum) in accumulate(index, terms).sums() {
        let Some(name) = index.names.get(number) else {
            continue;
        };
        let named = typed.measure(index, library, name, sum);
        let topic = name.topic as usize;
        if let (Some(best), Some(all)) = (found.get_mut(topic), sums.get_mut(topic)) {
            *all += raised(named.score);
            if best.is_none_or(|best: NameMatch| best.score < named.score) {
                *best = Some(named);
            }
        }
    }
    for (best, all) in found.iter_mut().zip(sums) {
        if let Some(best) = best {
            best.score = lowered(all);
        }
    }
    found
}

/// A sum to which each term of a query adds the best of its candidates.
#[derive(Clone, Copy, Debug, Default)]
pub struct BestSum {
    pub total: f32,
    best: f32,
}

impl BestSum {
    pub const fn raise(&mut self, value: f32) {
        self.best = self.best.max(value);
    }

    pub const fn finish_term(&mut self) {
        self.total += self.best;
        self.best = 0.0;
    }
}

/// Such sums by number.
pub struct Accumulator {
    sums: Vec<BestSum>,
    /// The numbers that the current term raised.
    raised: Vec<u32>,
}

impl Accumulator {
    pub fn new(length: usize) -> Self {
        Self {
            sums: vec![BestSum::default(); length],
            raised: Vec::new(),
        }
    }

    pub fn raise(&mut self, number: u32, value: f32) {
        if let Some(sum) = self.sums.get_mut(number as usize) {
            if sum.best == 0.0 {
                self.raised.push(number);
            }
            sum.raise(value);
        }
    }

    pub fn finish_term(&mut self) {
        for number in self.raised.drain(..) {
            if let Some(sum) = self.sums.get_mut(number as usize) {
                sum.finish_term();
            }
        }
    }

    pub fn get(&self, number: usize) -> f32 {
        self.sums.get(number).map_or(0.0, |sum| sum.total)
    }

    /// The sums that are not zero, each with its number.
    pub fn sums(&self) -> impl Iterator<Item = (u32, f32)> {
        let all = (0..).zip(self.sums.iter().map(|sum| sum.total));
        all.filter(|(_, total)| *total != 0.0)
    }
}

/// What the terms of the query weigh in each name.
fn accumulate(index: &Index, terms: &[QueryTerm]) -> Accumulator {
    let mut sums = Accumulator::new(index.names.len());
    for query_term in terms {
        let name_terms = query_term.name_terms.iter();
        let beginnings = name_terms.map(|term| (*term, PREFIX_IN_NAME));
        let candidates = query_term.candidates.iter();
        let candidates = candidates.map(|candidate| (candidate.term, candidate.confidence));
        for (term, confidence) in candidates.chain(beginnings) {
            let weight = confidence * word_weight(index.specificity(term), query_term.emphasis);
            for name in index.names.with_term(term) {
                sums.raise(*name, weight);
            }
        }
        sums.finish_term();
    }
    sums
}

/// The words of the query as names are compared with it: in the order typed, none for an unknown one.
struct TypedTerms {
    all: Vec<Option<u32>>,
    /// Without the talk around them.
    core: Vec<Option<u32>>,
    /// Whether there is nothing but stop words and talk, and some stand for other words: then they weigh nothing in a
    /// name.
    is_talk: bool,
}

fn is_talk(words: &[String], terms: &[QueryTerm]) -> bool {
    let is_weak = |word: &String| Emphasis::of(word) != Emphasis::Content;
    words.iter().all(is_weak) && terms.iter().any(QueryTerm::is_content)
}

impl TypedTerms {
    fn measure(&self, index: &Index, library: &Library, name: Name, sum: f32) -> NameMatch {
        let sum = sum.min(name.weight);
        let part = sum / name.weight.max(f32::EPSILON);
        let by = if name.origin == NameOrigin::Title {
            NAMED_BY_TITLE
        } else {
            NAMED_BY_KEY
        };
        let mut named = NameMatch {
            name,
            score: by * sum * in_part(part),
            part,
            exactness: Exactness::Part,
        };
        if part >= ALL || self.is_talk {
            let words = words_of(index, library, name);
            named.exactness = match () {
                () if words == self.all => Exactness::Whole,
                () if words == self.core => Exactness::InSentence,
                () => Exactness::Part,
            };
            if words.len() > 1 && self.all.windows(words.len()).any(|run| run == words) {
                named.score += NAME_IN_ORDER * real(count(words.len()));
            }
        }
        named
    }
}

/// The terms of a name in order; none of them unknown.
fn words_of(index: &Index, library: &Library, name: Name) -> Vec<Option<u32>> {
    let text = index.names.text(library, name);
    normalized_tokens(text)
        .map(|word| index.lexicon.term(&word))
        .collect()
}
