//! The index: built once from all topics, shared by everyone who searches.

use crate::library::{Library, TopicId};
use crate::search::expand::{Meaning, meanings};
use crate::search::explain::explain;
use crate::search::gather;
use crate::search::lexicon::Lexicon;
use crate::search::names::Names;
use crate::search::notes;
use crate::search::outline::Outline;
use crate::search::postings::Postings;
use crate::search::query::{Filters, Query};
use crate::search::rank::rank;
use crate::search::results::{Hit, Results, Snippet, Why};
use crate::search::snippet::Marker;
use crate::search::synonyms::Synonyms;
use crate::search::weights::telling;

/// Everything that finds topics. It holds no text: words once each, numbers, and headings.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) lexicon: Lexicon,
    pub(super) postings: Postings,
    /// The length of each topic's body as BM25 counts it.
    pub(super) lengths: Vec<f32>,
    pub(super) outline: Outline,
    pub(super) names: Names,
    pub(super) synonyms: Synonyms,
}

impl Index {
    /// Reads every topic of the library. This takes a while for a large one; do it outside the first frame.
    pub fn new(library: &Library) -> Self {
        gather::index(library)
    }

    /// How many topics it knows.
    pub const fn len(&self) -> usize {
        self.lengths.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// The topics that answer `query`, best first, at most `limit`. The library must be the one the index was
    /// built from. A query without words lists what its filters let through, or nothing without filters.
    pub fn search(&self, library: &Library, query: &str, limit: usize) -> Results {
        let query = Query::parse(query);
        let filters = Filters::of(&query, library);
        if query.words.is_empty() {
            return listed(library, filters, limit);
        }
        let meanings = meanings(self, &query);
        let ranked = rank(self, library, &query, &filters, &meanings);
        let note = self.note(library, &filters, &meanings, &ranked);
        let marker = Marker::new(self, &meanings);
        let hits = ranked
            .iter()
            .take(limit)
            .map(|found| explain(self, library, &marker, found))
            .collect();
        Results {
            hits,
            total: ranked.len(),
            filters: filters.labels,
            note,
        }
    }

    fn note(
        &self,
        library: &Library,
        filters: &Filters,
        meanings: &[Meaning],
        ranked: &[crate::search::rank::Ranked],
    ) -> Option<String> {
        filters
            .note
            .clone()
            .or_else(|| notes::shared_name(self, library, ranked))
            .or_else(|| notes::unknown_words(meanings, ranked.is_empty()))
    }

    /// How much a term says by being rare.
    pub(super) fn telling(&self, term: u32) -> f32 {
        let with = self.postings.topics(term);
        telling(self.len(), with, self.names.topics(term))
    }

    /// How many bytes the index takes.
    pub const fn bytes(&self) -> usize {
        let lengths = self.lengths.capacity() * size_of::<f32>();
        let words = self.lexicon.bytes() + self.names.bytes();
        words + self.postings.bytes() + self.outline.bytes() + lengths + self.synonyms.bytes()
    }
}

fn listed(library: &Library, filters: Filters, limit: usize) -> Results {
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
        places: Vec::new(),
        snippet: Snippet::plain(&library.topic(topic).description),
    };
    Results {
        hits: filters.all(library).take(limit).map(hit).collect(),
        total: filters.all(library).count(),
        filters: filters.labels,
        note: filters.note,
    }
}
