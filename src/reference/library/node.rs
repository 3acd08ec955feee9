//! One file as a topic, before it has its place in the tree.

use std::sync::OnceLock;

use crate::content::text::{capitalised, clean, one_line};
use crate::content::{Head, SourceFile, Text, TopicKind};
use crate::library::topic::Topic;

/// The id of the front page.
pub const FRONT: &str = "_index";

/// A topic or folder before it has its number.
pub(super) struct Node {
    pub(super) topic: Topic,
    pub(super) aliases: Vec<Text>,
    pub(super) children: Vec<Self>,
    pub(super) draft: bool,
    /// Whether its pages are arranged by their weights.
    pub(super) by_weight: bool,
    /// What its pages are, where it says so.
    pub(super) kind: Option<TopicKind>,
}

impl Node {
    /// What a file says of itself: all of it, or as much as the tree asks for and the rest later. A file that is not
    /// read has its name as title.
    pub(super) fn of(id: &str, source: Option<&SourceFile>, is_read: bool) -> Self {
        let mut matter = OnceLock::new();
        let read = |file: &SourceFile| {
            file.head().unwrap_or_else(|| {
                let whole = file.front_matter();
                let head = whole.head.clone();
                matter = OnceLock::from(Box::new(whole));
                head
            })
        };
        let head: Head = source.filter(|_| is_read).map(read).unwrap_or_default();
        let fault = head.error.as_ref();
        let given = |text: Text| Some(text).filter(|text| !text.is_empty());
        let topic = Topic {
            title: given(head.title).unwrap_or_else(|| title_from(id).into()),
            description: head.description,
            weight: head.weight,
            updated: given(head.updated),
            group: given(head.group),
            urgent: head.urgent,
            interacts: head.interacts,
            groups: head.groups,
            source: source.cloned(),
            fault: fault.map(|(line, reason)| fault_of(source, *line, reason)),
            matter,
            id: id.to_owned(),
            ..Topic::default()
        };
        Self {
            topic,
            aliases: head.aliases,
            children: Vec::new(),
            draft: head.draft,
            by_weight: matches!(&*head.sort_by, "" | "weight"),
            kind: TopicKind::named(&head.kind),
        }
    }
}

pub(super) fn without_end(path: &str) -> &str {
    path.strip_suffix(".md").unwrap_or(path)
}

/// Whether a file has this name, its end left out.
pub(super) fn is_called(path: &str, name: &str) -> bool {
    let folder = without_end(path).strip_suffix(name);
    folder.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

fn fault_of(source: Option<&SourceFile>, line: usize, reason: &str) -> String {
    let path = source.map_or("", |file| &file.path);
    let reason = one_line(reason);
    match line {
        0 => format!("{path} {reason}."),
        line => format!("{path}, line {line}: the front matter cannot be read: {reason}."),
    }
}

/// A title for a file that gives none: its name as words.
fn title_from(id: &str) -> String {
    let name = id.rsplit_once('/').map_or(id, |(_, name)| name);
    let words = clean(without_end(name)).replace(['-', '_'], " ");
    match words.as_str() {
        "" => "Contents".to_owned(),
        _ if id == FRONT => "Contents".to_owned(),
        words => capitalised(words),
    }
}
