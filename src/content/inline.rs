//! Running text: its pieces, each knowing its place in the file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::evidence::TreatmentOutcome;

/// A piece of running text, and the bytes of the file it came from.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub struct Inline {
    pub kind: InlineKind,
    pub range: Range<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum InlineKind {
    Text(String),
    Code(String),
    Emphasis(Vec<Inline>),
    Strong(Vec<Inline>),
    Strikethrough(Vec<Inline>),
    Link {
        target: String,
        inlines: Vec<Inline>,
    },
    Image {
        target: String,
        inlines: Vec<Inline>,
    },
    /// `[^id]`; the number is given in order of appearance, 0 until then.
    Citation {
        id: String,
        number: usize,
    },
    /// What a terminal cannot run, shown dimmed: a shortcode.
    Passage(String),
    /// Words that say what came of a treatment.
    Outcome {
        outcome: TreatmentOutcome,
        inlines: Vec<Inline>,
    },
    SoftBreak,
    HardBreak,
}

/// What the target of a link begins with that names a page and not its path: `[[Name#Heading]]`.
pub const WIKI: &str = "[[";

/// Stands around text that is struck out, wherever a line through it cannot be shown.
pub const STRUCK: &str = "~~";

impl Inline {
    pub const fn new(kind: InlineKind, range: Range<usize>) -> Self {
        Self { kind, range }
    }

    /// Text that stands in no file: labels and lists the program makes.
    pub fn text(text: impl Into<String>) -> Self {
        Self::new(InlineKind::Text(text.into()), 0..0)
    }

    /// Text as the value of a name; none for the empty text.
    pub fn value(text: impl Into<String>) -> Vec<Self> {
        let text = text.into();
        let is_empty = text.is_empty();
        Vec::from_iter((!is_empty).then(|| Self::text(text)))
    }

    /// A link that stands in no file.
    pub fn link(text: impl Into<String>, target: impl Into<String>) -> Self {
        Self::new(
            InlineKind::Link {
                target: target.into(),
                inlines: vec![Self::text(text)],
            },
            0..0,
        )
    }

    pub const fn strong(inlines: Vec<Self>) -> Self {
        Self::new(InlineKind::Strong(inlines), 0..0)
    }

    /// A citation without its number.
    pub fn citation(id: &str) -> Self {
        let id = id.to_owned();
        Self::new(InlineKind::Citation { id, number: 0 }, 0..0)
    }
}

/// The words of running text without its marks, but for those of struck text; citations are left out.
pub fn plain_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    push_plain(inlines, &mut text);
    text
}

fn push_plain(inlines: &[Inline], text: &mut String) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(part) | InlineKind::Code(part) | InlineKind::Passage(part) => {
                text.push_str(part);
            }
            InlineKind::SoftBreak | InlineKind::HardBreak => text.push(' '),
            InlineKind::Strikethrough(inner) => {
                text.push_str(STRUCK);
                push_plain(inner, text);
                text.push_str(STRUCK);
            }
            _ => push_plain(inline.children(), text),
        }
    }
}
