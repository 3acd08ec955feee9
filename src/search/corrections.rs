//! Words that were typed and are not known: what they may be misspellings of, or two words written as one.

use crate::search::index::Index;
use crate::search::lexicon::SimilarWord;
use crate::search::postings::KEY;
use crate::search::query_term::{Candidate, QueryTerm};
use crate::search::weights::{MISSPELT, SIMILAR_TERMS};
use crate::terms::Emphasis;

/// A term that only search keys have stands in the keys of at most so many topics.
const KEY_OWNERS: u32 = 2;

/// The topics that have a term in a search key, if it stands nowhere else: a misspelling listed there, or a word the
/// reference does not use.
pub fn key_owners(index: &Index, term: u32) -> Option<Vec<u32>> {
    let postings = &index.postings;
    let mut all = postings.iter(term);
    let is_key = all.all(|posting| posting.fields == KEY && posting.count == 0);
    (is_key && postings.topics(term) <= KEY_OWNERS).then(|| topics(index, term))
}

fn topics(index: &Index, term: u32) -> Vec<u32> {
    let postings = index.postings.iter(term);
    postings.map(|posting| posting.topic).collect()
}

/// Adds the terms that the word may be a misspelling of. Where the word stands in a search key, only what stands in
/// a topic that has the key is meant: nobody who types tums means a thumb.
pub fn correct(
    index: &Index,
    query_term: &mut QueryTerm,
    unfinished: bool,
    owners: Option<&[u32]>,
) {
    let lexicon = &index.lexicon;
    let mut similar = lexicon.similar(&query_term.word, false);
    if similar.is_empty() && unfinished && owners.is_none() {
        similar = lexicon.similar(&query_term.word, true);
    }
    let own = query_term.candidates.first().map(|own| own.term);
    similar.retain(|similar| {
        let word = lexicon.word(similar.word);
        let is_content = Emphasis::of(word) == Emphasis::Content;
        Some(similar.term) != own && is_content && is_meant(index, similar, owners)
    });
    let nearest = similar.first().map_or(0, |similar| similar.distance);
    similar.retain(|similar| similar.distance <= nearest);
    similar.sort_by_key(|similar| std::cmp::Reverse(index.postings.topics(similar.term)));
    for similar in similar.into_iter().take(SIMILAR_TERMS) {
        add(index, query_term, similar);
    }
}

/// Whether a correction stands in a topic of the owners, if there are any.
fn is_meant(index: &Index, similar: &SimilarWord, owners: Option<&[u32]>) -> bool {
    owners.is_none_or(|owners| {
        let topics = topics(index, similar.term);
        topics.iter().any(|topic| owners.contains(topic))
    })
}

fn add(index: &Index, query_term: &mut QueryTerm, similar: SimilarWord) {
    let known = |candidate: &Candidate| candidate.term == similar.term;
    if query_term.candidates.iter().any(known) {
        return;
    }
    query_term.candidates.push(Candidate {
        term: similar.term,
        confidence: MISSPELT.get(similar.distance).copied().unwrap_or_default(),
    });
    let word = index.lexicon.word(similar.word);
    query_term.corrections.push(word.to_owned());
}
