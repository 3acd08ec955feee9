//! The piece of a text that shows most of what was asked, with the words marked.

use std::collections::HashMap;
use std::ops::Range;

use crate::search::index::Index;
use crate::search::query_term::QueryTerm;
use crate::search::results::Snippet;
use crate::terms::{normalize_into, tokens};

/// How many bytes of text a snippet shows, about two lines.
const LENGTH: usize = 160;

/// How many of them at most stand before the first marked word, so that it is in sight in a row of 60 columns.
const LEAD: usize = 36;

/// Knows which words of a text answer a query.
#[derive(Debug)]
pub struct Highlighter<'a> {
    /// For each word of the reference that answers, the word of the query.
    answers: HashMap<&'a str, usize>,
    /// The beginning of a word still being typed, when it is too short for a list of terms.
    beginning: Option<(&'a str, usize)>,
    weights: Vec<f32>,
}

/// A snippet, how much it shows of the query, and the first marked byte of the text it was cut from.
#[derive(Debug)]
pub struct Excerpt {
    pub snippet: Snippet,
    pub weight: f32,
    pub first: Option<usize>,
}

/// A word of the text that answers the query.
struct AnsweringWord {
    range: Range<usize>,
    word: usize,
}

impl<'a> Highlighter<'a> {
    pub fn new(index: &'a Index, terms: &'a [QueryTerm]) -> Self {
        let all_stop = terms.iter().all(QueryTerm::is_stop_word);
        let mut highlighter = Self {
            answers: HashMap::new(),
            beginning: None,
            weights: terms.iter().map(|term| term.weight).collect(),
        };
        let mut wanted: HashMap<u32, usize> = HashMap::new();
        for (number, query_term) in terms.iter().enumerate() {
            if query_term.is_stop_word() && !all_stop {
                continue;
            }
            if !query_term.name_terms.is_empty() {
                highlighter.beginning = Some((&query_term.word, number));
            }
            let candidates = query_term.candidates.iter();
            wanted.extend(candidates.map(|candidate| (candidate.term, number)));
        }
        let words = index.lexicon.words();
        let answers = words.filter_map(|(word, term)| Some((word, *wanted.get(&term)?)));
        highlighter.answers = answers.collect();
        highlighter
    }

    /// The word of the query that a normalized word of the text answers.
    fn answer(&self, word: &str) -> Option<usize> {
        self.answers.get(word).copied().or_else(|| {
            let (beginning, number) = self.beginning?;
            word.starts_with(beginning).then_some(number)
        })
    }

    /// The best piece of `text`, or its beginning when nothing in it matches.
    pub fn snippet(&self, text: &str) -> Excerpt {
        let matches = self.matches(text);
        let best = (0..matches.len())
            .map(|first| self.window(matches.get(first..).unwrap_or_default()))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.start.cmp(&a.1.start)));
        let (weight, core) = best.unwrap_or((0.0, 0..0));
        let cut = around(text, &core);
        let marks = matches
            .iter()
            .filter(|found| found.range.start >= cut.start && found.range.end <= cut.end)
            .map(|found| found.range.clone());
        Excerpt {
            snippet: framed(text, &cut, marks),
            weight,
            first: (weight > 0.0).then_some(core.start),
        }
    }

    /// All of `text`, with the words marked.
    pub fn marked(&self, text: &str) -> Snippet {
        let marks = self.matches(text).into_iter().map(|found| found.range);
        Snippet {
            text: text.to_owned(),
            marks: marks.collect(),
        }
    }

    fn matches(&self, text: &str) -> Vec<AnsweringWord> {
        let mut normalized = String::new();
        let known = |range: Range<usize>| {
            normalize_into(text.get(range.clone())?, &mut normalized);
            let word = self.answer(&normalized)?;
            Some(AnsweringWord { range, word })
        };
        tokens(text).filter_map(known).collect()
    }

    /// What the words from the first match on weigh as far as a snippet reaches, each counted once.
    fn window(&self, matches: &[AnsweringWord]) -> (f32, Range<usize>) {
        let start = matches.first().map_or(0, |first| first.range.start);
        let mut end = start;
        let mut seen: Vec<usize> = Vec::new();
        let mut weight = 0.0;
        for found in matches
            .iter()
            .take_while(|it| it.range.end <= start + LENGTH)
        {
            end = found.range.end;
            if !seen.contains(&found.word) {
                seen.push(found.word);
                weight += self.weights.get(found.word).copied().unwrap_or_default();
            }
        }
        (weight, start..end)
    }
}

/// The bytes to show: a few words before the first marked one, or its sentence's beginning if that is as near.
fn around(text: &str, core: &Range<usize>) -> Range<usize> {
    if text.len() <= LENGTH && core.start <= LEAD {
        return 0..text.len();
    }
    let before = text.get(..core.start).unwrap_or_default();
    let sentence = before.rfind(['.', '!', '?', ':']).map_or(0, |at| at + 1);
    let start = if core.start - sentence <= LEAD {
        sentence
    } else {
        next_space(text, core.start - LEAD).min(core.start)
    };
    let start = text.len() - text.get(start..).unwrap_or_default().trim_start().len();
    let end = start + LENGTH;
    (start.min(core.start))..last_space(text, end).max(core.end)
}

fn next_space(text: &str, from: usize) -> usize {
    let from = (from..text.len()).find(|at| text.is_char_boundary(*at));
    from.and_then(|from| Some(from + text.get(from..)?.find(' ')? + 1))
        .unwrap_or(text.len())
}

fn last_space(text: &str, before: usize) -> usize {
    let before = (0..=before.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at));
    let before = before.unwrap_or_default();
    if before == text.len() {
        return before;
    }
    text.get(..before)
        .and_then(|text| text.rfind(' '))
        .unwrap_or(before)
}

/// The piece with an ellipsis where text was left out; marks move with it.
fn framed(text: &str, cut: &Range<usize>, marks: impl Iterator<Item = Range<usize>>) -> Snippet {
    let piece = text.get(cut.clone()).unwrap_or_default();
    let cut_off = text.get(..cut.start).is_some_and(|before| {
        !before.trim_end().is_empty() && !before.trim_end().ends_with(['.', '!', '?', ':'])
    });
    let lead = if cut_off { "… " } else { "" };
    let tail = if cut.end < text.trim_end().len() {
        " …"
    } else {
        ""
    };
    let moved =
        |mark: Range<usize>| mark.start - cut.start + lead.len()..mark.end - cut.start + lead.len();
    Snippet {
        marks: marks.map(moved).collect(),
        text: format!("{lead}{}{tail}", piece.trim_end()),
    }
}
