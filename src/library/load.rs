//! From files to a tree of topics in reading order; nothing is refused.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap, HashSet};

use crate::content::{SourceFile, Text, is_markdown, natural};
use crate::library::node::{Node, ReadFile, is_called, leaf_id};
use crate::library::topic::{Topic, TopicId, TopicKind};

/// The id of the front page.
pub const FRONT: &str = "_index";

/// The files by folder, and the folders inside each.
struct FolderTree<'a> {
    folders: BTreeMap<&'a str, Vec<&'a SourceFile>>,
    inner: HashMap<&'a str, Vec<&'a str>>,
    /// The folders whose files are read; None for all.
    shown: Option<HashSet<&'a str>>,
}

/// The topics in reading order: every section stands before its pages, the front page first. With them the
/// addresses they had before.
pub(super) fn topics(files: &[SourceFile]) -> (Vec<Topic>, Vec<(Text, TopicId)>) {
    FolderTree::new(files).topics()
}

/// As [`topics`], but only files are read that are seen when these folders are unfolded: the others have their names
/// as titles.
pub(super) fn outline(
    files: &[SourceFile],
    unfolded: &[String],
) -> (Vec<Topic>, Vec<(Text, TopicId)>) {
    let mut tree = FolderTree::new(files);
    let mut shown = HashSet::from([""]);
    for folder in unfolded.iter().map(String::as_str) {
        // The copy that lives as long as the tree does.
        let known = tree.folders.get_key_value(folder);
        shown.extend(
            known
                .iter()
                .flat_map(|(folder, _)| with_those_above(folder)),
        );
    }
    tree.shown = Some(shown);
    tree.topics()
}

impl<'a> FolderTree<'a> {
    fn new(files: &'a [SourceFile]) -> Self {
        let folders = folders(files);
        let inner = inner_folders(&folders);
        Self {
            folders,
            inner,
            shown: None,
        }
    }

    fn topics(&self) -> (Vec<Topic>, Vec<(Text, TopicId)>) {
        let root = self.folder("", TopicKind::Page);
        let mut topics = Vec::with_capacity(self.folders.values().map(Vec::len).sum());
        let mut aliases = Vec::new();
        number(root, None, &mut topics, &mut aliases);
        (topics, aliases)
    }

    fn shows(&self, folder: &str) -> bool {
        let shown = self.shown.as_ref();
        shown.is_none_or(|shown| shown.contains(folder))
    }

    fn files(&self, folder: &str) -> &[&'a SourceFile] {
        self.folders
            .get(folder)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    fn inner(&self, folder: &str) -> &[&'a str] {
        self.inner
            .get(folder)
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// A folder's own page, without those in it.
    fn bare_folder(&self, folder: &str, kind: TopicKind) -> Folder {
        let files = self.files(folder);
        let own = files.iter().find(|file| is_called(&file.path, "_index"));
        let page = files.iter().find(|file| is_called(&file.path, "index"));
        let is_seen = self.shows(folder) || self.shows(parent(folder));
        let source = own.or(page).copied();
        let read = source
            .filter(|_| is_seen)
            .map(ReadFile::of)
            .unwrap_or_default();
        let named = read.head.kind.as_deref().and_then(TopicKind::named);
        let kind = named.unwrap_or(kind);
        let by_weight = read.head.sort_by.as_deref().is_none_or(|by| by == "weight");
        let id = if folder.is_empty() { FRONT } else { folder };
        let mut node = read.node(id.to_owned(), source, kind);
        node.topic.is_section = true;
        Folder {
            node,
            kind,
            by_weight,
            has_own: own.is_some(),
        }
    }

    fn folder(&self, folder: &str, kind: TopicKind) -> Node {
        let mut bare = self.bare_folder(folder, kind);
        let files = self.files(folder);
        let read = |file: &&'a SourceFile| {
            if self.shows(folder) {
                ReadFile::of(file)
            } else {
                ReadFile::default()
            }
        };
        let subfolders = self.inner(folder).iter();
        let mut children = Vec::with_capacity(files.len() + subfolders.len());
        let pages = files
            .iter()
            .filter(|file| !is_folder_page(&file.path, bare.has_own))
            .map(|file| (file, read(file)))
            .filter(|(_, read)| !read.head.draft)
            .map(|(file, read)| read.node(leaf_id(file), Some(file), bare.kind));
        children.extend(pages);
        children.extend(subfolders.map(|name| self.folder(name, bare.kind)));
        if !bare.has_own && bare.node.topic.source.is_some() && children.is_empty() {
            bare.node.topic.is_section = false;
        }
        bare.arrange(&mut children);
        bare.node.children = children;
        bare.node
    }
}

/// A folder's own page, and how those in it are arranged.
struct Folder {
    node: Node,
    kind: TopicKind,
    by_weight: bool,
    /// Its page is `_index.md`.
    has_own: bool,
}

impl Folder {
    /// Arranges nodes: groups in the section's order (pages without one first), then weight, then title.
    fn arrange(&self, nodes: &mut [Node]) {
        // Those of the program are arranged already.
        if !nodes.is_sorted_by(|a, b| self.compare(&a.topic, &b.topic).is_le()) {
            nodes.sort_by(|a, b| self.compare(&a.topic, &b.topic));
        }
    }

    fn compare(&self, one: &Topic, other: &Topic) -> Ordering {
        let rank = |topic| (self.group(topic), self.weight(topic));
        rank(one)
            .cmp(&rank(other))
            .then_with(|| natural::compare(&one.title, &other.title))
            .then_with(|| natural::compare(&one.id, &other.id))
    }

    fn group(&self, topic: &Topic) -> usize {
        let groups = self.node.topic.groups();
        topic.group.as_ref().map_or(0, |group| {
            let place = groups.iter().position(|known| known == group);
            1 + place.unwrap_or(groups.len())
        })
    }

    const fn weight(&self, topic: &Topic) -> i64 {
        if self.by_weight { topic.weight } else { 0 }
    }
}

fn folders(files: &[SourceFile]) -> BTreeMap<&str, Vec<&SourceFile>> {
    let mut folders: BTreeMap<&str, Vec<&SourceFile>> = BTreeMap::new();
    for together in files.chunk_by(|one, other| parent(&one.path) == parent(&other.path)) {
        let pages = together.iter().filter(|file| is_markdown(&file.path));
        let pages: Vec<&SourceFile> = pages.collect();
        let Some(folder) = pages.first().map(|file| parent(&file.path)) else {
            continue;
        };
        folders.entry(folder).or_default().extend(pages);
        // Folders on the way down exist too, even with no file of their own.
        for above in with_those_above(folder) {
            folders.entry(above).or_default();
        }
    }
    folders.entry("").or_default();
    folders
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A folder and those it lies in, but for the outermost.
fn with_those_above(folder: &str) -> impl Iterator<Item = &str> {
    let above = folder
        .match_indices('/')
        .filter_map(|(at, _)| folder.get(..at));
    above.chain([folder])
}

fn inner_folders<'a>(
    folders: &BTreeMap<&'a str, Vec<&'a SourceFile>>,
) -> HashMap<&'a str, Vec<&'a str>> {
    let mut inner: HashMap<&str, Vec<&str>> = HashMap::new();
    for folder in folders.keys().filter(|folder| !folder.is_empty()) {
        inner.entry(parent(folder)).or_default().push(folder);
    }
    inner
}

/// Whether the file is the page of its folder: `index.md` is one only where no `_index.md` stands.
fn is_folder_page(path: &str, has_own: bool) -> bool {
    is_called(path, "_index") || (!has_own && is_called(path, "index"))
}

fn number(
    mut node: Node,
    parent: Option<TopicId>,
    topics: &mut Vec<Topic>,
    aliases: &mut Vec<(Text, TopicId)>,
) -> TopicId {
    let id = TopicId(u32::try_from(topics.len()).unwrap_or(u32::MAX));
    aliases.extend(node.aliases.iter().map(|alias| (alias.clone(), id)));
    node.topic.parent = parent;
    topics.push(node.topic);
    let children: Vec<TopicId> = node
        .children
        .into_iter()
        .map(|child| number(child, Some(id), topics, aliases))
        .collect();
    if let Some(topic) = topics.get_mut(id.index()) {
        topic.children = children;
    }
    id
}
