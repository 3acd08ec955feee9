//! What a search gives back: topics, why each was found, and the piece of text that shows it, with the words marked.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use crate::library::TopicId;
use crate::search::lexicon::Lexicon;
use crate::search::query::QueryTerm;
use crate::terms::{normalize_into, tokens};

/// How many bytes of text a snippet shows, about two lines.
const LENGTH: usize = 160;

/// How many of them at most stand before the first marked word, so that it is in sight in a row of 60 columns.
const LEAD: usize = 36;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many rows there are to show, perhaps more than were asked for: those that answer well enough.
    pub total: usize,
    /// How many topics have any of it.
    pub found: usize,
    /// The filters as understood: "in treatments", "on the face".
    pub filters: Vec<String>,
    /// What the reader should know: that a key has two meanings, or that a word is in no topic.
    pub note: Option<String>,
    /// Knows the words of the query in any text. Boxed, for it is larger than all the rest of a finder.
    pub highlighter: Box<Highlighter>,
}

/// A topic found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub topic: TopicId,
    pub score: f32,
    pub why: Why,
    /// Whether warning signs stand on its page, or it is one of the urgent pages.
    pub has_warnings: bool,
    /// The best sections, at most three.
    pub places: Vec<HitPlace>,
}

impl Hit {
    /// The heading it opens at: that of the text it was found by. What was found by a name opens at its top.
    pub fn slug(&self) -> Option<&str> {
        let in_text = matches!(self.why, Why::Heading(_) | Why::Body { .. });
        let place = self.places.first().filter(|_| in_text);
        place.and_then(|place| place.slug.as_deref())
    }
}

/// Why a topic was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A search key, as it is written, with the words of the query marked.
    Key(Snippet),
    Title,
    Description,
    /// A heading, as it is written.
    Heading(String),
    /// The text, under a heading unless it stands before the first.
    Body {
        heading: Option<String>,
    },
    /// A warning sign, which the page shows beside its text.
    Warning,
    /// Something that it does not go together with.
    Interaction,
    /// What a source says that the page cites, by its title.
    Source(String),
    /// Nothing was asked but what the filters say.
    Filter,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(formatter, "people say “{}”", key.text),
            Self::Title => formatter.write_str("title"),
            Self::Description => formatter.write_str("description"),
            Self::Heading(heading) => write!(formatter, "part “{heading}”"),
            Self::Body {
                heading: Some(heading),
            } => write!(formatter, "in “{heading}”"),
            Self::Body { heading: None } => formatter.write_str("in the text"),
            Self::Warning => formatter.write_str("warning sign"),
            Self::Interaction => formatter.write_str("not together with"),
            Self::Source(title) => write!(formatter, "in a source: {title}"),
            Self::Filter => formatter.write_str("filter"),
        }
    }
}

/// A section to open a topic at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitPlace {
    /// The heading's text; none before the first heading.
    pub heading: Option<String>,
    pub slug: Option<String>,
    /// Where the match is in the file (in the first place), or where the section starts.
    pub anchor: usize,
}

/// The section of a hit as it is read, to show beside the hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// None before the first heading.
    pub heading: Option<String>,
    /// Its paragraphs, list items and table rows, the words of the query marked.
    pub paragraphs: Vec<Snippet>,
}

/// A piece of text that shows the match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snippet {
    pub text: String,
    /// The bytes of the matched words, in order.
    pub marks: Vec<Range<usize>>,
}

/// Terms of a query, a bit for each.
pub type TermSet = u64;

/// Knows which words of a text answer a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Highlighter {
    /// For each word of the reference that answers, the terms of the query that it answers.
    answers: HashMap<Box<str>, TermSet>,
    /// The beginning of a word still being typed, when it is too short for a list of terms.
    beginning: Option<(Box<str>, TermSet)>,
    /// What each term weighs.
    weights: Vec<f32>,
    /// The terms that a reader would miss.
    asked: TermSet,
}

/// A snippet, and how much it shows of the query.
#[derive(Debug, Default)]
pub struct Excerpt {
    pub snippet: Snippet,
    pub weight: f32,
}

impl Excerpt {
    /// The other if it shows more.
    pub fn or_better(self, other: Self) -> Self {
        if other.weight > self.weight {
            other
        } else {
            self
        }
    }
}

/// A word of the text, and the terms that it answers.
type AnsweringWord = (Range<usize>, TermSet);

impl Highlighter {
    pub fn new(lexicon: &Lexicon, terms: &[QueryTerm]) -> Self {
        let all_stop = terms.iter().all(QueryTerm::is_stop_word);
        let (mut beginning, mut asked) = (None, 0);
        // By term, not hashed: every word of the reference is looked up in it.
        let mut wanted: Vec<TermSet> = vec![0; lexicon.terms()];
        let counted = (0..TermSet::BITS).zip(terms);
        for (number, term) in counted.filter(|(_, it)| all_stop || !it.is_stop_word()) {
            let own = 1 << number;
            if term.is_content() {
                asked |= own;
            }
            if !term.name_terms.is_empty() {
                beginning = Some((term.word.as_str().into(), own));
            }
            for candidate in &term.candidates {
                if let Some(terms) = wanted.get_mut(candidate.term as usize) {
                    *terms |= own;
                }
            }
        }
        let words = lexicon.word_terms().iter().enumerate();
        let answers = words.filter_map(|(word, term)| {
            let terms = *wanted.get(*term as usize)?;
            (terms != 0).then(|| (lexicon.word(word).into(), terms))
        });
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
            let (beginning, term) = self.beginning.as_ref()?;
            word.starts_with(&**beginning).then_some(*term)
        })
    }

    /// The terms that a text answers.
    pub fn answered(&self, text: &str) -> TermSet {
        let matches = self.matches(text).into_iter();
        matches.fold(0, |all, (_, terms)| all | terms)
    }

    /// The terms that a reader would miss in a text.
    pub fn missing(&self, text: &str) -> TermSet {
        self.asked & !self.answered(text)
    }

    /// The best piece of `text`, or its beginning when nothing in it matches.
    pub fn snippet(&self, text: &str) -> Excerpt {
        let matches = self.matches(text);
        let best = (0..matches.len())
            .map(|first| self.window(matches.get(first..).unwrap_or_default()))
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.start.cmp(&a.1.start)));
        let (weight, core) = best.unwrap_or((0.0, 0..0));
        let cut = around(text, &core);
        let marks = matches.into_iter().map(|(range, _)| range);
        let marks = marks.filter(|it| it.start >= cut.start && it.end <= cut.end);
        Excerpt {
            snippet: framed(text, &cut, marks),
            weight,
        }
    }

    /// All of `text`, with the words marked.
    pub fn marked(&self, text: &str) -> Snippet {
        let marks = self.matches(text).into_iter().map(|(range, _)| range);
        Snippet {
            text: text.to_owned(),
            marks: marks.collect(),
        }
    }

    fn matches(&self, text: &str) -> Vec<AnsweringWord> {
        let mut normalized = String::new();
        let known = |range: Range<usize>| {
            normalize_into(text.get(range.clone())?, &mut normalized);
            Some((range, self.answer(&normalized)?))
        };
        tokens(text).filter_map(known).collect()
    }

    /// What the words from the first match on weigh as far as a snippet reaches, each counted once.
    fn window(&self, matches: &[AnsweringWord]) -> (f32, Range<usize>) {
        let start = matches.first().map_or(0, |(first, _)| first.start);
        let (mut end, mut seen) = (start, 0);
        let fitting = |(range, _): &&AnsweringWord| range.end <= start + LENGTH;
        for (range, terms) in matches.iter().take_while(fitting) {
            end = range.end;
            seen |= terms;
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
    let from = text.ceil_char_boundary(from);
    let space = text.get(from..).and_then(|rest| rest.find(' '));
    space.map_or(text.len(), |at| from + at + 1)
}

fn last_space(text: &str, before: usize) -> usize {
    let before = text.floor_char_boundary(before);
    let shown = text.get(..before).filter(|_| before < text.len());
    shown.and_then(|shown| shown.rfind(' ')).unwrap_or(before)
}

/// The piece with an ellipsis where text was left out; marks move with it.
fn framed(text: &str, cut: &Range<usize>, marks: impl Iterator<Item = Range<usize>>) -> Snippet {
    let piece = text.get(cut.clone()).unwrap_or_default();
    let before = text.get(..cut.start).unwrap_or_default().trim_end();
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':']);
    let lead = if begins { "" } else { "… " };
    let is_all = cut.end >= text.trim_end().len();
    let tail = if is_all { "" } else { " …" };
    let moved = |at: usize| at - cut.start + lead.len();
    let moved = |mark: Range<usize>| moved(mark.start)..moved(mark.end);
    Snippet {
        marks: marks.map(moved).collect(),
        text: format!("{lead}{}{tail}", piece.trim_end()),
    }
}
