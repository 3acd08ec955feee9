//! Where the reader was, and what they read: what every visit leaves, in a file that may be lost without harm.

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::shelf::file::put;
use crate::shelf::{Place, Reading, Shelf, VERSION};

/// What stands above everything in the file.
const HEAD: &str =
    "# Where you were in calcinosis, and what you read. What you keep is in shelf.toml.\n\n";

/// Where the reader was when the program ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub place: Option<Place>,
    /// The keys went to the tree.
    #[serde(default)]
    pub in_tree: bool,
    #[serde(default)]
    pub selected: Option<String>,
    #[serde(default)]
    pub unfolded: Vec<String>,
    /// Where back and forward lead, the nearest last.
    #[serde(default)]
    pub behind: Vec<Place>,
    #[serde(default)]
    pub ahead: Vec<Place>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: Table,
}

/// The part of a shelf that every visit changes.
#[derive(Clone, Debug, PartialEq)]
pub struct Traces {
    visit: Visit,
    read: Vec<Reading>,
}

impl Traces {
    /// Reads a file's text; None when it is not whole.
    pub fn from_toml(text: &str) -> Option<Self> {
        let mut table: Table = text.parse().ok()?;
        let read = table.remove("read")?.try_into().ok()?;
        let visit: Visit = table.remove("visit")?.try_into().ok()?;
        visit.place.is_some().then_some(Self { visit, read })
    }
}

impl Shelf {
    /// The text of the file for this part alone. What makes it whole stands last.
    pub fn traces_to_toml(&self) -> String {
        let mut table = Table::new();
        table.insert("version".to_owned(), Value::Integer(VERSION));
        put(&mut table, "read", &self.read);
        put(&mut table, "visit", &self.visit);
        format!("{HEAD}{table}")
    }

    /// Takes over what a later visit left.
    pub fn follow(&mut self, traces: Traces) {
        self.visit = traces.visit;
        self.read = traces.read;
    }

    /// Whether nothing but the traces of a visit tells one shelf from the other.
    pub fn keeps_the_same_as(&self, other: &Self) -> bool {
        self.version == other.version
            && self.marks == other.marks
            && self.bookmarks == other.bookmarks
            && self.sheet == other.sheet
            && self.rest == other.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visited() -> Shelf {
        let mut shelf = Shelf::default();
        shelf.visit.place = Some(Place::in_topic("a"));
        shelf.visit.behind = vec![Place::in_topic("b")];
        shelf.read = vec![Reading {
            topic: "a".to_owned(),
            ..Reading::default()
        }];
        shelf
    }

    #[test]
    fn a_later_visit_changes_nothing_else() {
        let traces = Traces::from_toml(&visited().traces_to_toml()).unwrap();
        let mut shelf = Shelf::default();
        shelf.marks.insert("q".to_owned(), Place::in_topic("d"));
        let before = shelf.clone();
        shelf.follow(traces);
        assert!(shelf.keeps_the_same_as(&before));
        assert!(!shelf.keeps_the_same_as(&visited()));
        assert_eq!(
            (&shelf.visit, &shelf.read),
            (&visited().visit, &visited().read)
        );
    }

    #[test]
    fn half_a_file_counts_as_none() {
        let text = visited().traces_to_toml();
        let last = "[visit.place]\ntopic = \"a\"";
        let whole = text.find(last).unwrap() + last.len();
        for end in 0..whole {
            let half = text.get(..end).unwrap();
            assert_eq!(Traces::from_toml(half), None, "{half}");
        }
        assert_eq!(Traces::from_toml(&"\0".repeat(text.len())), None);
    }
}
