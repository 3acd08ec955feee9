//! What the app asks of its host, as plain data.

/// Something only the host can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    Quit,
    Suspend,
    /// Draw every cell again.
    Redraw,
    /// Read the content again and hand over the new library.
    Reload,
    /// Report the mouse, or stop.
    Mouse(bool),
    /// Put text on the reader's clipboard.
    Copy(String),
    /// Write what the reader keeps.
    Save,
    /// Write a text to a new file beside the reader, and say where.
    Export {
        file: String,
        text: String,
    },
    /// Hand over the texts a topic had when it was read before.
    Recall(String),
}
