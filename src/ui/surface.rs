//! What is drawn on, and what drawing leaves besides the cells: the cursor, addresses, which lines of a page stand where.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::app::App;
use crate::layout::Layout;
use crate::ui::paint::{Row, ground};
use crate::ui::symbols::Signs;
use crate::ui::theme::Theme;
use crate::wire::LinkSpan;

/// What drawing knows besides the cells.
#[derive(Clone, Debug, Default)]
pub struct Drawn {
    /// Where the terminal's cursor stands: on the focus.
    pub cursor: Option<Position>,
    /// Addresses outside the reference, for terminals that can open them.
    pub links: Vec<LinkSpan>,
    /// Which lines of which page were drawn where: two of these say how far the text moved.
    pub view: Option<VisiblePage>,
}

/// The lines of a page on the screen.
#[derive(Clone, Debug)]
pub struct VisiblePage {
    pub area: Rect,
    pub layout: Arc<Layout>,
    pub top: usize,
}

/// The cells, with what all drawing asks for.
pub(super) struct Surface<'a> {
    pub app: &'a App,
    pub theme: &'a Theme,
    pub signs: Signs,
    pub cells: &'a mut Buffer,
    pub drawn: Drawn,
}

impl Surface<'_> {
    /// The row `y` lines below the top of an area; outside the area it has no room.
    pub fn row(&mut self, area: Rect, y: u16) -> Row<'_> {
        Row::of(self.cells, area, y)
    }

    pub const fn put_cursor(&mut self, x: u16, y: u16) {
        self.drawn.cursor = Some(Position::new(x, y));
    }

    /// Draws a rule down the first column of an area.
    pub fn rule(&mut self, area: Rect) {
        let (sign, style) = (self.signs.rule, self.theme.dim);
        for y in 0..area.height {
            self.row(area, y).put(sign, style);
        }
    }

    /// Clears an area, and forgets the addresses in its rows.
    pub fn cover(&mut self, area: Rect) {
        let rows = area.top()..area.bottom();
        self.drawn.links.retain(|link| !rows.contains(&link.row));
        ground(self.cells, area, self.theme.text);
    }
}
