//! One entry of `sources.toml`: something the reference cites, in the field names of CSL.

use serde::{Deserialize, Deserializer, Serialize};
use toml::{Table, Value};

use crate::content::text::clean;

/// A source, as much as was seen of it; what is missing was not shown there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
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
    pub pmid: Option<Pmid>,
    /// guideline, review, trial, cohort, case-report, patient-leaflet, government, encyclopedia.
    #[serde(default)]
    pub kind: String,
    /// good, ok or weak.
    #[serde(default)]
    pub quality: String,
    /// How much of it was read.
    pub read: Option<String>,
}

/// An article's number in `PubMed`, written as text or as a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pmid(pub String);

impl<'de> Deserialize<'de> for Pmid {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        if !deserializer.is_human_readable() {
            return String::deserialize(deserializer).map(Self);
        }
        Ok(Self(match Value::deserialize(deserializer)? {
            Value::String(text) => text,
            other => other.to_string(),
        }))
    }
}

/// Reads `sources.toml`: ids and sources, in its order. A table that is no source is passed over, a broken file
/// gives none.
pub fn sources(text: &str) -> Vec<(String, Source)> {
    let table: Table = clean(text).parse().unwrap_or_default();
    let source = |(id, value): (String, Value)| Some((id, value.try_into::<Source>().ok()?));
    table.into_iter().filter_map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_in_pubmed_may_be_text_or_a_number() {
        let read =
            sources("[a]\ntitle = \"A\"\nPMID = 123\n[b]\nPMID = \"45\"\n[c]\nyear = \"?\"\n");
        let numbers: Vec<_> = read
            .iter()
            .map(|(id, it)| (id.as_str(), it.pmid.clone()))
            .collect();
        assert_eq!(
            numbers,
            [
                ("a", Some(Pmid("123".into()))),
                ("b", Some(Pmid("45".into())))
            ]
        );
    }
}
