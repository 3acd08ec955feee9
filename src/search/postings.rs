//! Which topics a term stands in, and in which fields and sections: a few bytes for each.
//!
//! Packed, because a large tree has a hundred postings a topic: these take five bytes each, a struct with a list of
//! its sections would take forty.

use std::ops::Range;

use crate::search::lexicon::count;

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

/// A section of the topic that the term stands in.
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
        let mut section = 0;
        std::iter::from_fn(move || {
            let code = read(&mut bytes)?;
            section += code >> 2;
            Some(Occurrence {
                section,
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
        let mut previous = 0;
        for (at, occurrence) in occurrences.iter().enumerate() {
            let more = u32::from(at + 1 < occurrences.len());
            let heading = u32::from(occurrence.in_heading) << 1;
            write(
                &mut list.bytes,
                (occurrence.section - previous) << 2 | heading | more,
            );
            previous = occurrence.section;
        }
    }

    /// The lists of so many terms, one behind the other.
    pub fn finish(mut self, terms: usize) -> Postings {
        self.lists.resize_with(terms, PostingList::default);
        let total = self.lists.iter().map(|list| list.bytes.len()).sum();
        let mut postings = Postings {
            bytes: Vec::with_capacity(total),
            lists: Vec::with_capacity(terms),
        };
        for list in self.lists {
            postings.bytes.extend(list.bytes);
            postings
                .lists
                .push((count(postings.bytes.len()), list.topics));
        }
        postings
    }
}

/// All postings, one list after another in one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    /// Where each term's list ends, and in how many topics it stands, asides left out.
    lists: Vec<(u32, u32)>,
}

impl Postings {
    /// Whether the term stands anywhere.
    pub fn has(&self, term: u32) -> bool {
        !self.range(term).is_empty()
    }

    /// In how many topics the term stands, asides left out.
    pub fn topics(&self, term: u32) -> u32 {
        self.lists.get(term as usize).map_or(0, |list| list.1)
    }

    pub fn iter(&self, term: u32) -> impl Iterator<Item = Posting<'_>> {
        let mut bytes = self.bytes.get(self.range(term)).unwrap_or_default();
        let mut topic = 0;
        std::iter::from_fn(move || {
            topic += read(&mut bytes)?;
            let (head, rest) = bytes.split_first()?;
            let sections = take_occurrences(*head, rest);
            bytes = rest.get(sections.len()..)?;
            Some(Posting {
                topic,
                fields: head >> 4,
                count: head & MOST,
                sections,
            })
        })
    }

    fn range(&self, term: u32) -> Range<usize> {
        let end = |at: usize| self.lists.get(at).map_or(0, |list| list.0 as usize);
        let term = term as usize;
        term.checked_sub(1).map_or(0, end)..end(term)
    }

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        self.bytes.capacity() + self.lists.capacity() * size_of::<(u32, u32)>()
    }
}

/// The bytes of a posting's sections, of which there are none when it stands only in title, keys or description.
fn take_occurrences(head: u8, bytes: &[u8]) -> &[u8] {
    if head & MOST == 0 && (head >> 4) & HEADING == 0 {
        return &[];
    }
    let mut rest = bytes;
    while let Some(code) = read(&mut rest) {
        if code & 1 == 0 {
            break;
        }
    }
    bytes.get(..bytes.len() - rest.len()).unwrap_or_default()
}

/// Seven bits a byte, the lowest first; the eighth says that more follow.
fn write(bytes: &mut Vec<u8>, mut number: u32) {
    while let Ok(low) = u8::try_from(number & 0x7f)
        && number > 0x7f
    {
        bytes.push(low | 0x80);
        number >>= 7;
    }
    bytes.push(u8::try_from(number & 0x7f).unwrap_or_default());
}

fn read(bytes: &mut &[u8]) -> Option<u32> {
    let (mut number, mut shift) = (0_u32, 0);
    loop {
        let (byte, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(byte & 0x7f).checked_shl(shift)?;
        if byte & 0x80 == 0 {
            return Some(number);
        }
        shift += 7;
    }
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
        builder.push(0, TITLE | KEY, 0, &[]);
        builder.push(3, ASIDE, 0, &[]);
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
                (3, TITLE | KEY, 0, vec![]),
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
