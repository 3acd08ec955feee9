//! What changed between two texts of a topic, by paragraph.

use similar::{Algorithm, DiffTag, capture_diff_slices};

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
    let [was_digests, now_digests] = [&was, &now].map(|all| digests(all));
    let mut changes = Vec::new();
    for step in capture_diff_slices(Algorithm::Myers, &was_digests, &now_digests) {
        if step.tag() == DiffTag::Equal {
            continue;
        }
        let mut gone = was.get(step.old_range()).unwrap_or_default().iter();
        let mut new = now.get(step.new_range()).unwrap_or_default().iter();
        // A paragraph that is gone where a new one stands was rewritten.
        loop {
            let pair = (gone.next(), new.next());
            let part = match pair {
                (Some(it), _) => part(&was, it),
                (None, Some(it)) => part(&now, it),
                (None, None) => break,
            };
            changes.push(Change {
                part,
                was: pair.0.map(|it| it.text.clone()),
                now: pair.1.map(|it| it.text.clone()),
            });
        }
    }
    changes
}

fn digests(all: &[Paragraph]) -> Vec<String> {
    all.iter().map(Paragraph::digest).collect()
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
