//! A whole reference in one byte string: what was read of its files when the program was built.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::packed::{Packed, pack};
use crate::split::split;
use crate::synonyms::{Synonym, synonyms};
use crate::{
    Document, FrontMatter, Head, RedFlags, Source, SourceFile, is_markdown, markdown, source,
};

/// The parts of the string, by their numbers.
const RECORDS: usize = 0;
const CONTENTS: usize = 1;
const SOURCES: usize = 2;
const RED_FLAGS: usize = 3;
const FRONT_RED_FLAGS: usize = 4;
const SYNONYMS: usize = 5;

/// A reference that is part of a program.
#[derive(Clone, Copy, Debug)]
pub struct PackedReference(Packed);

/// A file of it: a page, or what stands beside the pages and is nothing but a text.
#[derive(Clone, Copy, Debug)]
pub struct PackedFile {
    /// What a start asks: path, head and digest. The records stand side by side, so a start touches few pages of memory.
    record: &'static [u8],
    /// Text, front matter, document and targets, each as bytes that are read when they are asked for.
    contents: &'static [u8],
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
        let (records, contents) = (self.part(RECORDS), self.part(CONTENTS));
        let file = |number| PackedFile {
            record: records.get(number),
            contents: contents.get(number),
        };
        let files = (0..records.len()).map(file);
        files.map(SourceFile::embedded).collect()
    }

    /// The ids of the sources, sorted.
    pub fn source_ids(self) -> impl Iterator<Item = &'static str> {
        let sources = self.part(SOURCES);
        (0..sources.len()).map(move |place| named(sources.get(place)).0)
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

impl PackedFile {
    fn record(self) -> (&'static str, Head, &'static str) {
        read(self.record)
    }

    /// One of the four parts of what was read of the page.
    fn contents(self, part: usize) -> &'static [u8] {
        read::<[&[u8]; 4]>(self.contents)
            .get(part)
            .copied()
            .unwrap_or_default()
    }

    pub fn path(self) -> &'static str {
        postcard::take_from_bytes(self.record).map_or("", |(path, _)| path)
    }

    pub fn head(self) -> Head {
        self.record().1
    }

    /// See [`FrontMatter::digest`].
    pub fn digest(self) -> &'static str {
        self.record().2
    }

    pub fn text(self) -> &'static str {
        str::from_utf8(self.contents(0)).unwrap_or_default()
    }

    pub fn matter(self) -> FrontMatter {
        read(self.contents(1))
    }

    pub fn document(self) -> Document {
        read(self.contents(2))
    }

    /// See [`Document::targets`].
    pub fn targets(self) -> Vec<&'static str> {
        read(self.contents(3))
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
    let red_flags = RedFlags::of(companion("red-flags.toml"));
    let mut files = records(pages);
    files.extend(companions.iter().map(|(path, text)| {
        let none: &[u8] = &[];
        let record = written(&(path, Head::default(), ""));
        (record, written(&[text.as_bytes(), none, none, none]))
    }));
    let (records, contents): (Vec<_>, Vec<_>) = files.into_iter().unzip();
    pack(&[
        pack(&records),
        pack(&contents),
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

/// What was read of each page: its record, and its contents.
fn records(pages: Vec<(String, String)>) -> Vec<(Vec<u8>, Vec<u8>)> {
    let read = |(path, text): (String, String)| (path, FrontMatter::of(&text), text);
    let pages: Vec<_> = pages.into_iter().map(read).collect();
    let partners: HashSet<&str> = pages
        .iter()
        .flat_map(|(_, matter, _)| &matter.interactions)
        .map(|interaction| interaction.with.as_str())
        .collect();
    let record = |(path, matter, text): &(String, FrontMatter, String)| {
        let mut head = matter.head();
        head.interacts |= partners.contains(path.strip_suffix(".md").unwrap_or(path));
        let body = split(text).body;
        let document = markdown::parse(text, body);
        let digest = matter.digest(text.get(body..).unwrap_or_default());
        let contents = [
            text.as_bytes(),
            &written(matter),
            &written(&document),
            &written(&document.targets()),
        ];
        (written(&(path, head, digest)), written(&contents))
    };
    pages.iter().map(record).collect()
}
