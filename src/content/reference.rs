//! A whole reference in one byte string: what was read of its files when the program was built.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::packed::{Packed, pack};
use crate::split::split;
use crate::synonyms::{Synonym, synonyms};
use crate::{
    Document, FrontMatter, Head, RedFlags, Source, SourceFile, is_markdown, markdown, natural,
    source,
};

/// The parts of the string, by their numbers.
const PAGES: usize = 0;
const BODIES: usize = 1;
const COMPANIONS: usize = 2;
const SOURCES: usize = 3;
const RED_FLAGS: usize = 4;
const FRONT_RED_FLAGS: usize = 5;
const SYNONYMS: usize = 6;

/// What a start asks of a page. These stand side by side, apart from the bodies: a start touches few pages of memory.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
struct Record<'a> {
    path: &'a str,
    head: &'a str,
    /// See [`FrontMatter::digest`].
    digest: &'a str,
}

/// What was read of a page; matter, document and targets are in postcard's format, to be read when asked for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Serialize)]
struct Contents<'a> {
    /// Bytes of a text: they are checked as one when they are asked for.
    text: &'a [u8],
    matter: &'a [u8],
    document: &'a [u8],
    targets: &'a [u8],
}

/// A reference that is part of a program.
#[derive(Clone, Copy, Debug)]
pub struct PackedReference(Packed);

/// A page of it, by its number.
#[derive(Clone, Copy, Debug)]
pub struct PackedPage {
    record: &'static [u8],
    contents: &'static [u8],
    number: u32,
}

impl PackedReference {
    /// Reads what [`packed`] wrote.
    pub const fn new(bytes: &'static [u8]) -> Self {
        Self(Packed::new(bytes))
    }

    fn part(self, number: usize) -> Packed {
        Packed::new(self.0.get(number))
    }

    pub fn files(self) -> Vec<SourceFile> {
        let companions = self.part(COMPANIONS);
        let companions = (0..companions.len()).map(|number| {
            let (path, text) = named(companions.get(number));
            SourceFile::embedded_companion(path, text)
        });
        let pages = self.pages().map(SourceFile::embedded);
        pages.chain(companions).collect()
    }

    pub fn pages(self) -> impl Iterator<Item = PackedPage> {
        let (pages, bodies) = (self.part(PAGES), self.part(BODIES));
        (0..pages.len()).map(move |number| PackedPage {
            record: pages.get(number),
            contents: bodies.get(number),
            number: u32::try_from(number).unwrap_or(u32::MAX),
        })
    }

    /// How many sources there are.
    pub fn sources(self) -> usize {
        self.part(SOURCES).len()
    }

    /// The id of a source, by its place: they are sorted.
    pub fn source_id(self, place: usize) -> &'static str {
        named(self.part(SOURCES).get(place)).0
    }

    /// Where the source with this id stands.
    pub fn source_place(self, id: &str) -> Option<usize> {
        self.part(SOURCES).place_of(id, |bytes| named(bytes).0)
    }

    /// A source, by its place.
    pub fn source(self, place: usize) -> Source {
        read(named(self.part(SOURCES).get(place)).1)
    }

    pub fn red_flags(self) -> RedFlags {
        read(self.0.get(RED_FLAGS))
    }

    /// Those of the first screen, so that a start reads no others.
    pub fn front_red_flags(self) -> RedFlags {
        read(self.0.get(FRONT_RED_FLAGS))
    }

    pub fn synonyms(self) -> Vec<Synonym> {
        read(self.0.get(SYNONYMS))
    }
}

// What this very crate wrote can be read: the defaults are never met.
fn read<T: Default + Deserialize<'static>>(bytes: &'static [u8]) -> T {
    postcard::from_bytes(bytes).unwrap_or_default()
}

/// A byte string behind its name.
fn named(bytes: &'static [u8]) -> (&'static str, &'static [u8]) {
    read(bytes)
}

impl PackedPage {
    fn record(self) -> Record<'static> {
        read(self.record)
    }

    fn contents(self) -> Contents<'static> {
        read(self.contents)
    }

    pub fn path(self) -> &'static str {
        self.record().path
    }

    pub fn head(self) -> Head {
        Head::of(self.record().head)
    }

    /// See [`FrontMatter::digest`].
    pub fn digest(self) -> &'static str {
        self.record().digest
    }

    pub fn text(self) -> &'static str {
        str::from_utf8(self.contents().text).unwrap_or_default()
    }

    pub fn matter(self) -> FrontMatter {
        read(self.contents().matter)
    }

    pub fn document(self) -> Document {
        read(self.contents().document)
    }

    /// The page's number.
    pub const fn number(self) -> usize {
        self.number as usize
    }

    /// Where links lead: the numbers of pages, and the other targets as they are written.
    pub fn targets(self) -> (Vec<usize>, Vec<&'static str>) {
        read(self.contents().targets)
    }
}

/// The files of a reference, each with its path and text, in one byte string.
pub fn packed(files: Vec<(String, String)>) -> Vec<u8> {
    let (pages, companions): (Vec<_>, Vec<_>) =
        files.into_iter().partition(|(path, _)| is_markdown(path));
    let companion = |name: &str| {
        let found = companions.iter().find(|(path, _)| path == name);
        found.map_or("", |(_, text)| text.as_str())
    };
    let mut sources = source::sources(companion("sources.toml"));
    sources.sort_by(|a, b| a.0.cmp(&b.0));
    let sources = sources.iter().map(|(id, it)| written(&(id, written(it))));
    let companions = companions
        .iter()
        .map(|(path, it)| written(&(path, it.as_bytes())));
    let red_flags = RedFlags::of(companion("red-flags.toml"));
    let (records, bodies): (Vec<_>, Vec<_>) = records(pages).into_iter().unzip();
    pack(&[
        pack(&records),
        pack(&bodies),
        pack(&companions.collect::<Vec<_>>()),
        pack(&sources.collect::<Vec<_>>()),
        written(&red_flags),
        written(&red_flags.front()),
        written(&synonyms(companion("synonyms.toml"))),
    ])
}

fn written(value: &impl Serialize) -> Vec<u8> {
    // Plain data with known lengths: postcard has nothing to refuse.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The pages in the order that a section shows them in, so that no start has to arrange them.
fn records(pages: Vec<(String, String)>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let read = |(path, text): (String, String)| (path, FrontMatter::of(&text), text);
    let mut pages: Vec<_> = pages.into_iter().map(read).collect();
    arrange(&mut pages);
    let paths = pages.iter().map(|(path, ..)| path.as_str());
    let numbers: HashMap<&str, usize> = paths.zip(0..).collect();
    let partners: HashSet<&str> = pages
        .iter()
        .flat_map(|(_, matter, _)| &matter.interactions)
        .map(|interaction| interaction.with.as_str())
        .collect();
    let record = |(path, matter, text): &(String, FrontMatter, String)| {
        let mut head = matter.head();
        head.interacts |= partners.contains(path.strip_suffix(".md").unwrap_or(path));
        record((path, text), (matter, &head), &numbers)
    };
    pages.iter().map(record).collect()
}

/// What a page says of itself, its body, and where its links lead.
fn record(
    (path, text): (&str, &str),
    (matter, head): (&FrontMatter, &Head),
    numbers: &HashMap<&str, usize>,
) -> (Vec<u8>, Vec<u8>) {
    let body = split(text).body;
    let document = markdown::parse(text, body);
    let record = Record {
        path,
        head: &head.written(),
        digest: &matter.digest(text.get(body..).unwrap_or_default()),
    };
    let contents = Contents {
        text: text.as_bytes(),
        matter: &written(matter),
        document: &written(&document),
        targets: &written(&targets(&document.targets(), numbers)),
    };
    (written(&record), written(&contents))
}

/// Groups in the section's order, then by weight, then by title.
fn arrange(pages: &mut [(String, FrontMatter, String)]) {
    let folder = |path: &str| {
        path.rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned()
    };
    let sections = pages
        .iter()
        .filter(|(path, ..)| path.ends_with("_index.md"));
    let sections = sections.map(|(path, matter, _)| (folder(path), matter.groups.clone()));
    let sections: HashMap<String, Vec<String>> = sections.collect();
    let rank = |(path, matter, _): &(String, FrontMatter, String)| {
        let groups = sections.get(&folder(path));
        let group = groups.zip(matter.group.as_ref()).map(|(groups, group)| {
            let known = groups.iter().position(|known| known == group);
            known.unwrap_or(groups.len())
        });
        (folder(path), group, matter.weight.unwrap_or(0))
    };
    let title = |matter: &FrontMatter| matter.title.clone().unwrap_or_default();
    pages.sort_by(|one, other| {
        let order = rank(one).cmp(&rank(other));
        order.then_with(|| natural::compare(&title(&one.1), &title(&other.1)))
    });
}

/// The numbers of the pages that links lead to, and the targets of those that do not name a page by its path.
fn targets<'a>(targets: &[&'a str], numbers: &HashMap<&str, usize>) -> (Vec<usize>, Vec<&'a str>) {
    let number = |target: &&str| numbers.get(target.strip_prefix("@/")?).copied();
    let others = targets.iter().copied();
    let others = others.filter(|target| number(target).is_none());
    (
        targets.iter().filter_map(number).collect(),
        others.collect(),
    )
}
