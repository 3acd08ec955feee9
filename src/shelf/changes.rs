//! What changed between two texts of a topic, by paragraph.

use crate::content::FrontMatter;
use crate::content::document::plain_text;
use crate::content::markdown;
use crate::content::split::split;
use crate::shelf::paragraph::{Paragraph, paragraphs};

/// Paragraphs of two texts that are compared at most; beyond this only the first ones are.
const MOST: usize = 1500;

/// A paragraph that is new, gone, or written anew.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// The title of the part it stands in, empty above the first heading.
    pub part: String,
    pub was: Option<String>,
    pub now: Option<String>,
}

/// What changed from one text of a topic's file to another, in reading order.
pub fn changes(was: &str, now: &str) -> Vec<Change> {
    let (was, now) = (readable(was), readable(now));
    let mut changes: Vec<Change> = Vec::new();
    let mut open = 0;
    for step in steps(&was, &now) {
        match step {
            Step::Same => open = changes.len(),
            Step::Gone(at) => changes.extend(was.get(at).map(|it| Change {
                part: part(&was, it),
                was: Some(it.text.clone()),
                now: None,
            })),
            Step::New(at) => {
                let Some(it) = now.get(at) else { continue };
                let rewritten = changes.iter_mut().skip(open).find(|it| it.now.is_none());
                if let Some(change) = rewritten {
                    change.now = Some(it.text.clone());
                } else {
                    changes.push(Change {
                        part: part(&now, it),
                        was: None,
                        now: Some(it.text.clone()),
                    });
                }
            }
        }
    }
    changes
}

/// A file's facts and body as paragraphs.
fn readable(text: &str) -> Vec<Paragraph> {
    let facts = FrontMatter::of(text).facts.into_iter();
    let fact = |(name, value): (String, String)| Paragraph {
        text: format!("{name}: {}", plain_text(&markdown::inlines(&value))),
        range: 0..0,
        heading: String::new(),
    };
    let body = markdown::parse(text, split(text).body);
    let mut all: Vec<Paragraph> = facts.map(fact).chain(paragraphs(&body)).collect();
    all.truncate(MOST);
    all
}

/// The title of the part a paragraph stands in: the first text below its heading's slug is the heading.
fn part(all: &[Paragraph], paragraph: &Paragraph) -> String {
    let heading = all
        .iter()
        .find(|it| !it.heading.is_empty() && it.heading == paragraph.heading);
    heading.map_or_else(String::new, |heading| heading.text.clone())
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Same,
    Gone(usize),
    New(usize),
}

/// The way from one list of paragraphs to the other by their longest common subsequence.
fn steps(was: &[Paragraph], now: &[Paragraph]) -> Vec<Step> {
    let digests =
        |all: &[Paragraph]| -> Vec<String> { all.iter().map(Paragraph::digest).collect() };
    let (was, now) = (digests(was), digests(now));
    let common = Common::new(&was, &now);
    let (mut i, mut j) = (0, 0);
    let mut steps = Vec::new();
    while i < was.len() || j < now.len() {
        if i < was.len() && was.get(i) == now.get(j) {
            steps.push(Step::Same);
            (i, j) = (i + 1, j + 1);
        } else if j >= now.len() || (i < was.len() && common.at(i + 1, j) >= common.at(i, j + 1)) {
            steps.push(Step::Gone(i));
            i += 1;
        } else {
            steps.push(Step::New(j));
            j += 1;
        }
    }
    steps
}

/// How long the longest common subsequence of the two tails is.
struct Common {
    lengths: Vec<u16>,
    row: usize,
}

impl Common {
    fn new(was: &[String], now: &[String]) -> Self {
        let row = now.len() + 1;
        let mut common = Self {
            lengths: vec![0; (was.len() + 1) * row],
            row,
        };
        for (i, a) in was.iter().enumerate().rev() {
            for (j, b) in now.iter().enumerate().rev() {
                let length = if a == b {
                    common.at(i + 1, j + 1).saturating_add(1)
                } else {
                    common.at(i + 1, j).max(common.at(i, j + 1))
                };
                if let Some(cell) = common.lengths.get_mut(i * row + j) {
                    *cell = length;
                }
            }
        }
        common
    }

    fn at(&self, i: usize, j: usize) -> u16 {
        self.lengths.get(i * self.row + j).copied().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(was: &str, now: &str) -> Vec<(String, String, String)> {
        let word = |text: Option<String>| text.unwrap_or_default();
        changes(was, now)
            .into_iter()
            .map(|it| (it.part, word(it.was), word(it.now)))
            .collect()
    }

    fn change(part: &str, was: &str, now: &str) -> (String, String, String) {
        (part.to_owned(), was.to_owned(), now.to_owned())
    }

    #[test]
    fn paragraphs_are_new_gone_or_written_anew() {
        let was = "One.\n\n## Part\n\nTwo.\n\nThree.\n\nFour.\n";
        let now = "One.\n\nNew.\n\n## Part\n\nTwo, edited.\n\nThree.\n";
        let expected = [
            change("", "", "New."),
            change("Part", "Two.", "Two, edited."),
            change("Part", "Four.", ""),
        ];
        assert_eq!(found(was, now), expected);
        assert_eq!(found(was, was), []);
    }

    #[test]
    fn facts_count_and_line_breaks_do_not() {
        let page = |fact: &str, body: &str| {
            format!("+++\n[extra.facts]\n\"Blood\" = \"{fact}\"\n+++\n{body}")
        };
        let (was, now) = (page("normal", "A b\nc.\n"), page("high", "A\nb c.\n"));
        assert_eq!(
            found(&was, &now),
            [change("", "Blood: normal", "Blood: high")]
        );
    }
}
