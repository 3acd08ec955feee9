//! Where a link leads: paths as they are written or with percent signs, names in double brackets, and headings.

use std::borrow::Cow;
use std::collections::HashMap;

use percent_encoding::percent_decode_str;

use crate::content::document::WIKI;
use crate::content::text::slug;
use crate::content::{COMMAND, leads_outside};
use crate::library::{Library, Target, TopicId, links};

impl Library {
    pub fn resolve(&self, from: TopicId, target: &str) -> Target {
        match self.resolve_page(from, target) {
            Target::Topic(topic, Some(heading)) => {
                Target::Topic(topic, Some(self.heading_named(topic, &heading)))
            }
            Target::Here(heading) if !heading.is_empty() => {
                Target::Here(self.heading_named(from, &heading))
            }
            other => other,
        }
    }

    /// As [`resolve`](Self::resolve), but a heading is named as it is written: no page is read for it.
    pub fn resolve_page(&self, from: TopicId, target: &str) -> Target {
        if let Some(name) = target.strip_prefix(COMMAND) {
            return Target::Command(name.to_owned());
        }
        let wiki = target.strip_prefix(WIKI);
        let (path, heading) = links::parts(wiki.map_or(target, |it| it.trim_end_matches(']')));
        if let Some(heading) = heading.filter(|_| path.is_empty()) {
            return Target::Here(heading.to_owned());
        }
        let found = match wiki {
            Some(_) => self.page_called(from, path),
            None if leads_outside(target) => None,
            None if path.is_empty() => return Target::Here(String::new()),
            None => self.page_at(from, path),
        };
        match found {
            Some(topic) => Target::Topic(topic, heading.map(str::to_owned)),
            None if leads_outside(target) => Target::Outside(target.to_owned()),
            None => Target::Broken(target.to_owned()),
        }
    }

    /// The page at a path, from the root after `@/`, else from the folder of the page that names it.
    fn page_at(&self, from: TopicId, path: &str) -> Option<TopicId> {
        let nearby = |path: &str| self.find(&links::join(self.folder(from), path));
        let find = |path: &str| {
            path.strip_prefix("@/")
                .map_or_else(|| nearby(path), |path| self.find(path))
        };
        find(path).or_else(|| find(&decoded(path)))
    }

    /// The page that is called so, nearby before elsewhere.
    fn page_called(&self, from: TopicId, name: &str) -> Option<TopicId> {
        let by_name = || self.by_name.get_or_init(|| names(self));
        let name = name.strip_suffix(".md").unwrap_or(name);
        self.page_at(from, name)
            .or_else(|| self.find(name))
            .or_else(|| by_name().get(&name.to_lowercase()).copied())
    }

    /// The slug of the heading that a link means: as it is written, or as Zola would make it. What no heading of the
    /// text has may be the name of an HTML element, or one that the program makes. On a long page that is found out when
    /// it is open.
    fn heading_named(&self, topic: TopicId, name: &str) -> String {
        let name = decoded(name).into_owned();
        if self.is_long(topic) {
            return name;
        }
        let document = self.document(topic);
        let is_heading = |name: &str| document.headings().any(|(_, slug, ..)| slug == name);
        let is_element = || element_names(&self.text(topic)).any(|own| own == name);
        let wanted = slug(&name);
        if is_heading(&wanted) && !is_heading(&name) && !is_element() {
            wanted
        } else {
            name
        }
    }

    /// Where the words of an HTML element of this name begin in a topic's file, or those that follow it; in a long one
    /// the element itself.
    pub fn anchor(&self, topic: TopicId, name: &str) -> Option<usize> {
        let at = anchor_in(&self.text(topic), name)?;
        if self.is_long(topic) {
            return Some(at);
        }
        let mut words = None;
        self.document(topic).each_inline(&mut |inline| {
            if words.is_none() && inline.range.start >= at {
                words = Some(inline.range.start);
            }
        });
        Some(words.unwrap_or(at))
    }

    /// The slug of the heading above an HTML element of this name; empty where none is.
    pub fn heading_above(&self, topic: TopicId, name: &str) -> Option<String> {
        let at = self.anchor(topic, name)?;
        let document = self.document(topic);
        let above = document.headings().filter(|(.., start)| *start <= at);
        Some(above.last().map_or_else(String::new, |it| it.1.to_owned()))
    }

    fn folder(&self, id: TopicId) -> &str {
        let path = self.topic(id).source.as_ref().map_or("", |file| &file.path);
        path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Pages by their names in lower case, for links that name no path: the last parts of ids before titles.
fn names(library: &Library) -> HashMap<String, TopicId> {
    let mut names = HashMap::new();
    let topics = || library.ids().map(|id| (id, library.topic(id)));
    for (id, topic) in topics() {
        let last = topic.id.rsplit('/').next().unwrap_or_default();
        names.entry(last.to_lowercase()).or_insert(id);
    }
    for (id, topic) in topics() {
        names.entry(topic.title.to_lowercase()).or_insert(id);
    }
    names
}

/// A target without its percent signs: `Second%20note.md` is `Second note.md`.
pub(super) fn decoded(target: &str) -> Cow<'_, str> {
    percent_decode_str(target).decode_utf8_lossy()
}

/// What ends an attribute that stands without quotation marks, or in them.
const ENDS: [char; 5] = ['"', '\'', '>', ' ', '/'];

/// Where an HTML element has this name, quoted or not, or where a line begins that ends with it (`^name`).
fn anchor_in(text: &str, name: &str) -> Option<usize> {
    if name.starts_with('^') {
        let lines = text.split_inclusive('\n');
        let before = lines.take_while(|line| !line.trim_end().ends_with(name));
        let start = before.map(str::len).sum();
        return (start < text.len()).then_some(start);
    }
    named(text).find(|(_, own)| *own == name).map(|(at, _)| at)
}

/// The names of all HTML elements of a text, and of its lines.
pub(super) fn element_names(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim_end);
    let lines = lines.filter_map(|line| line.get(line.rfind('^')?..));
    named(text).map(|(_, name)| name).chain(lines)
}

/// The attributes that name an element.
const NAMES: [&str; 2] = [" id=", " name="];

/// The names of HTML elements, and where each attribute stands; those of one attribute first.
fn named(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let attributes = NAMES
        .into_iter()
        .flat_map(move |name| text.match_indices(name));
    attributes.map(|(at, attribute)| {
        let value = text.get(at + attribute.len()..).unwrap_or_default();
        let value = value.trim_start_matches(['"', '\'']);
        let end = value.find(ENDS).unwrap_or(value.len());
        (at, value.get(..end).unwrap_or_default())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::SourceFile;

    fn library() -> Library {
        Library::load(&[
            SourceFile::new("Start.md", "# Start\n"),
            SourceFile::new(
                "Second note.md",
                "# Second\n\n## A part\n\n<a id=\"Here\"></a>Text.\n\n## Über Straße\n",
            ),
            SourceFile::new("People/Bo Li.md", "# Bo\n"),
            SourceFile::new("Ähre.md", "# Ear\n"),
        ])
    }

    #[test]
    fn links_lead_there_however_they_are_written() {
        let library = library();
        let start = library.find("Start").unwrap();
        let bo = library.find("People/Bo Li").unwrap();
        let ends = |from, target: &str| match library.resolve(from, target) {
            Target::Topic(topic, heading) => {
                let heading = heading.map_or_else(String::new, |it| format!("#{it}"));
                format!("{}{heading}", library.topic(topic).id)
            }
            other => format!("{other:?}"),
        };
        for (target, end) in [
            ("Second%20note.md", "Second note"),
            ("Second%20note.md#a-part", "Second note#a-part"),
            ("Second note.md#A%20part", "Second note#a-part"),
            (
                "Second note.md#%C3%9Cber-Stra%C3%9Fe",
                "Second note#uber-strasse",
            ),
            ("./Second%20note.md#Here", "Second note#Here"),
            ("People/Bo%20Li.md", "People/Bo Li"),
            ("%C3%84hre.md", "Ähre"),
            ("@/%C3%84hre.md", "Ähre"),
            ("[[second note]]", "Second note"),
            ("[[Bo Li#nowhere]]", "People/Bo Li#nowhere"),
            ("[[Ear]]", "Ähre"),
            ("[[Second note#^b1]]", "Second note#^b1"),
            ("[[gone]]", "Broken(\"[[gone]]\")"),
            ("#A-Part", "Here(\"A-Part\")"),
            ("https://x.org/a%20b", "Outside(\"https://x.org/a%20b\")"),
        ] {
            assert_eq!(ends(start, target), end, "{target}");
        }
        assert_eq!(ends(bo, "../Second%20note.md"), "Second note");
    }
}
