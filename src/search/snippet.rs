//! The piece of a text that shows most of what was asked, with the words marked.

use std::ops::Range;

use crate::search::expand::Meaning;
use crate::search::index::Index;
use crate::search::lexicon::Lexicon;
use crate::search::results::Snippet;
use crate::search::words::{fold_into, words};

/// How many bytes of text a snippet shows, about two lines.
const LENGTH: usize = 160;

/// Knows which words of a text answer a query.
#[derive(Debug)]
pub struct Marker<'a> {
    lexicon: &'a Lexicon,
    /// For each term, the word of the query that it answers, counted from 1; 0 for none.
    answers: Vec<u8>,
    /// The beginning of a word still being typed, when it is too short for a list of terms.
    beginning: Option<(&'a str, usize)>,
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
    pub fn new(index: &'a Index, meanings: &'a [Meaning]) -> Self {
        let all_stop = meanings.iter().all(Meaning::is_stop_word);
        let mut marker = Self {
            lexicon: &index.lexicon,
            answers: vec![0; index.lexicon.terms()],
            beginning: None,
            weights: meanings.iter().map(|meaning| meaning.weight).collect(),
        };
        for (number, meaning) in meanings.iter().enumerate() {
            if meaning.is_stop_word() && !all_stop {
                continue;
            }
            if !meaning.in_names.is_empty() {
                marker.beginning = Some((&meaning.word, number));
            }
            for choice in &meaning.choices {
                if let Some(answer) = marker.answers.get_mut(choice.term as usize) {
                    *answer = u8::try_from(number + 1).unwrap_or(u8::MAX);
                }
            }
        }
        marker
    }

    /// The word of the query that a folded word of the text answers.
    fn answer(&self, word: &str) -> Option<usize> {
        let term = self.lexicon.exactly(word)? as usize;
        let answer = self.answers.get(term).copied().unwrap_or_default();
        usize::from(answer).checked_sub(1).or_else(|| {
            let (beginning, number) = self.beginning?;
            word.starts_with(beginning).then_some(number)
        })
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
            let word = self.answer(&folded)?;
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
