//! Links between topics: what a link's target names, where each page leads, and who links here.

use serde::{Deserialize, Serialize};

use crate::library::{Library, TopicId};

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A topic, perhaps at a heading's slug.
    Topic(TopicId, Option<String>),
    Here(String),
    Outside(String),
    /// What the program is asked to do, by name.
    Command(String),
    Broken(String),
}

/// Which topics each topic leads to, and which lead to it, without repeats, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Links {
    from: Vec<Vec<TopicId>>,
    to: Vec<Vec<TopicId>>,
}

impl Links {
    pub(super) fn of(library: &Library) -> Self {
        let mut links = Self {
            from: library.ids().map(|id| targets(library, id)).collect(),
            to: vec![Vec::new(); library.len()],
        };
        for (id, targets) in library.ids().zip(&links.from) {
            for target in targets {
                if let Some(to) = links.to.get_mut(target.index()) {
                    to.push(id);
                }
            }
        }
        links
    }

    /// As bytes for [`PackedReference`](crate::content::PackedReference).
    ///
    /// # Errors
    ///
    /// Of postcard, of which none is known.
    pub fn packed(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_allocvec(self)
    }

    pub fn from(&self, topic: TopicId) -> &[TopicId] {
        let from = self.from.get(topic.index());
        from.map(Vec::as_slice).unwrap_or_default()
    }

    pub fn to(&self, topic: TopicId) -> &[TopicId] {
        let to = self.to.get(topic.index());
        to.map(Vec::as_slice).unwrap_or_default()
    }
}

fn targets(library: &Library, id: TopicId) -> Vec<TopicId> {
    let topic = |target: &&str| match library.resolve_page(id, target) {
        Target::Topic(topic, _) if topic != id => Some(topic),
        _ => None,
    };
    let document = library.document(id);
    let mut found: Vec<TopicId> = document.targets().iter().filter_map(topic).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A link's target cut into the file it names and the heading after `#`.
pub(super) fn parts(target: &str) -> (&str, Option<&str>) {
    let (path, heading) = target.split_once('#').unwrap_or((target, ""));
    (path, Some(heading).filter(|it| !it.is_empty()))
}

/// Joins a relative link to the folder it stands in, resolving `.` and `..`.
pub(super) fn join(folder: &str, path: &str) -> String {
    let mut parts: Vec<&str> = if path.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            other => parts.push(other),
        }
    }
    parts.retain(|part| !part.is_empty());
    parts.join("/")
}
