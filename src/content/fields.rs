//! What a field of a file holds, and the fields of Zola's front matter.

use crate::FrontMatter;
use crate::record::Record as _;

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
    ("extra", FieldType::Record(FrontMatter::FIELDS)),
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
