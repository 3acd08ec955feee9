//! The fields that front matter and the files beside the pages may have, and what each holds.

use crate::front_matter::{LISTINGS, SEVERITIES};
use crate::red_flags::URGENCIES;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    Text,
    Word(&'static [&'static str]),
    Number,
    /// A number from 0.
    Count,
    Flag,
    Date,
    Texts,
    Table,
    /// A table of texts, whose order counts.
    Pairs,
    /// A table of these fields, a list of them, or a table of them by their ids.
    Record(&'static [Field]),
    Records(&'static [Field]),
    ById(&'static [Field]),
    /// A list of names as CSL has them.
    Authors,
    /// Nothing that the reader asks about.
    Any,
}

/// The name of a field, and what it holds.
pub type Field = (&'static str, FieldType);

/// Zola's own fields, which we accept; those without meaning in a terminal are passed over.
pub const ZOLA_FIELDS: &[Field] = &[
    ("title", FieldType::Text),
    ("description", FieldType::Text),
    ("date", FieldType::Date),
    ("updated", FieldType::Date),
    ("weight", FieldType::Number),
    ("draft", FieldType::Flag),
    ("slug", FieldType::Text),
    ("path", FieldType::Text),
    ("aliases", FieldType::Texts),
    ("authors", FieldType::Texts),
    ("in_search_index", FieldType::Flag),
    ("template", FieldType::Text),
    ("taxonomies", FieldType::Table),
    ("extra", FieldType::Record(EXTRA_FIELDS)),
    ("sort_by", FieldType::Text),
    ("paginate_by", FieldType::Number),
    ("paginate_path", FieldType::Text),
    ("paginate_reversed", FieldType::Flag),
    ("insert_anchor_links", FieldType::Any),
    ("render", FieldType::Flag),
    ("redirect_to", FieldType::Text),
    ("transparent", FieldType::Flag),
    ("page_template", FieldType::Text),
    ("generate_feeds", FieldType::Flag),
    ("generate_feed", FieldType::Flag),
];

pub const EXTRA_FIELDS: &[Field] = &[
    ("group", FieldType::Text),
    ("keys", FieldType::Texts),
    ("brands", FieldType::Texts),
    ("misspellings", FieldType::Texts),
    ("red_flags", FieldType::Texts),
    ("sites", FieldType::Texts),
    ("urgent", FieldType::Flag),
    ("questions", FieldType::Texts),
    ("evidence", FieldType::Records(EVIDENCE_FIELDS)),
    ("interactions", FieldType::Records(INTERACTION_FIELDS)),
    ("overview", FieldType::Flag),
    ("lists", FieldType::Word(LISTINGS)),
    ("facts", FieldType::Pairs),
    ("reviewed", FieldType::Record(REVIEW_FIELDS)),
    ("kind", FieldType::Text),
    ("groups", FieldType::Texts),
    ("compare", FieldType::Texts),
    ("headings", FieldType::Texts),
    ("required_headings", FieldType::Texts),
    ("words", FieldType::Record(WORD_FIELDS)),
];

pub const INTERACTION_FIELDS: &[Field] = &[
    ("with", FieldType::Text),
    ("name", FieldType::Text),
    ("own", FieldType::Text),
    ("severity", FieldType::Word(SEVERITIES)),
    ("why", FieldType::Text),
    ("sources", FieldType::Texts),
];

pub const WORD_FIELDS: &[Field] = &[
    ("notice", FieldType::Text),
    ("urgent", FieldType::Text),
    ("sheet", FieldType::Text),
    ("advice", FieldType::Text),
    ("sites", FieldType::Texts),
    ("diseases", FieldType::Pairs),
    ("levels", FieldType::Pairs),
    ("findings", FieldType::Pairs),
];

pub const RED_FLAG_FILE: &[Field] = &[
    ("groups", FieldType::Texts),
    ("reserved_words", FieldType::Texts),
    ("levels", FieldType::ById(LEVEL_FIELDS)),
    ("rows", FieldType::ById(RED_FLAG_FIELDS)),
    ("exceptions", FieldType::Records(EXCEPTION_FIELDS)),
];

const LEVEL_FIELDS: &[Field] = &[("name", FieldType::Text), ("means", FieldType::Text)];

const EXCEPTION_FIELDS: &[Field] = &[
    ("rule", FieldType::Text),
    ("page", FieldType::Text),
    ("words", FieldType::Texts),
];

pub const RED_FLAG_FIELDS: &[Field] = &[
    ("level", FieldType::Word(URGENCIES)),
    ("for", FieldType::Texts),
    ("who", FieldType::Text),
    ("signs", FieldType::Texts),
    ("short", FieldType::Text),
    ("skin", FieldType::Text),
    ("why", FieldType::Text),
    ("sources", FieldType::Texts),
    ("front", FieldType::Flag),
    ("stop", FieldType::Flag),
];

pub const EVIDENCE_FIELDS: &[Field] = &[
    ("for", FieldType::Text),
    ("use", FieldType::Text),
    ("level", FieldType::Text),
    ("finding", FieldType::Text),
    ("people", FieldType::Count),
];

pub const REVIEW_FIELDS: &[Field] = &[("by", FieldType::Text), ("on", FieldType::Date)];

/// What `sources.toml` may say of a source, in CSL's names where it has one.
pub const SOURCE_FIELDS: &[Field] = &[
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

pub const AUTHOR_FIELDS: &[Field] = &[
    ("family", FieldType::Text),
    ("given", FieldType::Text),
    ("literal", FieldType::Text),
];

impl FieldType {
    /// What to write, with its article.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text | Self::Word(_) => "a text in quotes",
            Self::Number | Self::Count => "a whole number",
            Self::Flag => "true or false",
            Self::Date => "a date such as 2026-01-31",
            Self::Texts => "a list of texts, such as [\"one\", \"two\"]",
            Self::Table | Self::Pairs | Self::Record(_) | Self::ById(_) => "a table",
            Self::Records(_) => "a list of tables",
            Self::Authors => {
                "a list such as [{ family = \"Reiter\", given = \"N\" }, { literal = \"NHS\" }]"
            }
            Self::Any => "a value",
        }
    }
}
