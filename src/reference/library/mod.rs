//! The whole reference, loaded once and never changed: topics in a tree, and their links.

pub mod check;
mod companions;
mod compare;
pub mod evidence;
pub mod interactions;
mod links;
mod load;
mod made;
mod naming;
mod node;
mod page;
pub mod red_flags;
mod related;
mod resolve;
pub mod sites;
mod sources;
mod topic;

use std::borrow::Cow;
use std::collections::HashMap;
use std::iter::once;
use std::sync::OnceLock;

use crate::content::document::cited;
use crate::content::text::fold;
use crate::content::{
    Block, BlockKind, Body, Document, PackedReference, RedFlags, SourceFile, SubjectWords, Text,
    is_companion, markdown,
};
use crate::library::interactions::InteractionPair;

pub use crate::content::{Source, TopicKind, citation_key};
pub use compare::value as fact_value;
pub use links::{Links, Target};
pub use made::about_page;
pub use naming::{Named, NamingError};
pub use node::FRONT;
pub use page::{Page, source_line};
pub use sources::{QUALITIES, Sources, kind_and_people, source_in_full, source_in_short};
pub use topic::{Topic, TopicId};

/// The reference: topics in reading order, and what is asked of them.
///
/// Loading reads front matter only. A body is parsed when its topic is opened; the links between all topics
/// are gathered when first asked for.
#[derive(Debug, Default)]
pub struct Library {
    topics: Vec<Topic>,
    /// What a handle of another library names.
    nothing: Topic,
    /// The addresses that topics had before.
    aliases: Vec<(Text, TopicId)>,
    /// By id and by alias, once one is looked for.
    by_id: OnceLock<HashMap<String, TopicId>>,
    /// Names that links use, once one is followed.
    by_name: OnceLock<HashMap<String, TopicId>>,
    sources: OnceLock<Sources>,
    /// What stands beside the pages.
    companions: Vec<SourceFile>,
    red_flags: OnceLock<RedFlags>,
    words: OnceLock<SubjectWords>,
    pairs: OnceLock<Vec<InteractionPair>>,
    links: OnceLock<Links>,
    /// All bodies together are so short that a page need not wait for their links.
    is_short: OnceLock<bool>,
    /// What it was made of if it is part of this program: where all links lead was read when that was built.
    built_in: Option<&'static PackedReference>,
}

impl Library {
    pub fn load(files: &[SourceFile]) -> Self {
        Self::of(files, load::topics(files, None))
    }

    /// As [`load`](Self::load), but what cannot be seen while only these sections are unfolded is not read: its files'
    /// names stand for its titles. To be replaced by the whole.
    pub fn outline(files: &[SourceFile], unfolded: &[String]) -> Self {
        Self::of(files, load::topics(files, Some(unfolded)))
    }

    fn of(files: &[SourceFile], (topics, aliases): (Vec<Topic>, Vec<(Text, TopicId)>)) -> Self {
        let companions = files.iter().filter(|file| is_companion(&file.path));
        Self {
            companions: companions.cloned().collect(),
            topics,
            aliases,
            built_in: built_in(files),
            ..Self::default()
        }
    }

    /// The index of a reference that is part of this program, as bytes of those who made it; none of any other.
    pub fn packed_index(&self) -> &'static [u8] {
        self.built_in.map_or(&[], |reference| reference.index)
    }

    /// Whether its text has to be read from a disk.
    pub fn is_on_disk(&self) -> bool {
        let mut sources = self.topics.iter().filter_map(|topic| topic.source.as_ref());
        sources.any(|file| file.on_disk().is_some())
    }

    pub const fn len(&self) -> usize {
        self.topics.len()
    }

    pub const fn is_empty(&self) -> bool {
        self.topics.is_empty()
    }

    /// Every topic in reading order, sections before their pages.
    pub fn ids(&self) -> impl DoubleEndedIterator<Item = TopicId> + use<> {
        (0..u32::try_from(self.topics.len()).unwrap_or(u32::MAX)).map(TopicId)
    }

    pub fn at(&self, number: u32) -> Option<TopicId> {
        Some(TopicId(number)).filter(|id| id.index() < self.topics.len())
    }

    /// The topic a handle names; a handle of another library gives an empty one.
    pub fn topic(&self, id: TopicId) -> &Topic {
        self.topics.get(id.index()).unwrap_or(&self.nothing)
    }

    /// The topic with this id, or with this alias.
    pub fn find(&self, id: &str) -> Option<TopicId> {
        let id = id.trim_matches('/');
        let id = id.strip_suffix(".md").unwrap_or(id);
        let short = id
            .strip_suffix("/_index")
            .or_else(|| id.strip_suffix("/index"))
            .unwrap_or(id);
        let by_id = self.by_id.get_or_init(|| self.names());
        by_id.get(id).or_else(|| by_id.get(short)).copied()
    }

    /// What leads to a topic: its own id before another's alias.
    fn names(&self) -> HashMap<String, TopicId> {
        let mut names = HashMap::with_capacity(self.topics.len() + self.aliases.len());
        let alias = |(alias, topic): &(Text, TopicId)| (alias.trim_matches('/').to_owned(), *topic);
        names.extend(self.aliases.iter().map(alias));
        let id = |topic: &Topic| topic.id.clone();
        names.extend(self.topics.iter().map(id).zip(self.ids()));
        names
    }

    /// The topics that give `key` as a search key; failing that, those that have it as title or as the last part
    /// of their id.
    pub fn with_key(&self, key: &str) -> Vec<TopicId> {
        let key = fold(key.trim());
        let says = |topic: &Topic| topic.matter().keys.iter().any(|own| fold(own) == key);
        let is_called = |topic: &Topic| {
            fold(&topic.title) == key || topic.id.rsplit('/').next() == Some(key.as_str())
        };
        let those = |matches: &dyn Fn(&Topic) -> bool| -> Vec<TopicId> {
            self.ids().filter(|id| matches(self.topic(*id))).collect()
        };
        let saying = those(&says);
        if saying.is_empty() {
            those(&is_called)
        } else {
            saying
        }
    }

    pub const fn front(&self) -> TopicId {
        TopicId(0)
    }

    /// The topics above `id`, outermost first, without the front page.
    pub fn ancestors(&self, id: TopicId) -> Vec<TopicId> {
        let mut above = Vec::new();
        let mut next = self.topic(id).parent;
        while let Some(parent) = next.filter(|parent| *parent != self.front()) {
            above.push(parent);
            next = self.topic(parent).parent;
        }
        above.reverse();
        above
    }

    /// A topic's whole file as text; empty for a folder without one.
    pub fn text(&self, id: TopicId) -> Cow<'static, str> {
        let source = self.topic(id).source.as_ref();
        source.and_then(|file| file.text().ok()).unwrap_or_default()
    }

    pub fn document(&self, id: TopicId) -> Document {
        self.body(id).document
    }

    /// A topic's body, and how long its file is.
    fn body(&self, id: TopicId) -> Body {
        let source = self.topic(id).source.as_ref();
        source.map(SourceFile::body).unwrap_or_default()
    }

    /// A short name for what a topic says, which changes with its words.
    pub fn digest(&self, id: TopicId) -> Cow<'static, str> {
        let source = self.topic(id).source.as_ref();
        source.map(SourceFile::digest).unwrap_or_default()
    }

    /// A topic as it is read: its body with fact box, numbered citations and sources.
    pub fn page(&self, id: TopicId) -> Page {
        Page::new(self, id)
    }

    /// The ids that a topic's facts and text cite, each once: not what the program adds to its page.
    pub fn cited_in_text(&self, id: TopicId) -> Vec<String> {
        let facts = &self.topic(id).matter().facts;
        let facts = facts.iter().map(|(_, value)| markdown::inlines(value));
        let facts = Block::unplaced(BlockKind::Paragraph(facts.flatten().collect()));
        let document = self.document(id);
        cited(once(&facts).chain(document.all_blocks()))
    }

    /// The links between all topics; the first call reads every body, unless they were gathered at build time.
    pub fn links(&self) -> &Links {
        let packed = self.built_in.map_or(&[][..], |reference| reference.links);
        let packed = || postcard::from_bytes(packed).ok();
        self.links
            .get_or_init(|| packed().unwrap_or_else(|| Links::of(self)))
    }

    /// Whether the links have been gathered, or can be without reading every body.
    pub fn knows_links(&self) -> bool {
        self.built_in.is_some()
            || self.links.get().is_some()
            || (self.len() <= FEW && self.is_short())
    }

    fn is_short(&self) -> bool {
        *self.is_short.get_or_init(|| {
            let lengths = self.ids().map(|id| self.length(id));
            lengths.sum::<u64>() <= SHORT
        })
    }

    fn length(&self, id: TopicId) -> u64 {
        let source = self.topic(id).source.as_ref();
        source.map_or(0, SourceFile::length)
    }

    /// Whether a topic's text is so long that no key should wait until it is parsed and laid out.
    pub fn is_long(&self, id: TopicId) -> bool {
        self.length(id) > LONG
    }

    pub fn after(&self, id: TopicId) -> Option<TopicId> {
        Some(TopicId(id.0 + 1)).filter(|next| next.index() < self.topics.len())
    }

    pub const fn before(&self, id: TopicId) -> Option<TopicId> {
        match id.0.checked_sub(1) {
            Some(before) => Some(TopicId(before)),
            None => None,
        }
    }
}

/// So many pages are read for their links as soon as one is shown; the links of more come with the index.
const FEW: usize = 2_000;

/// As long as all of them together have no more bytes than this: at most a tenth of a second of parsing.
const SHORT: u64 = 1024 * 1024;

/// The bytes that are parsed and laid out in a few milliseconds, whatever they are.
const LONG: u64 = 128 * 1024;

/// The reference whose files these are, all of them, if that is part of this program.
fn built_in(files: &[SourceFile]) -> Option<&'static PackedReference> {
    let is_built_in = files.iter().all(|file| file.built_in().is_some());
    let reference = files.first()?.built_in()?;
    (is_built_in && files.len() == reference.file_count()).then_some(reference)
}
