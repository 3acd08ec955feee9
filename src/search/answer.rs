//! The answer to a query: its hits, how many there are, and what the reader should know about them.

use crate::library::{Library, TopicId};
use crate::search::expansion::expand;
use crate::search::explain::{explain, has_warnings, preview};
use crate::search::index::Index;
use crate::search::name_match::{Exactness, RankedTopic};
use crate::search::query::{Filters, Query};
use crate::search::query_term::QueryTerm;
use crate::search::ranking::{Ranking, rank};
use crate::search::results::{Hit, Preview, Results, Snippet, Why};
use crate::search::snippet::Highlighter;
use crate::search::weights::{FEWEST_SHOWN, LEAST_OF_BEST};

impl Index {
    /// The topics that answer `query`, best first, at most `limit`. The library must be the one the index was
    /// built from. A query without words lists what its filters let through, or nothing without filters.
    pub fn search(&self, library: &Library, query: &str, limit: usize) -> Results {
        let query = self.parse(query);
        let filters = Filters::of(&query, library);
        if query.words.is_empty() {
            return filtered(library, filters, limit);
        }
        let terms = expand(self, &query);
        let Ranking { topics, found } = rank(self, library, &query, &filters, &terms);
        let note = filters
            .note
            .clone()
            .or_else(|| shared_name(self, library, &topics))
            .or_else(|| unknown_words(&terms, topics.is_empty()));
        let highlighter = Highlighter::new(self, &terms);
        let shown = topics.iter().take(limit.min(good_enough(&topics)));
        Results {
            total: good_enough(&topics),
            hits: shown
                .map(|ranked| explain(self, library, &highlighter, ranked))
                .collect(),
            found,
            filters: filters.labels,
            note,
        }
    }

    fn parse(&self, query: &str) -> Query {
        let mut query = Query::parse(query);
        let terms: Vec<Option<u32>> = query
            .typed
            .iter()
            .map(|word| self.lexicon.term(word))
            .collect();
        let phrases = self.synonyms.phrases(&terms);
        query.leave_out_talk(|at| phrases.iter().any(|phrase| phrase.contains(&at)));
        query
    }

    /// The section of a hit that is opened at `anchor`, with the words of the query marked.
    pub fn preview(
        &self,
        library: &Library,
        query: &str,
        topic: TopicId,
        anchor: usize,
    ) -> Preview {
        let terms = expand(self, &self.parse(query));
        preview(
            self,
            library,
            &Highlighter::new(self, &terms),
            topic,
            anchor,
        )
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

/// What the filters let through, when nothing else was asked.
fn filtered(library: &Library, filters: Filters, limit: usize) -> Results {
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
        has_warnings: has_warnings(library.topic(topic)),
        places: Vec::new(),
        snippet: Snippet::plain(&library.topic(topic).description),
    };
    let found = filters.all(library).count();
    Results {
        hits: filters.all(library).take(limit).map(hit).collect(),
        total: found,
        found,
        filters: filters.labels,
        note: filters.note,
    }
}

/// Says that the whole query is a title or key of several topics.
fn shared_name(index: &Index, library: &Library, topics: &[RankedTopic]) -> Option<String> {
    let exact = topics.iter().filter_map(|ranked| ranked.named);
    let names: Vec<_> = exact
        .filter(|named| named.exactness == Exactness::Whole)
        .collect();
    let first = names.first()?;
    let text = index.names.text(library, first.name);
    (names.len() > 1).then(|| format!("“{text}” has {} meanings", in_words(names.len())))
}

fn in_words(count: usize) -> String {
    let words = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    count
        .checked_sub(2)
        .and_then(|at| words.get(at))
        .map_or_else(|| count.to_string(), |word| (*word).to_owned())
}

/// Names the words that no topic has, and every correction: nothing is looked for that was not said.
fn unknown_words(terms: &[QueryTerm], nothing: bool) -> Option<String> {
    let counted = || terms.iter().filter(|it| !it.joined);
    let is_missing = |it: &&QueryTerm| it.is_missing && it.is_content();
    let missing: Vec<&QueryTerm> = counted().filter(is_missing).collect();
    let corrected: Vec<&QueryTerm> = counted().filter(|it| !it.corrections.is_empty()).collect();
    let quoted = |terms: &[&QueryTerm]| {
        let words = terms.iter().take(3).map(|it| format!("“{}”", it.word));
        words.collect::<Vec<_>>().join(", ")
    };
    let corrections = corrected
        .iter()
        .flat_map(|it| it.corrections.iter().take(2));
    let corrections: Vec<&str> = corrections.map(String::as_str).take(3).collect();
    let corrections = corrections.join(", ");
    match (missing.is_empty(), corrected.is_empty()) {
        (true, true) if nothing => Some("no topic has all of this".to_owned()),
        (true, true) => None,
        (true, false) => Some(format!("{} also read as {corrections}", quoted(&corrected))),
        (false, true) => Some(format!("no topic has {}", quoted(&missing))),
        (false, false) => Some(format!(
            "no topic has {}; nearest: {corrections}",
            quoted(&missing)
        )),
    }
}
