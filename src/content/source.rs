//! One entry of `sources.toml`: something the reference cites, in the field names of CSL.

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::table::{flag, number, text, texts};
use crate::text::one_line;

/// A source, as much as was seen of it; what is missing was not shown there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Source {
    pub title: String,
    pub authors: Vec<Author>,
    /// The list of authors was cut: there are more.
    pub has_more_authors: bool,
    pub container_title: Option<String>,
    pub year: Option<i64>,
    pub url: Option<String>,
    pub doi: Option<String>,
    /// The article's number in `PubMed`.
    pub pmid: Option<String>,
    /// guideline, review, trial, cohort, case-report, patient-leaflet, government, encyclopedia.
    pub kind: String,
    /// How many people were studied.
    pub people: Option<i64>,
    /// good, ok or weak.
    pub quality: String,
    /// How much of it was read.
    pub read: Option<String>,
    /// What it says, in our words: a statement each.
    pub says: Vec<String>,
}

/// Who wrote a source, as CSL has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub enum Author {
    Person {
        family: String,
        given: String,
    },
    /// A name that is not parted: of an office, or of a person whose family name is not certain.
    Literal(String),
}

impl Author {
    fn of(value: &Value) -> Option<Self> {
        let Value::Table(fields) = value else {
            let name = one_line(value.as_str()?);
            return Some(Self::Literal(name)).filter(|_| !value.as_str().is_none_or(str::is_empty));
        };
        let literal = text(fields, "literal").map(Self::Literal);
        let given = text(fields, "given").unwrap_or_default();
        literal.or_else(|| text(fields, "family").map(|family| Self::Person { family, given }))
    }

    /// The name that a short mention uses.
    pub fn family(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Literal(name) => name,
        }
    }

    fn name(&self) -> String {
        match self {
            Self::Person { family, given } if !given.is_empty() => format!("{family} {given}"),
            _ => self.family().to_owned(),
        }
    }
}

impl Source {
    /// Reads a table of `sources.toml`; a field of the wrong type is passed over.
    pub fn of(fields: &Table) -> Self {
        let pmid = match fields.get("PMID") {
            Some(Value::Integer(number)) => Some(number.to_string()),
            _ => text(fields, "PMID"),
        };
        Self {
            title: text(fields, "title").unwrap_or_default(),
            authors: authors(fields.get("author")),
            has_more_authors: flag(fields, "et-al"),
            container_title: text(fields, "container-title"),
            year: number(fields, "year"),
            url: text(fields, "URL"),
            doi: text(fields, "DOI"),
            pmid,
            kind: text(fields, "kind").unwrap_or_default(),
            people: number(fields, "people"),
            quality: text(fields, "quality").unwrap_or_default(),
            read: text(fields, "read"),
            says: texts(fields, "says"),
        }
    }

    /// The authors as a list of names: “Reiter N, El-Shabrawi L, et al.”
    pub fn authors_text(&self) -> Option<String> {
        let mut names: Vec<String> = self.authors.iter().map(Author::name).collect();
        if names.is_empty() {
            return None;
        }
        names.extend(self.has_more_authors.then(|| "et al.".to_owned()));
        Some(names.join(", "))
    }

    /// Where the source can be opened: its DOI's address before its own.
    pub fn address(&self) -> Option<String> {
        let resolver = |doi: &String| format!("https://doi.org/{doi}");
        self.doi.as_ref().map(resolver).or_else(|| self.url.clone())
    }

    pub fn is_weak(&self) -> bool {
        self.quality == "weak"
    }
}

fn authors(value: Option<&Value>) -> Vec<Author> {
    match value {
        Some(Value::Array(authors)) => authors.iter().filter_map(Author::of).collect(),
        Some(one) => Author::of(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// Reads `sources.toml`: ids and sources, in its order. What is no table is passed over, a broken file gives none.
pub fn sources(text: &str) -> Vec<(String, Source)> {
    let table: Table = text.parse().unwrap_or_default();
    let source =
        |(id, value): (String, Value)| Some((one_line(&id), Source::of(value.as_table()?)));
    table.into_iter().filter_map(source).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        let (_, source) = sources(&format!("[a]\n{text}")).remove(0);
        source
    }

    #[test]
    fn a_number_in_pubmed_may_be_text_or_a_number() {
        assert_eq!(source("PMID = 123").pmid.as_deref(), Some("123"));
        assert_eq!(source("PMID = \"45\"").pmid.as_deref(), Some("45"));
    }

    #[test]
    fn authors_are_persons_or_whole_names() {
        let read = source(
            "author = [{ family = \"Nowaczyk\", given = \"J\" }, { literal = \"NHS\" }, \"WHO\", 3]\net-al = true",
        );
        assert_eq!(
            read.authors_text().as_deref(),
            Some("Nowaczyk J, NHS, WHO, et al.")
        );
        assert_eq!(source("author = \"A trust\"").authors.len(), 1);
        assert_eq!(source("author = []").authors_text(), None);
    }

    #[test]
    fn an_escape_sequence_written_as_toml_never_passes() {
        let read = source(
            "title = \"A\\u001b[1m\\nB\"\nsays = [\"x\\u0007y\"]\nquality = \"\\u001b]0;x\"",
        );
        assert_eq!(
            (read.title.as_str(), read.quality.as_str()),
            ("A[1m B", "]0;x")
        );
        assert_eq!(read.says, ["xy"]);
    }
}
