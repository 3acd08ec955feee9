//! The part of a page below a heading.

use crate::{Block, BlockKind};

/// The heading with this slug and the blocks below it, up to the next heading of its level or above.
pub fn part<'a>(blocks: &'a [Block], slug: &str) -> Option<&'a [Block]> {
    let is_wanted =
        |block: &Block| matches!(&block.kind, BlockKind::Heading { slug: own, .. } if own == slug);
    let rest = blocks.get(blocks.iter().position(is_wanted)?..)?;
    let own = rest.first().and_then(level);
    let ends = |block: &Block| level(block).is_some_and(|it| Some(it) <= own);
    let below = rest.iter().skip(1).position(ends);
    rest.get(..below.map_or(rest.len(), |below| below + 1))
}

const fn level(block: &Block) -> Option<u8> {
    match &block.kind {
        BlockKind::Heading { level, .. } => Some(*level),
        _ => None,
    }
}
