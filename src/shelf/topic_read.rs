//! Which topics were read, when, and what their text was then.

use serde::{Deserialize, Serialize};

use crate::library::{Library, TopicId};
use crate::shelf::Shelf;

/// The most topics remembered as read; older ones are forgotten.
const MOST: usize = 500;

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TopicRead {
    pub topic: String,
    #[serde(default)]
    pub day: String,
    /// The digest of the text that was read.
    #[serde(default)]
    pub text: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: toml::Table,
}

impl Shelf {
    /// Notes that a topic was read; whether its text is new to the shelf.
    pub fn note_read(&mut self, library: &Library, topic: TopicId, day: &str) -> bool {
        let id = library.topic(topic).id.clone();
        let text = library.digest(topic).into_owned();
        let at = self.read.iter().position(|it| it.topic == id);
        let before = at.map(|at| self.read.remove(at)).unwrap_or_default();
        let is_new = before.text != text;
        let reading = TopicRead {
            topic: id,
            day: day.to_owned(),
            text,
            rest: before.rest,
        };
        self.read.insert(0, reading);
        self.read.truncate(MOST);
        is_new
    }

    /// What is remembered of reading a topic.
    pub fn reading(&self, topic: &str) -> Option<&TopicRead> {
        self.read.iter().find(|it| it.topic == topic)
    }

    /// The topics whose text is no longer what was read.
    pub fn changed<'a>(&'a self, library: &'a Library) -> impl Iterator<Item = TopicId> + 'a {
        let is_other = |reading: &TopicRead| {
            let topic = library.find(&reading.topic)?;
            (library.digest(topic) != reading.text).then_some(topic)
        };
        self.read.iter().filter_map(is_other)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;

    fn library(updated: &str, body: &str) -> Library {
        let text = format!("+++\ntitle = \"A\"\nupdated = {updated}\n+++\n{body}");
        Library::load(&[SourceFile::new("a.md", text)])
    }

    #[test]
    fn a_topic_has_changed_when_its_words_have_and_not_when_it_was_only_checked_again() {
        let library_then = library("2026-01-01", "Some words.\n");
        let mut shelf = Shelf::default();
        let topic = library_then.find("a").unwrap();
        assert!(shelf.note_read(&library_then, topic, "2026-02-02"));
        assert!(!shelf.note_read(&library_then, topic, "2026-02-03"));
        assert_eq!(shelf.read.len(), 1);
        assert_eq!(
            shelf
                .changed(&library("2026-05-05", "Some\nwords.\n"))
                .count(),
            0
        );
        assert_eq!(
            shelf
                .changed(&library("2026-01-01", "Other words.\n"))
                .count(),
            1
        );
        assert_eq!(shelf.changed(&Library::load(&[])).count(), 0);
    }
}
