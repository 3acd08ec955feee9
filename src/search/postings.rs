//! Which topics a word stands in, and in which fields and sections: a few bytes for each.

use std::ops::Range;

use crate::search::interner;

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

/// Postings being written: topic after topic, the words of each in order.
#[derive(Clone, Debug, Default)]
pub struct Writer {
    bytes: Vec<u8>,
    /// The topics, and where the postings of each begin.
    topics: Vec<(u32, u32)>,
    last_word: u32,
}

impl Writer {
    /// Begins a topic that stands behind all those begun before.
    pub fn topic(&mut self, topic: u32) {
        self.topics.push((topic, interner::count(self.bytes.len())));
        self.last_word = 0;
    }

    /// Adds a word of the topic begun last. `spots` are in order and without repeats.
    pub fn push(&mut self, word: u32, fields: u8, count: u8, spots: &[Spot]) {
        write(&mut self.bytes, word - self.last_word);
        self.last_word = word;
        self.bytes.push(fields << 4 | count.min(MOST));
        let mut last = 0;
        for (index, spot) in spots.iter().enumerate() {
            let more = u32::from(index + 1 < spots.len());
            let heading = u32::from(spot.in_heading) << 1;
            write(&mut self.bytes, (spot.section - last) << 2 | heading | more);
            last = spot.section;
        }
    }

    /// The same by word: first it is counted how much room each of so many needs.
    pub fn join(self, words: usize) -> Postings {
        let mut lists = vec![(0, 0); words];
        self.each(words, |word, topic, posting| {
            if let Some((bytes, topics)) = lists.get_mut(word) {
                *bytes += interner::count(topic.len() + posting.len());
                *topics += 1;
            }
        });
        let mut total = 0;
        let mut free: Vec<usize> = Vec::with_capacity(words);
        for (bytes, _) in &mut lists {
            free.push(total as usize);
            total += *bytes;
            *bytes = total;
        }
        let mut bytes = vec![0; total as usize];
        self.each(words, |word, topic, posting| {
            let Some(free) = free.get_mut(word) else {
                return;
            };
            for part in [topic, posting] {
                let end = *free + part.len();
                if let Some(room) = bytes.get_mut(*free..end) {
                    room.copy_from_slice(part);
                }
                *free = end;
            }
        });
        Postings { bytes, lists }
    }

    /// Calls `visit` with each posting: its word, and as bytes its topic, counted from the word's last, and the rest.
    fn each(&self, words: usize, mut visit: impl FnMut(usize, &[u8], &[u8])) {
        let mut last = vec![0; words];
        let mut code = Vec::new();
        let ends = self.topics.iter().skip(1).map(|(_, start)| *start);
        let ends = ends.chain([interner::count(self.bytes.len())]);
        for ((topic, start), end) in self.topics.iter().zip(ends) {
            let bytes = self.bytes.get(*start as usize..end as usize);
            let mut bytes = bytes.unwrap_or_default();
            let mut word = 0;
            while let Some((more, posting)) = read(&mut bytes).zip(take_posting(&mut bytes)) {
                word += more as usize;
                if let Some(last) = last.get_mut(word) {
                    code.clear();
                    write(&mut code, topic - std::mem::replace(last, *topic));
                    visit(word, &code, posting);
                }
            }
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

/// The bytes of a posting behind its topic.
fn take_posting<'a>(bytes: &mut &'a [u8]) -> Option<&'a [u8]> {
    let all = *bytes;
    let (head, rest) = all.split_first()?;
    let length = 1 + take_spots(*head, rest).len();
    let (posting, rest) = all.split_at_checked(length)?;
    *bytes = rest;
    Some(posting)
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
        let mut writer = Writer::default();
        let both = [spot(0, false), spot(900, false)];
        writer.topic(0);
        writer.push(2, DESCRIPTION, 0, &[]);
        writer.topic(3);
        writer.push(0, TITLE | KEY, 0, &[]);
        writer.topic(4);
        writer.push(0, 0, 200, &both);
        writer.push(2, 0, 1, &[spot(1, true)]);
        writer.topic(70_000);
        writer.push(0, HEADING, 1, &[spot(33, true)]);
        let postings = writer.join(4);
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
        assert_eq!(postings.iter(2).count(), 2);
        assert_eq!(postings.iter(99).count(), 0);
    }
}
