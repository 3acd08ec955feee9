//! The piece of a text that shows most of what was asked, with the words marked.

use std::collections::HashMap;
use std::ops::Range;

use crate::search::index::Index;
use crate::search::query::QueryTerm;
use crate::terms::{normalize_into, tokens};

/// How many bytes of text a snippet shows, about two lines.
const LENGTH: usize = 160;

/// How many of them at most stand before the first marked word, so that it is in sight in a row of 60 columns.
const LEAD: usize = 36;

/// A piece of text that shows the match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// The bytes of the matched words, in order.
    pub marks: Vec<Range<usize>>,
}

impl Snippet {
    /// A text with nothing marked.
    pub fn plain(text: &str) -> Self {
        Self {
            text: text.to_owned(),
            marks: Vec::new(),
        }
    }
}

/// Terms of a query, a bit for each.
type TermSet = u64;

/// Knows which words of a text answer a query.
#[derive(Debug)]
pub struct Highlighter<'a> {
    /// For each word of the reference that answers, the terms of the query that it answers.
    answers: HashMap<&'a str, TermSet>,
    /// The beginning of a word still being typed, when it is too short for a list of terms.
    beginning: Option<(&'a str, TermSet)>,
    /// What each term weighs.
    weights: Vec<f32>,
    /// The terms that a reader would miss.
    asked: TermSet,
}

/// A snippet, how much it shows of the query, and the first marked byte of the text it was cut from.
#[derive(Debug)]
pub struct Excerpt {
    pub snippet: Snippet,
    pub weight: f32,
    pub first: Option<usize>,
}

/// A word of the text, and the terms that it answers.
struct AnsweringWord {
    range: Range<usize>,
    terms: TermSet,
}

impl<'a> Highlighter<'a> {
    pub fn new(index: &'a Index, terms: &'a [QueryTerm]) -> Self {
        let all_stop = terms.iter().all(QueryTerm::is_stop_word);
        let (mut beginning, mut asked) = (None, 0);
        let mut wanted: HashMap<u32, TermSet> = HashMap::new();
        let counted = (0..TermSet::BITS).zip(terms);
        for (number, term) in counted.filter(|(_, it)| all_stop || !it.is_stop_word()) {
            let own = 1 << number;
            asked |= if term.is_content() && !term.joined {
                own
            } else {
                0
            };
            if !term.name_terms.is_empty() {
                beginning = Some((term.word.as_str(), own));
            }
            for candidate in &term.candidates {
                *wanted.entry(candidate.term).or_default() |= own;
            }
        }
        let words = index.lexicon.words();
        let answers = words.filter_map(|(word, term)| Some((word, *wanted.get(&term)?)));
        Self {
            answers: answers.collect(),
            beginning,
            weights: terms.iter().map(|term| term.weight).collect(),
            asked,
        }
    }

    /// The terms that a normalized word of the text answers.
    fn answer(&self, word: &str) -> Option<TermSet> {
        self.answers.get(word).copied().or_else(|| {
            let (beginning, term) = self.beginning?;
            word.starts_with(beginning).then_some(term)
        })
    }

    /// Whether these texts have between them all that a reader would miss, and the second of it what the first lacks.
    pub fn is_rest(&self, first: &str, second: &str) -> bool {
        let terms = |text| self.matches(text).iter().fold(0, |all, it| all | it.terms);
        let (missing, found) = (self.asked & !terms(first), terms(second));
        missing != 0 && missing & !found == 0
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
            let terms = self.answer(&normalized)?;
            Some(AnsweringWord { range, terms })
        };
        tokens(text).filter_map(known).collect()
    }

    /// What the words from the first match on weigh as far as a snippet reaches, each counted once.
    fn window(&self, matches: &[AnsweringWord]) -> (f32, Range<usize>) {
        let start = matches.first().map_or(0, |first| first.range.start);
        let mut end = start;
        let mut seen = 0;
        for found in matches
            .iter()
            .take_while(|it| it.range.end <= start + LENGTH)
        {
            end = found.range.end;
            seen |= found.terms;
        }
        let terms = (0..).zip(&self.weights);
        let weight = terms.filter(|(number, _)| seen.checked_shr(*number).unwrap_or(0) & 1 == 1);
        (weight.map(|(_, weight)| weight).sum(), start..end)
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
