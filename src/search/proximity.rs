//! Words of the query that stand together in one section, and topics that lack some of them.

use crate::search::index::Index;
use crate::search::name_match::{RankedTopic, SectionScore};
use crate::search::query_term::{QueryTerm, total};
use crate::search::weights::{IN_HEADING_TOGETHER, LENGTH_PENALTY, PROXIMITY, coverage};

/// Adds what the terms count that stand in one section, notes the sections, and takes from topics that lack terms.
pub fn add_proximity(index: &Index, terms: &[QueryTerm], topics: &mut [RankedTopic]) {
    let positions = CandidatePositions::of(index, topics);
    let mut covered = vec![0.0_f32; topics.len()];
    let mut asked = 0.0;
    for query_term in terms.iter().filter(|it| !it.is_stop_word()) {
        let mut best = vec![0.0_f32; topics.len()];
        let sections = occurrences(index, query_term, &positions, &mut best);
        add_sections(topics, sections);
        if !query_term.joined && !query_term.candidates.is_empty() {
            asked += query_term.weight;
            for (sum, best) in covered.iter_mut().zip(best) {
                *sum += best;
            }
        }
    }
    let all = total(terms);
    for (ranked, covered) in topics.iter_mut().zip(covered) {
        ranked
            .sections
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.section.cmp(&b.section)));
        let best = ranked.sections.first().map_or(0.0, |section| section.score);
        let length = index.lengths.get(ranked.topic.index()).copied();
        let penalty = length.unwrap_or(1.0).max(1.0).powf(LENGTH_PENALTY);
        ranked.score += PROXIMITY * best * best / (all * penalty);
        if asked > 0.0 {
            ranked.score *= coverage(covered / asked);
        }
    }
}

/// The sections that a term stands in, each with the topic's position; `best` is raised to the best candidate of each topic.
fn occurrences(
    index: &Index,
    query_term: &QueryTerm,
    positions: &CandidatePositions,
    best: &mut [f32],
) -> Vec<(u8, SectionScore)> {
    let mut sections = Vec::new();
    for candidate in &query_term.candidates {
        let score = query_term.weight * candidate.confidence;
        for posting in index.postings.iter(candidate.term) {
            let Some(position) = positions.get(posting.topic) else {
                continue;
            };
            if !posting.is_aside()
                && let Some(best) = best.get_mut(usize::from(position))
            {
                *best = best.max(score);
            }
            sections.extend(posting.occurrences().map(|occurrence| {
                let scored = SectionScore {
                    section: occurrence.section,
                    score,
                    in_heading: occurrence.in_heading,
                };
                (position, scored)
            }));
        }
    }
    sections
}

/// Adds one term's sections to the topics', each section once with its best candidate.
fn add_sections(topics: &mut [RankedTopic], mut sections: Vec<(u8, SectionScore)>) {
    sections.sort_by(|(a, x), (b, y)| {
        (a, x.section)
            .cmp(&(b, y.section))
            .then(y.score.total_cmp(&x.score))
    });
    sections.dedup_by(|(a, x), (b, y)| *a == *b && x.section == y.section);
    for (position, section) in sections {
        let Some(ranked) = topics.get_mut(usize::from(position)) else {
            continue;
        };
        let heading = if section.in_heading {
            IN_HEADING_TOGETHER
        } else {
            1.0
        };
        let mut known = ranked.sections.iter_mut();
        match known.find(|known| known.section == section.section) {
            Some(known) => {
                known.score += section.score * heading;
                known.in_heading |= section.in_heading;
            }
            None => ranked.sections.push(SectionScore {
                score: section.score * heading,
                ..section
            }),
        }
    }
}

/// Where in a list each topic stands, if it does.
struct CandidatePositions(Vec<u8>);

impl CandidatePositions {
    fn of(index: &Index, topics: &[RankedTopic]) -> Self {
        let mut positions = vec![u8::MAX; index.len()];
        for (position, ranked) in (0_u8..).zip(topics) {
            if let Some(slot) = positions.get_mut(ranked.topic.index()) {
                *slot = position;
            }
        }
        Self(positions)
    }

    fn get(&self, topic: u32) -> Option<u8> {
        let position = self.0.get(topic as usize).copied();
        position.filter(|position| *position != u8::MAX)
    }
}
