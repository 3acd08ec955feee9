//! Finding topics and places: by title and search key, by text, and in the page that is open.
//!
//! The engine is an inverted index of our own: words kept once, their stems, and a few bytes for each topic a
//! term stands in; no text is copied, snippets are read from the source again. That of the reference which is part of
//! the program is built with it, so that nobody waits for it. A general engine would still need our
//! ranking of search keys, our spelling rules and our reasons on top. `cargo bench --bench search` measures this one
//! beside `SQLite` and ripgrep.
//!
//! ```text
//! index:   sections ─► tokenizer ─► stemmer ─► lexicon, postings, names, trigrams
//! search:  query, filters ─► expansion (spelling, synonyms) ─► ranking (name_match) ─► explain (snippet)
//! ```

mod expansion;
mod explain;
mod filters;
pub mod find;
mod index;
mod lexicon;
mod name_match;
mod names;
mod postings;
mod query;
mod ranking;
mod section_table;
mod sections;
mod snippet;
mod spelling;
mod trigrams;
mod weights;

pub use index::Index;
pub use snippet::{Highlighter, Hit, HitPlace, Preview, Results, Snippet, Why};

use crate::library::{Library, TopicId};
use crate::search::expansion::expand;
use crate::search::explain::Explainer;
use crate::search::filters::Filters;
use crate::search::name_match::Exactness;
use crate::search::query::{Query, QueryTerm, Standing};
use crate::search::ranking::{RankedTopic, rank};
use crate::search::weights::{FEWEST_SHOWN, LEAST_OF_BEST};

/// Words named in a note.
const NAMED: usize = 3;

impl Index {
    /// The topics that answer `query`, best first, at most `limit`. The library must be the one the index was
    /// built from. A query without words lists what its filters let through, or nothing without filters.
    pub fn search(&self, library: &Library, query: &str, limit: usize) -> Results {
        let query = self.parse(query);
        let filters = Filters::of(&query, library);
        if query.words.is_empty() {
            return self.filtered(library, filters, limit);
        }
        let terms = expand(self, &query);
        let (topics, found) = rank(self, library, &query, &filters, &terms);
        let note = filters
            .note
            .clone()
            .or_else(|| shared_name(self, library, &topics))
            .or_else(|| unknown_words(&terms, topics.is_empty()));
        let highlighter = Box::new(Highlighter::new(&self.lexicon, &terms));
        let explainer = Explainer {
            typed: &query.typed,
            terms: &terms,
            ..self.explainer(library, &highlighter)
        };
        let total = good_enough(&topics);
        let shown = topics.into_iter().take(limit.min(total));
        Results {
            total,
            hits: shown.map(|ranked| explainer.hit(ranked)).collect(),
            found,
            filters: filters.labels,
            note,
            highlighter,
        }
    }

    /// What the filters let through, when nothing else was asked.
    fn filtered(&self, library: &Library, filters: Filters, limit: usize) -> Results {
        if filters.is_empty() {
            return Results {
                note: filters.note,
                ..Results::default()
            };
        }
        let hit = |topic: TopicId| Hit {
            topic,
            score: 0.0,
            why: Why::Filter,
            has_warnings: self.topic(topic.index()).has_warnings,
            places: Vec::new(),
        };
        let found = filters.all(library).count();
        Results {
            hits: filters.all(library).take(limit).map(hit).collect(),
            total: found,
            found,
            filters: filters.labels,
            note: filters.note,
            ..Results::default()
        }
    }

    fn parse(&self, query: &str) -> Query {
        let mut query = Query::parse(query);
        let terms = query.typed.iter().map(|word| self.lexicon.term(word));
        let phrases = self.synonyms.phrases(&terms.collect::<Vec<_>>());
        query.leave_out_talk(|at| phrases.iter().any(|phrase| phrase.contains(&at)));
        query
    }

    /// The words that show why a topic was found, about two lines.
    pub fn excerpt(&self, library: &Library, highlighter: &Highlighter, hit: &Hit) -> Snippet {
        self.explainer(library, highlighter).excerpt(hit)
    }

    /// The section of a hit that is opened at `anchor`, with the words marked that the highlighter of its results knows.
    pub fn preview(
        &self,
        library: &Library,
        highlighter: &Highlighter,
        topic: TopicId,
        anchor: usize,
    ) -> Preview {
        self.explainer(library, highlighter).preview(topic, anchor)
    }

    /// Of what the highlighter knows.
    const fn explainer<'a>(
        &'a self,
        library: &'a Library,
        highlighter: &'a Highlighter,
    ) -> Explainer<'a> {
        Explainer {
            index: self,
            library,
            typed: &[],
            terms: &[],
            highlighter,
        }
    }
}

/// How many topics are worth a row: those not far behind the first, and always a few.
fn good_enough(topics: &[RankedTopic]) -> usize {
    let best = topics.iter().map(|ranked| ranked.score).fold(0.0, f32::max);
    let good = topics.iter().take_while(|ranked| {
        ranked.exactness() > Exactness::Part || ranked.score >= LEAST_OF_BEST * best
    });
    good.count().max(FEWEST_SHOWN).min(topics.len())
}

/// Says that the whole query is a title or key of several topics.
fn shared_name(index: &Index, library: &Library, topics: &[RankedTopic]) -> Option<String> {
    let exact = topics.iter().filter_map(|ranked| ranked.named);
    let names: Vec<_> = exact
        .filter(|named| named.exactness == Exactness::Whole)
        .collect();
    let text = index.names.text(library, names.first()?.name);
    let words = NUMBERS.split(' ').nth(names.len().checked_sub(2)?);
    let count = words.map_or_else(|| names.len().to_string(), str::to_owned);
    Some(format!("“{text}” has {count} meanings"))
}

/// Numbers from two on in words.
const NUMBERS: &str = "two three four five six seven eight nine";

/// Names the words that no topic has, and every correction: nothing is looked for that was not said.
fn unknown_words(terms: &[QueryTerm], nothing: bool) -> Option<String> {
    let with = |standing: Standing| -> Vec<&QueryTerm> {
        let is_unclear = |it: &&QueryTerm| it.is_content() && it.standing == standing;
        let is_said = |it: &&QueryTerm| standing == Standing::Missing || !it.corrections.is_empty();
        terms.iter().filter(is_unclear).filter(is_said).collect()
    };
    let (missing, misspelt) = (with(Standing::Missing), with(Standing::Misspelt));
    let mut notes = Vec::new();
    if !missing.is_empty() {
        let nearest = Some(meant(&missing)).filter(|meant| !meant.is_empty());
        let nearest = nearest.map_or_else(String::new, |meant| format!("; nearest: {meant}"));
        notes.push(format!("no topic has {}{nearest}", quoted(&missing)));
    }
    if !misspelt.is_empty() {
        let (words, meant) = (quoted(&misspelt), meant(&misspelt));
        let are = if misspelt.len() > 1 {
            "are spellings"
        } else {
            "is a spelling"
        };
        notes.push(format!("{words} {are} of {meant}"));
    }
    if notes.is_empty() && nothing {
        notes.push("no topic has all of this".to_owned());
    }
    (!notes.is_empty()).then(|| notes.join(". "))
}

fn quoted(terms: &[&QueryTerm]) -> String {
    let words = terms.iter().take(NAMED).map(|it| format!("“{}”", it.word));
    words.collect::<Vec<_>>().join(", ")
}

/// What words were read as: two for each, and not too many in all.
fn meant(terms: &[&QueryTerm]) -> String {
    let all = terms.iter().flat_map(|it| it.corrections.iter().take(2));
    let words: Vec<&str> = all.map(String::as_str).take(NAMED).collect();
    words.join(", ")
}
