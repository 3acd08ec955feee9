//! Alerts: a quotation that opens with `[!NOTE]` has that as its label.

use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::text::capitalised;

/// The blocks of a quotation, with its label as a line of its own where it has one.
pub fn labelled(mut blocks: Vec<Block>) -> Vec<Block> {
    if let Some(BlockKind::Paragraph(inlines)) = blocks.first_mut().map(|it| &mut it.kind) {
        label_line(inlines);
    }
    blocks
}

fn label_line(inlines: &mut Vec<Inline>) {
    let Some(InlineKind::Text(opening)) = inlines.first().map(|it| &it.kind) else {
        return;
    };
    let Some((label, title)) = label(opening) else {
        return;
    };
    let is_break = |it: &Inline| matches!(it.kind, InlineKind::SoftBreak | InlineKind::HardBreak);
    let end = inlines.iter().position(is_break).unwrap_or(inlines.len());
    let is_titled = end > 1 || !title.is_empty();
    let text = if is_titled {
        format!("{label}: {title}")
    } else {
        label
    };
    if let Some(first) = inlines.first_mut() {
        first.kind = InlineKind::Text(text);
    }
    if let Some(behind) = inlines.get_mut(end) {
        behind.kind = InlineKind::HardBreak;
    }
    let line: Vec<Inline> = inlines.drain(..end).collect();
    let first = line.first().map_or(0, |it| it.range.start);
    let last = line.last().map_or(first, |it| it.range.end);
    inlines.insert(0, Inline::new(InlineKind::Strong(line), first..last));
}

/// The label in words, such as “Note”, and what follows it on its line. A sign may say that it can be folded.
fn label(opening: &str) -> Option<(String, &str)> {
    let (name, rest) = opening.strip_prefix("[!")?.split_once(']')?;
    let is_word = |it: char| it.is_alphanumeric() || matches!(it, '-' | '_' | ' ');
    if !name.starts_with(char::is_alphabetic) || !name.chars().all(is_word) {
        return None;
    }
    let label = capitalised(&name.replace(['-', '_'], " ").to_lowercase());
    let rest = rest.strip_prefix(['+', '-']).unwrap_or(rest);
    Some((label, rest.trim_start()))
}
