//! A topic as it is read: title, body with its fact box, numbered citations, what it compares, and its sources.

use std::collections::HashMap;

use crate::content::text::one_line;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind, Listing, document, markdown};
use crate::library::{
    Library, Source, TopicId, TopicKind, compare, evidence, interactions, red_flags, related,
    sources,
};

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
        if !opens_with_title(&blocks, &topic.title) {
            page.title(&topic.title);
        }
        if let Some(fault) = &topic.fault {
            page.say(fault);
        }
        let insertions = insertions(library, id, &blocks);
        page.body(blocks, insertions);
        page.extend(below(library, id));
        let mut document = Document {
            blocks: page.blocks,
            footnotes: body.document.footnotes,
        };
        let citations = number(&mut document);
        let mut page = Composer {
            blocks: document.blocks,
            at: body.length,
            end: page.end,
        };
        page.sources(library, &citations);
        page.extend(related::blocks(library, id));
        document.blocks = page.blocks;
        Self {
            document,
            citations,
        }
    }

    /// The number a source has on this page.
    pub fn number_of(&self, source: &str) -> Option<usize> {
        self.citations
            .iter()
            .position(|id| id == source)
            .map(|index| index + 1)
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

    fn title(&mut self, title: &str) {
        self.made(BlockKind::Heading {
            level: 1,
            slug: String::new(),
            inlines: vec![Inline::text(title)],
        });
    }

    fn say(&mut self, sentence: &str) {
        self.made(BlockKind::Paragraph(vec![Inline::text(sentence)]));
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
        let entry = |(index, id): (usize, &String)| document::SourceEntry {
            number: index + 1,
            id: id.clone(),
            inlines: library
                .sources()
                .read(id)
                .map_or_else(|| missing(id), |source| source_line(&source)),
        };
        let entries = citations.iter().enumerate().map(entry).collect();
        self.extend(vec![
            heading("Sources", "sources"),
            BlockKind::Sources(entries),
        ]);
    }
}

/// Blocks that stand before a block of the body, by its number, or behind the last.
type Insertion = (usize, Vec<BlockKind>);

/// What stands between the blocks of a body, in order: behind its first paragraph what must be seen and the fact box,
/// then the sections that the program makes.
fn insertions(library: &Library, id: TopicId, blocks: &[Block]) -> Vec<Insertion> {
    let rows = fact_rows(library, id);
    let facts = (!rows.is_empty()).then_some(BlockKind::Facts(rows));
    let opening = red_flags::call_out(library, id).into_iter().chain(facts);
    let order = order(library, id);
    let mut insertions = vec![(behind_opening(blocks), opening.collect())];
    if library.topic(id).lists().is_some() {
        return insertions;
    }
    insertions.extend([
        (
            place(blocks, order, interactions::TITLE),
            interactions::section(library, id),
        ),
        (
            place(blocks, order, red_flags::STOP),
            red_flags::stop(library, id),
        ),
    ]);
    insertions.sort_by_key(|(index, _)| *index);
    insertions
}

/// Where the text before the first heading has its first paragraph behind it.
fn behind_opening(blocks: &[Block]) -> usize {
    let first = |wanted: fn(&BlockKind) -> bool| blocks.iter().position(|it| wanted(&it.kind));
    let paragraph = first(|kind| matches!(kind, BlockKind::Paragraph(_)));
    let heading = first(|kind| matches!(kind, BlockKind::Heading { level: 2.., .. }));
    paragraph
        .filter(|paragraph| heading.is_none_or(|heading| *paragraph < heading))
        .map_or(0, |paragraph| paragraph + 1)
}

/// The headings of the pages of a topic's section, in order.
fn order(library: &Library, id: TopicId) -> &[String] {
    let parent = library.topic(id).parent;
    parent.map_or(&[], |parent| library.topic(parent).headings())
}

/// The first of the blocks that a section of this title stands before.
fn place(blocks: &[Block], order: &[String], title: &str) -> usize {
    let rank = |title: &str| order.iter().position(|known| known == title);
    let Some(own) = rank(title) else {
        return blocks.len();
    };
    let is_later = |block: &Block| match &block.kind {
        BlockKind::Heading {
            level: 2, inlines, ..
        } => rank(&document::plain_text(inlines)).is_some_and(|rank| rank > own),
        _ => false,
    };
    blocks.iter().position(is_later).unwrap_or(blocks.len())
}

/// Whether the body opens with its title, as a page without front matter often does.
fn opens_with_title(blocks: &[Block], title: &str) -> bool {
    blocks.first().is_some_and(|first| match &first.kind {
        BlockKind::Heading {
            level: 1, inlines, ..
        } => one_line(&document::plain_text(inlines)) == title,
        _ => false,
    })
}

/// What the program adds below a page's own text.
fn below(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(id);
    let mut blocks = Vec::new();
    if topic.is_section {
        blocks.extend(compare::of_children(library, id));
    }
    match topic.lists() {
        Some(Listing::RedFlags) => blocks.extend(red_flags::listing(library)),
        Some(Listing::Interactions) => {
            blocks.extend(interactions::listing(library));
            blocks.extend(red_flags::stop(library, id));
        }
        None => {}
    }
    blocks.extend(red_flags::help(library, id));
    blocks
}

/// How many rows of a made block a reader may stand on.
const fn rows(kind: &BlockKind) -> usize {
    match kind {
        BlockKind::Facts(rows) => rows.len(),
        BlockKind::Sources(entries) => entries.len(),
        _ => 1,
    }
}

pub(super) fn heading(title: &str, slug: &str) -> BlockKind {
    BlockKind::Heading {
        level: 2,
        slug: slug.to_owned(),
        inlines: vec![Inline::text(title)],
    }
}

/// The rows of the fact box: the front matter's facts, then what is known of each disease it was tried in.
fn fact_rows(library: &Library, id: TopicId) -> Vec<(String, Vec<Inline>)> {
    let topic = library.topic(id);
    let evidence = topic.evidence().iter().map(|entry| {
        (
            evidence::disease_and_purpose(entry),
            evidence::drawn_verdict(entry),
        )
    });
    let facts = topic
        .facts()
        .iter()
        .map(|(name, value)| (name.clone(), markdown::unplaced(value)));
    if topic.kind == TopicKind::Treatment {
        evidence.chain(facts).collect()
    } else {
        facts.collect()
    }
}

/// Gives citations their numbers in order of appearance; a label defined in the page is a footnote, not a source.
fn number(document: &mut Document) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let defined: Vec<String> = document
        .footnotes
        .iter()
        .map(|(label, _)| label.clone())
        .collect();
    document.each_inline_mut(&mut |inline| {
        if let InlineKind::Citation { id, number } = &mut inline.kind
            && !defined.contains(id)
        {
            *number = *numbers.entry(id.clone()).or_insert_with(|| {
                ids.push(id.clone());
                ids.len()
            });
        }
    });
    ids
}

fn missing(id: &str) -> Vec<Inline> {
    vec![Inline::text(format!("{id} (not in sources.toml)"))]
}

/// A source as the list at the end of a page shows it: title, where, when, what it is, and its address.
pub fn source_line(source: &Source) -> Vec<Inline> {
    let year = source.year.map(|year| year.to_string());
    let place: Vec<String> = [source.container_title.clone(), year]
        .into_iter()
        .flatten()
        .collect();
    let place = if place.is_empty() {
        String::new()
    } else {
        format!(" {}.", place.join(", "))
    };
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
