//! The words of the subject, `[extra.words]` of the root `_index.md`: the program itself knows none.

use serde::{Deserialize, Serialize};
use toml::Table;

use crate::table::{pairs, text, texts};

/// What a reference calls its own things; what it does not name is not shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct SubjectWords {
    /// What stands on every page that nobody reviewed: “no clinician review”.
    pub notice: Option<String>,
    /// The list of warning signs: “When to get help”.
    pub urgent: Option<String>,
    /// What is gathered to take along: “Visit sheet”.
    pub sheet: Option<String>,
    /// The parts of the body, from head to toe.
    pub sites: Vec<String>,
    /// The kinds of study with their words, the strongest first.
    pub levels: Vec<(String, String)>,
    /// The outcomes with their words, the best first.
    pub findings: Vec<(String, String)>,
}

impl SubjectWords {
    pub(super) fn of(table: &Table) -> Self {
        Self {
            notice: text(table, "notice"),
            urgent: text(table, "urgent"),
            sheet: text(table, "sheet"),
            sites: texts(table, "sites"),
            levels: pairs(table, "levels"),
            findings: pairs(table, "findings"),
        }
    }
}
