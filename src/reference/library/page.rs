//! A topic as it is read: title, body with its fact box, numbered citations, what it compares, and its sources.

use std::collections::{HashMap, HashSet};

use crate::content::{Block, BlockKind, Document, Inline, InlineKind, SourceEntry};
use crate::library::made::{Insertion, below, insertions, is_titled_by_text, opens_with_title};
use crate::library::{Library, Source, TopicId, related, sources};

/// A topic ready for layout. Blocks made by the program have places past the end of the file, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub document: Document,
    /// The ids of the sources cited, in order of appearance: the first is number 1.
    pub citations: Vec<String>,
}

impl Page {
    pub(super) fn new(library: &Library, id: TopicId) -> Self {
        let topic = library.topic(id);
        let body = library.body(id);
        let blocks = body.document.blocks;
        let mut page = Composer {
            blocks: Vec::new(),
            at: 0,
            end: body.length,
        };
        if !opens_with_title(&blocks, &topic.title) && !is_titled_by_text(library, id, &blocks) {
            page.made(BlockKind::heading(1, &topic.title, ""));
        }
        if let Some(fault) = &topic.fault {
            page.made(BlockKind::paragraph(fault));
        }
        let insertions = insertions(library, id, &blocks);
        page.body(blocks, insertions);
        page.extend(below(library, id));
        let mut document = Document {
            blocks: page.blocks,
            footnotes: body.document.footnotes,
        };
        let citations = number(&mut document);
        page.blocks = document.blocks;
        page.sources(library, &citations);
        page.extend(related::blocks(library, id));
        document.blocks = page.blocks;
        Self {
            document,
            citations,
        }
    }

    pub fn number_of(&self, source: &str) -> Option<usize> {
        let place = self.citations.iter().position(|id| id == source);
        place.map(|index| index + 1)
    }
}

/// Blocks being put together, with the next place for one that stands in no file.
struct Composer {
    blocks: Vec<Block>,
    at: usize,
    end: usize,
}

impl Composer {
    /// Adds a made block whose place is in the front matter, which no text of the body shares.
    fn made(&mut self, kind: BlockKind) {
        self.blocks.push(Block::new(kind, self.at..self.at));
        self.at += 1;
    }

    /// Adds made blocks past the end of the file, with a place for each of their rows.
    fn extend(&mut self, kinds: Vec<BlockKind>) {
        for kind in kinds {
            let start = self.end + 1;
            self.end = start + rows(&kind);
            self.blocks.push(Block::new(kind, start..self.end));
        }
    }

    /// The body, with made blocks before those of its blocks whose numbers they have.
    fn body(&mut self, blocks: Vec<Block>, insertions: Vec<Insertion>) {
        let mut insertions = insertions.into_iter().peekable();
        for (index, block) in blocks.into_iter().enumerate() {
            while let Some((_, kinds)) = insertions.next_if(|(before, _)| *before == index) {
                let start = block.range.start;
                let gap = start.saturating_sub(1)..start;
                let made = kinds.into_iter().map(|kind| Block::new(kind, gap.clone()));
                self.blocks.extend(made);
            }
            self.blocks.push(block);
        }
        insertions.for_each(|(_, kinds)| self.extend(kinds));
    }

    fn sources(&mut self, library: &Library, citations: &[String]) {
        if citations.is_empty() {
            return;
        }
        let entry = |(id, number): (&String, usize)| {
            let source = library.sources().read(id);
            let missing = || vec![Inline::text(format!("{id} (not in sources.toml)"))];
            SourceEntry {
                number,
                id: id.clone(),
                inlines: source.map_or_else(missing, |source| source_line(&source)),
            }
        };
        self.extend(vec![
            BlockKind::heading(2, "Sources", "sources"),
            BlockKind::Sources(citations.iter().zip(1..).map(entry).collect()),
        ]);
    }
}

/// How many rows of a made block a reader may stand on.
const fn rows(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Facts(rows) => rows.len(),
        BlockKind::Sources(entries) => entries.len(),
        _ => 1,
    }
}

/// Gives citations their numbers in order of appearance; a label defined in the page is a footnote, not a source.
fn number(document: &mut Document) -> Vec<String> {
    let (mut ids, mut numbers) = (Vec::new(), HashMap::new());
    let labels = document.footnotes.iter().map(|(label, _)| label.clone());
    let labels: HashSet<String> = labels.collect();
    document.each_inline_mut(&mut |inline| {
        if let InlineKind::Citation { id, number } = &mut inline.kind
            && !labels.contains(id)
        {
            *number = *numbers.entry(id.clone()).or_insert_with(|| {
                ids.push(id.clone());
                ids.len()
            });
        }
    });
    ids
}

/// A source as the list at the end of a page shows it: title, where, when, what it is, and its address.
pub fn source_line(source: &Source) -> Vec<Inline> {
    let year = source.year.map(|year| year.to_string());
    let place = sources::joined([source.container(), year], ", ");
    let place = Some(place).filter(|place| !place.is_empty());
    let place = place.map_or_else(String::new, |place| format!(" {place}."));
    let title = source.title.trim_end_matches('.');
    let text = format!("{title}.{place} {}.", sources::about(source));
    match source.address() {
        // A link without words of its own shows its address.
        Some(target) => {
            let inlines = Vec::new();
            let link = InlineKind::Link { target, inlines };
            vec![Inline::text(text + " "), Inline::new(link, 0..0)]
        }
        None => vec![Inline::text(text)],
    }
}
