//! What a query names: titles and search keys found in it, wholly or in part.

use crate::library::Library;
use crate::search::expand::Meaning;
use crate::search::index::Index;
use crate::search::interner::count;
use crate::search::names::{Name, Origin, word_weight};
use crate::search::query::Query;
use crate::search::sums::Sums;
use crate::search::weights::{
    EXACT, IN_ORDER, NAMED_BY_KEY, NAMED_BY_TITLE, PREFIX_IN_NAME, in_part, lowered, raised, real,
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
pub fn names(index: &Index, library: &Library, query: &Query, meanings: &[Meaning]) -> Names {
    let sums = sums(index, meanings);
    let asked = Asked {
        terms: query
            .words
            .iter()
            .map(|word| index.lexicon.term(word))
            .collect(),
    };
    let mut best = Best::new(index.len());
    for number in &sums.touched {
        if let Some(name) = index.names.get(*number) {
            best.add(asked.measure(index, library, name, sums.get(*number)));
        }
    }
    best.finish()
}

/// The best name of each topic, and what all its names add up to.
struct Best {
    /// For each topic the place of its name in `found`, counted from 1.
    places: Vec<u32>,
    found: Vec<(Named, f32)>,
}

impl Best {
    fn new(topics: usize) -> Self {
        Self {
            places: vec![0; topics],
            found: Vec::new(),
        }
    }

    fn add(&mut self, named: Named) {
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

    fn finish(mut self) -> Names {
        for (best, sum) in &mut self.found {
            best.score = lowered(*sum);
        }
        Names {
            places: self.places,
            found: self.found.into_iter().map(|(named, _)| named).collect(),
        }
    }
}

/// What a query names, by topic.
pub struct Names {
    places: Vec<u32>,
    pub found: Vec<Named>,
}

impl Names {
    pub fn of(&self, topic: u32) -> Option<Named> {
        let place = self.places.get(topic as usize)?.checked_sub(1)?;
        self.found.get(place as usize).copied()
    }
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
            let weight = sure * word_weight(index.telling(term), meaning.emphasis);
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
        let mut named = Named {
            name,
            score: by * sum * in_part(part),
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
