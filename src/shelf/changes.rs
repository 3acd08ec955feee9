//! What changed between two texts of a topic, by paragraph.

use similar::{Algorithm, DiffTag, capture_diff_slices};

use crate::content::FrontMatter;
use crate::content::document::plain_text;
use crate::content::markdown;
use crate::content::split::split;
use crate::content::text::digest;
use crate::shelf::paragraph::paragraphs;

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
    let [was_digests, now_digests] = [&was, &now].map(|all| {
        let digests = all.iter().map(|(_, text)| digest(text));
        digests.collect::<Vec<_>>()
    });
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
                (Some((slug, _)), _) => part(&was, slug),
                (None, Some((slug, _))) => part(&now, slug),
                (None, None) => break,
            };
            changes.push(Change {
                part,
                was: pair.0.map(|(_, text)| text.clone()),
                now: pair.1.map(|(_, text)| text.clone()),
            });
        }
    }
    changes
}

/// A file's facts and body as paragraphs, each behind the slug of the heading it stands below.
fn readable(text: &str) -> Vec<(String, String)> {
    let facts = FrontMatter::of(text).facts.into_iter();
    let fact = |(name, value): (String, String)| {
        let value = plain_text(&markdown::inlines(&value));
        (String::new(), format!("{name}: {value}"))
    };
    let body = markdown::parse(text, split(text).body);
    let body = paragraphs(&body).into_iter();
    let body = body.map(|it| (it.heading.to_owned(), it.text()));
    facts.map(fact).chain(body).take(MOST).collect()
}

/// The title of the part below a heading's slug: the first text there is the heading.
fn part(all: &[(String, String)], slug: &str) -> String {
    let heading = all.iter().find(|(own, _)| !own.is_empty() && own == slug);
    heading.map_or_else(String::new, |(_, text)| text.clone())
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
