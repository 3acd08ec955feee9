//! Reads the content once, so that no start of the program has to, and again when a file of it changes.
#![expect(
    clippy::print_stdout,
    reason = "this is how a build script says what it wants"
)]
#![expect(
    dead_code,
    unused_imports,
    reason = "the program itself uses the rest of these modules"
)]

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io;
use std::iter;
use std::path::{Path, PathBuf};

use serde::Serialize;

mod static_link;

/// The part of the program that reads files, as the program has it.
#[path = "../content"]
mod content {
    pub mod document;
    pub mod figure;
    pub mod front_matter;
    mod head;
    pub mod markdown;
    pub mod source;
    pub mod split;
    pub mod synonyms;
    pub mod text;

    pub use document::{Block, BlockKind, Document, Inline, InlineKind};
    pub use front_matter::{Evidence, FrontMatter};
    pub use head::{Head, Text};
}

use content::split::split;
use content::{FrontMatter, Head, markdown, source, synonyms};

/// Writes the content's files, each column of them packed in a file of its own that `content::embedded`
/// reads.
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = root.join("content");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/build");
    println!("cargo::rerun-if-changed=src/content");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let mut companions = Columns::new(&["companion-paths", "companion-texts"]);
    let mut sources = Columns::new(&["source-ids", "sources"]);
    let mut words = Vec::new();
    let mut read = Vec::new();
    for file in &files {
        let name = name(&root, file);
        let text = fs::read_to_string(file)?;
        if is_page(&name) {
            read.push((name, FrontMatter::of(&text).head(), text));
            continue;
        }
        if name == "sources.toml" {
            let mut read = source::sources(&text);
            read.sort_by(|a, b| a.0.cmp(&b.0));
            for (id, source) in read {
                sources.push([id.into_bytes(), encoded(&source)]);
            }
        }
        if name == "synonyms.toml" {
            words = encoded(&synonyms::synonyms(&text));
        }
        companions.push([name.into_bytes(), text.into_bytes()]);
    }
    let pages = pages(read);
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    static_link::request(&out)?;
    for columns in [pages, companions, sources] {
        columns.write(&out)?;
    }
    fs::write(out.join("synonyms"), words)
}

/// The pages, each with its path, what it says of itself, and its text.
fn pages(mut read: Vec<(String, Head, String)>) -> Columns {
    arrange(&mut read);
    let mut pages = Columns::new(&[
        "paths",
        "heads",
        "digests",
        "texts",
        "matters",
        "documents",
        "targets",
    ]);
    let paths = read.iter().map(|(name, ..)| name.as_str());
    let numbers: HashMap<&str, usize> = paths.zip(0..).collect();
    for (name, _, text) in &read {
        pages.push(page(name, text, &numbers));
    }
    pages
}

/// Rows in column-major storage: a start reads all paths and heads, but one text.
struct Columns(Vec<(&'static str, Vec<Vec<u8>>)>);

impl Columns {
    fn new(names: &[&'static str]) -> Self {
        Self(names.iter().map(|name| (*name, Vec::new())).collect())
    }

    fn push(&mut self, row: impl IntoIterator<Item = Vec<u8>>) {
        for ((_, column), field) in self.0.iter_mut().zip(row) {
            column.push(field);
        }
    }

    fn write(&self, folder: &Path) -> io::Result<()> {
        let write =
            |(name, column): &(&str, Vec<Vec<u8>>)| fs::write(folder.join(name), pack(column));
        self.0.iter().try_for_each(write)
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|end| end == "md" || end == "toml")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// The path inside the content folder, with `/` between its parts.
fn name(root: &Path, file: &Path) -> String {
    let name = file.strip_prefix(root).unwrap_or(file);
    name.to_string_lossy().replace('\\', "/")
}

fn is_page(name: &str) -> bool {
    Path::new(name).extension().is_some_and(|end| end == "md")
}

/// Puts pages in the order that a section shows them in, so that no start has to: groups in the section's order,
/// then by weight, then by title.
fn arrange(pages: &mut [(String, Head, String)]) {
    let folder = |name: &str| {
        name.rsplit_once('/')
            .map_or("", |(folder, _)| folder)
            .to_owned()
    };
    let sections: HashMap<String, Head> = pages
        .iter()
        .filter(|(name, ..)| name.ends_with("_index.md"))
        .map(|(name, head, _)| (folder(name), head.clone()))
        .collect();
    pages.sort_by_cached_key(|(name, head, _)| {
        let section = sections.get(&folder(name));
        let group = section.zip(head.group.as_ref()).map(|(section, group)| {
            let known = section.groups.iter().position(|known| known == group);
            known.unwrap_or(section.groups.len())
        });
        let title = head.title.as_deref().unwrap_or_default().to_owned();
        (folder(name), group, head.weight.unwrap_or(0), title)
    });
}

/// What a page says of itself, its body, and where its links lead: a field for each column.
fn page(name: &str, text: &str, numbers: &HashMap<&str, usize>) -> [Vec<u8>; 7] {
    let body = split(text).body;
    let document = markdown::parse(text, body);
    let matter = FrontMatter::of(text);
    let digest = matter.digest(text.get(body..).unwrap_or_default());
    [
        name.as_bytes().to_vec(),
        matter.head().written().into_bytes(),
        digest.into_bytes(),
        text.as_bytes().to_vec(),
        encoded(&matter),
        encoded(&document),
        encoded(&targets(&document.targets(), numbers)),
    ]
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

fn encoded(value: &impl Serialize) -> Vec<u8> {
    // Plain data with known lengths: postcard has nothing to refuse.
    postcard::to_allocvec(value).unwrap_or_default()
}

/// The strings in one: how many, where each ends, and the strings.
fn pack(strings: &[Vec<u8>]) -> Vec<u8> {
    let ends = strings.iter().scan(0, |end, string| {
        *end += string.len();
        Some(*end)
    });
    let numbers = iter::once(strings.len()).chain(ends);
    let numbers = numbers.map(|number| u32::try_from(number).unwrap_or(u32::MAX).to_le_bytes());
    numbers
        .flatten()
        .chain(strings.iter().flatten().copied())
        .collect()
}
