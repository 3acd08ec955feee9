//! What a page says of itself before its text: Zola's fields, and ours under `extra`.

use toml::{Table, Value};

use crate::evidence::Evidence;
use crate::fields::{FieldType, ZOLA_FIELDS};
use crate::foreign;
use crate::head::Head;
use crate::markdown::first_title;
use crate::record::{record, words};
use crate::split::{Fence, line_of, split};
use crate::table::{kept, read};
use crate::text::one_line;
use crate::words::SubjectWords;

record! {
    /// Front matter, read leniently: a field of the wrong type is passed over, and what is text is safe to show and on
    /// one line.
    pub struct FrontMatter {
        @own {
            /// What the tree asks for, some of it under `extra`.
            #[serde(skip)]
            pub head: Head,
        }
        pub keys: Vec<String>,
        pub brands: Vec<String>,
        pub misspellings: Vec<String>,
        /// The ids of the rows of `red-flags.toml` that the page shows.
        pub red_flags: Vec<String>,
        pub sites: Vec<String>,
        pub questions: Vec<String>,
        pub evidence: Vec<Evidence>,
        pub interactions: Vec<Interaction>,
        /// It speaks of other pages and not of a thing of its own.
        pub overview: bool,
        pub lists: Option<Listing>,
        /// Rows of the fact box, in order: a name and a value in Markdown.
        pub facts: Vec<(String, String)>,
        pub reviewed: Option<Review>,
        pub compare: Vec<String>,
        pub headings: Vec<String>,
        /// Those of `headings` that every page has; all of them where none are named.
        pub required_headings: Vec<String>,
        /// Of the front page: the words of the subject.
        pub words: SubjectWords,
        @also {
            "group" = FieldType::Text,
            "urgent" = FieldType::Flag,
            "kind" = FieldType::Text,
            "groups" = FieldType::Texts,
        }
    }
}

record! {
    /// Something that a treatment does not go together with.
    pub struct Interaction {
        /// A topic's id, or words.
        pub with: String,
        /// Which medicine of that topic, where it has several, and which of this page.
        pub name: Option<String>,
        pub own: Option<String>,
        pub severity: Severity,
        pub why: String,
        pub sources: Vec<String>,
    }
}

words! {
    /// How strictly two things are kept apart, strictest first.
    #[derive(Default)]
    pub enum Severity {
        Never = "never",
        /// What is not known to be milder or stricter.
        #[default]
        Ask = "ask",
        Watch = "watch",
    }
}

words! {
    /// A list that the program makes of what all pages say.
    pub enum Listing {
        RedFlags = "red-flags",
        Interactions = "interactions",
    }
}

record! {
    /// Who reviewed a page, and when.
    pub struct Review {
        pub by: String,
        pub on: String = FieldType::Date,
    }
}

impl FrontMatter {
    /// Reads the front matter of a file; an error is kept in `error` and leaves the rest empty.
    pub fn of(file: &str) -> Self {
        let split = split(file);
        let matter = file.get(split.matter.clone()).unwrap_or_default();
        let read = match split.fence {
            Fence::Toml => toml(matter),
            Fence::Yaml => foreign::yaml(matter),
            Fence::Json => foreign::json(matter),
            Fence::None => Ok(Table::new()),
        };
        let mut read = match read {
            Ok(table) => Self::from_table(&table),
            Err((line, reason)) => {
                let before = line_of(file, split.matter.start).saturating_sub(1);
                Self::broken(matter, before + line, reason)
            }
        };
        if read.head.title.is_empty() {
            let title = first_title(file, split.body);
            read.head.title = title.unwrap_or_default().into();
        }
        read
    }

    /// A block that cannot be read still often says its title plainly.
    fn broken(matter: &str, line: usize, reason: String) -> Self {
        let title = |line: &str| {
            let rest = line.strip_prefix("title")?.trim_start();
            let rest = rest.strip_prefix(['=', ':'])?.trim();
            Some(one_line(rest.trim_matches(['"', '\'']))).filter(|title| !title.is_empty())
        };
        Self::from(Head {
            title: matter.lines().find_map(title).unwrap_or_default().into(),
            error: Some((line, reason)),
            ..Head::default()
        })
    }

    fn from_table(fields: &Table) -> Self {
        let mut fields = kept(fields, ZOLA_FIELDS);
        if let Some(Value::Table(extra)) = fields.remove("extra") {
            fields.extend(extra);
        }
        let day = fields
            .remove("date")
            .map(|date| ("updated".to_owned(), date));
        let day = day.filter(|_| !fields.contains_key("updated"));
        fields.extend(day);
        let mut matter = Self {
            head: read(fields.clone()),
            ..read(fields)
        };
        matter.head.interacts = !matter.interactions.is_empty();
        let is_whole = |review: &Review| !review.by.is_empty() && !review.on.is_empty();
        matter.reviewed = matter.reviewed.filter(is_whole);
        matter
    }
}

impl From<Head> for FrontMatter {
    fn from(head: Head) -> Self {
        Self {
            head,
            ..Self::default()
        }
    }
}

/// Reads TOML; an error with its line, from 1.
fn toml(matter: &str) -> Result<Table, (usize, String)> {
    matter.parse::<Table>().map_err(|error: toml::de::Error| {
        let at = error.span().map_or(0, |span| span.start);
        (line_of(matter, at), error.message().to_owned())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toml_block_gives_its_fields_in_order() {
        let text = "+++\ntitle = \"A\"\nweight = 3\nupdated = 2026-01-02\n[extra]\nkeys = [\"k\"]\nred_flags = [\"r\"]\nlists = \"interactions\"\n[[extra.interactions]]\nwith = \"x\"\nseverity = \"never\"\nwhy = \"w\"\n[extra.facts]\n\"Z\" = \"1\"\n\"A\" = \"2\"\n+++\nBody";
        let matter = FrontMatter::of(text);
        assert_eq!(matter.head.title, "A");
        assert_eq!(matter.head.updated, "2026-01-02");
        assert_eq!(
            matter.facts,
            [("Z".into(), "1".into()), ("A".into(), "2".into())]
        );
        assert_eq!(matter.red_flags, ["r"]);
        assert_eq!(matter.lists, Some(Listing::Interactions));
        assert_eq!(matter.interactions[0].severity, Severity::Never);
        assert_eq!(text.get(split(text).body..), Some("Body"));
    }

    #[test]
    fn a_broken_block_keeps_its_title_and_says_the_line() {
        for text in [
            "+++\ntitle = \"Kept\"\nweight = = 3\n+++\n",
            "\u{feff}---\ntitle: Kept\na: [\n---\n",
        ] {
            let matter = FrontMatter::of(text);
            assert_eq!(matter.head.title, "Kept");
            assert_eq!(matter.head.error.map(|(line, _)| line), Some(3), "{text}");
        }
    }

    #[test]
    fn other_generators_say_the_same() {
        for text in [
            "---\ntitle : \"Hello\"\nweight: 7\nextra:\n  keys: [a]\n---\ntext",
            "{\n\"title\": \"Hello\", \"weight\": 7, \"extra\": { \"keys\": [\"a\"] }\n}\ntext",
            "\u{feff}\r\n+++\r\ntitle = \"Hello\"\r\nweight = 7\r\nextra.keys = [\"a\"]\r\n+++\r\ntext",
        ] {
            let matter = FrontMatter::of(text);
            assert_eq!(matter.head.title, "Hello");
            assert_eq!((matter.head.weight, matter.keys), (7, vec!["a".into()]));
        }
    }

    #[test]
    fn a_title_that_is_empty_or_missing_is_the_first_heading() {
        for text in [
            "+++\ntitle = \" \"\n+++\nText.\n\n# The *first*\n",
            "# The first\n\n# Second",
        ] {
            assert_eq!(FrontMatter::of(text).head.title, "The first");
        }
        assert_eq!(FrontMatter::of("## Lower\n\ntext").head.title, "");
    }
}
