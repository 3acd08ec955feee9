//! From files to a tree of topics in reading order; nothing is refused.

use std::cmp::Ordering;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use crate::content::text::{clean, one_line};
use crate::content::{FrontMatter, SourceFile};
use crate::library::topic::{Section, Topic, TopicId, TopicKind};

/// The id of the front page.
pub const FRONT: &str = "_index";

/// A topic or folder before it has its number.
struct Node {
    topic: Topic,
    children: Vec<Self>,
}

/// The topics in reading order: every section stands before its pages, the front page first.
pub(super) fn topics(files: &[SourceFile]) -> Vec<Topic> {
    let mut folders: BTreeMap<String, Vec<&SourceFile>> = BTreeMap::new();
    for file in files.iter().filter(|file| is_page(&file.path)) {
        let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        folders.entry(folder.to_owned()).or_default().push(file);
        // Folders on the way down exist too, even with no file of their own.
        for (at, _) in folder.match_indices('/') {
            folders
                .entry(folder.get(..at).unwrap_or_default().to_owned())
                .or_default();
        }
    }
    folders.entry(String::new()).or_default();
    let inner = inner_folders(&folders);
    let root = folder_node("", &folders, &inner, TopicKind::Page);
    let mut topics = Vec::new();
    number(root, None, &mut topics);
    topics
}

fn is_page(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|end| end.eq_ignore_ascii_case("md"))
}

fn inner_folders(folders: &BTreeMap<String, Vec<&SourceFile>>) -> HashMap<String, Vec<String>> {
    let mut inner: HashMap<String, Vec<String>> = HashMap::new();
    for folder in folders.keys().filter(|folder| !folder.is_empty()) {
        let parent = folder.rsplit_once('/').map_or("", |(parent, _)| parent);
        inner
            .entry(parent.to_owned())
            .or_default()
            .push(folder.clone());
    }
    inner
}

fn folder_node(
    folder: &str,
    folders: &BTreeMap<String, Vec<&SourceFile>>,
    inner: &HashMap<String, Vec<String>>,
    kind: TopicKind,
) -> Node {
    let files = folders.get(folder).map(Vec::as_slice).unwrap_or_default();
    let own = files.iter().find(|file| file_name(&file.path) == "_index");
    let page = files.iter().find(|file| file_name(&file.path) == "index");
    let matter = own
        .or(page)
        .map(|file| file.front_matter())
        .unwrap_or_default();
    let kind = matter
        .kind
        .as_deref()
        .and_then(TopicKind::named)
        .unwrap_or(kind);
    let by_weight = matter.sort_by.as_deref() == Some("weight") || matter.sort_by.is_none();
    let mut topic = topic(folder, own.or(page).copied(), matter, kind);
    let mut children: Vec<Node> = files
        .iter()
        .filter(|file| !is_folder_page(&file.path, own.is_some()))
        .map(|file| (file, file.front_matter()))
        .filter(|(_, matter)| !matter.draft)
        .map(|(file, matter)| leaf(file, matter, kind))
        .collect();
    let subfolders = inner.get(folder).map(Vec::as_slice).unwrap_or_default();
    children.extend(
        subfolders
            .iter()
            .map(|name| folder_node(name, folders, inner, kind)),
    );
    if own.is_none() && page.is_some() && children.is_empty() {
        topic.section = None;
    }
    let groups = topic
        .section
        .as_ref()
        .map(|section| section.groups.clone())
        .unwrap_or_default();
    children.sort_by(|a, b| order(a, b, &groups, by_weight));
    Node { topic, children }
}

fn leaf(file: &SourceFile, matter: FrontMatter, kind: TopicKind) -> Node {
    let id = file
        .path
        .strip_suffix(".md")
        .unwrap_or(&file.path)
        .to_owned();
    let mut topic = topic(&id, Some(file), matter, kind);
    topic.section = None;
    Node {
        topic,
        children: Vec::new(),
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

fn topic(id: &str, source: Option<&SourceFile>, matter: FrontMatter, kind: TopicKind) -> Topic {
    let fault = matter
        .error
        .as_ref()
        .map(|(line, reason)| fault(source, *line, reason));
    let title = matter.title.unwrap_or_else(|| title_from(file_name(id)));
    Topic {
        id: if id.is_empty() {
            FRONT.to_owned()
        } else {
            id.to_owned()
        },
        title,
        description: matter.description.unwrap_or_default(),
        weight: matter.weight.unwrap_or(0),
        updated: matter.updated.or(matter.date),
        reviewed: matter.reviewed,
        group: matter.group,
        keys: matter.keys,
        sites: matter.sites,
        urgent: matter.urgent,
        questions: matter.questions,
        evidence: matter.evidence,
        facts: matter.facts,
        kind,
        parent: None,
        children: Vec::new(),
        section: Some(Section {
            groups: matter.groups,
            compare: matter.compare,
            headings: matter.headings,
        }),
        source: source.cloned(),
        fault,
        aliases: matter.aliases,
    }
}

fn fault(source: Option<&SourceFile>, line: usize, reason: &str) -> String {
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
fn title_from(name: &str) -> String {
    let words = clean(name).replace(['-', '_'], " ");
    let mut letters = words.chars();
    letters.next().map_or_else(
        || "Contents".to_owned(),
        |first| first.to_uppercase().chain(letters).collect(),
    )
}

fn number(node: Node, parent: Option<TopicId>, topics: &mut Vec<Topic>) -> TopicId {
    let id = TopicId(u32::try_from(topics.len()).unwrap_or(u32::MAX));
    topics.push(Topic {
        parent,
        ..node.topic
    });
    let children: Vec<TopicId> = node
        .children
        .into_iter()
        .map(|child| number(child, Some(id), topics))
        .collect();
    if let Some(topic) = topics.get_mut(id.index()) {
        topic.children = children;
    }
    id
}
