//! The words of the subject, `[extra.words]` of the root `_index.md`: the program itself knows none.

use crate::record::record;
use crate::text::in_sentence;

record! {
    /// What a reference calls its own things; what it does not name is not shown.
    pub struct SubjectWords {
        /// What stands on every page that nobody reviewed: “no clinician review”.
        pub notice: Option<String>,
        /// The list of warning signs: “When to get help”.
        pub urgent: Option<String>,
        /// What is gathered to take along: “Visit sheet”.
        pub sheet: Option<String>,
        /// What the sheet is not: “General information, not medical advice.”
        pub advice: Option<String>,
        /// The parts of the body, from head to toe.
        pub sites: Vec<String>,
        /// What treatments are tried in, with its words, in order.
        pub diseases: Vec<(String, String)>,
        /// The kinds of study with their words, the strongest first.
        pub levels: Vec<(String, String)>,
        /// The outcomes with their words, the best first.
        pub findings: Vec<(String, String)>,
    }
}

impl SubjectWords {
    /// What is gathered to take along, as a title.
    pub fn sheet(&self) -> &str {
        self.sheet.as_deref().unwrap_or("Sheet")
    }

    /// The same inside a sentence: “visit sheet”.
    pub fn sheet_in_sentence(&self) -> String {
        in_sentence(self.sheet())
    }
}
