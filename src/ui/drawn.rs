//! What drawing knows besides the cells: the cursor, addresses, and which lines of a page stand where.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::layout::Layout;

/// What drawing knows besides the cells.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Where the terminal's cursor stands: on the focus.
    pub cursor: Option<Position>,
    /// Addresses outside the reference, for terminals that can open them.
    pub links: Vec<DrawnLink>,
    /// Which lines of which page were drawn where: two of these say how far the text moved.
    pub view: Option<VisiblePage>,
}

/// A row's cells, from `start` to before `end`, that lead to an address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DrawnLink {
    pub row: u16,
    pub start: u16,
    pub end: u16,
    pub url: String,
}

impl Drawn {
    /// Forgets the addresses of rows that something is drawn over.
    pub(super) fn cover(&mut self, area: Rect) {
        self.links
            .retain(|link| link.row < area.y || link.row >= area.bottom());
    }
}

/// The lines of a page on the screen.
#[derive(Clone, Debug)]
pub struct VisiblePage {
    pub area: Rect,
    pub layout: Arc<Layout>,
    pub top: usize,
}
