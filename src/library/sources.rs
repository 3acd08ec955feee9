//! What the reference cites: `sources.toml`, in the field names of CSL.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::content::fields::FieldType;
use crate::content::text::clean;

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

/// One source, as much as was seen of it; what is missing was not shown there.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
pub struct Source {
    #[serde(default)]
    pub title: String,
    pub author: Option<String>,
    #[serde(rename = "container-title")]
    pub container_title: Option<String>,
    pub year: Option<i64>,
    #[serde(rename = "URL")]
    pub url: Option<String>,
    #[serde(rename = "DOI")]
    pub doi: Option<String>,
    #[serde(rename = "PMID")]
    pub pmid: Option<toml::Value>,
    /// guideline, review, trial, cohort, case-report, patient-leaflet, government, encyclopedia.
    #[serde(default)]
    pub kind: String,
    /// One of `QUALITIES`.
    #[serde(default)]
    pub quality: String,
    /// How much of it was read.
    pub read: Option<String>,
}

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

/// All sources by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sources(BTreeMap<String, Source>);

impl Sources {
    /// Reads `sources.toml`; a table that is no source is passed over, a broken file gives none.
    pub fn parse(text: &str) -> Self {
        let table: toml::Table = clean(text).parse().unwrap_or_default();
        let source =
            |(id, value): (String, toml::Value)| Some((id, value.try_into::<Source>().ok()?));
        Self(table.into_iter().filter_map(source).collect())
    }

    pub fn get(&self, id: &str) -> Option<&Source> {
        self.0.get(id)
    }

    pub fn iter(&self) -> impl Iterator<Item = (&str, &Source)> {
        self.0.iter().map(|(id, source)| (id.as_str(), source))
    }
}
