//! One entry of the reference, and the handle by which others name it.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::content::{Evidence, FrontMatter, Inline, Listing, Review, SourceFile, Text};

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

/// One entry: what the tree shows of it, its place there, and where its text is.
#[derive(Debug, Default)]
pub struct Topic {
    /// The path without `.md`; a section's is its folder.
    pub id: String,
    pub title: Text,
    pub description: Text,
    pub weight: i64,
    pub updated: Option<Text>,
    pub group: Option<Text>,
    /// See [`groups`](Self::groups).
    pub(super) groups: Vec<Text>,
    pub urgent: bool,
    /// See [`Head`](crate::content::Head).
    pub(super) interacts: bool,
    pub kind: TopicKind,
    /// Whether it is a folder, with or without an `_index.md`.
    pub is_section: bool,
    pub parent: Option<TopicId>,
    pub children: Vec<TopicId>,
    /// None for a folder without an `_index.md`.
    pub source: Option<SourceFile>,
    /// Why the file could not be read as it should be, as a sentence.
    pub fault: Option<String>,
    /// The rest of what the file says of itself: read with it, or from the built-in content when asked for.
    pub(super) matter: OnceLock<Box<FrontMatter>>,
}

impl Topic {
    /// A link to it in these words.
    pub(super) fn link(&self, words: &str) -> Inline {
        Inline::link(words, format!("@/{}.md", self.id))
    }

    /// The first part of the id: `types` of `types/dystrophic`.
    pub fn section_name(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    fn matter(&self) -> &FrontMatter {
        self.matter.get_or_init(|| Box::new(self.front_matter()))
    }

    fn front_matter(&self) -> FrontMatter {
        let read = self.source.as_ref().map(SourceFile::front_matter);
        read.unwrap_or_default()
    }

    /// What the file says of itself, for once: what is read for it is not held.
    pub fn read_matter(&self) -> Cow<'_, FrontMatter> {
        let known = self.matter.get().map(|matter| Cow::Borrowed(&**matter));
        known.unwrap_or_else(|| Cow::Owned(self.front_matter()))
    }

    /// Search keys.
    pub fn keys(&self) -> &[String] {
        &self.matter().keys
    }

    /// Names under which it is sold; they need not stand in its text.
    pub fn brands(&self) -> &[String] {
        &self.matter().brands
    }

    /// What people type for it in error.
    pub fn misspellings(&self) -> &[String] {
        &self.matter().misspellings
    }

    /// The ids of the rows of `red-flags.toml` that it shows.
    pub fn red_flags(&self) -> &[String] {
        &self.matter().red_flags
    }

    /// Whether it speaks of other pages and not of a thing of its own.
    pub fn is_overview(&self) -> bool {
        self.matter().overview
    }

    /// What the program lists below its text.
    pub fn lists(&self) -> Option<Listing> {
        self.matter().lists
    }

    /// Body sites.
    pub fn sites(&self) -> &[String] {
        &self.matter().sites
    }

    /// Questions for the visit sheet.
    pub fn questions(&self) -> &[String] {
        &self.matter().questions
    }

    /// What is known of a treatment, for each disease it was tried in.
    pub fn evidence(&self) -> &[Evidence] {
        &self.matter().evidence
    }

    /// Rows of the fact box, in order: a name and a value in Markdown.
    pub fn facts(&self) -> &[(String, String)] {
        &self.matter().facts
    }

    pub fn reviewed(&self) -> Option<&Review> {
        self.matter().reviewed.as_ref()
    }

    /// The inner headings of a section's tree, in order.
    pub fn groups(&self) -> &[Text] {
        if self.is_section { &self.groups } else { &[] }
    }

    /// The fact rows a section's pages are compared by.
    pub fn compare(&self) -> &[String] {
        self.of_section(|matter| &matter.compare)
    }

    /// The level-2 headings a section's pages use, in order.
    pub fn headings(&self) -> &[String] {
        self.of_section(|matter| &matter.headings)
    }

    /// Those of [`headings`](Self::headings) that every page has; all of them where none are named.
    pub fn required_headings(&self) -> &[String] {
        self.of_section(|matter| &matter.required_headings)
    }

    fn of_section(&self, field: impl Fn(&FrontMatter) -> &Vec<String>) -> &[String] {
        if self.is_section {
            field(self.matter())
        } else {
            &[]
        }
    }
}
