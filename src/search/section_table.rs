//! The sections of every topic: where they start, and their headings, each kept once.

use std::collections::HashMap;

use crate::library::TopicId;
use crate::search::lexicon::count;

/// Sections of all topics, in order.
#[derive(Clone, Debug, Default)]
pub struct SectionTable {
    /// Where each topic's sections begin in `sections`.
    first: Vec<u32>,
    /// Start in the file, and the number of the heading + 1, or 0 for none.
    sections: Vec<(u32, u32)>,
    headings: Vec<SectionHeading>,
    /// Only while the table is built.
    known: HashMap<SectionHeading, u32>,
}

/// A heading's text and slug.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SectionHeading {
    pub title: Box<str>,
    pub slug: Box<str>,
}

/// A section's heading, and its bytes in the file (to the end of the file for the last).
#[derive(Clone, Copy, Debug)]
pub struct SectionSpan<'a> {
    pub heading: Option<&'a SectionHeading>,
    pub start: usize,
    pub end: Option<usize>,
}

impl SectionTable {
    /// Begins the next topic.
    pub fn topic(&mut self) {
        self.first.push(count(self.sections.len()));
    }

    /// Adds a section to the topic begun last.
    pub fn section(&mut self, start: usize, heading: Option<(&str, &str)>) {
        let number = heading.map_or(0, |(title, slug)| self.heading(title, slug));
        self.sections.push((count(start), number));
    }

    fn heading(&mut self, title: &str, slug: &str) -> u32 {
        let heading = SectionHeading {
            title: title.into(),
            slug: slug.into(),
        };
        *self.known.entry(heading).or_insert_with_key(|heading| {
            self.headings.push(heading.clone());
            count(self.headings.len())
        })
    }

    /// Call when all topics are in.
    pub fn finish(&mut self) {
        self.known = HashMap::new();
        self.sections.shrink_to_fit();
        self.headings.shrink_to_fit();
    }

    /// The section of that number in the topic.
    pub fn get(&self, topic: TopicId, section: u32) -> Option<SectionSpan<'_>> {
        let first = *self.first.get(topic.index())?;
        let next = self.first.get(topic.index() + 1);
        let end = next.map_or(self.sections.len(), |next| *next as usize);
        let at = first as usize + section as usize;
        let (start, heading) = *self.sections.get(at).filter(|_| at < end)?;
        let after = self.sections.get(at + 1).filter(|_| at + 1 < end);
        Some(SectionSpan {
            heading: heading
                .checked_sub(1)
                .and_then(|number| self.headings.get(number as usize)),
            start: start as usize,
            end: after.map(|(start, _)| *start as usize),
        })
    }

    /// How many bytes this takes, headings counted roughly.
    pub const fn bytes(&self) -> usize {
        self.first.capacity() * size_of::<u32>()
            + self.sections.capacity() * size_of::<(u32, u32)>()
            + self.headings.capacity() * (size_of::<SectionHeading>() + 32)
    }
}
