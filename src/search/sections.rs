//! The sections of a document, and of every topic: where each starts, and its heading.

use std::collections::HashMap;

use crate::content::document::plain_text;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind};
use crate::library::TopicId;
use crate::search::lexicon::count;
use crate::search::weights::real;

/// The blocks under one heading, or before the first.
#[derive(Debug)]
pub struct Section<'a> {
    /// The heading's text and slug.
    pub heading: Option<(String, &'a str)>,
    /// The place of its first block.
    pub start: usize,
    pub blocks: &'a [Block],
}

/// A document cut at its headings.
pub fn sections(document: &Document) -> Vec<Section<'_>> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let mut sections = Vec::new();
    let mut rest = document.blocks.as_slice();
    while let Some(first) = rest.first() {
        let inner = rest.iter().skip(1).position(is_heading);
        let length = inner.map_or(rest.len(), |inner| inner + 1);
        let (blocks, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let heading = match &first.kind {
            BlockKind::Heading { slug, inlines, .. } => Some((plain_text(inlines), slug.as_str())),
            _ => None,
        };
        sections.push(Section {
            blocks: blocks
                .get(usize::from(heading.is_some())..)
                .unwrap_or_default(),
            heading,
            start: first.range.start,
        });
        rest = after;
    }
    sections
}

/// A section of links is left out where they are at least this part of its letters.
const LINKS_OF_A_LIST: f32 = 0.25;

impl Section<'_> {
    /// Whether it leads on and says nothing of its own: a quarter of it or more are links, and it cites nothing.
    pub fn is_link_list(&self) -> bool {
        let mut letters = Letters::default();
        self.blocks.iter().for_each(|block| letters.block(block));
        let Letters { all, linked, cites } = letters;
        self.heading.is_some()
            && !cites
            && linked > 0
            && real(count(linked)) >= LINKS_OF_A_LIST * real(count(all))
    }
}

/// How many bytes of text blocks have, how many of them in links, and whether they cite anything.
#[derive(Default)]
struct Letters {
    all: usize,
    linked: usize,
    cites: bool,
}

impl Letters {
    fn block(&mut self, block: &Block) {
        match &block.kind {
            BlockKind::Paragraph(inlines) => self.inlines(inlines, false),
            BlockKind::List { items, .. } => {
                let inner = items.iter().flat_map(|item| &item.blocks);
                inner.for_each(|block| self.block(block));
            }
            // Whatever else stands there says something.
            _ => self.cites = true,
        }
    }

    fn inlines(&mut self, inlines: &[Inline], linked: bool) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => {
                    self.all += text.len();
                    self.linked += if linked { text.len() } else { 0 };
                }
                InlineKind::Citation { .. } => self.cites = true,
                InlineKind::Link { .. } => self.inlines(inline.children(), true),
                _ => self.inlines(inline.children(), linked),
            }
        }
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::parse;

    #[test]
    fn a_document_is_cut_at_its_headings() {
        let document = parse("Intro.\n\n## First\n\n## Second *one*\n\n- a\n- b\n", 0);
        let sections = sections(&document);
        let heads: Vec<_> = sections
            .iter()
            .map(|section| {
                section
                    .heading
                    .as_ref()
                    .map(|(title, slug)| (title.as_str(), *slug))
            })
            .collect();
        assert_eq!(
            heads,
            [
                None,
                Some(("First", "first")),
                Some(("Second one", "second-one"))
            ]
        );
        assert_eq!(sections[2].start, 18);
    }

    #[test]
    fn a_section_that_only_leads_on_is_a_list_of_links() {
        let is_list = |body: &str| {
            let document = parse(&format!("## Next\n\n{body}\n"), 0);
            sections(&document)[0].is_link_list()
        };
        assert!(is_list(
            "- See [the first](@/a.md).\n- Then [the second](@/b.md) and [third](@/c.md)."
        ));
        assert!(!is_list(
            "A long sentence that says much by itself has [one](@/a.md) link."
        ));
        assert!(!is_list("[Warfarin](@/a.md) helps nobody.[^x]"));
        assert!(!is_list("Nothing to follow."));
    }
}
