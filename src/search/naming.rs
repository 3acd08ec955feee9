//! What a query names: titles and search keys found in it, wholly or in part.

use crate::library::Library;
use crate::search::expand::{Meaning, total};
use crate::search::index::Index;
use crate::search::interner::count;
use crate::search::names::{Name, Origin, word_weight};
use crate::search::query::Query;
use crate::search::sums::Sums;
use crate::search::weights::{
    EXACT, IN_ORDER, NAMED_BY_KEY, NAMED_BY_TITLE, PART, PREFIX_IN_NAME, SHARE, real,
};
use crate::search::words::folded_words;

/// The best name of a topic that the query has, wholly or in part.
#[derive(Clone, Copy, Debug)]
pub struct Named {
    pub name: Name,
    pub score: f32,
    /// How much of the name the query has, from 0 to 1.
    pub part: f32,
    /// Whether the query is the name and nothing else.
    pub exact: bool,
}

/// The best name of every topic, by topic number.
pub fn names(
    index: &Index,
    library: &Library,
    query: &Query,
    meanings: &[Meaning],
) -> Vec<Option<Named>> {
    let sums = sums(index, meanings);
    let asked = Asked {
        weight: total(meanings),
        terms: query
            .words
            .iter()
            .map(|word| index.lexicon.term(word))
            .collect(),
    };
    let mut best: Vec<Option<Named>> = vec![None; index.len()];
    for number in &sums.touched {
        let Some(name) = index.names.get(*number) else {
            continue;
        };
        let named = asked.measure(index, library, name, sums.get(*number));
        if let Some(slot) = best.get_mut(name.topic as usize)
            && slot.is_none_or(|known| known.score < named.score)
        {
            *slot = Some(named);
        }
    }
    best
}

/// What the query's words weigh in each name.
fn sums(index: &Index, meanings: &[Meaning]) -> Sums {
    let mut sums = Sums::new(index.names.len());
    for meaning in meanings {
        let beginnings = meaning.in_names.iter().map(|term| (*term, PREFIX_IN_NAME));
        let choices = meaning
            .choices
            .iter()
            .map(|choice| (choice.term, choice.sure));
        for (term, sure) in choices.chain(beginnings) {
            let topics = index.postings.topics(term);
            let weight = sure * word_weight(index.len(), topics, meaning.stop_word);
            for name in index.names.with(term) {
                sums.raise(*name, weight);
            }
        }
        sums.settle();
    }
    sums
}

/// The query as names are compared with it.
struct Asked {
    weight: f32,
    /// The terms in the order typed; none for an unknown word.
    terms: Vec<Option<u32>>,
}

impl Asked {
    fn measure(&self, index: &Index, library: &Library, name: Name, sum: f32) -> Named {
        let sum = sum.min(name.weight);
        let part = sum / name.weight.max(f32::EPSILON);
        let by = if name.origin == Origin::Title {
            NAMED_BY_TITLE
        } else {
            NAMED_BY_KEY
        };
        let share = SHARE.mul_add((sum / self.weight).min(1.0) - 1.0, 1.0);
        let mut named = Named {
            name,
            score: by * sum * part.powi(PART) * share,
            part,
            exact: false,
        };
        if part > 0.99 {
            let words = words_of(index, library, name);
            named.exact = words == self.terms;
            if words.len() > 1 && self.terms.windows(words.len()).any(|run| run == words) {
                named.score += IN_ORDER * real(count(words.len()));
            }
            named.score += if named.exact { EXACT } else { 0.0 };
        }
        named
    }
}

/// The terms of a name in order; none of them unknown.
fn words_of(index: &Index, library: &Library, name: Name) -> Vec<Option<u32>> {
    let text = index.names.text(library, name);
    folded_words(text)
        .map(|word| index.lexicon.term(&word))
        .collect()
}
