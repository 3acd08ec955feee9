//! What came of a command: where it leads, what is said, and what only the host can do.

use crate::command::{Command, Opening};
use crate::layout::Anchor;
use crate::library::TopicId;

/// Something only the host can do, as plain data.
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
    /// Write these settings, each with its value, to the settings file.
    KeepSettings(Vec<(String, String)>),
    /// Hand over the texts a topic had when it was read before.
    Recall(String),
}

/// Where choosing something leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Goal {
    Topic(TopicId),
    /// A heading of a topic, by slug.
    Heading(TopicId, String),
    Anchor(TopicId, Anchor),
    Source(String),
    /// A warning sign in full, by its id.
    Sign(String),
    /// An address outside the reference, which is only shown and copied.
    Outside(String),
    /// The topics for a place on the body.
    Site(String),
    /// What the program does when it is asked for.
    Command(Command),
}

/// What happens to what was asked, and where to go from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Then {
    /// It was not one of its commands: what lies below is asked.
    #[default]
    Unhandled,
    Stay,
    Close,
    /// Another place of the page, or another page, is shown: whatever lies over it closes.
    ShowPage,
    /// Closes and goes there.
    Go(Goal),
    /// Goes there and comes back to it, if that is something over the page.
    Open(Goal),
    /// Shows in a strip at the foot, instead of it, where that leads.
    Peek(Goal),
    /// Shows in a strip at the foot, instead of it, the source of that number, which a digit more extends.
    Numbered(usize),
    Run(Command),
    /// Closes and goes to what a person calls a topic.
    GoTo(String),
    /// Closes and opens that with these words typed.
    Type(Opening, String),
    /// Closes and gives a setting a value, both by name.
    Set(String, String),
}

/// What came of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    pub then: Then,
    pub said: Option<String>,
    pub effects: Vec<Effect>,
}

impl From<Then> for Outcome {
    fn from(then: Then) -> Self {
        Self {
            then,
            ..Self::default()
        }
    }
}

impl Outcome {
    /// Nothing more happens, and that is said.
    pub fn say(sentence: impl Into<String>) -> Self {
        Self::from(Then::Stay).saying(sentence)
    }

    /// Nothing more happens here; the host is asked for something.
    pub fn asked(effect: Effect) -> Self {
        Self::from(Then::Stay).asking(Some(effect))
    }

    /// Copies a short text, which is said whole.
    pub fn copy(text: String) -> Self {
        Self::say(format!("Sent to the terminal's clipboard: {text}"))
            .asking(Some(Effect::Copy(text)))
    }

    #[must_use]
    pub fn saying(self, sentence: impl Into<String>) -> Self {
        Self {
            said: Some(sentence.into()),
            ..self
        }
    }

    #[must_use]
    pub fn asking(mut self, effect: Option<Effect>) -> Self {
        self.effects.extend(effect);
        self
    }
}
