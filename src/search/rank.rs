//! The ranking: BM25F over the fields, what the query names, and words that stand together in a section.

use crate::library::{Library, TopicId};
use crate::search::expand::{Meaning, total};
use crate::search::index::Index;
use crate::search::names::{Name, Origin};
use crate::search::postings::{DESCRIPTION, HEADING, KEY, Posting, TITLE};
use crate::search::query::{Filters, Query};
use crate::search::weights::{
    CANDIDATES, CONTENTS_PAGE, EXACT, IN_DESCRIPTION, IN_HEADING, IN_KEY, IN_TITLE, NAMED_BY_KEY,
    NAMED_BY_TITLE, PART, SATURATION, TOGETHER, rarity, real,
};
use crate::search::words::folded_words;

/// A topic with all that put it where it is.
#[derive(Clone, Debug)]
pub struct Ranked {
    pub topic: TopicId,
    pub score: f32,
    pub named: Option<Named>,
    /// Its sections with matches, best first.
    pub spots: Vec<Scored>,
}

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

/// A section with matches.
#[derive(Clone, Copy, Debug)]
pub struct Scored {
    pub section: u32,
    pub score: f32,
    pub in_heading: bool,
}

/// Sums by number, where each word counts once with its best choice.
struct Sums {
    totals: Vec<f32>,
    current: Vec<f32>,
    raised: Vec<u32>,
    touched: Vec<u32>,
}

impl Sums {
    fn new(length: usize) -> Self {
        Self {
            totals: vec![0.0; length],
            current: vec![0.0; length],
            raised: Vec::new(),
            touched: Vec::new(),
        }
    }

    fn raise(&mut self, number: u32, value: f32) {
        if let Some(current) = self.current.get_mut(number as usize) {
            if *current == 0.0 {
                self.raised.push(number);
            }
            *current = current.max(value);
        }
    }

    /// Ends a word: what was raised is added up.
    fn settle(&mut self) {
        for number in self.raised.drain(..) {
            let at = number as usize;
            if let (Some(sum), Some(current)) = (self.totals.get_mut(at), self.current.get_mut(at))
            {
                if *sum == 0.0 {
                    self.touched.push(number);
                }
                *sum += std::mem::take(current);
            }
        }
    }

    fn get(&self, number: u32) -> f32 {
        self.totals
            .get(number as usize)
            .copied()
            .unwrap_or_default()
    }
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
            let topic = library.ids().nth(number as usize)?;
            let entry = library.topic(topic);
            let named = named.get(number as usize).copied().flatten();
            let base = texts.get(number) + named.map_or(0.0, |named| named.score);
            let fair = if entry.is_section() {
                CONTENTS_PAGE
            } else {
                1.0
            };
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

fn topics(texts: &Sums, named: &[Option<Named>]) -> impl Iterator<Item = u32> {
    let only_named = (0_u32..)
        .zip(named)
        .filter(|(number, named)| named.is_some() && texts.get(*number) == 0.0)
        .map(|(number, _)| number);
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
    let all_stop = meanings.iter().all(|meaning| meaning.stop_word);
    for meaning in meanings.iter().filter(|it| all_stop || !it.stop_word) {
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

/// The best name of every topic, by topic number.
fn names(
    index: &Index,
    library: &Library,
    query: &Query,
    meanings: &[Meaning],
) -> Vec<Option<Named>> {
    let mut sums = Sums::new(index.names.len());
    for meaning in meanings {
        let stop = if meaning.stop_word {
            crate::search::weights::STOP_WORD
        } else {
            1.0
        };
        let beginnings = meaning.in_names.iter().map(|term| (*term, 0.5));
        let choices = meaning
            .choices
            .iter()
            .map(|choice| (choice.term, choice.sure));
        for (term, sure) in choices.chain(beginnings) {
            let weight = sure * stop * rarity(index.len(), index.postings.topics(term));
            for name in index.names.with(term) {
                sums.raise(*name, weight);
            }
        }
        sums.settle();
    }
    let asked = total(meanings);
    let terms = terms(index, query);
    let mut best: Vec<Option<Named>> = vec![None; index.len()];
    for number in &sums.touched {
        let Some(name) = index.names.get(*number) else {
            continue;
        };
        let mut named = measure(name, sums.get(*number));
        if named.part > 0.99 && sums.get(*number) > 0.99 * asked.min(name.weight) {
            named.exact = is_query(index, library, name, &terms);
            named.score += if named.exact { EXACT } else { 0.0 };
        }
        if let Some(slot) = best.get_mut(name.topic as usize)
            && slot.is_none_or(|known| known.score < named.score)
        {
            *slot = Some(named);
        }
    }
    best
}

fn measure(name: Name, sum: f32) -> Named {
    let part = (sum / name.weight.max(f32::EPSILON)).min(1.0);
    let by = if name.origin == Origin::Title {
        NAMED_BY_TITLE
    } else {
        NAMED_BY_KEY
    };
    Named {
        name,
        score: by * sum.min(name.weight) * part.powi(PART),
        part,
        exact: false,
    }
}

/// The terms of the query in the order typed; none when a word is unknown.
fn terms(index: &Index, query: &Query) -> Vec<u32> {
    let terms = query.words.iter().map(|word| index.lexicon.term(word));
    terms.collect::<Option<_>>().unwrap_or_default()
}

fn is_query(index: &Index, library: &Library, name: Name, terms: &[u32]) -> bool {
    let own = folded_words(index.names.text(library, name)).map(|word| index.lexicon.term(&word));
    !terms.is_empty() && own.eq(terms.iter().copied().map(Some))
}

/// Adds what words count that stand in one section, and notes the sections.
fn together(index: &Index, meanings: &[Meaning], found: &mut [Ranked]) {
    let mut place_of: Vec<u8> = vec![u8::MAX; index.len()];
    for (place, ranked) in (0_u8..).zip(found.iter()) {
        if let Some(slot) = place_of.get_mut(ranked.topic.index()) {
            *slot = place;
        }
    }
    for meaning in meanings.iter().filter(|meaning| !meaning.stop_word) {
        let mut word: Vec<(u8, Scored)> = Vec::new();
        for choice in &meaning.choices {
            for posting in index.postings.iter(choice.term) {
                let place = place_of.get(posting.topic as usize).copied();
                let Some(place) = place.filter(|place| *place != u8::MAX) else {
                    continue;
                };
                word.extend(posting.spots().map(|spot| {
                    let score = meaning.weight * choice.sure;
                    (
                        place,
                        Scored {
                            section: spot.section,
                            score,
                            in_heading: spot.in_heading,
                        },
                    )
                }));
            }
        }
        add(found, word);
    }
    let asked = total(meanings);
    for ranked in found {
        ranked
            .spots
            .sort_by(|a, b| b.score.total_cmp(&a.score).then(a.section.cmp(&b.section)));
        let best = ranked.spots.first().map_or(0.0, |spot| spot.score);
        ranked.score += TOGETHER * best * best / asked;
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
