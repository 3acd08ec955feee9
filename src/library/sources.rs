//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::content::fields::FieldType;
use crate::content::{
    Source, embedded_source, embedded_source_id, embedded_source_place, embedded_sources, source,
};

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

/// All sources by id, sorted. Those built into the program are read one by one, when they are asked for.
#[derive(Debug)]
pub struct Sources(Place);

#[derive(Debug)]
enum Place {
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
        Self(Place::Read(sources))
    }

    /// Those built into the program.
    pub(super) fn embedded() -> Self {
        Self(Place::BuiltIn(vec![OnceLock::new(); embedded_sources()]))
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        self.at(self.place(id)?)
    }

    /// As [`get`](Self::get), for once: what is read for it is not held.
    pub fn read(&self, id: &str) -> Option<Cow<'_, Source>> {
        let place = self.place(id)?;
        match &self.0 {
            Place::Read(_) => self.at(place).map(Cow::Borrowed),
            Place::BuiltIn(_) => Some(Cow::Owned(embedded_source(place))),
        }
    }

    fn place(&self, id: &str) -> Option<usize> {
        match &self.0 {
            Place::Read(sources) => sources
                .binary_search_by(|(known, _)| known.as_str().cmp(id))
                .ok(),
            Place::BuiltIn(_) => embedded_source_place(id),
        }
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        let id = |place: usize| match &self.0 {
            Place::Read(sources) => sources.get(place).map(|(id, _)| id.as_str()),
            Place::BuiltIn(_) => Some(embedded_source_id(place)),
        };
        (0..self.len()).filter_map(move |place| Some((id(place)?, self.at(place)?)))
    }

    const fn len(&self) -> usize {
        match &self.0 {
            Place::Read(sources) => sources.len(),
            Place::BuiltIn(sources) => sources.len(),
        }
    }

    fn at(&self, place: usize) -> Option<&Source> {
        match &self.0 {
            Place::Read(sources) => sources.get(place).map(|(_, source)| source),
            Place::BuiltIn(sources) => {
                let read = || Box::new(embedded_source(place));
                sources.get(place).map(|source| &**source.get_or_init(read))
            }
        }
    }
}
