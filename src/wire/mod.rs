//! Two frames to the fewest bytes that turn a terminal from one to the other.

mod bytes;
mod capabilities;
mod colour;
mod columns;
mod doubt;
mod encoder;
mod glyph;
mod modes;
mod painter;
mod route;
mod row;
mod scroll;
mod style;
mod terminal;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

pub use capabilities::{Capabilities, ColourDepth};
pub use encoder::Encoder;
pub use modes::{copy, mouse, restore};

/// What one screen should show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    pub cells: Buffer,
    /// Where the cursor stands; `None` hides it.
    pub cursor: Option<Position>,
    pub links: Vec<LinkSpan>,
    pub scroll: Option<Scroll>,
}

impl Frame {
    pub fn new(width: u16, height: u16) -> Self {
        Self {
            cells: Buffer::empty(Rect::new(0, 0, width, height)),
            ..Self::default()
        }
    }
}

/// The cells from `start` up to `end` of a row lead to an address outside (OSC 8).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkSpan {
    pub row: u16,
    pub start: u16,
    pub end: u16,
    pub url: String,
}

/// A hint: since the frame before, the text in `area` moved up by `lines`, or down when negative.
/// A wrong hint costs bytes and never shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scroll {
    pub area: Rect,
    pub lines: i16,
}
