//! Alerts: a quotation that opens with `[!NOTE]` has that as its label.

use crate::document::{Block, BlockKind, Inline, InlineKind};

/// The blocks of a quotation, with its label as a line of its own where it has one.
pub fn labelled(mut blocks: Vec<Block>) -> Vec<Block> {
    let Some(Block {
        kind: BlockKind::Paragraph(inlines),
        range,
    }) = blocks.first_mut()
    else {
        return blocks;
    };
    let Some(Inline {
        kind: InlineKind::Text(opening),
        range: place,
    }) = inlines.first_mut()
    else {
        return blocks;
    };
    let Some((label, title)) = label(opening) else {
        return blocks;
    };
    let is_break = |it: &Inline| matches!(it.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let (label, title, place, range) = (label, title.to_owned(), place.clone(), range.clone());
    let end = inlines.iter().position(is_break).unwrap_or(inlines.len());
    let mut line: Vec<Inline> = inlines.drain(..end).collect();
    inlines.drain(..inlines.len().min(1));
    let is_titled = line.len() > 1 || !title.is_empty();
    if let Some(first) = line.first_mut() {
        let label = if is_titled { label + ": " } else { label };
        let opening = label + &title;
        *first = Inline::new(InlineKind::Text(opening), place);
    }
    let is_empty = inlines.is_empty();
    if is_empty {
        blocks.remove(0);
    }
    let strong = Inline::new(InlineKind::Strong(line), range.clone());
    let label = Block::new(BlockKind::Paragraph(vec![strong]), range);
    blocks.insert(0, label);
    blocks
}

/// The label in words, such as “Note”, and what follows it on its line. A sign may say that it can be folded.
fn label(opening: &str) -> Option<(String, &str)> {
    let (name, rest) = opening.strip_prefix("[!")?.split_once(']')?;
    let is_word = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | ' ');
    if !name.starts_with(char::is_alphabetic) || !name.chars().all(is_word) {
        return None;
    }
    let words = name.replace(['-', '_'], " ").to_lowercase();
    let mut letters = words.chars();
    let first = letters.next()?;
    let label = first.to_uppercase().chain(letters).collect();
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    Some((label, rest.trim_start()))
}
