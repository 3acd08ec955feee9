//! Query expansion: for each word itself, what it begins, what it was meant to be, and its synonyms.

use std::cmp::Reverse;
use std::collections::HashSet;

use crate::search::index::Index;
use crate::search::names::NameOrigin;
use crate::search::postings::KEY;
use crate::search::query::{Candidate, Query, QueryTerm, Standing};
use crate::search::spelling::SimilarWord;
use crate::search::weights::{
    CORRECTIONS, MISSPELT, PREFIX, PREFIX_OF_KNOWN, PREFIX_POSTINGS, PREFIX_TERMS, SIMILAR_TERMS,
    SYNONYM, of_emphasis, specificity,
};
use crate::terms::Emphasis;

/// The terms of a query, repeats left out.
pub fn expand(index: &Index, query: &Query) -> Vec<QueryTerm> {
    let mut expander = Expander {
        index,
        corrections: CORRECTIONS,
    };
    let mut all: Vec<QueryTerm> = Vec::new();
    let last = query.words.len().checked_sub(1);
    for (at, word) in query.words.iter().enumerate() {
        let unfinished = query.unfinished && Some(at) == last;
        all.extend(expander.word(word, unfinished));
    }
    // Told before synonyms come in, which different words may share.
    let mut is_repeated = repeated(&all).into_iter();
    expander.synonyms(&mut all);
    all.retain(|_| !is_repeated.next().unwrap_or_default());
    all
}

/// Which of the terms stand before already, as the same word or as another form of it.
fn repeated(all: &[QueryTerm]) -> Vec<bool> {
    let is_same = |a: &QueryTerm, b: &QueryTerm| {
        a.word == b.word || (a.term().is_some() && a.term() == b.term())
    };
    let repeated = all.iter().enumerate().map(|(at, own)| {
        let mut before = all.iter().take(at);
        before.any(|other| is_same(other, own))
    });
    repeated.collect()
}

struct Expander<'a> {
    index: &'a Index,
    corrections: usize,
}

impl Expander<'_> {
    fn word(&mut self, word: &str, unfinished: bool) -> Vec<QueryTerm> {
        let stem = self.known(word);
        let is_exact = self.index.lexicon.exact_term(word).is_some();
        // A relative of what only search keys have is not known by that: it may be misspelt.
        let known = stem.filter(|stem| is_exact || !self.is_only_key(stem.term));
        let owners = known.and_then(|known| self.misspelt_in(known.term));
        let mut query_term = self.query_term(word, known.into_iter().collect());
        if unfinished {
            self.prefix(&mut query_term);
        }
        query_term.standing = match () {
            () if !query_term.is_known() => Standing::Missing,
            () if owners.is_some() => Standing::Misspelt,
            () => Standing::Known,
        };
        // A word of talk, a number, or what only the synonyms have is neither misspelt nor two words.
        let accepted = (known.is_none() && is_exact)
            || !query_term.is_content()
            || word.contains(|letter: char| letter.is_ascii_digit());
        if query_term.standing != Standing::Known && !accepted && self.corrections > 0 {
            self.corrections -= 1;
            self.correct(&mut query_term, unfinished, owners.as_deref());
        }
        if let Some(stem) = stem.filter(|_| !query_term.is_known()) {
            query_term.candidates.push(stem);
            query_term.standing = Standing::Known;
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
            corrections: Vec::new(),
            standing: Standing::Known,
            typed_for: Vec::new(),
        };
        self.weigh(&mut query_term, None);
        query_term
    }

    /// Whether a term stands in search keys and nowhere else.
    fn is_only_key(&self, term: u32) -> bool {
        let is_brand = |origin| matches!(origin, NameOrigin::Brand(_));
        let mut postings = self.index.postings.iter(term);
        postings.all(|it| it.fields == KEY && it.count == 0)
            && !self.index.names.origins(term).any(is_brand)
    }

    /// The topics that list a term as a misspelling, if it stands nowhere else. Any other word of a search key is
    /// right as it is: nobody who types tums means a thumb.
    fn misspelt_in(&self, term: u32) -> Option<Vec<u32>> {
        let is_misspelling = |origin| matches!(origin, NameOrigin::Misspelling(_));
        let is_listed = self.index.names.origins(term).all(is_misspelling);
        let postings = self.index.postings.iter(term);
        (is_listed && self.is_only_key(term)).then(|| postings.map(|it| it.topic).collect())
    }

    /// Adds the terms that the word may be a misspelling of: where it is listed as one, only what stands in a topic
    /// that lists it.
    fn correct(&self, query_term: &mut QueryTerm, unfinished: bool, owners: Option<&[u32]>) {
        let (lexicon, spelling) = (&self.index.lexicon, &self.index.spelling);
        let mut similar = spelling.similar(lexicon, &query_term.word, false);
        if similar.is_empty() && unfinished && owners.is_none() {
            similar = spelling.similar(lexicon, &query_term.word, true);
        }
        let own = query_term.term();
        similar.retain(|similar| {
            let is_content = Emphasis::of(lexicon.word(similar.word)) == Emphasis::Content;
            Some(similar.term) != own && is_content && self.is_meant(similar.term, owners)
        });
        let nearest = similar.first().map_or(0, |similar| similar.distance);
        similar.retain(|similar| similar.distance <= nearest);
        similar.sort_by_key(|similar| {
            let topics = self.index.postings.topics(similar.term);
            (self.misspelt_in(similar.term).is_some(), Reverse(topics))
        });
        similar.truncate(SIMILAR_TERMS);
        let mut seen = HashSet::new();
        for similar in similar.into_iter().filter(|it| seen.insert(it.term)) {
            self.add_meant(query_term, similar);
        }
    }

    /// Whether a correction stands in a topic of the owners, if there are any.
    fn is_meant(&self, term: u32, owners: Option<&[u32]>) -> bool {
        owners.is_none_or(|owners| {
            let mut postings = self.index.postings.iter(term);
            postings.any(|posting| owners.contains(&posting.topic))
        })
    }

    /// Another misspelling is looked for as well, but never named as what was meant where a word is.
    fn add_meant(&self, query_term: &mut QueryTerm, similar: SimilarWord) {
        let confidence = MISSPELT.get(similar.distance).copied().unwrap_or_default();
        let mut candidates = query_term.candidates.iter_mut();
        match candidates.find(|it| it.term == similar.term) {
            // What the word may also become: still a correction, which is said.
            Some(known) => known.confidence = known.confidence.max(confidence),
            None => query_term.candidates.push(Candidate {
                term: similar.term,
                confidence,
            }),
        }
        if query_term.corrections.is_empty() || self.misspelt_in(similar.term).is_none() {
            let word = self.index.lexicon.word(similar.word);
            query_term.corrections.push(word.to_owned());
        }
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
        let own = query_term.term();
        let confidence = own.map_or(PREFIX, |_| PREFIX_OF_KNOWN);
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
                first.standing = Standing::Missing;
            }
            terms.into()
        })
    }

    /// The term of a word as it was typed, or as it was meant.
    fn typed(&self, query_term: &QueryTerm) -> Option<u32> {
        let lexicon = &self.index.lexicon;
        let meant = match query_term.standing {
            Standing::Misspelt => {
                let meant = query_term.corrections.first();
                meant.and_then(|word| lexicon.exact_term(word))
            }
            Standing::Known | Standing::Missing => lexicon.term(&query_term.word),
        };
        meant.or_else(|| query_term.term())
    }

    /// Gives each word, and each word of a phrase, what else it stands for; of stop words alone the last.
    fn synonyms(&self, all: &mut [QueryTerm]) {
        let typed: Vec<Option<u32>> = all.iter().map(|it| self.typed(it)).collect();
        for start in 0..typed.len() {
            let rest = typed.get(start..).unwrap_or_default();
            for (length, term) in self.index.synonyms.at(rest) {
                let own = all.get_mut(start..start + length).unwrap_or_default();
                let all_stop = own.iter().all(QueryTerm::is_stop_word);
                let phrase: Vec<&str> = own.iter().map(|it| it.word.as_str()).collect();
                let phrase = phrase.join(" ");
                for (left, query_term) in (0..length).rev().zip(own) {
                    if !query_term.is_stop_word() || (all_stop && left == 0) {
                        self.stands_for(query_term, term);
                        query_term.typed_for.push((term, phrase.clone()));
                    }
                }
            }
        }
    }

    fn stands_for(&self, query_term: &mut QueryTerm, term: u32) {
        let specificity = self.index.specificity(term);
        if query_term.corrections.is_empty() {
            query_term.standing = Standing::Known;
        }
        if !query_term.is_known() || !query_term.is_content() {
            // A word of talk says nothing by itself, whatever it says in a phrase; a filler no more than it did.
            let own = if query_term.emphasis == Emphasis::Filler {
                (query_term.weight / specificity.max(f32::EPSILON)).min(1.0)
            } else {
                0.0
            };
            for candidate in &mut query_term.candidates {
                candidate.confidence *= own;
            }
            query_term.candidates.retain(|it| it.confidence > 0.0);
            query_term.emphasis = Emphasis::Content;
            query_term.weight = specificity;
        }
        let confidence = SYNONYM * (specificity / query_term.weight.max(f32::EPSILON)).min(1.0);
        if !query_term.candidates.iter().any(|it| it.term == term) {
            query_term.candidates.push(Candidate { term, confidence });
        }
    }

    /// A word weighs as much as the topics that have it are rare, all its candidates taken together.
    fn weigh(&self, query_term: &mut QueryTerm, known: Option<Candidate>) {
        let specificity = if let Some(known) = known {
            self.index.specificity(known.term)
        } else {
            let candidates = query_term.candidates.iter();
            let topics = candidates.map(|it| self.index.postings.topics(it.term));
            let with = topics.fold(0, u32::saturating_add);
            specificity(self.index.len(), with, with)
        };
        query_term.weight = specificity * of_emphasis(query_term.emphasis);
    }
}
