//! Words on the page that the glossary of the reference explains.

use std::ops::Range;

use crate::library::{Library, TopicId};

/// The last part of the id of the topic whose headings are words explained.
const GLOSSARY: &str = "glossary";

/// The shortest word looked for.
const SHORTEST: usize = 3;

/// A word of the glossary: what is looked for, and the heading that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
struct GlossaryTerm {
    word: String,
    slug: String,
}

/// Where a word stands: a line, the bytes in it, and the heading that explains it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplainedWord {
    pub line: usize,
    pub bytes: Range<usize>,
    pub slug: String,
}

/// The topic that explains words, if the reference has one.
pub fn glossary(library: &Library) -> Option<TopicId> {
    library.ids().find(|id| {
        let id = &library.topic(*id).id;
        id.rsplit('/').next() == Some(GLOSSARY)
    })
}

/// Each word of the glossary where it first stands in these lines.
pub fn explained_words<'a>(
    library: &Library,
    glossary: TopicId,
    lines: impl Iterator<Item = (usize, &'a str)>,
) -> Vec<ExplainedWord> {
    let mut terms = terms(library, glossary);
    let mut words: Vec<ExplainedWord> = Vec::new();
    for (line, text) in lines {
        let text = text.to_ascii_lowercase();
        terms.retain(|term| {
            let is_free = |bytes: &Range<usize>| {
                let mut known = words.iter().filter(|word| word.line == line);
                known.all(|word| word.bytes.end <= bytes.start || bytes.end <= word.bytes.start)
            };
            let Some(bytes) = find(&text, &term.word).filter(is_free) else {
                return true;
            };
            words.push(ExplainedWord {
                line,
                bytes,
                slug: term.slug.clone(),
            });
            false
        });
    }
    words
}

/// Longer words first, so that "blood calcium" is not taken for "calcium".
fn terms(library: &Library, glossary: TopicId) -> Vec<GlossaryTerm> {
    let document = library.document(glossary);
    let mut terms: Vec<GlossaryTerm> = document
        .headings()
        .filter(|(level, ..)| *level > 1)
        .map(|(_, slug, title, _)| GlossaryTerm {
            word: bare(&title),
            slug: slug.to_owned(),
        })
        .filter(|term| term.word.len() >= SHORTEST)
        .collect();
    terms.sort_by_key(|term| std::cmp::Reverse(term.word.len()));
    terms
}

/// The heading in lower case, without what stands in brackets.
fn bare(title: &str) -> String {
    let word = title.split(" (").next().unwrap_or(title);
    word.trim().to_ascii_lowercase()
}

/// The word in the text, alone or with a plural's letter behind it.
fn find(text: &str, word: &str) -> Option<Range<usize>> {
    text.match_indices(word)
        .map(|(start, found)| start..start + found.len())
        .find(|bytes| {
            let before = text.get(..bytes.start).unwrap_or_default();
            let after = text.get(bytes.end..).unwrap_or_default();
            let after = after.strip_prefix('s').unwrap_or(after);
            !before.ends_with(is_letter) && !after.starts_with(is_letter)
        })
}

fn is_letter(character: char) -> bool {
    character.is_alphanumeric() || character == '-'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_whole_or_in_the_plural() {
        assert_eq!(find("two ulcers on", "ulcer"), Some(4..9));
        assert_eq!(find("an ulcer.", "ulcer"), Some(3..8));
        assert_eq!(find("ulcerated skin", "ulcer"), None);
        assert_eq!(find("pre-ulcer state, ulcer", "ulcer"), Some(17..22));
        assert_eq!(bare("Parathyroid hormone (PTH)"), "parathyroid hormone");
    }
}
