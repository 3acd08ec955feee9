//! Where the sections of every topic start, their headings, and what stands beside its text.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::library::TopicId;
use crate::search::lexicon::{Lists, count};
use crate::search::sections::{Aside, AsideKind, Section};

/// Where the sections of every topic start, and their headings; behind them what stands beside its text.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct SectionTable {
    /// For each topic the starts of its sections in the file, each with the number of its heading + 1, or 0 for none.
    sections: Lists<(u32, u32)>,
    /// What each aside of a topic is; a source with the number of its title among the headings + 1.
    asides: Lists<(AsideKind, u32)>,
    headings: Vec<SectionHeading>,
    /// Only while the table is built.
    #[serde(skip)]
    known: HashMap<SectionHeading, u32>,
}

/// A heading's text and slug.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Hash, Serialize)]
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
    /// Adds the sections of the next topic.
    pub fn add(&mut self, sections: &[Section<'_>], asides: &[Aside]) {
        let own = sections.iter().map(|section| {
            let heading = section.heading.as_ref();
            let number = heading.map_or(0, |(title, slug)| self.number(title, slug));
            (count(section.start), number)
        });
        let own: Vec<(u32, u32)> = own.collect();
        self.sections.push(own);
        let own = asides.iter().map(|aside| {
            let title = aside.title.as_ref();
            (aside.kind, title.map_or(0, |title| self.number(title, "")))
        });
        let own: Vec<(AsideKind, u32)> = own.collect();
        self.asides.push(own);
    }

    fn number(&mut self, title: &str, slug: &str) -> u32 {
        let heading = SectionHeading {
            title: title.into(),
            slug: slug.into(),
        };
        *self.known.entry(heading).or_insert_with_key(|heading| {
            self.headings.push(heading.clone());
            count(self.headings.len())
        })
    }

    fn heading(&self, number: u32) -> Option<&SectionHeading> {
        self.headings.get((number as usize).checked_sub(1)?)
    }

    /// Call when all topics are in.
    pub fn finish(&mut self) {
        self.known = HashMap::new();
        self.sections.shrink();
        self.asides.shrink();
        self.headings.shrink_to_fit();
    }

    /// How many sections a topic has.
    pub fn count(&self, topic: TopicId) -> u32 {
        count(self.sections.get(topic.index()).len())
    }

    /// The aside that has this number behind the sections of the topic, and the title of a source.
    pub fn aside(&self, topic: TopicId, section: u32) -> Option<(AsideKind, &str)> {
        let at = section.checked_sub(self.count(topic))?;
        let (kind, title) = *self.asides.get(topic.index()).get(at as usize)?;
        let title = self.heading(title).map_or("", |heading| &heading.title);
        Some((kind, title))
    }

    /// The section of that number in the topic.
    pub fn get(&self, topic: TopicId, section: u32) -> Option<SectionSpan<'_>> {
        let own = self.sections.get(topic.index());
        let at = section as usize;
        let (start, heading) = *own.get(at)?;
        Some(SectionSpan {
            heading: self.heading(heading),
            start: start as usize,
            end: own.get(at + 1).map(|(start, _)| *start as usize),
        })
    }
}
