//! One entry of `sources.toml`: something the reference cites, in the field names of CSL.

use toml::{Table, Value};

use crate::fields::FieldType;
use crate::record::{Record as _, record};
use crate::table::{kept, read};
use crate::text::one_line;

record! {
    /// A source, as much as was seen of it; what is missing was not shown there.
    pub struct Source {
        pub title: String,
        pub authors as "author": Vec<Author> = FieldType::Authors,
        /// The list of authors was cut: there are more.
        pub has_more_authors as "et-al": bool,
        pub container_title as "container-title": Option<String>,
        pub volume: Option<String>,
        pub issue: Option<String>,
        pub page: Option<String>,
        /// Where it was seen, when that is no title it appeared under.
        pub seen_in as "seen-in": Option<String>,
        pub year: Option<i64>,
        pub url as "URL": Option<String>,
        pub doi as "DOI": Option<String>,
        /// The article's number in `PubMed`.
        pub pmid as "PMID": Option<String>,
        /// guideline, review, trial, cohort, case-report, patient-leaflet, government, encyclopedia.
        pub kind: String,
        /// good, ok or weak.
        pub quality: String,
        /// How much of it was read.
        pub read: Option<String>,
        /// How many people were studied.
        pub people: Option<i64>,
        /// What it says, in our words: a statement each.
        pub says: Vec<String>,
        @also { "read-at" = FieldType::Text, }
    }
}

record! {
    /// Who wrote a source, as CSL has it.
    pub struct Author {
        pub family: String,
        pub given: String,
        /// A name that is not parted: of an office, or of a person whose family name is not certain.
        pub literal: Option<String>,
    }
}

impl Author {
    /// The name that a short mention uses.
    pub fn family(&self) -> &str {
        self.literal.as_deref().unwrap_or(&self.family)
    }

    fn name(&self) -> String {
        let given = Some(self.given.as_str());
        let given = given.filter(|it| !it.is_empty() && self.literal.is_none());
        let names = [Some(self.family()), given].into_iter().flatten();
        names.collect::<Vec<_>>().join(" ")
    }
}

impl Source {
    /// Reads a table of `sources.toml`; a field of the wrong type is passed over.
    pub fn of(fields: &Table) -> Self {
        let mut source: Self = read(kept(fields, Self::FIELDS));
        let number = fields.get("PMID").and_then(Value::as_integer);
        source.pmid = source.pmid.or_else(|| Some(number?.to_string()));
        source
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

    /// Where it stands: “Journal 11(5):R159”.
    pub fn container(&self) -> Option<String> {
        let title = self.container_title.as_ref().or(self.seen_in.as_ref())?;
        let Some((volume, page)) = self.volume.as_ref().zip(self.page.as_ref()) else {
            return Some(title.clone());
        };
        let issue = self.issue.as_ref().map(|issue| format!("({issue})"));
        let issue = issue.unwrap_or_default();
        Some(format!("{title} {volume}{issue}:{page}"))
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
