//! One file as a topic, before it has its place in the tree.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::content::text::{capitalised, clean, one_line};
use crate::content::{FrontMatter, Head, SourceFile, Text};
use crate::library::load::FRONT;
use crate::library::topic::{Topic, TopicKind};

/// A topic or folder before it has its number.
pub(super) struct Node {
    pub(super) topic: Topic,
    pub(super) aliases: Vec<Text>,
    pub(super) children: Vec<Self>,
}

pub(super) fn leaf_id(file: &SourceFile) -> String {
    let path = &file.path;
    path.strip_suffix(".md").unwrap_or(path).to_owned()
}

/// What a file says of itself: all of it, or as much as the tree asks for and the rest later.
#[derive(Default)]
pub(super) struct ReadFile {
    pub(super) head: Head,
    matter: OnceLock<Box<FrontMatter>>,
}

impl ReadFile {
    pub(super) fn of(file: &SourceFile) -> Self {
        if let Some(head) = file.head() {
            return Self {
                head,
                matter: OnceLock::new(),
            };
        }
        let matter = file.front_matter();
        Self {
            head: matter.head(),
            matter: OnceLock::from(Box::new(matter)),
        }
    }

    pub(super) fn node(self, id: String, source: Option<&SourceFile>, kind: TopicKind) -> Node {
        let head = self.head;
        let fault = head.error.as_ref();
        let fault = fault.map(|(line, reason)| fault_of(source, *line, reason));
        let title = head.title.unwrap_or_else(|| Cow::Owned(title_from(&id)));
        let topic = Topic {
            title,
            description: head.description.unwrap_or_default(),
            weight: head.weight.unwrap_or(0),
            updated: head.updated,
            group: head.group,
            urgent: head.urgent,
            interacts: head.interacts,
            groups: head.groups,
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

/// Whether a file has this name, its end left out.
pub(super) fn is_called(path: &str, name: &str) -> bool {
    let path = path.strip_suffix(".md").unwrap_or(path);
    let folder = path.strip_suffix(name);
    folder.is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
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
        "{path}, line {line}: the front matter cannot be read: {}.",
        one_line(reason)
    )
}

/// A title for a file that gives none: its name as words.
fn title_from(id: &str) -> String {
    let name = if id == FRONT { "" } else { file_name(id) };
    let words = clean(name).replace(['-', '_'], " ");
    match words.as_str() {
        "" => "Contents".to_owned(),
        words => capitalised(words),
    }
}
