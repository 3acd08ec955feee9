//! Which topics a word stands in, and in which fields and sections: a few bytes for each.

use std::ops::Range;

/// Fields of a topic that a word stands in, as bits.
pub const TITLE: u8 = 1;
pub const KEY: u8 = 2;
pub const DESCRIPTION: u8 = 4;
pub const HEADING: u8 = 8;

/// The count of a word in one topic's body is kept up to this.
pub const MOST: u8 = 15;

/// A word in a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Posting<'a> {
    pub topic: u32,
    pub fields: u8,
    /// How often it stands in the body, at most `MOST`.
    pub count: u8,
    sections: &'a [u8],
}

/// A section of the topic that the word stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spot {
    pub section: u32,
    pub in_heading: bool,
}

impl Posting<'_> {
    pub fn spots(&self) -> impl Iterator<Item = Spot> {
        let mut bytes = self.sections;
        let mut section = 0;
        std::iter::from_fn(move || {
            let code = read(&mut bytes)?;
            section += code >> 2;
            Some(Spot {
                section,
                in_heading: code & 2 != 0,
            })
        })
    }
}

/// The postings of one word being written, topics in order.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    last: u32,
    topics: u32,
}

impl Writer {
    /// Adds a topic after all those added before. `spots` are in order and without repeats.
    pub fn push(&mut self, topic: u32, fields: u8, count: u8, spots: &[Spot]) {
        write(&mut self.bytes, topic - self.last);
        self.last = topic;
        self.topics += 1;
        self.bytes.push(fields << 4 | count.min(MOST));
        let mut last = 0;
        for (index, spot) in spots.iter().enumerate() {
            let more = u32::from(index + 1 < spots.len());
            let heading = u32::from(spot.in_heading) << 1;
            write(&mut self.bytes, (spot.section - last) << 2 | heading | more);
            last = spot.section;
        }
    }
}

/// All postings, one list after another in one piece of memory.
#[derive(Clone, Debug, Default)]
pub struct Postings {
    bytes: Vec<u8>,
    /// Where each word's list ends, and in how many topics it stands.
    lists: Vec<(u32, u32)>,
}

impl Postings {
    /// Joins the lists, giving back each one's memory on the way.
    pub fn join(writers: Vec<Writer>) -> Self {
        let total = writers.iter().map(|writer| writer.bytes.len()).sum();
        let mut postings = Self {
            bytes: Vec::with_capacity(total),
            lists: Vec::with_capacity(writers.len()),
        };
        for writer in writers {
            postings.bytes.extend_from_slice(&writer.bytes);
            let end = u32::try_from(postings.bytes.len()).unwrap_or(u32::MAX);
            postings.lists.push((end, writer.topics));
        }
        postings
    }

    /// In how many topics the word stands.
    pub fn topics(&self, word: u32) -> u32 {
        self.lists.get(word as usize).map_or(0, |list| list.1)
    }

    pub fn iter(&self, word: u32) -> impl Iterator<Item = Posting<'_>> {
        let mut bytes = self.bytes.get(self.range(word)).unwrap_or_default();
        let mut topic = 0;
        std::iter::from_fn(move || {
            topic += read(&mut bytes)?;
            let (head, rest) = bytes.split_first()?;
            let sections = take_spots(*head, rest);
            bytes = rest.get(sections.len()..)?;
            Some(Posting {
                topic,
                fields: head >> 4,
                count: head & MOST,
                sections,
            })
        })
    }

    fn range(&self, word: u32) -> Range<usize> {
        let end = |at: usize| self.lists.get(at).map_or(0, |list| list.0 as usize);
        let word = word as usize;
        word.checked_sub(1).map_or(0, end)..end(word)
    }

    /// How many bytes this takes.
    pub const fn bytes(&self) -> usize {
        self.bytes.capacity() + self.lists.capacity() * size_of::<(u32, u32)>()
    }
}

/// The bytes of a posting's sections, of which there are none when it stands only in title, keys or description.
fn take_spots(head: u8, bytes: &[u8]) -> &[u8] {
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
        let spot = |section, in_heading| Spot {
            section,
            in_heading,
        };
        let mut first = Writer::default();
        first.push(3, TITLE | KEY, 0, &[]);
        first.push(4, 0, 200, &[spot(0, false), spot(900, false)]);
        first.push(70_000, HEADING, 1, &[spot(33, true)]);
        let mut second = Writer::default();
        second.push(0, DESCRIPTION, 0, &[]);
        let postings = Postings::join(vec![first, Writer::default(), second]);
        let read: Vec<_> = postings
            .iter(0)
            .map(|posting| {
                let spots: Vec<_> = posting
                    .spots()
                    .map(|spot| (spot.section, spot.in_heading))
                    .collect();
                (posting.topic, posting.fields, posting.count, spots)
            })
            .collect();
        assert_eq!(
            read,
            [
                (3, TITLE | KEY, 0, vec![]),
                (4, 0, MOST, vec![(0, false), (900, false)]),
                (70_000, HEADING, 1, vec![(33, true)]),
            ]
        );
        assert_eq!(postings.topics(0), 3);
        assert_eq!(postings.iter(1).count(), 0);
        assert_eq!(postings.iter(2).count(), 1);
        assert_eq!(postings.iter(99).count(), 0);
    }
}
