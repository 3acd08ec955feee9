//! One entry of the reference, and the handle by which others name it.

use crate::content::{Evidence, Review, SourceFile};

/// A topic's place in its library: small, copied freely, meaningful only there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TopicId(pub(super) u32);

impl TopicId {
    /// The topic's number in reading order, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
    }
}

/// What a topic is about, by its section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum TopicKind {
    #[default]
    Page,
    Type,
    Cause,
    Diagnostic,
    Treatment,
}

/// The kinds as a section names them under `[extra]`.
pub const KINDS: &[(&str, TopicKind)] = &[
    ("page", TopicKind::Page),
    ("type", TopicKind::Type),
    ("cause", TopicKind::Cause),
    ("diagnostic", TopicKind::Diagnostic),
    ("treatment", TopicKind::Treatment),
];

impl TopicKind {
    /// The kind with this name.
    pub fn named(name: &str) -> Option<Self> {
        KINDS
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, kind)| *kind)
    }
}

/// What only a section's `_index.md` says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Section {
    /// The inner headings of its tree, in order.
    pub groups: Vec<String>,
    /// The fact rows its pages are compared by.
    pub compare: Vec<String>,
    /// The level-2 headings its pages use, in order.
    pub headings: Vec<String>,
}

/// One entry: its front matter, its place in the tree, and where its text is.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// The path without `.md`; a section's is its folder.
    pub id: String,
    pub title: String,
    pub description: String,
    pub weight: i64,
    pub updated: Option<String>,
    pub reviewed: Option<Review>,
    pub group: Option<String>,
    pub keys: Vec<String>,
    pub sites: Vec<String>,
    pub urgent: bool,
    pub questions: Vec<String>,
    pub evidence: Vec<Evidence>,
    pub facts: Vec<(String, String)>,
    pub kind: TopicKind,
    pub parent: Option<TopicId>,
    pub children: Vec<TopicId>,
    /// Present for a folder, with or without an `_index.md`.
    pub section: Option<Section>,
    /// None for a folder without an `_index.md`.
    pub source: Option<SourceFile>,
    /// Why the file could not be read as it should be, as a sentence.
    pub fault: Option<String>,
    pub aliases: Vec<String>,
}

impl Topic {
    /// The first part of the id: `types` of `types/dystrophic`.
    pub fn section_name(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    pub const fn is_section(&self) -> bool {
        self.section.is_some()
    }
}
