//! A query as typed: words to look for, and the filters `in:` and `site:`; and what each word may stand for.

use crate::content::text::fold;
use crate::search::weights::LONGEST_QUERY;
use crate::terms::{Emphasis, normalized_tokens};

/// Characters of a query that are looked at.
const LONGEST: usize = 1000;

/// A query taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// All words as typed, normalized.
    pub typed: Vec<String>,
    /// The same without the talk around them, if anything is left then.
    pub words: Vec<String>,
    /// Whether the last word may go on: no space was typed behind it.
    pub unfinished: bool,
    /// What follows `in:` and `site:`, folded.
    pub sections: Vec<String>,
    pub sites: Vec<String>,
}

impl Query {
    pub fn parse(text: &str) -> Self {
        let end = text
            .char_indices()
            .nth(LONGEST)
            .map_or(text.len(), |(at, _)| at);
        let text = text.get(..end).unwrap_or_default();
        let mut query = Self::default();
        for part in text.split_whitespace() {
            match part.split_once(':') {
                Some((name, value)) if name.eq_ignore_ascii_case("in") => {
                    query.sections.extend(folded_value(value));
                }
                Some((name, value)) if name.eq_ignore_ascii_case("site") => {
                    query.sites.extend(folded_value(value));
                }
                _ => query.typed.extend(normalized_tokens(part)),
            }
        }
        query.unfinished =
            text.ends_with(char::is_alphanumeric) && query.typed.len() <= LONGEST_QUERY;
        query.typed.truncate(LONGEST_QUERY);
        query.words.clone_from(&query.typed);
        query
    }

    /// Leaves out the talk at both ends, with the stop words between: my wife was told she has …, please advise on ….
    /// A word that `says_more` of its place, as part of a phrase does, is no talk.
    pub fn leave_out_talk(&mut self, says_more: impl Fn(usize) -> bool) {
        let level = |at: usize, word: &str| match Emphasis::of(word) {
            Emphasis::Stop | Emphasis::Talk if says_more(at) => Emphasis::Content,
            other => other,
        };
        let words = self.typed.iter().enumerate();
        let levels: Vec<Emphasis> = words.map(|(at, word)| level(at, word)).collect();
        let before = frame(levels.iter());
        let behind = frame(levels.iter().rev());
        if let Some(core) = self.typed.get(before..self.typed.len() - behind)
            && !core.is_empty()
        {
            self.unfinished &= behind == 0;
            self.words = core.to_vec();
        }
    }

    /// The words without stop words and talk at the ends: what a name is that was asked for in a sentence.
    pub fn core(&self) -> &[String] {
        let is_weak =
            |word: &&String| matches!(Emphasis::of(word), Emphasis::Stop | Emphasis::Talk);
        let before = self.words.iter().take_while(is_weak).count();
        let behind = self.words.iter().rev().take_while(is_weak).count();
        let core = self.words.get(before..self.words.len() - behind);
        core.unwrap_or_default()
    }
}

/// How many words a query begins with that are stop words and talk; none when there is no talk among them.
fn frame<'a>(levels: impl Iterator<Item = &'a Emphasis> + Clone) -> usize {
    let weak = levels.take_while(|it| matches!(it, Emphasis::Stop | Emphasis::Talk));
    if weak.clone().any(|it| *it == Emphasis::Talk) {
        weak.count()
    } else {
        0
    }
}

/// A filter's value; an empty one is still being typed.
fn folded_value(value: &str) -> Option<String> {
    Some(fold(value)).filter(|value| !value.is_empty())
}

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
    /// Words of the reference that are looked for too, because this one seems to be a misspelling of them.
    pub corrections: Vec<String>,
    pub standing: Standing,
    /// The terms it stands for too, each with what was typed for it: this word or a phrase that it is in.
    pub typed_for: Vec<(u32, String)>,
}

/// How a word of the query is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It stands in a text or among the search keys, or is a word of talk.
    Known,
    /// It is listed as a misspelling and stands nowhere else.
    Misspelt,
    Missing,
}

impl QueryTerm {
    /// The term that was thought of first: of the word itself, if that is known.
    pub fn term(&self) -> Option<u32> {
        self.candidates.first().map(|first| first.term)
    }

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

/// The weights of all words.
pub fn total(terms: &[QueryTerm]) -> f32 {
    let weights = terms.iter().map(|query_term| query_term.weight);
    weights.sum::<f32>().max(f32::EPSILON)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_filters_are_told_apart() {
        let query = Query::parse("In:Types CO2:x lump ");
        assert_eq!(query.words, ["co2", "x", "lump"]);
        assert_eq!(query.sections, ["types"]);
        assert!(!query.unfinished && Query::parse("lump").unfinished);
        assert_eq!(Query::parse(" \t\n "), Query::default());
    }
}
