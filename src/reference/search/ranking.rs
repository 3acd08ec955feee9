//! The ranking: BM25F over the fields, what the query names, and words that stand together in a section.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::library::{Library, TopicId};
use crate::search::filters::Filters;
use crate::search::index::Index;
use crate::search::lexicon::count;
use crate::search::name_match::{Accumulator, BestSum, Exactness, NameMatch, name_matches};
use crate::search::postings::{DESCRIPTION, HEADING, KEY, Occurrence, Posting, TITLE};
use crate::search::query::{Query, QueryTerm, total};
use crate::search::weights::{
    ALL, AT_SITE, CANDIDATES, IN_ASIDE, IN_DESCRIPTION, IN_HEADING, IN_HEADING_TOGETHER, IN_KEY,
    IN_TITLE, LEAST_OF_BEST_HEADED, LENGTH_PENALTY, NAMED_BY_HEADING, NAMES_SITE, PROXIMITY,
    SATURATION, TRIGRAMS, coverage, in_part, real,
};

/// A topic with its score and what that is made of.
#[derive(Clone, Debug)]
pub struct RankedTopic {
    pub topic: TopicId,
    pub score: f32,
    pub named: Option<NameMatch>,
    /// Its sections with matches, best first.
    pub sections: Vec<SectionScore>,
    /// What stands beside its text with matches: its rows, and what says words that it does not have itself.
    pub asides: Vec<SectionScore>,
    /// What its description has of the query, by the weights of the terms.
    pub described: BestSum,
    /// What all of it has.
    covered: BestSum,
}

/// A section with matches.
#[derive(Clone, Copy, Debug)]
pub struct SectionScore {
    pub section: u32,
    pub score: BestSum,
    /// What of the query stands in its heading.
    pub heading: BestSum,
}

impl SectionScore {
    fn new(section: u32) -> Self {
        Self {
            section,
            score: BestSum::default(),
            heading: BestSum::default(),
        }
    }

    pub fn in_heading(&self) -> bool {
        self.heading.total > 0.0
    }
}

/// A topic and its score, before more is asked of it: most are not among the best.
type ScoredTopic = (TopicId, f32, Option<NameMatch>);

impl RankedTopic {
    fn new((topic, score, named): ScoredTopic) -> Self {
        Self {
            topic,
            score,
            named,
            sections: Vec::new(),
            asides: Vec::new(),
            described: BestSum::default(),
            covered: BestSum::default(),
        }
    }

    /// Whether the query is one of its names.
    pub fn exactness(&self) -> Exactness {
        exactness(self.named)
    }

    /// Puts a section before all others.
    pub fn put_first(&mut self, section: u32) {
        let known = self.sections.iter().position(|it| it.section == section);
        let known = known.map(|at| self.sections.remove(at));
        let first = known.unwrap_or_else(|| SectionScore::new(section));
        self.sections.insert(0, first);
    }

    fn finish_term(&mut self) {
        self.covered.finish_term();
        self.described.finish_term();
        for section in self.sections.iter_mut().chain(&mut self.asides) {
            section.score.finish_term();
            section.heading.finish_term();
        }
    }
}

fn exactness(named: Option<NameMatch>) -> Exactness {
    named.map_or(Exactness::Part, |named| named.exactness)
}

/// The best of the topics that answer the query, in order, and how many do in all.
pub fn rank(
    index: &Index,
    library: &Library,
    query: &Query,
    filters: &Filters,
    terms: &[QueryTerm],
) -> (Vec<RankedTopic>, usize) {
    let named = name_matches(index, library, query, terms);
    let texts = text_scores(index, terms);
    let topic = |(topic, named): (TopicId, Option<NameMatch>)| {
        let score = texts.get(topic.index()) + named.map_or(0.0, |named| named.score);
        let is_found = score > 0.0 && filters.allow(library.topic(topic));
        is_found.then(|| (topic, score * index.topic(topic.index()).prior, named))
    };
    let all = library.ids().zip(named);
    let mut topics: Vec<ScoredTopic> = all.filter_map(topic).collect();
    let found = topics.len();
    keep_best(&mut topics);
    let mut topics: Vec<RankedTopic> = topics.into_iter().map(RankedTopic::new).collect();
    add_sections(index, terms, &mut topics);
    add_proximity(index, terms, &mut topics);
    raise_headed(index, asked(terms), &mut topics);
    raise_similar(index, query, &mut topics);
    raise_at_sites(index, terms, &mut topics);
    sort(&mut topics);
    (topics, found)
}

/// Raises what a section counts; they stand in the order of the page, until they are put in that of their scores.
fn raise(sections: &mut Vec<SectionScore>, at: Occurrence, score: f32) {
    let known = sections.binary_search_by_key(&at.section, |it| it.section);
    let known = known.unwrap_or_else(|place| {
        sections.insert(place, SectionScore::new(at.section));
        place
    });
    let Some(section) = sections.get_mut(known) else {
        return;
    };
    if at.in_heading {
        section.heading.raise(score);
        section.score.raise(score * IN_HEADING_TOGETHER);
    } else {
        section.score.raise(score);
    }
}

/// Notes in which sections of the topics the terms stand, and how much of the query each topic has.
fn add_sections(index: &Index, terms: &[QueryTerm], topics: &mut [RankedTopic]) {
    let mut places: Vec<Option<u8>> = vec![None; index.len()];
    for (place, ranked) in (0..).zip(topics.iter()) {
        if let Some(slot) = places.get_mut(ranked.topic.index()) {
            *slot = Some(place);
        }
    }
    for query_term in terms.iter().filter(|it| !it.is_stop_word()) {
        for candidate in &query_term.candidates {
            let score = query_term.weight * candidate.confidence;
            for posting in index.postings.iter(candidate.term) {
                let place = places.get(posting.topic as usize).copied().flatten();
                let ranked = place.and_then(|place| topics.get_mut(usize::from(place)));
                let Some(ranked) = ranked else { continue };
                if !posting.is_aside() {
                    ranked.covered.raise(score);
                }
                if posting.fields & DESCRIPTION != 0 {
                    ranked.described.raise(score);
                }
                let own = index.sections.count(ranked.topic);
                for at in posting.occurrences() {
                    if at.section >= own {
                        raise(&mut ranked.asides, at, score);
                    }
                    if let Some(at) = in_page(at, own, &posting) {
                        raise(&mut ranked.sections, at, score);
                    }
                }
            }
        }
        topics.iter_mut().for_each(RankedTopic::finish_term);
    }
}

/// Where a term stands in the page's `own` sections; a row that the program adds to the page counts as its opening.
const fn in_page(at: Occurrence, own: u32, posting: &Posting<'_>) -> Option<Occurrence> {
    match at.section {
        section if section < own => Some(at),
        _ if posting.count > 0 => Some(Occurrence { section: 0, ..at }),
        _ => None,
    }
}

/// Adds what the terms count that stand in one section, and takes from topics that lack terms.
fn add_proximity(index: &Index, terms: &[QueryTerm], topics: &mut [RankedTopic]) {
    let (asked, all) = (asked(terms), total(terms));
    for ranked in topics {
        ranked.sections.sort_by(|a, b| {
            let by_score = b.score.total.total_cmp(&a.score.total);
            by_score.then(a.section.cmp(&b.section))
        });
        let best = ranked.sections.first().map_or(0.0, |it| it.score.total);
        let length = index.topic(ranked.topic.index()).length;
        let penalty = length.max(1.0).powf(LENGTH_PENALTY);
        ranked.score += PROXIMITY * best * best / (all * penalty);
        if asked > 0.0 {
            ranked.score *= coverage(ranked.covered.total / asked);
        }
    }
}

/// The weights of the terms that a topic can be missed for.
fn asked(terms: &[QueryTerm]) -> f32 {
    let is_asked = |it: &&QueryTerm| !it.is_stop_word() && !it.candidates.is_empty();
    terms.iter().filter(is_asked).map(|it| it.weight).sum()
}

/// Raises the topics with a heading that says all that is asked, as a name would.
fn raise_headed(index: &Index, asked: f32, topics: &mut [RankedTopic]) {
    let least = LEAST_OF_BEST_HEADED * topics.iter().map(|it| it.score).fold(0.0, f32::max);
    for ranked in topics.iter_mut().filter(|it| it.score >= least) {
        let says_all = |it: &&SectionScore| it.in_heading() && it.heading.total >= ALL * asked;
        let headed = ranked.sections.iter().filter(says_all);
        let names = headed.filter_map(|section| {
            let heading = index.sections.get(ranked.topic, section.section)?.heading?;
            let said = section.heading.total;
            let part = said / index.weight_of(&heading.title).max(said);
            Some(NAMED_BY_HEADING * said * in_part(part))
        });
        ranked.score += names.fold(0.0, f32::max);
    }
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
    let named = terms.iter().flat_map(|query_term| &query_term.candidates);
    let named = named.filter(|candidate| candidate.confidence >= NAMES_SITE);
    let named: HashSet<u32> = named.map(|candidate| candidate.term).collect();
    let sites = index.sites.iter();
    let sites = sites.filter(|site| site.terms.iter().all(|term| named.contains(term)));
    let at_site: HashSet<u32> = sites.flat_map(|site| &site.topics).copied().collect();
    for ranked in topics {
        if at_site.contains(&count(ranked.topic.index())) {
            ranked.score *= AT_SITE;
        }
    }
}

fn keep_best(topics: &mut Vec<ScoredTopic>) {
    if topics.len() > CANDIDATES {
        // Whole names stand before all others.
        topics.select_nth_unstable_by(CANDIDATES, |a, b| {
            let by_name = exactness(b.2).cmp(&exactness(a.2));
            by_name.then(b.1.total_cmp(&a.1)).then(a.0.cmp(&b.0))
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
    let length = index.topic(posting.topic as usize).length;
    let body = real(u32::from(posting.count)) / length;
    let fields = FIELDS
        .iter()
        .filter(|(field, _)| posting.fields & field != 0);
    let times = body + fields.map(|(_, weight)| weight).sum::<f32>();
    let times = if posting.is_aside() { IN_ASIDE } else { times };
    times / (times + SATURATION)
}
