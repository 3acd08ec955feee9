//! Reads every topic once and writes the index.

use std::cmp::Ordering;
use std::collections::HashMap;

use crate::content::{FrontMatter, markdown};
use crate::library::{Library, TopicId};
use crate::search::index::Index;
use crate::search::interner::count;
use crate::search::lexicon::Lexicon;
use crate::search::names::{Names, word_weight};
use crate::search::outline::Outline;
use crate::search::passage::{each_piece, sections};
use crate::search::postings::{DESCRIPTION, HEADING, KEY, MOST, Spot, TITLE, Writer};
use crate::search::stop_words::{Emphasis, quiet_words};
use crate::search::synonyms::Synonyms;
use crate::search::weights::{self, LENGTH};
use crate::search::words::{fold_into, words};

/// A word's place in the topic being read; `field` 0 is the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    term: u32,
    section: u32,
    field: u8,
}

#[derive(Debug, Default)]
struct Gatherer {
    lexicon: Lexicon,
    postings: Writer,
    lengths: Vec<u32>,
    outline: Outline,
    names: Names,
    found: Vec<Found>,
    folded: String,
}

/// The index of all topics.
pub(super) fn index(library: &Library) -> Index {
    let mut gatherer = Gatherer::default();
    for id in library.ids() {
        gatherer.topic(library, id);
    }
    gatherer.names.add_shared(library, &mut gatherer.lexicon);
    let synonyms = Synonyms::of(library, &mut gatherer.lexicon);
    gatherer.finish(synonyms)
}

impl Gatherer {
    fn topic(&mut self, library: &Library, id: TopicId) {
        let topic = library.topic(id);
        let matter = topic.read_matter();
        self.names.add(library, id, &matter.keys, &mut self.lexicon);
        self.words(&topic.title, 0, TITLE);
        for key in &matter.keys {
            self.words(key, 0, KEY);
        }
        self.words(&topic.description, 0, DESCRIPTION);
        self.outline.topic();
        self.facts(&matter);
        self.body(library, id);
        self.write(count(id.index()));
    }

    fn facts(&mut self, matter: &FrontMatter) {
        for (name, value) in &matter.facts {
            self.words(name, 0, 0);
            self.words(&markdown::plain(value), 0, 0);
        }
        for question in &matter.questions {
            self.words(question, 0, 0);
        }
    }

    fn body(&mut self, library: &Library, id: TopicId) {
        let document = library.document(id);
        for (number, section) in (0_u32..).zip(sections(&document)) {
            let heading = section.heading.as_ref();
            let names = heading.map(|(title, slug)| (title.as_str(), *slug));
            self.outline.section(section.start, names);
            if let Some((title, _)) = names {
                self.words(title, number, HEADING);
            }
            each_piece(section.blocks, &mut |text, _| self.words(text, number, 0));
        }
        for (_, blocks) in &document.footnotes {
            each_piece(blocks, &mut |text, _| self.words(text, 0, 0));
        }
    }

    fn words(&mut self, text: &str, section: u32, field: u8) {
        for range in words(text) {
            fold_into(text.get(range).unwrap_or_default(), &mut self.folded);
            if self.folded.is_empty() {
                continue;
            }
            let term = self.lexicon.add(&self.folded);
            self.found.push(Found {
                term,
                section,
                field,
            });
        }
    }

    /// Writes what was found in one topic to the lists of its terms.
    fn write(&mut self, topic: u32) {
        self.found.sort_unstable();
        self.postings.topic(topic);
        let mut length = 0;
        let mut spots = Vec::new();
        for group in self.found.chunk_by(|a, b| a.term == b.term) {
            let (mut fields, mut body) = (0, 0_u32);
            spots.clear();
            for found in group {
                fields |= found.field;
                body += u32::from(found.field == 0);
                if found.field == 0 || found.field == HEADING {
                    note(&mut spots, found);
                }
            }
            length += body;
            let tally = u8::try_from(body).unwrap_or(MOST).min(MOST);
            let term = group.first().map_or(0, |found| found.term);
            self.postings.push(term, fields, tally, &spots);
        }
        self.lengths.push(length);
        self.found.clear();
    }

    fn finish(mut self, synonyms: Synonyms) -> Index {
        let terms = self.lexicon.terms();
        let postings = self.postings.join(terms);
        let topics = self.lengths.len();
        let quiet: HashMap<u32, Emphasis> = quiet_words()
            .filter_map(|(word, emphasis)| Some((self.lexicon.term(word)?, emphasis)))
            .collect();
        self.names.finish(terms, |term, named| {
            let emphasis = quiet.get(&term).copied().unwrap_or(Emphasis::Full);
            let with = postings.topics(term);
            word_weight(weights::telling(topics, with, named), emphasis)
        });
        self.lexicon.finish();
        self.outline.finish();
        Index {
            lexicon: self.lexicon,
            postings,
            lengths: relative(&self.lengths),
            outline: self.outline,
            names: self.names,
            synonyms,
        }
    }
}

/// Adds the section of a word, once.
fn note(spots: &mut Vec<Spot>, found: &Found) {
    let in_heading = found.field == HEADING;
    match spots.last_mut() {
        Some(last) if last.section.cmp(&found.section) == Ordering::Equal => {
            last.in_heading |= in_heading;
        }
        _ => spots.push(Spot {
            section: found.section,
            in_heading,
        }),
    }
}

/// Lengths as BM25 uses them: 1 for a topic of average length.
fn relative(lengths: &[u32]) -> Vec<f32> {
    let total: f32 = lengths.iter().map(|length| weights::real(*length)).sum();
    let average = (total / weights::real(count(lengths.len()))).max(1.0);
    let relative = |length: &u32| 1.0 - LENGTH + LENGTH * weights::real(*length) / average;
    lengths.iter().map(relative).collect()
}
