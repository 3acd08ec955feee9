//! Reads every topic once and writes the index.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};

use crate::content::{FrontMatter, markdown};
use crate::library::{Library, Topic, TopicId};
use crate::search::asides::{Aside, AsideOrigin, asides};
use crate::search::index::{Index, SiteTopics};
use crate::search::lexicon::{LexiconBuilder, count};
use crate::search::names::{NameIndex, search_keys, word_weight};
use crate::search::postings::{
    ASIDE, DESCRIPTION, HEADING, KEY, MOST, Occurrence, PostingsBuilder, TITLE,
};
use crate::search::section_table::SectionTable;
use crate::search::sections::{passages, sections};
use crate::search::synonyms::Synonyms;
use crate::search::trigrams::TrigramBuilder;
use crate::search::weights::{self, CONTENTS_PAGE, LENGTH, OVERVIEW};
use crate::terms::{Emphasis, weak_words};
use crate::terms::{normalize_into, normalized_tokens, tokens};

/// Where a token stands in the topic being read; `field` 0 is the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct TokenPosition {
    term: u32,
    section: u32,
    field: u8,
}

#[derive(Debug, Default)]
struct Indexer {
    lexicon: LexiconBuilder,
    postings: PostingsBuilder,
    lengths: Vec<u32>,
    priors: Vec<f32>,
    /// The topics of each body site.
    sites: BTreeMap<String, Vec<u32>>,
    sections: SectionTable,
    names: NameIndex,
    trigrams: TrigramBuilder,
    found: Vec<TokenPosition>,
    normalized: String,
}

impl Index {
    /// Reads every topic of the library. This takes a while for a large one; do it outside the first frame.
    pub fn new(library: &Library) -> Self {
        Self::build(library, Depth::Text)
    }

    /// Reads titles, search keys and descriptions only: what can be searched while a large library is being read.
    pub fn of_names(library: &Library) -> Self {
        Self::build(library, Depth::Names)
    }

    fn build(library: &Library, depth: Depth) -> Self {
        let mut indexer = Indexer::default();
        for id in library.ids() {
            indexer.topic(library, id, depth);
        }
        indexer.names.add_shared(library, &mut indexer.lexicon);
        let synonyms = Synonyms::of(library, &mut indexer.lexicon);
        indexer.finish(synonyms)
    }
}

/// How much of each topic is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Depth {
    Names,
    Text,
}

impl Indexer {
    fn topic(&mut self, library: &Library, id: TopicId, depth: Depth) {
        let topic = library.topic(id);
        let matter = topic.read_matter();
        let keys: Vec<&String> = search_keys(&matter).collect();
        self.names.add(library, id, &matter, &mut self.lexicon);
        self.trigrams.topic(&topic.title, &keys, &topic.description);
        self.tokens(&topic.title, 0, TITLE);
        for key in keys {
            self.tokens(key, 0, KEY);
        }
        self.tokens(&topic.description, 0, DESCRIPTION);
        self.priors.push(prior(topic, &matter));
        for site in &matter.sites {
            let topics = self.sites.entry(site.clone()).or_default();
            topics.push(count(id.index()));
        }
        self.sections.topic();
        if depth == Depth::Text {
            self.facts(&matter);
            self.body(library, id, &matter);
        }
        self.write(count(id.index()));
    }

    fn facts(&mut self, matter: &FrontMatter) {
        for (name, value) in &matter.facts {
            self.tokens(name, 0, 0);
            self.tokens(&markdown::plain(value), 0, 0);
        }
        for question in &matter.questions {
            self.tokens(question, 0, 0);
        }
    }

    fn body(&mut self, library: &Library, id: TopicId, matter: &FrontMatter) {
        let document = library.document(id);
        for (number, section) in (0_u32..).zip(sections(&document)) {
            let heading = section.heading.as_ref();
            let names = heading.map(|(title, slug)| (title.as_str(), *slug));
            self.sections.section(section.start, names);
            if let Some((title, _)) = names {
                self.tokens(title, number, HEADING);
            }
            if section.is_link_list() {
                continue;
            }
            for passage in passages(section.blocks) {
                self.tokens(&passage.text, number, 0);
            }
        }
        for passage in document
            .footnotes
            .iter()
            .flat_map(|(_, blocks)| passages(blocks))
        {
            self.tokens(&passage.text, 0, 0);
        }
        for Aside { origin, text } in asides(library, id, matter, &document) {
            let field = if origin == AsideOrigin::Listed {
                0
            } else {
                ASIDE
            };
            self.tokens(&text, 0, field);
        }
    }

    fn tokens(&mut self, text: &str, section: u32, field: u8) {
        for range in tokens(text) {
            normalize_into(text.get(range).unwrap_or_default(), &mut self.normalized);
            if self.normalized.is_empty() {
                continue;
            }
            let term = self.lexicon.add(&self.normalized);
            self.found.push(TokenPosition {
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
        let mut occurrences = Vec::new();
        for group in self.found.chunk_by(|a, b| a.term == b.term) {
            let (mut fields, mut body) = (0, 0_u32);
            occurrences.clear();
            for found in group {
                fields |= found.field;
                body += u32::from(found.field == 0);
                if found.field == 0 || found.field == HEADING {
                    note(&mut occurrences, found);
                }
            }
            length += body;
            let tally = u8::try_from(body).unwrap_or(MOST).min(MOST);
            let term = group.first().map_or(0, |found| found.term);
            self.postings.push(term, fields, tally, &occurrences);
        }
        self.lengths.push(length);
        self.found.clear();
    }

    fn finish(mut self, synonyms: Synonyms) -> Index {
        let sites = std::mem::take(&mut self.sites).into_iter();
        let sites = sites.map(|(site, topics)| SiteTopics {
            terms: normalized_tokens(&site)
                .map(|word| self.lexicon.add(&word))
                .collect(),
            topics,
        });
        let sites = sites.collect();
        let terms = self.lexicon.terms();
        let postings = self.postings.finish(terms);
        let topics = self.lengths.len();
        let weak: HashMap<u32, Emphasis> = weak_words()
            .filter_map(|(word, emphasis)| Some((self.lexicon.term(word)?, emphasis)))
            .collect();
        self.names.finish(terms, |term, named| {
            let emphasis = weak.get(&term).copied().unwrap_or(Emphasis::Content);
            let with = postings.topics(term);
            word_weight(weights::specificity(topics, with, named), emphasis)
        });
        self.sections.finish();
        Index {
            lexicon: self.lexicon.finish(),
            postings,
            lengths: relative(&self.lengths),
            priors: self.priors,
            sites,
            sections: self.sections,
            names: self.names,
            trigrams: self.trigrams.finish(),
            synonyms,
        }
    }
}

const fn prior(topic: &Topic, matter: &FrontMatter) -> f32 {
    match () {
        () if topic.is_section => CONTENTS_PAGE,
        () if matter.overview => OVERVIEW,
        () => 1.0,
    }
}

/// Adds the section of a word, once.
fn note(occurrences: &mut Vec<Occurrence>, found: &TokenPosition) {
    let in_heading = found.field == HEADING;
    match occurrences.last_mut() {
        Some(last) if last.section.cmp(&found.section) == Ordering::Equal => {
            last.in_heading |= in_heading;
        }
        _ => occurrences.push(Occurrence {
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
