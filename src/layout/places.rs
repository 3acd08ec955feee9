//! What spans mean, and the places of headings, links and citations.

use std::sync::Arc;

use crate::content::TreatmentOutcome;
use crate::layout::width;

/// A place in a document by source offset; it survives a new width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(pub usize);

/// A line by the text it shows, which survives a new width. All lines of a table row, or of a fact, have the same
/// anchor and are told apart by how far down among them they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LinePlace {
    pub anchor: Anchor,
    /// The lines of the same anchor above it, and how many lines the anchor has.
    pub(super) above: usize,
    pub(super) of: usize,
}

/// What a span means, and its emphasis.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextStyle {
    pub role: Role,
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
}

/// What a span means; a theme gives it a style.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    #[default]
    Text,
    Heading(u8),
    /// A link to another topic.
    Link,
    /// A link that leads out of the reference.
    OutsideLink,
    Citation,
    Code,
    Quote,
    /// Bullets, numbers and rules.
    Marker,
    /// The names of facts, the heads of tables.
    Label,
    /// Shortcodes and captions.
    Dim,
    /// The sign before what must be seen.
    Urgent,
    /// What must be seen before the rest is read.
    Callout,
    /// What came of a treatment.
    Outcome(TreatmentOutcome),
}

/// Where a heading stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingPlace {
    pub line: usize,
    pub level: u8,
    pub slug: Arc<str>,
    pub title: Arc<str>,
}

/// Where a link begins; a link that goes on over lines has one place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkPlace {
    pub target: Arc<str>,
    pub text: Arc<str>,
    pub line: usize,
    pub column: usize,
    /// The columns it fills on its first line.
    pub width: usize,
    /// It leads out of the reference.
    pub outside: bool,
}

/// Where a citation stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CitationPlace {
    pub number: usize,
    pub id: Arc<str>,
    pub line: usize,
    pub column: usize,
}

impl CitationPlace {
    /// The columns of its mark: the number, or without one the name, in brackets.
    pub fn width(&self) -> usize {
        if self.number == 0 {
            width::of(&self.id) + 2
        } else {
            self.number.to_string().len() + 2
        }
    }
}

impl TextStyle {
    pub const fn of(role: Role) -> Self {
        Self {
            role,
            strong: false,
            emphasis: false,
            strike: false,
        }
    }
}
