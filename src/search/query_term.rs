//! A word of a query, with the terms it may stand for.

use crate::terms::Emphasis;

/// A term that may be what a word of the query means.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Candidate {
    pub term: u32,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A word of the query and what it may stand for.
#[derive(Clone, Debug, PartialEq)]
pub struct QueryTerm {
    pub word: String,
    /// What is looked up in texts and names.
    pub candidates: Vec<Candidate>,
    /// Looked up in names only: what a very short beginning may become.
    pub name_terms: Vec<u32>,
    /// How much the word says.
    pub weight: f32,
    pub emphasis: Emphasis,
    /// Two words of the query written as one: a second chance that counts in no total.
    pub joined: bool,
    /// Words of the reference that are looked for too, because this one seems to be a misspelling of them.
    pub corrections: Vec<String>,
    /// Whether it stands in no text and among no search keys.
    pub is_missing: bool,
}

impl QueryTerm {
    pub const fn is_known(&self) -> bool {
        !self.candidates.is_empty() || !self.name_terms.is_empty()
    }

    /// Whether a reader wants to know that no topic has it.
    pub fn is_content(&self) -> bool {
        self.emphasis == Emphasis::Content
    }

    pub fn is_stop_word(&self) -> bool {
        self.emphasis == Emphasis::Stop
    }
}

/// The weights of all words that count in a total.
pub fn total(terms: &[QueryTerm]) -> f32 {
    let counted = terms.iter().filter(|query_term| !query_term.joined);
    counted
        .map(|query_term| query_term.weight)
        .sum::<f32>()
        .max(f32::EPSILON)
}
