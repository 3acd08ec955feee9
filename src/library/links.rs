//! Links between topics: what a link's target names, where each page leads, and who links here.

use crate::content::SourceFile;
use crate::library::{Library, TopicId};

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// A topic, perhaps at a heading's slug.
    Topic(TopicId, Option<String>),
    /// A heading of the same page.
    Here(String),
    /// An address outside the reference.
    Outside(String),
    /// What the program is asked to do, by name.
    Command(String),
    /// Nothing that exists.
    Broken(String),
}

/// Which topics each topic leads to, and which lead to it, without repeats, in reading order.
#[derive(Clone, Debug, Default)]
pub struct Links {
    pub(super) from: Vec<Vec<TopicId>>,
    pub(super) to: Vec<Vec<TopicId>>,
}

impl Links {
    pub(super) fn of(library: &Library) -> Self {
        let mut links = Self {
            from: vec![Vec::new(); library.len()],
            to: vec![Vec::new(); library.len()],
        };
        let pages = pages(library);
        for id in library.ids() {
            for target in targets(library, id, &pages) {
                if let Some(to) = links.to.get_mut(target.index()) {
                    to.push(id);
                }
                if let Some(from) = links.from.get_mut(id.index()) {
                    from.push(target);
                }
            }
        }
        links
    }

    /// The topics that `topic` links to.
    pub fn from(&self, topic: TopicId) -> &[TopicId] {
        self.from
            .get(topic.index())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }

    /// The topics that link to `topic`.
    pub fn to(&self, topic: TopicId) -> &[TopicId] {
        self.to
            .get(topic.index())
            .map(Vec::as_slice)
            .unwrap_or_default()
    }
}

/// The topics by the numbers of their pages, where these are built in.
fn pages(library: &Library) -> Vec<Option<TopicId>> {
    let mut pages = Vec::new();
    for id in library.ids() {
        let source = library.topic(id).source.as_ref();
        if let Some(number) = source.and_then(SourceFile::number) {
            pages.resize(pages.len().max(number + 1), None);
            if let Some(page) = pages.get_mut(number) {
                *page = Some(id);
            }
        }
    }
    pages
}

fn targets(library: &Library, id: TopicId, pages: &[Option<TopicId>]) -> Vec<TopicId> {
    let topic = |target: &&str| match library.resolve(id, target) {
        Target::Topic(topic, _) => Some(topic),
        _ => None,
    };
    let known = library.topic(id).source.as_ref();
    let mut found: Vec<TopicId> = match known.and_then(SourceFile::targets) {
        Some((numbers, others)) => {
            let numbered = numbers
                .iter()
                .filter_map(|number| pages.get(*number).copied()?);
            numbered.chain(others.iter().filter_map(topic)).collect()
        }
        None => (library.document(id).targets().iter())
            .filter_map(topic)
            .collect(),
    };
    found.retain(|target| *target != id);
    found.sort_unstable();
    found.dedup();
    found
}

/// A link's target cut into the file it names and the heading after `#`.
pub(super) fn parts(target: &str) -> (&str, Option<&str>) {
    target
        .split_once('#')
        .map_or((target, None), |(path, heading)| {
            (path, Some(heading).filter(|it| !it.is_empty()))
        })
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
