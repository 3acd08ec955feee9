//! The ranking: BM25F over the fields, what the query names, and words that stand together in a section.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::library::Library;
use crate::search::accumulator::Accumulator;
use crate::search::index::Index;
use crate::search::lexicon::count;
use crate::search::name_match::{Exactness, NameMatches, RankedTopic, name_matches};
use crate::search::postings::{DESCRIPTION, HEADING, KEY, Posting, TITLE};
use crate::search::proximity::add_proximity;
use crate::search::query::{Filters, Query};
use crate::search::query_term::QueryTerm;
use crate::search::weights::{
    AT_SITE, CANDIDATES, IN_ASIDE, IN_DESCRIPTION, IN_HEADING, IN_KEY, IN_TITLE, NAMES_SITE,
    SATURATION, TRIGRAMS, real,
};

/// The best topics, and how many answer the query in all.
#[derive(Debug, Default)]
pub struct Ranking {
    pub topics: Vec<RankedTopic>,
    pub found: usize,
}

/// The topics that answer the query, best first.
pub fn rank(
    index: &Index,
    library: &Library,
    query: &Query,
    filters: &Filters,
    terms: &[QueryTerm],
) -> Ranking {
    let named = name_matches(index, library, query, terms);
    let texts = text_scores(index, terms);
    let mut topics: Vec<RankedTopic> = matched(&texts, &named)
        .filter_map(|number| {
            let topic = library.at(number)?;
            let entry = library.topic(topic);
            let named = named.of(number);
            let score = texts.get(number) + named.map_or(0.0, |named| named.score);
            filters.allow(entry).then(|| RankedTopic {
                topic,
                score: score * index.priors.get(topic.index()).copied().unwrap_or(1.0),
                named,
                sections: Vec::new(),
            })
        })
        .collect();
    let found = topics.len();
    keep_best(&mut topics);
    add_proximity(index, terms, &mut topics);
    raise_similar(index, query, &mut topics);
    raise_at_sites(index, terms, &mut topics);
    sort(&mut topics);
    Ranking { topics, found }
}

/// Raises the topics whose names are like the query by their letters.
fn raise_similar(index: &Index, query: &Query, topics: &mut [RankedTopic]) {
    if index.trigrams.is_empty() {
        return;
    }
    let all = index.trigrams.similarities(&query.words, query.unfinished);
    let similarity =
        |ranked: &RankedTopic| all.get(ranked.topic.index()).copied().unwrap_or_default();
    let best = topics.iter().map(similarity).fold(f32::EPSILON, f32::max);
    for ranked in topics {
        ranked.score *= 1.0 + TRIGRAMS * similarity(ranked) / best;
    }
}

/// Raises the topics at a body site that the query names.
fn raise_at_sites(index: &Index, terms: &[QueryTerm], topics: &mut [RankedTopic]) {
    let named: HashSet<u32> = terms
        .iter()
        .flat_map(|query_term| &query_term.candidates)
        .filter(|candidate| candidate.confidence >= NAMES_SITE)
        .map(|candidate| candidate.term)
        .collect();
    let sites = index.sites.iter();
    let sites = sites.filter(|site| site.terms.iter().all(|term| named.contains(term)));
    let at_site: HashSet<u32> = sites.flat_map(|site| &site.topics).copied().collect();
    for ranked in topics {
        if at_site.contains(&count(ranked.topic.index())) {
            ranked.score *= AT_SITE;
        }
    }
}

/// The topics that a term of the query stands in, be it in their names only.
fn matched<'a>(texts: &'a Accumulator, named: &'a NameMatches) -> impl Iterator<Item = u32> + 'a {
    let only_named = named.found.iter().map(|named| named.name.topic);
    let only_named = only_named.filter(|topic| texts.get(*topic) == 0.0);
    texts.touched.iter().copied().chain(only_named)
}

fn keep_best(topics: &mut Vec<RankedTopic>) {
    if topics.len() > CANDIDATES {
        // Whole names stand before all others.
        topics.select_nth_unstable_by(CANDIDATES, |a, b| {
            let by_score = b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic));
            b.exactness().cmp(&a.exactness()).then(by_score)
        });
        topics.truncate(CANDIDATES);
    }
}

/// Whole names first in reading order, then by score.
fn sort(topics: &mut [RankedTopic]) {
    topics.sort_by(|a, b| {
        let by_score = match a.exactness() {
            Exactness::Part => b.score.total_cmp(&a.score),
            Exactness::InSentence | Exactness::Whole => Ordering::Equal,
        };
        let by_name = b.exactness().cmp(&a.exactness());
        by_name.then(by_score).then(a.topic.cmp(&b.topic))
    });
}

/// BM25F of every topic.
fn text_scores(index: &Index, terms: &[QueryTerm]) -> Accumulator {
    let mut sums = Accumulator::new(index.len());
    let all_stop = terms.iter().all(QueryTerm::is_stop_word);
    for query_term in terms.iter().filter(|it| all_stop || !it.is_stop_word()) {
        for candidate in &query_term.candidates {
            let weight = query_term.weight * candidate.confidence;
            for posting in index.postings.iter(candidate.term) {
                sums.raise(posting.topic, weight * frequency(index, &posting));
            }
        }
        sums.finish_term();
    }
    sums
}

/// How often a term stands in a topic, weighted by field, from 0 to 1.
fn frequency(index: &Index, posting: &Posting<'_>) -> f32 {
    const FIELDS: [(u8, f32); 4] = [
        (TITLE, IN_TITLE),
        (KEY, IN_KEY),
        (DESCRIPTION, IN_DESCRIPTION),
        (HEADING, IN_HEADING),
    ];
    let length = index.lengths.get(posting.topic as usize);
    let body = real(u32::from(posting.count)) / length.copied().unwrap_or(1.0);
    let weight = |(field, weight): &(u8, f32)| {
        if posting.fields & field == 0 {
            0.0
        } else {
            *weight
        }
    };
    let times = body + FIELDS.iter().map(weight).sum::<f32>();
    let times = if posting.is_aside() { IN_ASIDE } else { times };
    times / (times + SATURATION)
}
