//! From files to a tree of topics in reading order; nothing is refused.

use std::collections::{BTreeMap, HashSet};

use crate::content::{SourceFile, Text, TopicKind, is_markdown, natural};
use crate::library::node::{FRONT, Node, is_called, without_end};
use crate::library::topic::{Topic, TopicId};

/// Topics in reading order, and the addresses they had before.
type Topics = (Vec<Topic>, Vec<(Text, TopicId)>);

struct FolderTree<'a> {
    folders: BTreeMap<&'a str, FolderFiles<'a>>,
    /// The folders whose files are read; None for all.
    shown: Option<HashSet<&'a str>>,
}

#[derive(Default)]
struct FolderFiles<'a> {
    pages: Vec<&'a SourceFile>,
    inner: Vec<&'a str>,
}

/// The topics in reading order: every section stands before its pages, the front page first. Where folders are named,
/// only files are read that are seen when these are unfolded: the others have their names as titles.
pub(super) fn topics(files: &[SourceFile], unfolded: Option<&[String]>) -> Topics {
    let folders = folders(files);
    let shown = unfolded.map(|unfolded| {
        // The copies that live as long as the tree does.
        let known = unfolded.iter();
        let known = known.filter_map(|it| folders.get_key_value(it.as_str()));
        let known = known.flat_map(|(folder, _)| with_those_above(folder));
        known.chain([""]).collect()
    });
    let root = FolderTree { folders, shown }.folder("", None);
    let mut topics = (Vec::with_capacity(files.len()), Vec::new());
    number(root, None, &mut topics);
    topics
}

impl FolderTree<'_> {
    fn shows(&self, folder: &str) -> bool {
        let shown = self.shown.as_ref();
        shown.is_none_or(|shown| shown.contains(folder))
    }

    fn folder(&self, folder: &str, kind: Option<TopicKind>) -> Node {
        let empty = FolderFiles::default();
        let FolderFiles { pages, inner } = self.folders.get(folder).unwrap_or(&empty);
        let called = |name| pages.iter().find(|file| is_called(&file.path, name));
        let own = called("_index");
        let source = own.or_else(|| called("index")).copied();
        let is_seen = self.shows(folder) || self.shows(parent(folder));
        let id = if folder.is_empty() { FRONT } else { folder };
        let mut node = Node::of(id, source, is_seen);
        let kind = node.kind.or(kind);
        let page = |file: &&SourceFile| {
            let mut page = Node::of(without_end(&file.path), Some(file), self.shows(folder));
            page.topic.kind = kind;
            page
        };
        // `index.md` is the page of its folder only where no `_index.md` stands.
        let is_own =
            |path: &str| is_called(path, "_index") || (own.is_none() && is_called(path, "index"));
        let pages = pages.iter().filter(|file| !is_own(&file.path)).map(page);
        let inner = inner.iter().map(|name| self.folder(name, kind));
        node.children = pages.filter(|page| !page.draft).chain(inner).collect();
        node.topic.kind = kind;
        node.topic.is_section = own.is_some() || source.is_none() || !node.children.is_empty();
        node.arrange();
        node
    }
}

impl Node {
    /// Arranges what lies in a folder: groups in their order (pages without one first), then weight, then title.
    fn arrange(&mut self) {
        let (groups, by_weight) = (&self.topic.groups, self.by_weight);
        let rank = |topic: &Topic| {
            let group = topic.group.as_ref().map_or(0, |group| {
                let place = groups.iter().position(|known| known == group);
                1 + place.unwrap_or(groups.len())
            });
            (group, if by_weight { topic.weight } else { 0 })
        };
        let key = |child: &Self| {
            let topic = &child.topic;
            let names = [&*topic.title, &topic.id];
            (rank(topic), names.map(natural::sort_key))
        };
        self.children.sort_by_cached_key(key);
    }
}

fn folders(files: &[SourceFile]) -> BTreeMap<&str, FolderFiles<'_>> {
    let mut folders: BTreeMap<&str, FolderFiles<'_>> = BTreeMap::new();
    folders.entry("").or_default();
    for together in files.chunk_by(|one, other| parent(&one.path) == parent(&other.path)) {
        let pages = together.iter().filter(|file| is_markdown(&file.path));
        let pages: Vec<&SourceFile> = pages.collect();
        let Some(folder) = pages.first().map(|file| parent(&file.path)) else {
            continue;
        };
        // Folders on the way down exist too, even with no file of their own.
        for above in with_those_above(folder) {
            folders.entry(above).or_default();
        }
        folders.entry(folder).or_default().pages.extend(pages);
    }
    let names: Vec<&str> = folders.keys().copied().collect();
    for folder in names.into_iter().filter(|folder| !folder.is_empty()) {
        let outer = folders.entry(parent(folder)).or_default();
        outer.inner.push(folder);
    }
    folders
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A folder and those it lies in, but for the outermost.
fn with_those_above(folder: &str) -> impl Iterator<Item = &str> {
    let above = folder.match_indices('/');
    let above = above.filter_map(|(at, _)| folder.get(..at));
    above.chain([folder])
}

fn number(mut node: Node, parent: Option<TopicId>, all: &mut Topics) -> TopicId {
    let id = TopicId(u32::try_from(all.0.len()).unwrap_or(u32::MAX));
    all.1
        .extend(node.aliases.into_iter().map(|alias| (alias, id)));
    node.topic.parent = parent;
    all.0.push(node.topic);
    let children = node.children.into_iter();
    let children = children.map(|child| number(child, Some(id), all)).collect();
    if let Some(topic) = all.0.get_mut(id.index()) {
        topic.children = children;
    }
    id
}
