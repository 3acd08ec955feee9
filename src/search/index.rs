//! The index: built once from all topics, shared by everyone who searches.

use crate::search::lexicon::Lexicon;
use crate::search::names::NameIndex;
use crate::search::postings::Postings;
use crate::search::section_table::SectionTable;
use crate::search::synonyms::Synonyms;
use crate::search::trigrams::TrigramIndex;
use crate::search::weights::specificity;

/// A body site that topics name, by its terms, and those topics.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SiteTopics {
    pub terms: Vec<u32>,
    pub topics: Vec<u32>,
}

/// Everything that finds topics. It holds no text: words once each, numbers, and headings.
#[derive(Clone, Debug, Default)]
pub struct Index {
    pub(super) lexicon: Lexicon,
    pub(super) postings: Postings,
    /// The length of each topic's body as BM25 counts it.
    pub(super) lengths: Vec<f32>,
    /// What the score of each topic is multiplied with before anything is asked.
    pub(super) priors: Vec<f32>,
    pub(super) sites: Vec<SiteTopics>,
    pub(super) sections: SectionTable,
    pub(super) names: NameIndex,
    pub(super) trigrams: TrigramIndex,
    pub(super) synonyms: Synonyms,
}

impl Index {
    /// How many topics it knows.
    pub const fn len(&self) -> usize {
        self.lengths.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.lengths.is_empty()
    }

    /// How much a term says by being rare.
    pub(super) fn specificity(&self, term: u32) -> f32 {
        let with = self.postings.topics(term);
        specificity(self.len(), with, self.names.topics(term))
    }

    /// How many bytes the index takes.
    pub const fn bytes(&self) -> usize {
        let lengths = (self.lengths.capacity() + self.priors.capacity()) * size_of::<f32>();
        let words = self.lexicon.bytes() + self.names.bytes() + self.trigrams.bytes();
        words + self.postings.bytes() + self.sections.bytes() + lengths + self.synonyms.bytes()
    }
}
