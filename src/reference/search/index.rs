//! The index: built once from all topics, shared by everyone who searches.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::content::FrontMatter;
use crate::library::{Library, Topic, TopicId};
use crate::search::lexicon::{Lexicon, LexiconBuilder, Synonyms, count};
use crate::search::names::{NameIndex, search_keys, word_weight};
use crate::search::postings::{
    ASIDE, DESCRIPTION, HEADING, KEY, MOST, Occurrence, Postings, PostingsBuilder, TITLE,
};
use crate::search::section_table::SectionTable;
use crate::search::sections::{Section, asides, facts, passages, sections};
use crate::search::spelling::Spelling;
use crate::search::trigrams::{TrigramBuilder, TrigramIndex};
use crate::search::weights::{self, CONTENTS_PAGE, LENGTH, OVERVIEW, specificity};
use crate::terms::{Emphasis, normalize_into, normalized_tokens, tokens, weak_words};

/// The most bytes of an abbreviation: U1-snRNP has eight.
const LONGEST_ABBREVIATION: usize = 12;

/// A body site that topics name, by its terms, and those topics.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct SiteTopics {
    pub terms: Vec<u32>,
    pub topics: Vec<u32>,
}

/// What is known of a topic before anything is asked.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Serialize)]
pub struct IndexedTopic {
    /// The length of its body as BM25 counts it.
    pub length: f32,
    /// What its score is multiplied with.
    pub prior: f32,
    /// Whether warning signs stand on its page, or it is one of the urgent ones.
    pub has_warnings: bool,
}

/// What a number stands for that no topic has.
const NO_TOPIC: IndexedTopic = IndexedTopic {
    length: 1.0,
    prior: 1.0,
    has_warnings: false,
};

/// Everything that finds topics. It holds no text: words once each, numbers, and headings.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Index {
    pub(super) lexicon: Lexicon,
    pub(super) spelling: Spelling,
    pub(super) postings: Postings,
    topics: Vec<IndexedTopic>,
    pub(super) sites: Vec<SiteTopics>,
    pub(super) sections: SectionTable,
    pub(super) names: NameIndex,
    pub(super) trigrams: TrigramIndex,
    pub(super) synonyms: Synonyms,
    /// The terms that say little.
    weak: BTreeMap<u32, Emphasis>,
}

impl Index {
    /// The index of a library: the one that was packed with it, or a new one.
    pub fn of(library: &Library) -> Self {
        let packed = postcard::from_bytes(library.packed_index());
        packed.unwrap_or_else(|_| Self::new(library))
    }

    /// It as bytes, to be packed with a reference.
    ///
    /// # Errors
    ///
    /// Of postcard, of which none is known.
    pub fn packed(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_allocvec(self)
    }

    /// Reads every topic of the library. This takes a while for a large one; do it outside the first frame.
    pub fn new(library: &Library) -> Self {
        let mut indexer = Indexer::default();
        for id in library.ids() {
            indexer.topic(library, id);
        }
        let names = &mut indexer.index.names;
        names.add_shared(library, &mut indexer.lexicon);
        indexer.index.synonyms = Synonyms::of(library, &mut indexer.lexicon);
        indexer.finish()
    }

    /// How many topics it knows.
    pub const fn len(&self) -> usize {
        self.topics.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }

    pub(super) fn topic(&self, number: usize) -> &IndexedTopic {
        self.topics.get(number).unwrap_or(&NO_TOPIC)
    }

    /// How much a term says by being rare.
    pub(super) fn specificity(&self, term: u32) -> f32 {
        let with = self.postings.topics(term);
        specificity(self.len(), with, self.names.topics(term))
    }

    /// What the words of a name or heading weigh together.
    pub(super) fn weight_of(&self, text: &str) -> f32 {
        let terms = normalized_tokens(text).filter_map(|word| self.lexicon.term(&word));
        let weight = |term| word_weight(self.specificity(term), emphasis(&self.weak, term));
        terms.map(weight).sum()
    }
}

/// Where a token stands in the topic being read; `field` 0 is the body.
#[derive(Clone, Copy, Debug)]
struct TokenPosition {
    term: u32,
    section: u32,
    field: u8,
}

#[derive(Debug, Default)]
struct Indexer {
    /// What is whole when all topics are in; lengths are those of bodies, in words.
    index: Index,
    lexicon: LexiconBuilder,
    postings: PostingsBuilder,
    trigrams: TrigramBuilder,
    /// The topics of each body site.
    sites: BTreeMap<String, Vec<u32>>,
    found: Vec<TokenPosition>,
    normalized: String,
}

impl Indexer {
    fn topic(&mut self, library: &Library, id: TopicId) {
        let topic = library.topic(id);
        let matter = topic.read_matter();
        let keys: Vec<&String> = search_keys(&matter).collect();
        let names = &mut self.index.names;
        names.add(library, id, &matter, &mut self.lexicon);
        self.trigrams.topic(&topic.title, &keys, &topic.description);
        self.tokens(&topic.title, 0, TITLE);
        for key in keys {
            self.tokens(key, 0, KEY);
        }
        self.tokens(&topic.description, 0, DESCRIPTION);
        for site in &matter.sites {
            let topics = self.sites.entry(site.clone()).or_default();
            topics.push(count(id.index()));
        }
        for fact in facts(&matter) {
            self.tokens(&fact, 0, 0);
        }
        for question in &matter.questions {
            self.tokens(question, 0, 0);
        }
        self.body(library, id, &matter);
        let length = weights::real(self.write(count(id.index())));
        self.index.topics.push(IndexedTopic {
            length,
            prior: prior(topic, &matter),
            has_warnings: topic.urgent || !matter.red_flags.is_empty(),
        });
    }

    fn body(&mut self, library: &Library, id: TopicId, matter: &FrontMatter) {
        let document = library.document(id);
        let sections = sections(&document);
        let asides = asides(library, id, matter, &document);
        self.index.sections.add(&sections, &asides);
        for (number, section) in (0..).zip(&sections) {
            self.section(section, number);
        }
        let notes = document.footnotes.iter();
        for passage in notes.flat_map(|(_, blocks)| passages(blocks)) {
            self.tokens(&passage, 0, 0);
        }
        let beside = count(sections.len())..;
        for (number, aside) in beside.zip(asides) {
            let field = if aside.kind.is_row() { 0 } else { ASIDE };
            for text in aside.texts {
                self.tokens(&text, number, field);
            }
        }
    }

    fn section(&mut self, section: &Section<'_>, number: u32) {
        if let Some((title, _)) = &section.heading {
            self.tokens(title, number, HEADING);
        }
        if section.is_link_list() {
            return;
        }
        for passage in passages(section.blocks) {
            self.tokens(&passage, number, 0);
            if section.heading.is_none() {
                let short = abbreviations(&passage);
                short.for_each(|it| self.tokens(it, number, DESCRIPTION));
            }
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

    /// Writes what was found in one topic to the lists of its terms. Returns how many words its body has.
    fn write(&mut self, topic: u32) -> u32 {
        // A single number is sorted faster than three; no file has so many sections that they need more bits.
        self.found.sort_unstable_by_key(|it| {
            u64::from(it.term) << 32 | u64::from(it.section) << 8 | u64::from(it.field)
        });
        self.postings.topic(topic);
        let mut length = 0;
        let mut occurrences = Vec::new();
        for group in self.found.chunk_by(|a, b| a.term == b.term) {
            let (mut fields, mut body) = (0, 0_u32);
            let in_text = |found: &TokenPosition| matches!(found.field, 0 | HEADING);
            let is_beside = !group.iter().any(in_text);
            occurrences.clear();
            for found in group {
                fields |= found.field;
                body += u32::from(found.field == 0);
                if in_text(found) || (is_beside && found.field == ASIDE) {
                    note(&mut occurrences, found);
                }
            }
            length += body;
            let tally = u8::try_from(body).unwrap_or(MOST).min(MOST);
            let term = group.first().map_or(0, |found| found.term);
            self.postings.push(term, fields, tally, &occurrences);
        }
        self.found.clear();
        length
    }

    fn finish(self) -> Index {
        let (mut index, mut lexicon) = (self.index, self.lexicon);
        let sites = self.sites.into_iter().map(|(site, topics)| SiteTopics {
            terms: lexicon.add_all(&site),
            topics,
        });
        index.sites = sites.collect();
        index.lexicon = lexicon.finish();
        index.spelling = Spelling::of(&index.lexicon);
        index.postings = self.postings.finish(index.lexicon.terms());
        let term = |(word, emphasis)| Some((index.lexicon.term(word)?, emphasis));
        index.weak = weak_words().filter_map(term).collect();
        let (topics, postings, weak) = (index.len(), &index.postings, &index.weak);
        index.names.finish(index.lexicon.terms(), |term, named| {
            let with = postings.topics(term);
            word_weight(specificity(topics, with, named), emphasis(weak, term))
        });
        index.sections.finish();
        index.trigrams = self.trigrams.finish();
        make_relative(&mut index.topics);
        index
    }
}

fn emphasis(weak: &BTreeMap<u32, Emphasis>, term: u32) -> Emphasis {
    weak.get(&term).copied().unwrap_or(Emphasis::Content)
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
    let (section, in_heading) = (found.section, found.field == HEADING);
    match occurrences.last_mut() {
        Some(last) if last.section == section => last.in_heading |= in_heading,
        _ => occurrences.push(Occurrence {
            section,
            in_heading,
        }),
    }
}

/// What stands in brackets and is an abbreviation: what a page calls its subject in short, where that is at its top.
fn abbreviations(text: &str) -> impl Iterator<Item = &str> {
    let brackets = text
        .split('(')
        .skip(1)
        .filter_map(|rest| rest.split_once(')'));
    let is_short = |inner: &&str| {
        let capitals = inner.chars().filter(|it| it.is_uppercase()).count();
        inner.len() <= LONGEST_ABBREVIATION && capitals > 1
    };
    brackets.map(|(inner, _)| inner).filter(is_short)
}

/// Makes lengths what BM25 counts: 1 for a topic of average length.
fn make_relative(topics: &mut [IndexedTopic]) {
    let total: f32 = topics.iter().map(|topic| topic.length).sum();
    let average = (total / weights::real(count(topics.len()))).max(1.0);
    for topic in topics {
        topic.length = 1.0 - LENGTH + LENGTH * topic.length / average;
    }
}
