//! What commands come to.

/// What the words of a command come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CommandAnswer {
    /// The reader, at this topic, perhaps on a terminal that must not be asked for margins.
    Open {
        topic: String,
        margins: bool,
    },
    Text {
        out: String,
        err: String,
        code: u32,
    },
}

impl CommandAnswer {
    /// Bytes of its text.
    pub const fn text_length(&self) -> usize {
        match self {
            Self::Open { .. } => 0,
            Self::Text { out, err, .. } => out.len() + err.len(),
        }
    }

    /// A complaint, and nothing else.
    pub fn complaint(sentence: impl Into<String>, code: u32) -> Self {
        Self::Text {
            out: String::new(),
            err: sentence.into(),
            code,
        }
    }
}
