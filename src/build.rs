//! Reads the content once, so that no start of the program has to, and again when a file of it changes.
#![expect(
    dead_code,
    unused_imports,
    reason = "the program itself uses the rest of these modules"
)]

use std::env;
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;

/// The part of the program that reads files, as the program has it.
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
use content::{FrontMatter, Head, Text, markdown, source, synonyms};

/// Writes `embedded.rs`: `PAGES`, `COMPANIONS` and `SOURCES`, each sorted, and `SYNONYMS`.
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = root.join("content");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/build.rs");
    println!("cargo::rerun-if-changed=src/content");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let mut pages = String::from("static PAGES: &[Page] = &[\n");
    let mut companions = String::from("static COMPANIONS: &[Companion] = &[\n");
    let (mut sources, mut words) = (Vec::new(), Vec::new());
    for file in &files {
        let name = name(&root, file);
        let text = fs::read_to_string(file)?;
        let quoted = format!("path: {name:?}, text: include_str!({:?})", file.display());
        if is_page(&name) {
            let _ = writeln!(pages, "    Page {{ {quoted}, {} }},", parts(&text));
        } else {
            let _ = writeln!(companions, "    Companion {{ {quoted} }},");
        }
        if name == "sources.toml" {
            sources = source::sources(&text);
        }
        if name == "synonyms.toml" {
            words = synonyms::synonyms(&text);
        }
    }
    let words = format!("static SYNONYMS: &[u8] = {};\n", encoded(&words));
    let table = [pages, companions, written(sources), words].join("];\n");
    fs::write(out.join("embedded.rs"), table)
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

/// What a page says of itself, its body, and where its links lead.
fn parts(text: &str) -> String {
    let body = split(text).body;
    let document = markdown::parse(text, body);
    let matter = FrontMatter::of(text);
    let digest = matter.digest(text.get(body..).unwrap_or_default());
    format!(
        "head: {}, matter: {}, document: {}, digest: {digest:?}, targets: &{:?}",
        head(&matter.head()),
        encoded(&matter),
        encoded(&document),
        document.targets()
    )
}

fn head(head: &Head) -> String {
    let text = |text: &Option<Text>| {
        text.as_ref()
            .map_or_else(|| "None".to_owned(), |text| format!("Some({})", cow(text)))
    };
    let aliases: Vec<String> = head.aliases.iter().map(|alias| cow(alias)).collect();
    format!(
        "Head {{ title: {}, description: {}, weight: {:?}, draft: {}, updated: {}, sort_by: {}, group: {}, \
         urgent: {}, kind: {}, aliases: Cow::Borrowed(&[{}]), error: None }}",
        text(&head.title),
        text(&head.description),
        head.weight,
        head.draft,
        text(&head.updated),
        text(&head.sort_by),
        text(&head.group),
        head.urgent,
        text(&head.kind),
        aliases.join(", ")
    )
}

fn cow(text: &str) -> String {
    format!("Cow::Borrowed({text:?})")
}

fn written(mut sources: Vec<(String, source::Source)>) -> String {
    sources.sort_by(|a, b| a.0.cmp(&b.0));
    let mut table = String::from("static SOURCES: &[(&str, &[u8])] = &[\n");
    for (id, source) in sources {
        let _ = writeln!(table, "    ({id:?}, {}),", encoded(&source));
    }
    table
}

/// The value as a byte string of Rust.
fn encoded(value: &impl Serialize) -> String {
    // Plain data with known lengths: postcard has nothing to refuse.
    let bytes = postcard::to_allocvec(value).unwrap_or_default();
    format!("b\"{}\"", bytes.escape_ascii())
}
