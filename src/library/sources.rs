//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::borrow::Cow;
use std::sync::OnceLock;

use crate::content::fields::FieldType;
use crate::content::{Source, embedded_source, embedded_sources, source};

/// What `sources.toml` may say of a source, in CSL's names where it has one.
pub const SOURCE_FIELDS: &[(&str, FieldType)] = &[
    ("title", FieldType::Text),
    ("author", FieldType::Text),
    ("container-title", FieldType::Text),
    ("year", FieldType::Number),
    ("URL", FieldType::Text),
    ("DOI", FieldType::Text),
    ("PMID", FieldType::Text),
    ("kind", FieldType::Text),
    ("quality", FieldType::Text),
    ("read", FieldType::Text),
    ("read-at", FieldType::Text),
];

/// How much a source can be leaned on, best first.
pub const QUALITIES: &[&str] = &["good", "ok", "weak"];

impl Source {
    /// Where the source can be opened: its DOI's address before its own.
    pub fn address(&self) -> Option<String> {
        self.doi
            .as_ref()
            .map(|doi| format!("https://doi.org/{doi}"))
            .or_else(|| self.url.clone())
    }

    pub fn is_weak(&self) -> bool {
        self.quality == "weak"
    }
}

/// All sources by id, sorted. Those built into the program are read one by one, when they are asked for.
#[derive(Debug, Default)]
pub struct Sources(Vec<(Cow<'static, str>, OnceLock<Source>)>);

impl Sources {
    /// Reads `sources.toml`; see [`source::sources`].
    pub fn parse(text: &str) -> Self {
        let mut sources: Vec<(Cow<'static, str>, _)> = source::sources(text)
            .into_iter()
            .map(|(id, source)| (Cow::Owned(id), OnceLock::from(source)))
            .collect();
        sources.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self(sources)
    }

    /// Those built into the program.
    pub(super) fn embedded() -> Self {
        let unread = |id| (Cow::Borrowed(id), OnceLock::new());
        Self(embedded_sources().map(unread).collect())
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        let found = self.0.binary_search_by(|(known, _)| known.as_ref().cmp(id));
        found.ok().and_then(|place| self.at(place))
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        let sources = self.0.iter().enumerate();
        sources.filter_map(|(place, (id, _))| Some((id.as_ref(), self.at(place)?)))
    }

    fn at(&self, place: usize) -> Option<&Source> {
        let (_, source) = self.0.get(place)?;
        Some(source.get_or_init(|| embedded_source(place)))
    }
}
