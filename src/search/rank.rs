//! The ranking: BM25F over the fields, what the query names, and words that stand together in a section.

use crate::library::{Library, TopicId};
use crate::search::expand::{Meaning, total};
use crate::search::index::Index;
use crate::search::naming::{Named, Names, names};
use crate::search::postings::{DESCRIPTION, HEADING, KEY, Posting, TITLE};
use crate::search::query::{Filters, Query};
use crate::search::sums::Sums;
use crate::search::weights::{
    self, CANDIDATES, CONTENTS_PAGE, IN_DESCRIPTION, IN_HEADING, IN_KEY, IN_TITLE, LONG,
    SATURATION, TOGETHER, real,
};

/// A topic with all that put it where it is.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub topic: TopicId,
    pub score: f32,
    pub named: Option<Named>,
    /// Its sections with matches, best first.
    pub spots: Vec<Scored>,
}

/// A section with matches.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    pub section: u32,
    pub score: f32,
    pub in_heading: bool,
}

/// The topics that answer the query, best first.
pub fn rank(
    index: &Index,
    library: &Library,
    query: &Query,
    filters: &Filters,
    meanings: &[Meaning],
) -> Vec<Ranked> {
    let named = names(index, library, query, meanings);
    let texts = texts(index, meanings);
    let mut found: Vec<Ranked> = topics(&texts, &named)
        .filter_map(|number| {
            let topic = library.at(number)?;
            let entry = library.topic(topic);
            let named = named.of(number);
            let base = texts.get(number) + named.map_or(0.0, |named| named.score);
            let fair = if entry.is_section { CONTENTS_PAGE } else { 1.0 };
            filters.allow(entry).then(|| Ranked {
                topic,
                score: base * fair,
                named,
                spots: Vec::new(),
            })
        })
        .collect();
    keep_best(&mut found);
    together(index, meanings, &mut found);
    sort(&mut found);
    found
}

fn topics<'a>(texts: &'a Sums, named: &'a Names) -> impl Iterator<Item = u32> + 'a {
    let only_named = named.found.iter().map(|named| named.name.topic);
    let only_named = only_named.filter(|topic| texts.get(*topic) == 0.0);
    texts.touched.iter().copied().chain(only_named)
}

fn keep_best(found: &mut Vec<Ranked>) {
    if found.len() > CANDIDATES {
        found.select_nth_unstable_by(CANDIDATES, |a, b| {
            b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic))
        });
        found.truncate(CANDIDATES);
    }
}

/// Whole names first in reading order, then by score.
fn sort(found: &mut [Ranked]) {
    let exact = |ranked: &Ranked| ranked.named.filter(|named| named.exact);
    found.sort_by(|a, b| match (exact(a), exact(b)) {
        (Some(_), Some(_)) => a.topic.cmp(&b.topic),
        (Some(_), None) => std::cmp::Ordering::Less,
        (None, Some(_)) => std::cmp::Ordering::Greater,
        (None, None) => b.score.total_cmp(&a.score).then(a.topic.cmp(&b.topic)),
    });
}

/// BM25F of every topic.
fn texts(index: &Index, meanings: &[Meaning]) -> Sums {
    let mut sums = Sums::new(index.len());
    let all_stop = meanings.iter().all(Meaning::is_stop_word);
    for meaning in meanings.iter().filter(|it| all_stop || !it.is_stop_word()) {
        for choice in &meaning.choices {
            let weight = meaning.weight * choice.sure;
            for posting in index.postings.iter(choice.term) {
                sums.raise(posting.topic, weight * frequency(index, &posting));
            }
        }
        sums.settle();
    }
    sums
}

/// How often a word stands in a topic, weighted by field, from 0 to 1.
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
    times / (times + SATURATION)
}

/// Adds what words count that stand in one section, notes the sections, and takes from topics that lack words.
fn together(index: &Index, meanings: &[Meaning], found: &mut [Ranked]) {
    let places = Places::of(index, found);
    let mut covered = vec![0.0_f32; found.len()];
    let mut asked = 0.0;
    for meaning in meanings.iter().filter(|meaning| !meaning.is_stop_word()) {
        let mut word: Vec<(u8, Scored)> = Vec::new();
        let mut has = vec![0.0_f32; found.len()];
        for choice in &meaning.choices {
            let score = meaning.weight * choice.sure;
            for posting in index.postings.iter(choice.term) {
                let Some(place) = places.get(posting.topic) else {
                    continue;
                };
                if let Some(has) = has.get_mut(usize::from(place)) {
                    *has = has.max(score);
                }
                word.extend(posting.spots().map(|spot| {
                    let scored = Scored {
                        section: spot.section,
                        score,
                        in_heading: spot.in_heading,
                    };
                    (place, scored)
                }));
            }
        }
        add(found, word);
        if !meaning.joined && !meaning.choices.is_empty() {
            asked += meaning.weight;
            for (sum, has) in covered.iter_mut().zip(has) {
                *sum += has;
            }
        }
    }
    let all = total(meanings);
    for (ranked, has) in found.iter_mut().zip(covered) {
        ranked
            .spots
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.section.cmp(&b.section)));
        let best = ranked.spots.first().map_or(0.0, |spot| spot.score);
        let length = index.lengths.get(ranked.topic.index()).copied();
        let long = length.unwrap_or(1.0).max(1.0).powf(LONG);
        ranked.score += TOGETHER * best * best / (all * long);
        if asked > 0.0 {
            ranked.score *= weights::covered(has / asked);
        }
    }
}

/// Where in a list each topic stands, if it does.
struct Places(Vec<u8>);

impl Places {
    fn of(index: &Index, found: &[Ranked]) -> Self {
        let mut places = vec![u8::MAX; index.len()];
        for (place, ranked) in (0_u8..).zip(found) {
            if let Some(slot) = places.get_mut(ranked.topic.index()) {
                *slot = place;
            }
        }
        Self(places)
    }

    fn get(&self, topic: u32) -> Option<u8> {
        let place = self.0.get(topic as usize).copied();
        place.filter(|place| *place != u8::MAX)
    }
}

/// Adds one word's sections to the topics', each section once with its best choice.
fn add(found: &mut [Ranked], mut word: Vec<(u8, Scored)>) {
    word.sort_by(|(a, x), (b, y)| {
        (a, x.section)
            .cmp(&(b, y.section))
            .then(y.score.total_cmp(&x.score))
    });
    word.dedup_by(|(a, x), (b, y)| *a == *b && x.section == y.section);
    for (place, spot) in word {
        let Some(ranked) = found.get_mut(usize::from(place)) else {
            continue;
        };
        let heading = if spot.in_heading { 1.25 } else { 1.0 };
        match ranked
            .spots
            .iter_mut()
            .find(|known| known.section == spot.section)
        {
            Some(known) => {
                known.score += spot.score * heading;
                known.in_heading |= spot.in_heading;
            }
            None => ranked.spots.push(Scored {
                score: spot.score * heading,
                ..spot
            }),
        }
    }
}
