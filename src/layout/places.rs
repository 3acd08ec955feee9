//! What spans mean, and the places of headings, links and citations.

use std::sync::Arc;

/// A place in a document by source offset; it survives a new width.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Anchor(pub usize);

/// A line by the text it shows, which survives a new width: the lines of a row of a table, as of a fact, come from one
/// place and are told apart by how far down in it they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    pub anchor: Anchor,
    /// The lines of its place above it, of so many.
    pub(super) above: usize,
    pub(super) of: usize,
}

/// What a span means, and how it is stressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct TextStyle {
    pub role: Role,
    pub strong: bool,
    pub emphasis: bool,
    pub strike: bool,
}

/// What a span means; a theme gives it a look.
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

/// Whether a target has a scheme, as `https:` is one, or names a host.
pub(super) fn leads_outside(target: &str) -> bool {
    let scheme = target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    });
    scheme || target.starts_with("//")
}
