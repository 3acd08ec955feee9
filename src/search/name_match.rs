//! What a query names: titles and search keys found in it, wholly or in part.

use crate::library::{Library, TopicId};
use crate::search::accumulator::Accumulator;
use crate::search::index::Index;
use crate::search::lexicon::count;
use crate::search::names::{Name, NameOrigin, word_weight};
use crate::search::query::Query;
use crate::search::query_term::QueryTerm;
use crate::search::weights::{
    NAME_IN_ORDER, NAMED_BY_KEY, NAMED_BY_TITLE, PREFIX_IN_NAME, in_part, lowered, raised, real,
};
use crate::terms::normalized_tokens;

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

/// A topic with its score and what that is made of.
#[derive(Clone, Debug)]
pub struct RankedTopic {
    pub topic: TopicId,
    pub score: f32,
    pub named: Option<NameMatch>,
    /// Its sections with matches, best first.
    pub sections: Vec<SectionScore>,
}

impl RankedTopic {
    /// Whether the query is one of its names.
    pub fn exactness(&self) -> Exactness {
        self.named.map_or(Exactness::Part, |named| named.exactness)
    }
}

/// A section with matches.
#[derive(Clone, Copy, Debug)]
pub struct SectionScore {
    pub section: u32,
    pub score: f32,
    pub in_heading: bool,
}

/// The best name of every topic, by topic number.
pub fn name_matches(
    index: &Index,
    library: &Library,
    query: &Query,
    terms: &[QueryTerm],
) -> NameMatches {
    let sums = accumulate(index, terms);
    let term = |word: &String| index.lexicon.term(word);
    let typed = TypedTerms {
        all: query.typed.iter().map(term).collect(),
        core: query.core().iter().map(term).collect(),
    };
    let mut best = BestNames::new(index.len());
    for number in &sums.touched {
        if let Some(name) = index.names.get(*number) {
            best.add(typed.measure(index, library, name, sums.get(*number)));
        }
    }
    best.finish()
}

/// The best name of each topic, and what all its names add up to.
struct BestNames {
    /// For each topic the place of its name in `found`, counted from 1.
    places: Vec<u32>,
    found: Vec<(NameMatch, f32)>,
}

impl BestNames {
    fn new(topics: usize) -> Self {
        Self {
            places: vec![0; topics],
            found: Vec::new(),
        }
    }

    fn add(&mut self, named: NameMatch) {
        let Some(place) = self.places.get_mut(named.name.topic as usize) else {
            return;
        };
        let more = raised(named.score);
        let known = place.checked_sub(1);
        if let Some((best, sum)) = known.and_then(|known| self.found.get_mut(known as usize)) {
            *sum += more;
            if best.score < named.score {
                *best = named;
            }
        } else {
            self.found.push((named, more));
            *place = count(self.found.len());
        }
    }

    fn finish(mut self) -> NameMatches {
        for (best, sum) in &mut self.found {
            best.score = lowered(*sum);
        }
        NameMatches {
            places: self.places,
            found: self.found.into_iter().map(|(named, _)| named).collect(),
        }
    }
}

/// What a query names, by topic.
pub struct NameMatches {
    places: Vec<u32>,
    pub found: Vec<NameMatch>,
}

impl NameMatches {
    pub fn of(&self, topic: u32) -> Option<NameMatch> {
        let place = self.places.get(topic as usize)?.checked_sub(1)?;
        self.found.get(place as usize).copied()
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
        if part > 0.99 {
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
