//! Which topics a term stands in, and in which fields and sections: a few bytes for each.
//!
//! Packed, because a large tree has a hundred postings a topic: these take five bytes each, a struct with a list of
//! its sections would take forty.

use serde::{Deserialize, Serialize};

use crate::search::lexicon::Lists;

/// Fields of a topic that a term stands in, as bits.
pub const TITLE: u8 = 1;
pub const KEY: u8 = 2;
pub const DESCRIPTION: u8 = 4;
pub const HEADING: u8 = 8;
/// Beside the text, which is not kept as a bit: what has no other field and no count.
pub const ASIDE: u8 = 16;

/// The count of a term in one topic's body is kept up to this.
pub const MOST: u8 = 15;

/// A term in a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting<'a> {
    pub topic: u32,
    pub fields: u8,
    /// How often it stands in the body, at most `MOST`.
    pub count: u8,
    sections: &'a [u8],
}

/// A section of the topic that the term stands in, or an aside: those have the numbers behind the sections.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Occurrence {
    pub section: u32,
    pub in_heading: bool,
}

impl Posting<'_> {
    /// Whether the term stands only beside the topic's own text.
    pub const fn is_aside(&self) -> bool {
        self.fields == 0 && self.count == 0
    }

    pub fn occurrences(&self) -> impl Iterator<Item = Occurrence> {
        let mut bytes = self.sections;
        let mut next = 0;
        std::iter::from_fn(move || {
            let code = read(&mut bytes)?;
            next += code >> 2;
            Some(Occurrence {
                section: next.checked_sub(1)?,
                in_heading: code & 2 != 0,
            })
        })
    }
}

/// Postings being written, a list for each term.
#[derive(Debug, Default)]
pub struct PostingsBuilder {
    lists: Vec<PostingList>,
    topic: u32,
}

#[derive(Debug, Default)]
struct PostingList {
    bytes: Vec<u8>,
    topics: u32,
    last_topic: u32,
}

impl PostingsBuilder {
    /// Begins a topic that stands behind all those begun before.
    pub const fn topic(&mut self, topic: u32) {
        self.topic = topic;
    }

    /// Adds a term of the topic begun last, once. `occurrences` are in order and without repeats.
    pub fn push(&mut self, term: u32, fields: u8, count: u8, occurrences: &[Occurrence]) {
        let needed = term as usize + 1;
        if self.lists.len() < needed {
            self.lists.resize_with(needed, PostingList::default);
        }
        let Some(list) = self.lists.get_mut(term as usize) else {
            return;
        };
        write(&mut list.bytes, self.topic - list.last_topic);
        list.topics += u32::from(fields != ASIDE || count > 0);
        list.last_topic = self.topic;
        list.bytes.push((fields & !ASIDE) << 4 | count.min(MOST));
        // The first section counts from 1, so that a zero says that there is none.
        let mut next = 0;
        for (at, occurrence) in occurrences.iter().enumerate() {
            let more = u32::from(at + 1 < occurrences.len());
            let heading = u32::from(occurrence.in_heading) << 1;
            let ahead = occurrence.section + 1 - next;
            write(&mut list.bytes, ahead << 2 | heading | more);
            next += ahead;
        }
        if occurrences.is_empty() {
            write(&mut list.bytes, 0);
        }
    }

    /// The lists of so many terms.
    pub fn finish(mut self, terms: usize) -> Postings {
        self.lists.resize_with(terms, PostingList::default);
        let mut postings = Postings::default();
        for list in self.lists {
            postings.lists.push(list.bytes);
            postings.topics.push(list.topics);
        }
        postings.lists.shrink();
        postings
    }
}

/// All postings, a list for each term.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Postings {
    lists: Lists<u8>,
    /// In how many topics each term stands, asides left out.
    topics: Vec<u32>,
}

impl Postings {
    /// Whether the term stands anywhere.
    pub fn has(&self, term: u32) -> bool {
        !self.lists.get(term as usize).is_empty()
    }

    /// In how many topics the term stands, asides left out.
    pub fn topics(&self, term: u32) -> u32 {
        self.topics.get(term as usize).copied().unwrap_or_default()
    }

    pub fn iter(&self, term: u32) -> impl Iterator<Item = Posting<'_>> {
        let mut bytes = self.lists.get(term as usize);
        let mut topic = 0;
        std::iter::from_fn(move || {
            topic += read(&mut bytes)?;
            let (head, rest) = bytes.split_first()?;
            let sections = take_occurrences(rest);
            bytes = rest.get(sections.len()..)?;
            Some(Posting {
                topic,
                fields: head >> 4,
                count: head & MOST,
                sections,
            })
        })
    }
}

/// The bytes of a posting's sections.
fn take_occurrences(bytes: &[u8]) -> &[u8] {
    let mut rest = bytes;
    while let Some(code) = read(&mut rest) {
        if code & 1 == 0 {
            break;
        }
    }
    bytes.get(..bytes.len() - rest.len()).unwrap_or_default()
}

/// Seven bits a byte, as postcard writes a number.
fn write(bytes: &mut Vec<u8>, number: u32) {
    let mut buffer = [0; 5];
    let written = postcard::to_slice(&number, &mut buffer);
    bytes.extend_from_slice(written.unwrap_or_default());
}

fn read(bytes: &mut &[u8]) -> Option<u32> {
    let (number, rest) = postcard::take_from_bytes(bytes).ok()?;
    *bytes = rest;
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let at = |section, in_heading| Occurrence {
            section,
            in_heading,
        };
        let mut builder = PostingsBuilder::default();
        builder.topic(0);
        builder.push(2, DESCRIPTION, 0, &[]);
        builder.topic(3);
        builder.push(0, TITLE | KEY, 0, &[at(2, false)]);
        builder.push(3, ASIDE, 0, &[at(7, false)]);
        builder.topic(4);
        builder.push(0, 0, 200, &[at(0, false), at(900, false)]);
        builder.push(2, 0, 1, &[at(1, true)]);
        builder.topic(70_000);
        builder.push(0, HEADING, 1, &[at(33, true)]);
        let postings = builder.finish(4);
        let read: Vec<_> = postings
            .iter(0)
            .map(|posting| {
                let occurrences: Vec<_> = posting.occurrences().collect();
                (posting.topic, posting.fields, posting.count, occurrences)
            })
            .collect();
        assert_eq!(
            read,
            [
                (3, TITLE | KEY, 0, vec![at(2, false)]),
                (4, 0, MOST, vec![at(0, false), at(900, false)]),
                (70_000, HEADING, 1, vec![at(33, true)]),
            ]
        );
        assert_eq!(postings.topics(0), 3);
        assert_eq!(postings.iter(1).count(), 0);
        assert_eq!(postings.iter(2).count(), 2);
        assert_eq!(postings.iter(99).count(), 0);
        assert!(postings.iter(3).all(|posting| posting.is_aside()));
        assert!(postings.has(3) && !postings.has(1));
        assert_eq!(postings.topics(3), 0);
    }
}
