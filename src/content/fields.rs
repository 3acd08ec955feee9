//! The fields that front matter may have, and what each holds.

/// What the value of a field is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    Text,
    Number,
    Flag,
    Date,
    Texts,
    Table,
    Tables,
    /// A list of names as CSL has them.
    Authors,
    /// Nothing that the reader asks about.
    Any,
}

/// Zola's own fields, which we accept; those without meaning in a terminal are passed over.
pub const ZOLA_FIELDS: &[(&str, FieldType)] = &[
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
    ("extra", FieldType::Table),
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

/// Our fields under `[extra]`.
pub const EXTRA_FIELDS: &[(&str, FieldType)] = &[
    ("group", FieldType::Text),
    ("keys", FieldType::Texts),
    ("brands", FieldType::Texts),
    ("misspellings", FieldType::Texts),
    ("red_flags", FieldType::Texts),
    ("sites", FieldType::Texts),
    ("urgent", FieldType::Flag),
    ("questions", FieldType::Texts),
    ("evidence", FieldType::Tables),
    ("interactions", FieldType::Tables),
    ("overview", FieldType::Flag),
    ("lists", FieldType::Text),
    ("facts", FieldType::Table),
    ("reviewed", FieldType::Table),
    ("kind", FieldType::Text),
    ("groups", FieldType::Texts),
    ("compare", FieldType::Texts),
    ("headings", FieldType::Texts),
    ("required_headings", FieldType::Texts),
    ("words", FieldType::Table),
];

/// The fields of one `[[extra.interactions]]` entry.
pub const INTERACTION_FIELDS: &[(&str, FieldType)] = &[
    ("with", FieldType::Text),
    ("name", FieldType::Text),
    ("own", FieldType::Text),
    ("severity", FieldType::Text),
    ("why", FieldType::Text),
    ("sources", FieldType::Texts),
];

/// The fields of `[extra.words]`.
pub const WORD_FIELDS: &[(&str, FieldType)] = &[
    ("notice", FieldType::Text),
    ("urgent", FieldType::Text),
    ("sheet", FieldType::Text),
    ("advice", FieldType::Text),
    ("sites", FieldType::Texts),
    ("diseases", FieldType::Table),
    ("levels", FieldType::Table),
    ("findings", FieldType::Table),
];

/// The fields of one row of `red-flags.toml`.
pub const RED_FLAG_FIELDS: &[(&str, FieldType)] = &[
    ("level", FieldType::Text),
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

/// The fields of one `[[extra.evidence]]` entry.
pub const EVIDENCE_FIELDS: &[(&str, FieldType)] = &[
    ("for", FieldType::Text),
    ("use", FieldType::Text),
    ("level", FieldType::Text),
    ("finding", FieldType::Text),
    ("people", FieldType::Number),
];

/// The fields of `[extra.reviewed]`.
pub const REVIEW_FIELDS: &[(&str, FieldType)] = &[("by", FieldType::Text), ("on", FieldType::Date)];

impl FieldType {
    /// What to write, with its article.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Text => "a text in quotes",
            Self::Number => "a whole number",
            Self::Flag => "true or false",
            Self::Date => "a date such as 2026-01-31",
            Self::Texts => "a list of texts, such as [\"one\", \"two\"]",
            Self::Table => "a table",
            Self::Tables => "a list of tables",
            Self::Authors => {
                "a list such as [{ family = \"Reiter\", given = \"N\" }, { literal = \"NHS\" }]"
            }
            Self::Any => "a value",
        }
    }
}
