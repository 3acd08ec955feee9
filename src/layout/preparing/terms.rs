//! Glossaries: many headings in a row, each with one paragraph, which are drawn as a list of terms and meanings.

use crate::layout::prepared::{PreparedBlock, PreparedKind};

/// So many headings with a paragraph each are a glossary; fewer are short sections.
const FEWEST: usize = 8;

/// Marks the headings that are terms.
pub fn mark(blocks: &mut [PreparedBlock]) {
    let mut first = 0;
    while first < blocks.len() {
        let rest = blocks.get_mut(first..).unwrap_or_default();
        let terms = terms(rest);
        if terms >= FEWEST {
            rest.iter_mut().take(terms * 2).for_each(|block| {
                if let PreparedKind::Heading(heading) = &mut block.kind {
                    heading.is_term = true;
                }
            });
        }
        first += (terms * 2).max(1);
    }
}

/// How many terms stand at the beginning: headings of one level, each with one paragraph before the next heading.
fn terms(blocks: &[PreparedBlock]) -> usize {
    let level = blocks.first().map_or(0, level);
    let mut count = 0;
    while let [term, meaning, rest @ ..] = blocks.get(count * 2..).unwrap_or_default() {
        let is_text = matches!(meaning.kind, PreparedKind::Text(_));
        let ends = rest.first().is_none_or(|next| self::level(next) > 0);
        if level < 2 || self::level(term) != level || !is_text || !ends {
            break;
        }
        count += 1;
    }
    count
}

/// A heading's level, 0 for any other block.
const fn level(block: &PreparedBlock) -> u8 {
    match &block.kind {
        PreparedKind::Heading(heading) => heading.level,
        _ => 0,
    }
}
