//! A document at a width: lines of spans with roles, never colours.
//!
//! ```text
//!             blocks ─► lists, cells, table, chart, code
//! Document ─►   │                 │                       ─► Layout
//!             text: writer ─► breaks ─► wrap ─► canvas
//! ```
//!
//! One walk over the document draws each block on a canvas. Running text is written out first, with the style of its
//! parts, and its line-break opportunities are found; then it is broken into lines of the width there is.

mod blocks;
mod breaks;
mod canvas;
mod cells;
mod chart;
mod code;
mod flow;
mod lines;
mod lists;
mod margins;
mod menu;
mod options;
mod page_layout;
mod places;
mod table;
mod terms;
mod text;
mod unbreakable;
pub mod width;
mod wrap;
mod writer;

pub use lines::{Line, Lines, Span};
pub use options::{Drawings, Options, Symbols};
pub use page_layout::Layout;
pub use places::{Anchor, CitationPlace, HeadingPlace, LinePlace, LinkPlace, Role, TextStyle};
pub use wrap::broken;

use crate::content::Document;
use crate::layout::canvas::Canvas;

impl Layout {
    pub fn new(document: &Document, options: &Options) -> Self {
        let mut canvas = Canvas::new(options);
        canvas.draw_document(document);
        canvas.finish()
    }
}
