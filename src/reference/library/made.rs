//! What the program adds to a page, and between which blocks of its text that stands.

use crate::content::text::{in_sentence, one_line};
use crate::content::{Block, BlockKind, Inline, Listing, document, markdown};
use crate::library::{Library, Page, TopicId, compare, evidence, interactions, red_flags, sites};

/// Blocks that stand before a block of the body, by its number, or behind the last.
pub(super) type Insertion = (usize, Vec<BlockKind>);

/// What came of a treatment is read first. The evidence of so many diseases leaves room for the call-out below it on a
/// first screen.
const FEW_DISEASES: usize = 2;

/// What stands between the blocks of a body, in order: behind its first paragraph what must be seen and the fact box,
/// then the sections that the program makes.
pub(super) fn insertions(library: &Library, id: TopicId, blocks: &[Block]) -> Vec<Insertion> {
    let call_out = red_flags::call_out(library, id);
    let mut opening = fact_boxes(library, id);
    let is_first = (1..=FEW_DISEASES).contains(&library.topic(id).matter().evidence.len());
    let before = usize::from(is_first);
    opening.splice(before..before, call_out);
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { level: 2.., .. });
    let first_heading = blocks.iter().position(is_heading).unwrap_or(blocks.len());
    let order = order(library, id);
    let at = if is_titled_by_text(library, id, blocks) {
        1
    } else {
        behind_opening(blocks)
    };
    let mut insertions = vec![(at, opening), (first_heading, compare::chart(library, id))];
    if library.topic(id).matter().lists.is_some() {
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
    parent.map_or(&[], |parent| &library.topic(parent).matter().headings)
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

/// Whether it is the front page and opens with a title of its own: the title of the reference stands in the header.
pub(super) fn is_titled_by_text(library: &Library, id: TopicId, blocks: &[Block]) -> bool {
    let first = blocks.first().map(|first| &first.kind);
    id == library.front() && matches!(first, Some(BlockKind::Heading { level: 1, .. }))
}

/// Whether the body opens with its title, as a page without front matter often does.
pub(super) fn opens_with_title(blocks: &[Block], title: &str) -> bool {
    blocks.first().is_some_and(|first| match &first.kind {
        BlockKind::Heading {
            level: 1, inlines, ..
        } => one_line(&document::plain_text(inlines)) == title,
        _ => false,
    })
}

/// What the program adds below a page's own text.
pub(super) fn below(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(id);
    let mut blocks = Vec::new();
    if topic.is_section {
        blocks.extend(compare::of_children(library, id));
    }
    match topic.matter().lists {
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

/// About a page: when it was checked and by whom, its sources, and last, for there may be a screen of them, what it is
/// found by.
pub fn about_page(library: &Library, id: TopicId, page: &Page) -> Vec<BlockKind> {
    let topic = library.topic(id);
    let reviewed = topic.matter().reviewed.as_ref().map_or_else(
        || library.words().notice.clone().unwrap_or_default(),
        |review| format!("by {} on {}", review.by, review.on),
    );
    let checked = topic.updated.as_deref().unwrap_or("no date given");
    let mut kinds = vec![BlockKind::facts([
        ("Page", Inline::value(&topic.id)),
        ("In short", Inline::value(&*topic.description)),
        ("Checked", Inline::value(checked)),
        ("Reviewed", Inline::value(reviewed)),
        (
            "Body sites",
            Inline::value(sites::in_words(&topic.matter().sites)),
        ),
    ])];
    let own = page.document.blocks.iter().map(|block| &block.kind);
    let sources = own.filter(|kind| matches!(kind, BlockKind::Sources(_)));
    kinds.extend(sources.cloned());
    let keys = topic.matter().keys.join(", ");
    kinds.push(BlockKind::facts([("Search keys", Inline::value(keys))]));
    kinds
}

/// The evidence of a treatment, with its facts in the same block; where it was tried in several diseases they stand
/// apart, for they are those of all of them.
fn fact_boxes(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(id);
    let mut evidence = evidence::rows(library.words(), &topic.matter().evidence);
    let has_evidence = !evidence.is_empty();
    let row = |(name, value): &(String, String)| {
        let name = if has_evidence {
            in_sentence(name)
        } else {
            name.clone()
        };
        (name, markdown::unplaced(value))
    };
    let mut facts: Vec<_> = topic.matter().facts.iter().map(row).collect();
    if topic.matter().evidence.len() == 1 {
        evidence.append(&mut facts);
    }
    let boxes = [evidence, facts].into_iter();
    boxes
        .filter(|rows| !rows.is_empty())
        .map(BlockKind::Facts)
        .collect()
}
