//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::content::fields::FieldType;
use crate::content::{Block, BlockKind, Inline, Item, REFERENCE, Source, source};
use crate::library::evidence;

/// What `sources.toml` may say of a source, in CSL's names where it has one.
pub const SOURCE_FIELDS: &[(&str, FieldType)] = &[
    ("title", FieldType::Text),
    ("author", FieldType::Authors),
    ("et-al", FieldType::Flag),
    ("container-title", FieldType::Text),
    ("year", FieldType::Number),
    ("URL", FieldType::Text),
    ("DOI", FieldType::Text),
    ("PMID", FieldType::Text),
    ("kind", FieldType::Text),
    ("quality", FieldType::Text),
    ("read", FieldType::Text),
    ("read-at", FieldType::Text),
    ("people", FieldType::Number),
    ("says", FieldType::Texts),
];

/// How much a source can be leaned on, best first.
pub const QUALITIES: &[&str] = &["good", "ok", "weak"];

/// What a source is, how much of it was read, and its quality only where that is weak: “case series, 38 people; read:
/// the abstract; weak”.
pub fn about(source: &Source) -> String {
    let mut parts = vec![kind_and_people(source)];
    parts.extend(
        source
            .read
            .as_ref()
            .map(|read| format!("read: {}", read.trim_end_matches('.'))),
    );
    parts.extend(source.is_weak().then(|| "a weak source".to_owned()));
    parts.retain(|part| !part.is_empty());
    parts.join("; ")
}

/// What kind of source it is, with how many people were studied.
pub fn kind_and_people(source: &Source) -> String {
    let kind = evidence::words(evidence::SOURCE_KINDS, &source.kind);
    let parts = [Some(kind.to_owned()), source.people.map(people)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    parts.join(", ")
}

/// How many people, in words.
pub fn people(count: impl Into<i64>) -> String {
    match count.into() {
        1 => "one person".to_owned(),
        count => format!("{count} people"),
    }
}

/// What a source says, a statement each, as a card shows it.
pub fn says(source: &Source) -> Option<BlockKind> {
    let item = |statement: &String| Item {
        task: None,
        blocks: vec![Block::new(
            BlockKind::Paragraph(vec![Inline::text(statement)]),
            0..0,
        )],
    };
    (!source.says.is_empty()).then(|| BlockKind::List {
        start: None,
        items: source.says.iter().map(item).collect(),
    })
}

/// All sources by id, sorted. Those built into the program are read one by one, when they are asked for.
#[derive(Debug)]
pub struct Sources(SourceStore);

#[derive(Debug)]
enum SourceStore {
    /// Those read of a file.
    Read(Vec<(String, Source)>),
    /// Those of the program, as far as they were asked for.
    BuiltIn(Vec<OnceLock<Box<Source>>>),
}

impl Sources {
    /// Reads `sources.toml`; see [`source::sources`].
    pub fn parse(text: &str) -> Self {
        let mut sources = source::sources(text);
        sources.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self(SourceStore::Read(sources))
    }

    /// Those built into the program.
    pub(super) fn embedded() -> Self {
        Self(SourceStore::BuiltIn(vec![
            OnceLock::new();
            REFERENCE.sources()
        ]))
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        self.at(self.place(id)?)
    }

    /// As [`get`](Self::get), for once: what is read for it is not held.
    pub fn read(&self, id: &str) -> Option<Cow<'_, Source>> {
        let place = self.place(id)?;
        match &self.0 {
            SourceStore::Read(_) => self.at(place).map(Cow::Borrowed),
            SourceStore::BuiltIn(_) => Some(Cow::Owned(REFERENCE.source(place))),
        }
    }

    fn place(&self, id: &str) -> Option<usize> {
        match &self.0 {
            SourceStore::Read(sources) => sources
                .binary_search_by(|(known, _)| known.as_str().cmp(id))
                .ok(),
            SourceStore::BuiltIn(_) => REFERENCE.source_place(id),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        let id = |place: usize| match &self.0 {
            SourceStore::Read(sources) => sources.get(place).map(|(id, _)| id.as_str()),
            SourceStore::BuiltIn(_) => Some(REFERENCE.source_id(place)),
        };
        (0..self.len()).filter_map(move |place| Some((id(place)?, self.at(place)?)))
    }

    const fn len(&self) -> usize {
        match &self.0 {
            SourceStore::Read(sources) => sources.len(),
            SourceStore::BuiltIn(sources) => sources.len(),
        }
    }

    fn at(&self, place: usize) -> Option<&Source> {
        match &self.0 {
            SourceStore::Read(sources) => sources.get(place).map(|(_, source)| source),
            SourceStore::BuiltIn(sources) => {
                let read = || Box::new(REFERENCE.source(place));
                sources.get(place).map(|source| &**source.get_or_init(read))
            }
        }
    }
}
