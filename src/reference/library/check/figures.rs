//! What is wrong with drawings: both sets of signs, in the columns of a usual screen, and the same in words.

use std::ops::Range;

use crate::content::{Block, BlockKind, Document, Figure, figure};

/// The columns of a page beside the tree on a screen of 80.
const WIDEST: usize = 53;

pub fn faults(document: &Document) -> Vec<(Range<usize>, &'static str)> {
    let blocks = document.blocks.iter();
    blocks
        .filter_map(|block| Some((block.range.clone(), fault(block)?)))
        .collect()
}

fn fault(block: &Block) -> Option<&'static str> {
    match &block.kind {
        BlockKind::Code { language, .. } if language == figure::LANGUAGE => {
            Some("the figure does not say in words what it draws")
        }
        BlockKind::Figure(figure) => drawing_fault(figure),
        _ => None,
    }
}

fn drawing_fault(figure: &Figure) -> Option<&'static str> {
    let lines = || figure.unicode.iter().chain(&figure.ascii);
    if figure.unicode.is_empty() || figure.ascii.is_empty() {
        Some("the figure has only one drawing")
    } else if !figure.ascii.iter().all(|line| line.is_ascii()) {
        Some("the figure's ASCII drawing has other signs")
    } else if lines().any(|line| line.chars().count() > WIDEST) {
        Some("the figure is wider than a page beside the tree")
    } else {
        None
    }
}
