//! What is known about the terminal: its cursor, style, margins.

use ratatui::layout::Position;

use super::style::Style;

#[derive(Clone, Copy, Debug)]
pub(super) struct TerminalState {
    /// Where the cursor stands; `None` when that is unknown.
    pub(super) place: Option<CursorPlace>,
    pub(super) style: Style,
    pub(super) margins: ScrollMargins,
    /// Whether left and right margins were switched on (mode 69).
    pub(super) has_side_margins: bool,
    pub(super) shows_cursor: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CursorPlace {
    pub(super) column: u16,
    pub(super) row: u16,
    /// False behind the last column or a margin, where terminals differ about the next step.
    pub(super) is_settled: bool,
}

/// The rows and columns that scroll, the last ones included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct ScrollMargins {
    pub(super) top: u16,
    pub(super) bottom: u16,
    pub(super) left: u16,
    pub(super) right: u16,
}

impl CursorPlace {
    pub(super) const fn at(position: Position) -> Self {
        Self {
            column: position.x,
            row: position.y,
            is_settled: true,
        }
    }
}

impl ScrollMargins {
    pub(super) const fn none(width: u16, height: u16) -> Self {
        Self {
            top: 0,
            bottom: height.saturating_sub(1),
            left: 0,
            right: width.saturating_sub(1),
        }
    }

    /// Whether steps from one row to another meet no margin.
    pub(super) const fn joins_rows(self, one: u16, other: u16) -> bool {
        is_same_side(one, other, self.top, self.bottom)
    }

    pub(super) const fn joins_columns(self, one: u16, other: u16) -> bool {
        is_same_side(one, other, self.left, self.right)
    }

    /// Where a carriage return leads from a column.
    pub(super) const fn line_start(self, column: u16) -> u16 {
        if column < self.left { 0 } else { self.left }
    }

    /// The last column that writing from `column` reaches.
    pub(super) fn line_end(self, column: u16, width: u16) -> u16 {
        let last = width.saturating_sub(1);
        if column <= self.right {
            self.right.min(last)
        } else {
            last
        }
    }
}

const fn is_same_side(one: u16, other: u16, first: u16, last: u16) -> bool {
    (one < first) == (other < first) && (one > last) == (other > last)
}

impl TerminalState {
    /// The state that [`super::Encoder::enter`] and a full redraw leave behind.
    pub(super) const fn fresh(width: u16, height: u16) -> Self {
        Self {
            place: None,
            style: Style::PLAIN,
            margins: ScrollMargins::none(width, height),
            has_side_margins: false,
            shows_cursor: false,
        }
    }
}
