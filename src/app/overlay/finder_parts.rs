//! Where the parts of the finder lie: what is said of the search, the hits, and the text of the chosen one.

use ratatui::layout::Rect;

use crate::app::panes::{Shape, framed};

/// From so many columns on, the text of the chosen hit stands beside the hits, else below them.
const BESIDE_FROM: u16 = 70;

/// From so many rows on, one is kept for what is said of the search, so that the hits below it never move.
const ROOMY: u16 = 12;

/// The columns of the rule between hits and text, with a blank at each side.
const BETWEEN: u16 = 3;

/// Where the parts of a finder lie below the row that is typed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinderParts {
    pub note: Rect,
    pub hits: Rect,
    pub preview: Rect,
}

impl FinderParts {
    /// With `is_noted` something is said of the search, however little room there is.
    pub fn of(is_noted: bool, inner: Rect) -> Self {
        let (note, rest) = below(inner, u16::from(inner.height >= ROOMY || is_noted));
        if inner.width < BESIDE_FROM {
            let (hits, preview) = below(rest, rest.height.div_ceil(2));
            return Self {
                note,
                hits,
                preview,
            };
        }
        let columns = rest.width * 9 / 20;
        let hits = Rect {
            width: rest.width - columns - BETWEEN,
            ..rest
        };
        let preview = Rect {
            x: rest.right() - columns,
            width: columns,
            ..rest
        };
        Self {
            note,
            hits,
            preview,
        }
    }
}

/// What lies below the row that is typed on.
pub fn below_field(shape: Shape) -> Rect {
    below(framed(shape.over()), 1).1
}

/// The first rows of an area, and those below them.
fn below(area: Rect, rows: u16) -> (Rect, Rect) {
    let rows = rows.min(area.height);
    let above = Rect {
        height: rows,
        ..area
    };
    let rest = Rect {
        y: area.y + rows,
        height: area.height - rows,
        ..area
    };
    (above, rest)
}
