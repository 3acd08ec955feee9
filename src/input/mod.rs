//! What a person can do at a terminal: events, keys, and their names.

mod decoder;
mod key;
mod names;
mod paste;
mod sequence;

pub use decoder::{Decoder, ESCAPE_PATIENCE};
pub use key::{Key, KeyCode, Modifiers};
pub use names::parse_keys;
pub use paste::without_brackets;

/// Something that happened at a terminal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    Key(Key),
    Mouse(Mouse),
    /// Pasted text, without control characters other than newline and tab.
    Paste(String),
    Resize {
        width: u16,
        height: u16,
    },
    Report(Report),
}

/// The left button or the wheel, at a cell counted from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Mouse {
    pub kind: MouseKind,
    pub column: u16,
    pub row: u16,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MouseKind {
    Press,
    Release,
    Drag,
    WheelUp,
    WheelDown,
}

/// What a terminal answered to a question; it may come at any time, or never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Report {
    /// Whether left and right margins (DECLRMM, mode 69) can be used.
    LeftRightMargins(bool),
    /// Whether pastes are bracketed (mode 2004).
    BracketedPaste(bool),
    /// Where the cursor stands, counted from 1: asked behind a sign, it tells how wide that sign is drawn.
    CursorAt { row: u32, column: u32 },
    /// The primary device attributes: every terminal answers this, so it ends a row of questions.
    DeviceAttributes,
}
