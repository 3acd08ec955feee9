//! From files to a tree of topics in reading order; nothing is refused.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::sync::OnceLock;

use crate::content::text::{clean, one_line};
use crate::content::{FrontMatter, Head, SourceFile, Text};
use crate::library::topic::{Topic, TopicId, TopicKind};

/// The id of the front page.
pub const FRONT: &str = "_index";

/// A topic or folder before it has its number.
struct Node {
    topic: Topic,
    aliases: Cow<'static, [Text]>,
    children: Vec<Self>,
}

type Folders<'a> = BTreeMap<&'a str, Vec<&'a SourceFile>>;

/// The topics in reading order: every section stands before its pages, the front page first. With them the
/// addresses they had before.
pub(super) fn topics(files: &[SourceFile]) -> (Vec<Topic>, Vec<(Text, TopicId)>) {
    let folders = folders(files);
    let inner = inner_folders(&folders);
    let root = folder_node("", &folders, &inner, TopicKind::Page);
    let mut topics = Vec::with_capacity(files.len());
    let mut aliases = Vec::new();
    number(root, None, &mut topics, &mut aliases);
    (topics, aliases)
}

fn folders(files: &[SourceFile]) -> Folders<'_> {
    let mut folders = Folders::new();
    for file in files.iter().filter(|file| is_page(&file.path)) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder).or_default().push(file);
        // Folders on the way down exist too, even with no file of their own.
        for (at, _) in folder.match_indices('/') {
            folders
                .entry(folder.get(..at).unwrap_or_default())
                .or_default();
        }
    }
    folders.entry("").or_default();
    folders
}

fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("md"))
}

fn inner_folders<'a>(folders: &Folders<'a>) -> HashMap<&'a str, Vec<&'a str>> {
    let mut inner: HashMap<&str, Vec<&str>> = HashMap::new();
    for folder in folders.keys().filter(|folder| !folder.is_empty()) {
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        inner.entry(parent).or_default().push(folder);
    }
    inner
}

fn folder_node(
    folder: &str,
    folders: &Folders<'_>,
    inner: &HashMap<&str, Vec<&str>>,
    kind: TopicKind,
) -> Node {
    let files = folders.get(folder).map(Vec::as_slice).unwrap_or_default();
    let own = files.iter().find(|file| file_name(&file.path) == "_index");
    let page = files.iter().find(|file| file_name(&file.path) == "index");
    let read = own.or(page).map(|file| Read::of(file)).unwrap_or_default();
    let named = read.head.kind.as_deref().and_then(TopicKind::named);
    let kind = named.unwrap_or(kind);
    let by_weight = read.head.sort_by.as_deref().is_none_or(|by| by == "weight");
    let id = if folder.is_empty() { FRONT } else { folder };
    let mut node = read.node(id.to_owned(), own.or(page).copied(), kind);
    node.topic.is_section = true;
    node.children = files
        .iter()
        .filter(|file| !is_folder_page(&file.path, own.is_some()))
        .map(|file| (file, Read::of(file)))
        .filter(|(_, read)| !read.head.draft)
        .map(|(file, read)| read.node(leaf_id(file), Some(file), kind))
        .collect();
    let subfolders = inner.get(folder).map(Vec::as_slice).unwrap_or_default();
    node.children.extend(
        subfolders
            .iter()
            .map(|name| folder_node(name, folders, inner, kind)),
    );
    if own.is_none() && page.is_some() && node.children.is_empty() {
        node.topic.is_section = false;
    }
    let groups = node.topic.groups();
    node.children.sort_by(|a, b| order(a, b, groups, by_weight));
    node
}

fn leaf_id(file: &SourceFile) -> String {
    let path = &file.path;
    path.strip_suffix(".md").unwrap_or(path).to_owned()
}

/// What a file says of itself: all of it, or as much as the tree asks for and the rest later.
#[derive(Default)]
struct Read {
    head: Head,
    matter: OnceLock<Box<FrontMatter>>,
}

impl Read {
    fn of(file: &SourceFile) -> Self {
        if let Some(head) = file.head() {
            return Self {
                head: head.clone(),
                matter: OnceLock::new(),
            };
        }
        let matter = file.front_matter();
        Self {
            head: matter.head(),
            matter: OnceLock::from(Box::new(matter)),
        }
    }

    fn node(self, id: String, source: Option<&SourceFile>, kind: TopicKind) -> Node {
        let head = self.head;
        let fault = head.error.as_ref();
        let fault = fault.map(|(line, reason)| fault_of(source, *line, reason));
        let title = head.title.map_or_else(|| title_from(&id), Cow::into_owned);
        let topic = Topic {
            title,
            description: head.description.unwrap_or_default().into_owned(),
            weight: head.weight.unwrap_or(0),
            updated: head.updated.map(Cow::into_owned),
            group: head.group.map(Cow::into_owned),
            urgent: head.urgent,
            kind,
            source: source.cloned(),
            fault,
            matter: self.matter,
            id,
            ..Topic::default()
        };
        Node {
            topic,
            aliases: head.aliases,
            children: Vec::new(),
        }
    }
}

/// Groups in the section's order (pages without one first), then weight, then title.
fn order(a: &Node, b: &Node, groups: &[String], by_weight: bool) -> Ordering {
    let group = |node: &Node| {
        node.topic.group.as_ref().map_or(0, |group| {
            1 + groups
                .iter()
                .position(|known| known == group)
                .unwrap_or(groups.len())
        })
    };
    let weight = |node: &Node| if by_weight { node.topic.weight } else { 0 };
    group(a)
        .cmp(&group(b))
        .then_with(|| weight(a).cmp(&weight(b)))
        .then_with(|| a.topic.title.cmp(&b.topic.title))
        .then_with(|| a.topic.id.cmp(&b.topic.id))
}

/// Whether the file is the page of its folder: `index.md` is one only where no `_index.md` stands.
fn is_folder_page(path: &str, has_own: bool) -> bool {
    file_name(path) == "_index" || (!has_own && file_name(path) == "index")
}

fn file_name(path: &str) -> &str {
    let name = path.rsplit_once('/').map_or(path, |(_, name)| name);
    name.strip_suffix(".md").unwrap_or(name)
}

fn fault_of(source: Option<&SourceFile>, line: usize, reason: &str) -> String {
    let path = source.map_or("", |file| &file.path);
    if line == 0 {
        return format!("{path} {reason}.");
    }
    format!(
        "{path}, line {line}: the front matter between the +++ lines is not valid TOML: {}.",
        one_line(reason)
    )
}

/// A title for a file that gives none: its name as words.
fn title_from(id: &str) -> String {
    let name = if id == FRONT { "" } else { file_name(id) };
    let words = clean(name).replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(
        || "Contents".to_owned(),
        |first| first.to_uppercase().chain(letters).collect(),
    )
}

fn number(
    node: Node,
    parent: Option<TopicId>,
    topics: &mut Vec<Topic>,
    aliases: &mut Vec<(Text, TopicId)>,
) -> TopicId {
    let id = TopicId(u32::try_from(topics.len()).unwrap_or(u32::MAX));
    aliases.extend(node.aliases.iter().map(|alias| (alias.clone(), id)));
    topics.push(Topic {
        parent,
        ..node.topic
    });
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
