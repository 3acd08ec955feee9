//! One entry of the reference, and the handle by which others name it.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use crate::content::{FrontMatter, Inline, SourceFile, Text, TopicKind};

/// A topic's place in its library: small, copied freely, meaningful only there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub struct TopicId(pub(super) u32);

impl TopicId {
    /// The topic's number in reading order, from 0.
    pub const fn index(self) -> usize {
        self.0 as usize
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
    /// Of a section: the inner headings of its tree, in order.
    pub(super) groups: Vec<Text>,
    pub urgent: bool,
    /// See [`Head`](crate::content::Head).
    pub(super) interacts: bool,
    /// What the pages of its section are; None where no section says it, as in other people's trees.
    pub kind: Option<TopicKind>,
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
    pub(super) fn link(&self, words: &str) -> Inline {
        Inline::link(words, format!("@/{}.md", self.id))
    }

    /// The first part of the id: `types` of `types/dystrophic`.
    pub fn section_name(&self) -> &str {
        self.id.split('/').next().unwrap_or_default()
    }

    /// What its file says of itself besides: read when it is asked for, and held.
    pub fn matter(&self) -> &FrontMatter {
        self.matter.get_or_init(|| Box::new(self.front_matter()))
    }

    fn front_matter(&self) -> FrontMatter {
        let read = self.source.as_ref().map(SourceFile::front_matter);
        read.unwrap_or_default()
    }

    /// What its file says of itself, for once: what is read for it is not held.
    pub fn read_matter(&self) -> Cow<'_, FrontMatter> {
        let known = self.matter.get().map(|matter| Cow::Borrowed(&**matter));
        known.unwrap_or_else(|| Cow::Owned(self.front_matter()))
    }
}
