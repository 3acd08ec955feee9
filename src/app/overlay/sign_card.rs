//! A warning sign in full, as a card.

use crate::app::overlay::card::{Card, CardSize};
use crate::content::document::SourceEntry;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind, RedFlag};
use crate::library::{Library, source_line};

/// A sign in full: how soon, all of it, how it looks on brown or black skin, why, and its sources.
pub fn card(library: &Library, id: &str) -> Option<Card> {
    let flags = library.red_flags();
    let row = flags.get(id)?;
    let words = flags.words(row.urgency);
    let soon = InlineKind::Strong(vec![Inline::text(format!("{}.", words.name))]);
    let means = Inline::text(format!(" {}", words.means));
    let mut document = Document {
        blocks: library.red_flag_blocks(row),
        footnotes: Vec::new(),
    };
    document.each_inline_mut(&mut |inline| {
        if let InlineKind::Citation { id, number } = &mut inline.kind {
            let place = row.sources.iter().position(|source| source == id);
            *number = place.map_or(0, |place| place + 1);
        }
    });
    let soon = BlockKind::Paragraph(vec![Inline::new(soon, 0..0), means]);
    let body = document.blocks.into_iter().map(|Block { kind, .. }| kind);
    let sources = BlockKind::Sources(sources(library, row));
    let kinds = std::iter::once(soon).chain(body).chain([sources]);
    Some(Card::new(
        row.short.clone(),
        CardSize::Whole,
        kinds.collect(),
    ))
}

fn sources(library: &Library, row: &RedFlag) -> Vec<SourceEntry> {
    let entry = |(at, id): (usize, &String)| SourceEntry {
        number: at + 1,
        id: id.clone(),
        inlines: library
            .sources()
            .get(id)
            .map_or_else(|| vec![Inline::text(id)], source_line),
    };
    row.sources.iter().enumerate().map(entry).collect()
}
