//! The piece of a text that shows most of what was asked, with the words marked.

use std::collections::HashMap;
use std::ops::Range;

use crate::search::expand::Meaning;
use crate::search::index::Index;
use crate::search::results::Snippet;
use crate::search::words::{fold_into, words};

/// How many bytes of text a snippet shows, about two lines.
const LENGTH: usize = 160;

/// Knows which words of a text answer a query.
#[derive(Debug)]
pub struct Marker<'a> {
    /// A word of the reference, and which word of the query it answers.
    words: HashMap<&'a str, usize>,
    weights: Vec<f32>,
}

/// A snippet, how much it shows of the query, and the first marked byte of the text it was cut from.
#[derive(Debug)]
pub struct Shown {
    pub snippet: Snippet,
    pub weight: f32,
    pub first: Option<usize>,
}

/// A word of the text that answers the query.
struct Match {
    range: Range<usize>,
    word: usize,
}

impl<'a> Marker<'a> {
    pub fn new(index: &'a Index, meanings: &[Meaning]) -> Self {
        let all_stop = meanings.iter().all(|meaning| meaning.stop_word);
        let mut terms: Vec<(u32, usize)> = Vec::new();
        for (number, meaning) in meanings.iter().enumerate() {
            if all_stop || !meaning.stop_word {
                terms.extend(meaning.choices.iter().map(|choice| (choice.term, number)));
                terms.extend(meaning.in_names.iter().map(|term| (*term, number)));
            }
        }
        terms.sort_unstable();
        terms.dedup_by_key(|(term, _)| *term);
        let (terms, meant): (Vec<u32>, Vec<usize>) = terms.into_iter().unzip();
        let found = index.lexicon.words_of(&terms);
        Self {
            words: found
                .filter_map(|(word, at)| Some((word, *meant.get(at)?)))
                .collect(),
            weights: meanings.iter().map(|meaning| meaning.weight).collect(),
        }
    }

    /// The best piece of `text`, or its beginning when nothing in it matches.
    pub fn snippet(&self, text: &str) -> Shown {
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
        Shown {
            snippet: framed(text, &cut, marks),
            weight,
            first: (weight > 0.0).then_some(core.start),
        }
    }

    fn matches(&self, text: &str) -> Vec<Match> {
        let mut folded = String::new();
        let known = |range: Range<usize>| {
            fold_into(text.get(range.clone())?, &mut folded);
            let word = *self.words.get(folded.as_str())?;
            Some(Match { range, word })
        };
        words(text).filter_map(known).collect()
    }

    /// What the words from the first match on weigh as far as a snippet reaches, each counted once.
    fn window(&self, matches: &[Match]) -> (f32, Range<usize>) {
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

/// The bytes to show: from the sentence's beginning if it fits, and as long as a snippet may be.
fn around(text: &str, core: &Range<usize>) -> Range<usize> {
    if text.len() <= LENGTH {
        return 0..text.len();
    }
    let spare = LENGTH.saturating_sub(core.len());
    let before = text.get(..core.start).unwrap_or_default();
    let sentence = before.rfind(['.', '!', '?', ':']).map_or(0, |at| at + 1);
    let start = if core.start - sentence <= spare {
        sentence
    } else {
        let wanted = core.start.saturating_sub(spare / 3);
        next_space(text, wanted).min(core.start)
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
