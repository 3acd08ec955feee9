//! Glossaries: many headings in a row, each with one paragraph, which are drawn as a list of terms and meanings.

use crate::content::{Block, BlockKind};

/// So many headings with a paragraph each are a glossary; fewer are short sections.
const FEWEST: usize = 8;

/// For each block, whether it is a heading that is a term; `is_text` tells the paragraphs.
pub fn terms(blocks: &[Block], is_text: impl Fn(&Block) -> bool) -> Vec<bool> {
    let mut terms = vec![false; blocks.len()];
    let mut first = 0;
    while first < blocks.len() {
        let count = count(blocks.get(first..).unwrap_or_default(), &is_text);
        if count >= FEWEST {
            let headings = terms.iter_mut().skip(first).step_by(2);
            headings.take(count).for_each(|is_term| *is_term = true);
        }
        first += (count * 2).max(1);
    }
    terms
}

/// How many terms stand at the beginning: headings of one level, each with one paragraph before the next heading.
fn count(blocks: &[Block], is_text: impl Fn(&Block) -> bool) -> usize {
    let level = blocks.first().map_or(0, level);
    let mut count = 0;
    while let [term, meaning, rest @ ..] = blocks.get(count * 2..).unwrap_or_default() {
        let ends = rest.first().is_none_or(|next| self::level(next) > 0);
        if level < 2 || self::level(term) != level || !is_text(meaning) || !ends {
            break;
        }
        count += 1;
    }
    count
}

/// A heading's level, 0 for any other block.
const fn level(block: &Block) -> u8 {
    match &block.kind {
        BlockKind::Heading { level, .. } => *level,
        _ => 0,
    }
}
