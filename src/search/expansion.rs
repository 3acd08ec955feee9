//! Query expansion: for each word itself, what it begins, what it was meant to be, and its synonyms.

use crate::search::corrections::{correct, key_owners};
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::query_term::{Candidate, QueryTerm};
use crate::search::weights::{
    CORRECTIONS, PREFIX, PREFIX_OF_KNOWN, PREFIX_POSTINGS, PREFIX_TERMS, SYNONYM, of_emphasis,
    specificity,
};
use crate::terms::Emphasis;

/// The terms of a query, repeats left out.
pub fn expand(index: &Index, query: &Query) -> Vec<QueryTerm> {
    let mut expander = Expander {
        index,
        corrections: CORRECTIONS,
    };
    let mut all: Vec<QueryTerm> = Vec::new();
    // The terms as typed, and which query_term each word of the query became.
    let mut typed: Vec<Option<u32>> = Vec::new();
    let mut places: Vec<usize> = Vec::new();
    let last = query.words.len().checked_sub(1);
    for (at, word) in query.words.iter().enumerate() {
        let unfinished = query.unfinished && Some(at) == last;
        let split = expander.word(word, unfinished);
        let first = split.first();
        typed.push(first.and_then(|query_term| expander.typed(query_term)));
        places.push(place(&all, first));
        for query_term in split {
            if !all.iter().any(|other| repeats(other, &query_term)) {
                all.push(query_term);
            }
        }
    }
    expander.synonyms(&mut all, &typed, &places);
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
    fn word(&mut self, word: &str, unfinished: bool) -> Vec<QueryTerm> {
        let stem = self.known(word);
        let owners = stem.and_then(|stem| key_owners(self.index, stem.term));
        // A relative of what is only a misspelling among the keys is not known by that.
        let is_exact = self.index.lexicon.exact_term(word).is_some();
        let known = stem.filter(|_| owners.is_none() || is_exact);
        let mut query_term = self.query_term(word, known.into_iter().collect());
        if unfinished {
            self.prefix(&mut query_term);
        }
        query_term.is_missing = !query_term.is_known();
        // A word of talk, a number, or what only the synonyms have is neither misspelt nor two words.
        let accepted = (known.is_none() && is_exact)
            || !query_term.is_content()
            || word.contains(|letter: char| letter.is_ascii_digit());
        if (query_term.is_missing || owners.is_some()) && !accepted && self.corrections > 0 {
            self.corrections -= 1;
            correct(self.index, &mut query_term, unfinished, owners.as_deref());
        }
        if let Some(stem) = stem.filter(|_| !query_term.is_known()) {
            query_term.candidates.push(stem);
            query_term.is_missing = false;
        }
        if !query_term.is_known() && !accepted {
            let parts = self.parts(word);
            if !parts.is_empty() {
                return parts;
            }
        }
        self.weigh(&mut query_term, known);
        vec![query_term]
    }

    fn query_term(&self, word: &str, candidates: Vec<Candidate>) -> QueryTerm {
        let mut query_term = QueryTerm {
            word: word.to_owned(),
            candidates,
            name_terms: Vec::new(),
            weight: 0.0,
            emphasis: Emphasis::of(word),
            joined: false,
            corrections: Vec::new(),
            is_missing: false,
        };
        self.weigh(&mut query_term, None);
        query_term
    }

    fn known(&self, word: &str) -> Option<Candidate> {
        let term = self.index.lexicon.term(word)?;
        let candidate = Candidate {
            term,
            confidence: 1.0,
        };
        let stands = self.index.postings.has(term);
        (stands || !self.index.names.with_term(term).is_empty()).then_some(candidate)
    }

    /// Adds the terms that the word may become; the most common when there are many.
    fn prefix(&self, query_term: &mut QueryTerm) {
        let terms = self.index.lexicon.with_prefix(&query_term.word);
        let own = query_term
            .candidates
            .first()
            .map(|candidate| candidate.term);
        let confidence = if own.is_some() {
            PREFIX_OF_KNOWN
        } else {
            PREFIX
        };
        if query_term.word.chars().count() < 3 {
            query_term.name_terms = terms;
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
            if left == 0 && !query_term.candidates.is_empty() {
                break;
            }
            query_term.candidates.push(Candidate { term, confidence });
        }
    }

    /// An unknown word cut into two known ones, where both are most common.
    fn parts(&self, word: &str) -> Vec<QueryTerm> {
        let cut = |at: usize| {
            let (left, right) = word.split_at_checked(at)?;
            let (first, second) = (self.known(left)?, self.known(right)?);
            let topics = |candidate: Candidate| self.index.postings.topics(candidate.term);
            let common = topics(first).min(topics(second));
            Some((common, [(left, first), (right, second)]))
        };
        let best = (3..word.len().saturating_sub(2))
            .filter_map(cut)
            .max_by_key(|(common, _)| *common);
        best.map_or_else(Vec::new, |(_, parts)| {
            let [(left, _), (right, _)] = parts;
            let mut terms = parts.map(|(part, candidate)| self.query_term(part, vec![candidate]));
            if let Some(first) = terms.first_mut() {
                word.clone_into(&mut first.word);
                first.corrections = vec![format!("{left} {right}")];
                first.is_missing = true;
            }
            terms.into()
        })
    }

    /// The term of a word as it was typed, or as it was meant.
    fn typed(&self, query_term: &QueryTerm) -> Option<u32> {
        let meant = query_term
            .candidates
            .first()
            .map(|candidate| candidate.term);
        let known = self.index.lexicon.term(&query_term.word);
        known.or(meant)
    }

    /// Gives each word, and each word of a phrase, what else it stands for.
    fn synonyms(&self, all: &mut [QueryTerm], typed: &[Option<u32>], places: &[usize]) {
        for start in 0..typed.len() {
            let rest = typed.get(start..).unwrap_or_default();
            for (length, term) in self.index.synonyms.at(rest) {
                let own = places.get(start..start + length).unwrap_or_default();
                let says = |place: &&usize| {
                    all.get(**place)
                        .is_some_and(|query_term| !query_term.is_stop_word())
                };
                let mut own: Vec<usize> = own.iter().filter(says).copied().collect();
                if own.is_empty() {
                    own.extend(places.get(start + length - 1));
                }
                for place in own {
                    if let Some(query_term) = all.get_mut(place) {
                        self.stands_for(query_term, term);
                    }
                }
            }
        }
    }

    fn stands_for(&self, query_term: &mut QueryTerm, term: u32) {
        let specificity = self.index.specificity(term);
        query_term.is_missing = false;
        if !query_term.is_known() || query_term.is_stop_word() {
            query_term.emphasis = Emphasis::Content;
            query_term.weight = specificity;
        }
        let confidence = SYNONYM * (specificity / query_term.weight.max(f32::EPSILON)).min(1.0);
        if query_term
            .candidates
            .iter()
            .all(|candidate| candidate.term != term)
        {
            query_term.candidates.push(Candidate { term, confidence });
        }
    }

    fn joined(&self, word: &str) -> Option<QueryTerm> {
        let candidate = self.known(word)?;
        let mut query_term = self.query_term(word, vec![candidate]);
        query_term.joined = true;
        Some(query_term)
    }

    /// A word weighs as much as the topics that have it are rare, all its candidates taken together.
    fn weigh(&self, query_term: &mut QueryTerm, known: Option<Candidate>) {
        let specificity = known.map_or_else(
            || {
                let topics = |candidate: &Candidate| self.index.postings.topics(candidate.term);
                let with = query_term
                    .candidates
                    .iter()
                    .map(topics)
                    .fold(0, u32::saturating_add);
                specificity(self.index.len(), with, with)
            },
            |candidate| self.index.specificity(candidate.term),
        );
        query_term.weight = specificity * of_emphasis(query_term.emphasis);
    }
}

/// Which of the terms a word of the query becomes: one that is there already, or the next.
fn place(all: &[QueryTerm], new: Option<&QueryTerm>) -> usize {
    let same = |query_term: &QueryTerm| new.is_some_and(|new| repeats(query_term, new));
    all.iter().position(same).unwrap_or(all.len())
}

fn repeats(query_term: &QueryTerm, new: &QueryTerm) -> bool {
    let term = |query_term: &QueryTerm| {
        query_term
            .candidates
            .first()
            .map(|candidate| candidate.term)
    };
    query_term.word == new.word || (term(new).is_some() && term(query_term) == term(new))
}
