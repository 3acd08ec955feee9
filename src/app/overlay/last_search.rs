//! What was searched for last, and which of its hits was chosen.

/// The last query, and the row of the hit that was chosen last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LastSearch {
    pub query: String,
    pub row: usize,
    /// That hit was opened, so that the next one is the one below it.
    pub is_opened: bool,
}

impl LastSearch {
    pub fn keep(&mut self, query: &str, row: usize, is_opened: bool) {
        *self = Self {
            query: query.to_owned(),
            row,
            is_opened,
        };
    }
}
