//! A whole reference in one byte string: what was read of its files when the program was built.

use std::collections::HashSet;

use serde::{Deserialize, Serialize};

use crate::split::split;
use crate::synonyms::{Synonym, synonyms};
use crate::{
    Document, FrontMatter, Head, RED_FLAGS, RedFlags, SOURCES, SYNONYMS, Source, SourceFile,
    is_markdown, markdown, source,
};

/// A reference that is part of a program: bytes that hold no addresses, so that nothing is to be set right when the
/// program starts, and of which nothing is read before it is asked for.
#[derive(Debug)]
pub struct PackedReference {
    parts: &'static [u8],
    /// What finds in it, as bytes of those who made it; none where nobody did.
    pub index: &'static [u8],
    /// Where its links lead, likewise.
    pub links: &'static [u8],
}

/// Its parts, each as bytes of its own.
#[derive(Default, Deserialize, Serialize)]
struct Parts<'a> {
    /// The record of each file, and how many bytes of `contents` are its own. They stand side by side, so a start
    /// touches few pages of memory.
    records: &'a [u8],
    contents: &'a [u8],
    sources: &'a [u8],
    red_flags: &'a [u8],
    synonyms: &'a [u8],
}

/// A file of it: a page, or what stands beside the pages and is nothing but a text.
#[derive(Clone, Copy, Debug)]
pub struct PackedFile {
    pub(super) reference: &'static PackedReference,
    /// What a start asks: path, head and digest.
    record: &'static [u8],
    contents: &'static [u8],
}

/// What was read of a file, as bytes that are read when they are asked for.
#[derive(Default, Deserialize, Serialize)]
struct Contents<'a> {
    text: &'a str,
    matter: &'a [u8],
    document: &'a [u8],
}

impl PackedReference {
    /// Reads what [`packed`] wrote, and holds its index and its links.
    pub const fn new(parts: &'static [u8], index: &'static [u8], links: &'static [u8]) -> Self {
        Self {
            parts,
            index,
            links,
        }
    }

    fn parts(&self) -> Parts<'static> {
        read(self.parts)
    }

    pub fn files(&'static self) -> Vec<SourceFile> {
        let parts = self.parts();
        let records: Vec<(&[u8], usize)> = read(parts.records);
        let mut rest = parts.contents;
        let file = |(record, length)| {
            let (contents, behind) = rest.split_at_checked(length).unwrap_or_default();
            rest = behind;
            SourceFile::embedded(PackedFile {
                reference: self,
                record,
                contents,
            })
        };
        records.into_iter().map(file).collect()
    }

    /// How many files it has.
    pub fn file_count(&self) -> usize {
        read::<Vec<(&[u8], usize)>>(self.parts().records).len()
    }

    /// The sources by id, sorted; each as bytes for [`source`](Self::source).
    pub fn sources(&self) -> Vec<(&'static str, &'static [u8])> {
        read(self.parts().sources)
    }

    pub fn source(bytes: &'static [u8]) -> Source {
        read(bytes)
    }

    pub fn red_flags(&self) -> RedFlags {
        read(self.parts().red_flags)
    }

    pub fn synonyms(&self) -> Vec<Synonym> {
        read(self.parts().synonyms)
    }
}

// What this very crate wrote can be read: the defaults are never met.
fn read<T: Default + Deserialize<'static>>(bytes: &'static [u8]) -> T {
    postcard::from_bytes(bytes).unwrap_or_default()
}

impl PackedFile {
    fn record(self) -> (&'static str, Head, &'static str) {
        read(self.record)
    }

    fn contents(self) -> Contents<'static> {
        read(self.contents)
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
        self.contents().text
    }

    pub fn matter(self) -> FrontMatter {
        FrontMatter {
            head: self.head(),
            ..read(self.contents().matter)
        }
    }

    pub fn document(self) -> Document {
        read(self.contents().document)
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
    let mut sources = source::sources(companion(SOURCES));
    sources.sort_by(|a, b| a.0.cmp(&b.0));
    let sources = sources.iter().map(|(id, it)| (id, written(it)));
    let mut files = records(&pages);
    files.extend(companions.iter().map(|(path, text)| {
        let contents = Contents {
            text,
            ..Contents::default()
        };
        let record = written(&(path, Head::default(), ""));
        (record, written(&contents))
    }));
    let records = files.iter().map(|(record, it)| (record, it.len()));
    let contents: Vec<u8> = files.iter().flat_map(|(_, it)| it).copied().collect();
    written(&Parts {
        records: &written(&records.collect::<Vec<_>>()),
        contents: &contents,
        sources: &written(&sources.collect::<Vec<_>>()),
        red_flags: &written(&RedFlags::of(companion(RED_FLAGS))),
        synonyms: &written(&synonyms(companion(SYNONYMS))),
    })
}

fn written(value: &impl Serialize) -> Vec<u8> {
    // Plain data with known lengths: postcard has nothing to refuse.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// What was read of each page: its record, and its contents.
fn records(pages: &[(String, String)]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let matters: Vec<FrontMatter> = pages.iter().map(|(_, it)| FrontMatter::of(it)).collect();
    let interactions = matters.iter().flat_map(|matter| &matter.interactions);
    let partners: HashSet<&str> = interactions.map(|it| it.with.as_str()).collect();
    let record = |((path, text), matter): (&(String, String), &FrontMatter)| {
        let mut head = matter.head.clone();
        head.interacts |= partners.contains(path.strip_suffix(".md").unwrap_or(path));
        let body = split(text).body;
        let document = markdown::parse(text, body);
        let digest = matter.digest(text.get(body..).unwrap_or_default());
        let contents = Contents {
            text,
            matter: &written(matter),
            document: &written(&document),
        };
        (written(&(path, head, digest)), written(&contents))
    };
    pages.iter().zip(&matters).map(record).collect()
}
