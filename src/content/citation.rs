//! A source written out for other programs and papers: plain, BibTeX, CSL-JSON. Only what is certain is given a field.

use serde_json::{Value, json};

use crate::source::{Author, Source};
use crate::text::fold;

/// Kinds of source that appear in journals.
const IN_JOURNALS: &[&str] = &["review", "trial", "cohort", "case-report"];

impl Source {
    fn is_article(&self) -> bool {
        IN_JOURNALS.contains(&self.kind.as_str())
            && self.container_title.is_some()
            && (self.doi.is_some() || self.pmid.is_some() || self.volume.is_some())
    }

    /// The source as a line of plain text: authors, title, where, when, address.
    pub fn plain(&self) -> String {
        let parts = [
            self.authors_text(),
            Some(self.title.clone()),
            self.container(),
            self.year.map(|year| year.to_string()),
            self.address(),
        ];
        let parts = parts.into_iter().flatten().filter(|part| !part.is_empty());
        let parts = parts.map(|part| part.trim_end_matches('.').to_owned());
        parts.collect::<Vec<_>>().join(". ")
    }

    /// The source in a few words: “Reiter et al. 2011”, or its title and year.
    pub fn short(&self) -> String {
        let name = self.first_author();
        let name = name.unwrap_or_else(|| shortened(&self.title));
        let year = self.year.map(|year| format!(" {year}"));
        name + &year.unwrap_or_default()
    }

    fn first_author(&self) -> Option<String> {
        let first = self.authors.first()?.family();
        let several = self.has_more_authors || self.authors.len() > 1;
        Some(format!("{first}{}", if several { " et al." } else { "" }))
    }

    pub fn bibtex(&self, id: &str) -> String {
        let article = self.is_article();
        let holder = if article { "journal" } else { "howpublished" };
        let plain = |text: &str| Some(braced(text)).filter(|text| !text.is_empty());
        let fields = [
            (
                "title",
                plain(&self.title).map(|title| format!("{{{title}}}")),
            ),
            ("author", self.bibtex_names()),
            (
                holder,
                plain(self.container_title.as_deref().unwrap_or_default()),
            ),
            ("year", self.year.map(|year| year.to_string())),
            ("volume", self.volume.clone()),
            ("number", self.issue.clone()),
            (
                "pages",
                self.page.as_ref().map(|page| page.replace('-', "--")),
            ),
            ("doi", self.doi.clone()),
            ("url", self.url.clone().filter(|_| self.doi.is_none())),
            ("pmid", self.pmid.clone()),
        ];
        let kind = if article { "article" } else { "misc" };
        let lines: String = fields
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| format!("  {name} = {{{value}}},\n")))
            .collect();
        format!("@{kind}{{{id},\n{lines}}}\n")
    }

    pub fn csl(&self, id: &str) -> Value {
        let kind = match (self.is_article(), &self.url) {
            (true, _) => "article-journal",
            (false, Some(_)) => "webpage",
            (false, None) => "document",
        };
        let mut item = json!({
            "id": id,
            "type": kind,
            "title": self.title,
            "author": self.csl_names(),
            "container-title": self.container_title,
            "issued": self.year.map(|year| json!({ "date-parts": [[year]] })),
            "volume": self.volume,
            "issue": self.issue,
            "page": self.page,
            "DOI": self.doi,
            "URL": self.url,
            "PMID": self.pmid,
            "note": self.has_more_authors.then_some("The author list goes on."),
        });
        let is_said = |value: &Value| !value.is_null() && value != "";
        if let Value::Object(fields) = &mut item {
            fields.retain(|_, value| is_said(value));
        }
        item
    }

    fn bibtex_names(&self) -> Option<String> {
        let name = |author: &Author| {
            let (family, given) = (braced(author.family()), braced(&author.given));
            let is_whole = author.literal.is_some();
            if is_whole {
                format!("{{{family}}}")
            } else {
                format!("{family}, {given}")
            }
        };
        let mut names: Vec<String> = self.authors.iter().map(name).collect();
        if self.has_more_authors {
            names.push("others".to_owned());
        }
        Some(names.join(" and ")).filter(|names| !names.is_empty())
    }

    fn csl_names(&self) -> Option<Value> {
        let name = |author: &Author| {
            let Author { family, given, .. } = author;
            let person = || json!({ "family": family, "given": given });
            let literal = author.literal.as_ref();
            literal.map_or_else(person, |name| json!({ "literal": name }))
        };
        (!self.authors.is_empty()).then(|| self.authors.iter().map(name).collect())
    }
}

fn shortened(title: &str) -> String {
    let words: Vec<&str> = title.split_whitespace().collect();
    let mark = if words.len() > 5 { "..." } else { "" };
    let first = words.into_iter().take(5).collect::<Vec<_>>().join(" ");
    let first = first.trim_end_matches(|it: char| it.is_ascii_punctuation() && it != ')');
    format!("“{first}{mark}”")
}

/// Text with BibTeX's own signs made harmless.
fn braced(text: &str) -> String {
    let kept = text.replace(['{', '}', '\\'], "");
    let marks = ['&', '%', '$', '#', '_'].into_iter();
    marks.fold(kept, |text, mark| text.replace(mark, &format!("\\{mark}")))
}

/// An id that BibTeX takes: ASCII without blanks.
pub fn citation_key(id: &str) -> String {
    let letter = |it: char| if it.is_ascii_alphanumeric() { it } else { '-' };
    fold(id).chars().map(letter).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(text: &str) -> Source {
        Source::of(&text.parse().unwrap())
    }

    const ARTICLE: &str = "title = \"Calcium & skin\"\nauthor = [{ family = \"Reiter\", given = \"N\" }, { family = \"El-Shabrawi\", given = \"L\" }]\net-al = true\ncontainer-title = \"J Am Acad Dermatol\"\nvolume = \"65\"\nissue = \"1\"\npage = \"1-12\"\nyear = 2011\nDOI = \"10.1/x_y\"\nkind = \"review\"\n";

    #[test]
    fn an_article_has_its_fields_in_bibtex() {
        let expected = "@article{reiter-2011,\n  title = {{Calcium \\& skin}},\n  author = {Reiter, N and El-Shabrawi, L and others},\n  journal = {J Am Acad Dermatol},\n  year = {2011},\n  volume = {65},\n  number = {1},\n  pages = {1--12},\n  doi = {10.1/x_y},\n}\n";
        assert_eq!(source(ARTICLE).bibtex("reiter-2011"), expected);
    }

    #[test]
    fn csl_says_what_is_certain_and_no_more() {
        let item = source(ARTICLE).csl("reiter-2011");
        assert_eq!(item["type"], "article-journal");
        assert_eq!(item["author"][1]["family"], "El-Shabrawi");
        assert_eq!(item["volume"], "65");
        assert_eq!(item["issued"]["date-parts"][0][0], 2011);
        let page = source(
            "title = \"T\"\nseen-in = \"UPI, reporting it\"\nURL = \"https://x\"\nkind = \"government\"\n",
        );
        let item = page.csl("t");
        assert_eq!(item["type"], "webpage");
        assert_eq!(
            (item.get("author"), item.get("container-title")),
            (None, None)
        );
        assert_eq!(page.short(), "“T”");
        let office = source("title = \"T\"\nauthor = [{ literal = \"NHS & co\" }]\n");
        assert_eq!(office.short(), "NHS & co");
        assert!(office.bibtex("n").contains("author = {{NHS \\& co}}"));
        assert_eq!(source(ARTICLE).short(), "Reiter et al. 2011");
        let container = source(ARTICLE).container();
        assert_eq!(container.as_deref(), Some("J Am Acad Dermatol 65(1):1-12"));
        assert_eq!(page.container().as_deref(), Some("UPI, reporting it"));
    }
}
