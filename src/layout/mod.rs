//! A document at a width: lines of spans with roles, never colours.
//!
//! ```text
//! Document ─► preparing ─► Prepared ─► drawing ─► Layout
//! ```
//!
//! What no width changes is prepared once: texts with their line-break opportunities, what columns need. Drawing puts
//! the lines of a width on a canvas.

mod breaks;
mod compact;
mod drawing;
mod flow;
mod lines;
mod options;
mod page_layout;
mod places;
mod prepared;
mod preparing;
mod unbreakable;
pub mod width;
mod wrap;

pub use lines::{Line, Lines, Span};
pub use options::{Drawings, Options, Symbols};
pub use page_layout::Layout;
pub use places::{Anchor, CitationPlace, HeadingPlace, LinePlace, LinkPlace, Role, TextStyle};
use prepared::Prepared;
pub use wrap::broken;

use crate::content::Document;

impl Layout {
    pub fn new(document: &Document, options: &Options) -> Self {
        Prepared::new(document, options.symbols, options.drawings)
            .lay_out(options.width, options.measure)
    }
}
