//! What was tried, as a chart: bars where it is drawn, a table where it is told.

use serde::{Deserialize, Serialize};

use crate::document::{Cell, Inline, InlineKind};
use crate::evidence::TreatmentOutcome;

/// What a table says of a number that nobody gave.
const NOT_GIVEN: &str = "not given";

/// What was tried, by what it was tried in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Chart {
    /// How the bars are to be read.
    pub key: Vec<Inline>,
    /// The names of what a row says, for where it is told.
    pub head: [String; 4],
    pub groups: Vec<ChartGroup>,
}

/// Things that can be held against each other, a row each.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ChartGroup {
    pub title: String,
    pub rows: Vec<ChartRow>,
}

pub type ChartTable = (Vec<Cell>, Vec<Vec<Cell>>);

/// A thing that was tried, and what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct ChartRow {
    pub name: Vec<Inline>,
    pub outcome: Option<TreatmentOutcome>,
    pub result: String,
    /// How many people were studied: the length of the bar.
    pub people: Option<u32>,
    pub study: String,
}

impl Chart {
    /// The same as tables, each with its title.
    pub fn tables(&self) -> impl Iterator<Item = (&str, ChartTable)> {
        let groups = self.groups.iter();
        groups.map(|group| (group.title.as_str(), self.table(group)))
    }

    fn table(&self, group: &ChartGroup) -> ChartTable {
        let head = self.head.iter().map(|name| vec![Inline::text(name)]);
        let row = |row: &ChartRow| {
            let people = row.people.map(|people| people.to_string());
            vec![
                row.name.clone(),
                vec![row.result()],
                vec![Inline::text(people.unwrap_or_else(|| NOT_GIVEN.to_owned()))],
                vec![Inline::text(&row.study)],
            ]
        };
        (head.collect(), group.rows.iter().map(row).collect())
    }
}

impl ChartRow {
    pub fn result(&self) -> Inline {
        Inline::outcome(self.outcome, &self.result)
    }
}

impl Inline {
    /// Words that say what came of a treatment.
    pub fn outcome(outcome: Option<TreatmentOutcome>, words: &str) -> Self {
        let words = Self::text(words);
        match outcome {
            None => words,
            Some(outcome) => Self::new(
                InlineKind::Outcome {
                    outcome,
                    inlines: vec![words],
                },
                0..0,
            ),
        }
    }
}
