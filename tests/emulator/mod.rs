//! A small terminal that knows margins, and that fails where real terminals would differ.

mod control;
mod look;
mod screen;

pub use look::Look;
pub use screen::{Cell, Emulator, Widths};
