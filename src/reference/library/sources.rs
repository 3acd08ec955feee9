//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::content::{BlockKind, Inline, InlineKind, PackedReference, Source, Text, source};
use crate::library::evidence;

/// How much a source can be leaned on, best first.
pub const QUALITIES: &[&str] = &["good", "ok", "weak"];

/// What a source is, how much of it was read, and its quality only where that is weak: “case series, 38 people; read:
/// the abstract; weak”.
pub(super) fn about(source: &Source) -> String {
    let read = source.read.as_ref();
    let parts = [
        Some(kind_and_people(source)),
        read.map(|read| format!("read: {}", read.trim_end_matches('.'))),
        source.is_weak().then(|| "a weak source".to_owned()),
    ];
    joined(parts, "; ")
}

/// What kind of source it is, with how many people were studied.
pub fn kind_and_people(source: &Source) -> String {
    let kind = evidence::words(evidence::SOURCE_KINDS, &source.kind);
    joined(
        [Some(kind.to_owned()), source.people.map(evidence::people)],
        ", ",
    )
}

/// The parts that say something.
pub(super) fn joined(parts: impl IntoIterator<Item = Option<String>>, between: &str) -> String {
    let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(between)
}

/// What a source says, a statement each, as a card shows it.
fn says(source: &Source) -> Option<BlockKind> {
    let item = |says: &String| vec![BlockKind::paragraph(says)];
    let says = source.says.iter();
    (!source.says.is_empty()).then(|| BlockKind::list(says.map(item)))
}

/// The most of a source in a few lines: title, what it says, where and when, what kind it is and how much was read, then
/// its address.
pub fn source_in_short(source: &Source) -> BlockKind {
    let year = source.year.map(|year| year.to_string());
    let place = joined([source.container(), year], ", ");
    let first = source.says.first();
    let rows = [
        vec![Inline::strong(vec![Inline::text(&source.title)])],
        Inline::value(first.map_or_else(String::new, |first| format!("Says: {first}"))),
        Inline::value(joined([Some(place), Some(about(source))], "; ")),
        address(source),
    ];
    let mut inlines: Vec<Inline> = Vec::new();
    for row in rows.into_iter().filter(|row| !row.is_empty()) {
        if !inlines.is_empty() {
            inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        }
        inlines.extend(row);
    }
    BlockKind::Paragraph(inlines)
}

/// Everything known of a source, how much of it was read, and what it says.
pub fn source_in_full(source: &Source) -> Vec<BlockKind> {
    let text = |value: Option<String>| Inline::value(value.unwrap_or_default());
    let doi = source.doi.as_ref();
    let doi = doi.map(|doi| vec![Inline::link(doi, format!("https://doi.org/{doi}"))]);
    let mut kinds = vec![BlockKind::facts([
        ("Title", Inline::value(&source.title)),
        ("Author", text(source.authors_text())),
        ("In", text(source.container())),
        ("Year", text(source.year.map(|year| year.to_string()))),
        ("Kind", Inline::value(kind_and_people(source))),
        ("Quality", Inline::value(&source.quality)),
        ("Read", text(source.read.clone())),
        ("DOI", doi.unwrap_or_default()),
        ("Address", address(source)),
    ])];
    if let Some(statements) = says(source) {
        kinds.extend([
            BlockKind::paragraph("What it says, in our words:"),
            statements,
        ]);
    }
    kinds
}

fn address(source: &Source) -> Vec<Inline> {
    let address = source.address().into_iter();
    address.map(|it| Inline::link(it.clone(), it)).collect()
}

/// All sources by id. Those built into the program are read one by one, when they are asked for.
#[derive(Debug)]
pub struct Sources(BTreeMap<Text, LazySource>);

#[derive(Debug, Default)]
struct LazySource {
    packed: &'static [u8],
    read: OnceLock<Box<Source>>,
}

impl LazySource {
    fn get(&self) -> &Source {
        let read = || Box::new(PackedReference::source(self.packed));
        self.read.get_or_init(read)
    }
}

impl Sources {
    /// Reads `sources.toml`; see [`source::sources`].
    pub fn parse(text: &str) -> Self {
        let known = |(id, source)| {
            let (packed, read) = (Default::default(), OnceLock::from(Box::new(source)));
            (Text::Owned(id), LazySource { packed, read })
        };
        Self(source::sources(text).into_iter().map(known).collect())
    }

    pub(super) fn packed(reference: &PackedReference) -> Self {
        let known = |(id, packed)| {
            let read = OnceLock::new();
            (Text::Borrowed(id), LazySource { packed, read })
        };
        Self(reference.sources().into_iter().map(known).collect())
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        self.0.get(id).map(LazySource::get)
    }

    /// As [`get`](Self::get), for once: what is read for it is not held.
    pub fn read(&self, id: &str) -> Option<Cow<'_, Source>> {
        let LazySource { packed, read } = self.0.get(id)?;
        let known = read.get().map(|it| Cow::Borrowed(&**it));
        Some(known.unwrap_or_else(|| Cow::Owned(PackedReference::source(packed))))
    }

    /// A source in one line, as it is copied; of one that is not described, its id.
    pub fn plain(&self, id: &str) -> String {
        self.get(id).map_or_else(|| id.to_owned(), Source::plain)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        let sources = self.0.iter();
        sources.map(|(id, source)| (&**id, source.get()))
    }
}
