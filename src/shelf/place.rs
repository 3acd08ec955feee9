//! A place in a topic that is found again at any width and after the text was edited.

use serde::{Deserialize, Serialize};

use crate::content::Document;
use crate::library::{Library, TopicId};
use crate::shelf::paragraph::{Paragraph, paragraphs};

/// A topic by its id, a source offset in it, and the paragraph that stood there.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub topic: String,
    #[serde(default)]
    pub offset: usize,
    /// How far into its paragraph the offset is.
    #[serde(default)]
    pub within: usize,
    #[serde(default)]
    pub paragraph: String,
    /// The slug of the heading above, empty above the first.
    #[serde(default)]
    pub heading: String,
    /// How far below that heading the offset is.
    #[serde(default)]
    pub below: usize,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: toml::Table,
}

impl Place {
    /// A place of which nothing is known but the topic.
    pub(super) fn in_topic(topic: &str) -> Self {
        Self {
            topic: topic.to_owned(),
            ..Self::default()
        }
    }

    /// The place at a source offset of a topic; of a long one nothing but the offset is known.
    pub fn of(library: &Library, topic: TopicId, offset: usize) -> Self {
        let id = &library.topic(topic).id;
        if library.is_long(topic) {
            return Self {
                offset,
                ..Self::in_topic(id)
            };
        }
        Self::on(&library.page(topic).document, id, offset)
    }

    /// As [`of`](Self::of), with the topic's page at hand.
    pub fn on(page: &Document, topic: &str, offset: usize) -> Self {
        let mut place = Self {
            topic: topic.to_owned(),
            offset,
            ..Self::default()
        };
        let all = paragraphs(page);
        if let Some(here) = at(&all, offset) {
            place.within = offset.saturating_sub(here.range().start);
            place.paragraph = here.digest();
            here.heading.clone_into(&mut place.heading);
            place.below = offset.saturating_sub(start_of(&all, here.heading));
        }
        place
    }

    /// Where the place is now.
    pub fn find(&self, library: &Library) -> Option<(TopicId, usize)> {
        let topic = library.find(&self.topic)?;
        if library.is_long(topic) {
            return Some((topic, self.offset));
        }
        Some((topic, self.offset_in(&library.page(topic).document)))
    }

    /// Where the place is now in its page: at the same paragraph wherever it went, else at the nearest below
    /// the same heading.
    pub fn offset_in(&self, page: &Document) -> usize {
        let all = paragraphs(page);
        let known = |it: &&Paragraph| !self.paragraph.is_empty() && it.digest() == self.paragraph;
        let near = |it: &&Paragraph| it.range().start.abs_diff(self.offset);
        let unmoved = at(&all, self.offset).filter(known);
        let same = unmoved.or_else(|| all.iter().filter(known).min_by_key(near));
        if let Some(same) = same {
            let longest = same.range().len().saturating_sub(1);
            return same.range().start + self.within.min(longest);
        }
        let target = start_of(&all, &self.heading) + self.below;
        let below = all.iter().filter(|it| it.heading == self.heading);
        let nearest = below.min_by_key(|it| it.range().start.abs_diff(target));
        let nearest = nearest.or_else(|| at(&all, self.offset));
        nearest.map_or(0, |it| it.range().start)
    }

    /// Whether both are in the same part of the same topic.
    pub fn same_part(&self, other: &Self) -> bool {
        self.topic == other.topic && self.heading == other.heading
    }
}

/// Where the part below a heading begins.
fn start_of(all: &[Paragraph], heading: &str) -> usize {
    let first = all.iter().find(|it| it.heading == heading);
    first.map_or(0, |first| first.range().start)
}

/// The paragraph that holds an offset.
fn at<'a>(all: &'a [Paragraph<'a>], offset: usize) -> Option<&'a Paragraph<'a>> {
    all.iter()
        .filter(|it| it.range().start <= offset)
        .max_by_key(|it| it.range().start)
        .or_else(|| all.first())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;

    const BEFORE: &str = "One.\n\n## Two\n\nSecond paragraph here.\n\nThird.\n";

    fn library(text: &str) -> Library {
        Library::load(&[SourceFile::new("a.md", text.to_owned())])
    }

    fn kept(needle: &str) -> Place {
        let library = library(BEFORE);
        let topic = library.find("a").unwrap();
        Place::of(&library, topic, BEFORE.find(needle).unwrap())
    }

    fn found(place: &Place, text: &str) -> String {
        let (_, offset) = place.find(&library(text)).unwrap();
        text.get(offset..).unwrap().to_owned()
    }

    #[test]
    fn a_place_moves_with_its_paragraph() {
        let place = kept("paragraph here");
        let after = "New opening line.\n\nOne.\n\n## Two\n\nSecond\nparagraph here.\n";
        assert_eq!(found(&place, after), "paragraph here.\n");
        assert_eq!(found(&place, BEFORE), "paragraph here.\n\nThird.\n");
    }

    #[test]
    fn an_edited_paragraph_leaves_the_nearest_below_the_same_heading() {
        let place = kept("Third");
        let after =
            "One, longer than it was.\n\n## Two\n\nSecond.\n\nThird, edited.\n\n## Four\n\nEnd.\n";
        assert_eq!(found(&place, after), "Third, edited.\n\n## Four\n\nEnd.\n");
        assert_eq!(
            found(&place, "Nothing is as it was.\n"),
            "Nothing is as it was.\n"
        );
    }

    #[test]
    fn a_topic_that_is_gone_has_no_place() {
        let place = Place {
            topic: "gone".to_owned(),
            ..Place::default()
        };
        assert_eq!(place.find(&library(BEFORE)), None);
    }
}
