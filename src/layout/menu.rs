//! A numbered list of links with a few words behind each: drawn in columns, as a menu is.

use crate::content::{BlockKind, Cell, Inline, InlineKind, Item};
use crate::layout::width;

/// What stands between a link and the words behind it.
const BETWEEN: &str = ": ";

/// The most columns of the words behind a link; longer ones are read as a sentence.
const MOST_WORDS: usize = 24;

/// A row for each item, its number before the link and the words behind it; None where the list is no menu.
pub fn rows(start: u64, items: &[Item]) -> Option<Vec<Vec<Cell>>> {
    let numbers = start..;
    items.iter().zip(numbers).map(row).collect()
}

fn row((item, number): (&Item, u64)) -> Option<Vec<Cell>> {
    let [block] = item.blocks.as_slice() else {
        return None;
    };
    let BlockKind::Paragraph(inlines) = &block.kind else {
        return None;
    };
    let [link, words] = inlines.as_slice() else {
        return None;
    };
    let (InlineKind::Link { .. }, InlineKind::Text(text)) = (&link.kind, &words.kind) else {
        return None;
    };
    let text = text.strip_prefix(BETWEEN)?;
    let start = link.range.start;
    let mut number = Inline::text(number.to_string());
    number.range = start..start;
    let mut words = Inline::text(text);
    words.range = start..start;
    (width::of(text) <= MOST_WORDS).then(|| vec![vec![number], vec![link.clone()], vec![words]])
}
