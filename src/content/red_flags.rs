//! The list of warning signs, `red-flags.toml`: each with who it is for and how soon to get help.

use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use crate::table::{flag, table, tables, text, texts};
use crate::text::{capitalised, one_line};

/// How soon to get help, soonest first.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize,
)]
pub enum Urgency {
    /// What is not known to be less urgent: too early is safer than too late.
    #[default]
    Now,
    Today,
    Soon,
    Visit,
}

/// Every urgency as the file names it, soonest first.
pub const URGENCIES: &[(&str, Urgency)] = &[
    ("now", Urgency::Now),
    ("today", Urgency::Today),
    ("soon", Urgency::Soon),
    ("visit", Urgency::Visit),
];

impl Urgency {
    /// As the file names it.
    pub fn name(self) -> &'static str {
        let own = URGENCIES.iter().find(|(_, urgency)| *urgency == self);
        own.map_or("", |(name, _)| name)
    }

    pub fn named(name: &str) -> Option<Self> {
        let own = URGENCIES.iter().find(|(known, _)| *known == name);
        own.map(|(_, urgency)| *urgency)
    }
}

/// A warning sign, or several that mean the same: a row of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct RedFlag {
    pub id: String,
    pub urgency: Urgency,
    /// Who it is for, of the list's groups.
    pub groups: Vec<String>,
    /// Who it is for, in words.
    pub who: String,
    /// One of them is enough.
    pub signs: Vec<String>,
    /// All of it in a few words.
    pub short: String,
    /// How it looks on brown or black skin.
    pub skin: Option<String>,
    pub why: Option<String>,
    pub sources: Vec<String>,
    /// Whether it is shown on the first screen.
    pub front: bool,
    /// Of a sign of one medicine or procedure: whether to stop it.
    pub stop: Option<bool>,
}

/// The words of an urgency.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct UrgencyWords {
    /// In a word or two: “Ambulance”.
    pub name: String,
    /// What to do, as a sentence.
    pub means: String,
}

/// The whole list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct RedFlags {
    /// In the order of the file.
    pub rows: Vec<RedFlag>,
    /// Who rows can be for.
    pub groups: Vec<String>,
    /// Words that only rows may use.
    pub reserved_words: Vec<String>,
    /// By urgency, soonest first.
    words: Vec<UrgencyWords>,
}

impl RedFlags {
    /// Reads `red-flags.toml`; what is no row is passed over, a broken file gives none.
    pub fn of(text: &str) -> Self {
        let file: Table = text.parse().unwrap_or_default();
        let rows = table(&file, "rows").into_iter().flatten();
        let row = |(id, row): (&String, &Value)| Some(RedFlag::of(id, row.as_table()?));
        let levels = Table::new();
        let levels = table(&file, "levels").unwrap_or(&levels);
        Self {
            rows: rows.filter_map(row).collect(),
            groups: texts(&file, "groups"),
            reserved_words: texts(&file, "reserved_words"),
            words: URGENCIES
                .iter()
                .map(|(name, _)| UrgencyWords::of(name, levels))
                .collect(),
        }
    }

    pub fn get(&self, id: &str) -> Option<&RedFlag> {
        self.rows.iter().find(|row| row.id == id)
    }

    pub const fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The rows with these ids, the most urgent first; unknown ids are passed over.
    pub fn named<'a>(&'a self, ids: &[String]) -> Vec<&'a RedFlag> {
        let mut rows: Vec<&RedFlag> = ids.iter().filter_map(|id| self.get(id)).collect();
        rows.sort_by_key(|row| row.urgency);
        rows
    }

    /// Only the rows of the first screen.
    #[must_use]
    pub fn front(&self) -> Self {
        let rows = self.rows.iter().filter(|row| row.front);
        Self {
            rows: rows.cloned().collect(),
            words: self.words.clone(),
            ..Self::default()
        }
    }

    /// The rows that stand for themselves, and not for one medicine or procedure.
    pub fn general(&self) -> impl Iterator<Item = &RedFlag> {
        self.rows.iter().filter(|row| row.stop.is_none())
    }

    /// What an urgency is called, and what to do.
    pub fn words(&self, urgency: Urgency) -> UrgencyWords {
        let words = self.words.get(urgency as usize).cloned();
        words.unwrap_or_else(|| UrgencyWords::of(urgency.name(), &Table::new()))
    }
}

impl UrgencyWords {
    /// Without words of its own an urgency is called by its name.
    fn of(name: &str, levels: &Table) -> Self {
        let none = Table::new();
        let words = table(levels, name).unwrap_or(&none);
        Self {
            name: text(words, "name").unwrap_or_else(|| capitalised(name)),
            means: text(words, "means").unwrap_or_default(),
        }
    }
}

impl RedFlag {
    fn of(id: &str, row: &Table) -> Self {
        let signs = texts(row, "signs");
        let short = text(row, "short").or_else(|| signs.first().cloned());
        Self {
            id: one_line(id),
            urgency: text(row, "level")
                .and_then(|level| Urgency::named(&level))
                .unwrap_or_default(),
            groups: texts(row, "for"),
            who: text(row, "who").unwrap_or_default(),
            short: short.unwrap_or_default(),
            signs,
            skin: text(row, "skin"),
            why: text(row, "why"),
            sources: texts(row, "sources"),
            front: flag(row, "front"),
            stop: row.get("stop").and_then(Value::as_bool),
        }
    }
}

/// Words that stand where a rule forbids them, with the reason.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exception {
    /// The rule of `check`; without one the rule of the reserved words.
    pub rule: Option<String>,
    /// The page's id.
    pub page: String,
    pub words: Vec<String>,
    pub reason: String,
}

/// The exceptions that `red-flags.toml` lists.
pub fn exceptions(file: &str) -> Vec<Exception> {
    let file: Table = file.parse().unwrap_or_default();
    let one = |entry: &Table| Exception {
        rule: text(entry, "rule"),
        page: text(entry, "page").unwrap_or_default(),
        words: texts(entry, "words"),
        reason: text(entry, "reason").unwrap_or_default(),
    };
    tables(&file, "exceptions").map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "groups = [\"anyone\"]\n\
        [levels.now]\nname = \"Ambulance\"\nmeans = \"Call one.\"\n\
        [rows.late]\nlevel = \"soon\"\nsigns = [\"A slow lump.\"]\n\
        [rows.odd]\nlevel = \"nwo\"\nsigns = [\"A fit.\", 3]\nshort = \"Fits\"\nstop = true\n";

    #[test]
    fn rows_come_most_urgent_first_and_a_slip_is_never_late() {
        let flags = RedFlags::of(FILE);
        let rows = flags.named(&["late".into(), "odd".into(), "gone".into()]);
        let ids: Vec<&str> = rows.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(ids, ["odd", "late"]);
        assert_eq!(rows[0].signs, ["A fit."]);
        assert_eq!(rows[1].short, "A slow lump.");
        assert_eq!(flags.general().count(), 1);
    }

    #[test]
    fn an_urgency_is_called_as_the_file_says_or_by_its_name() {
        let flags = RedFlags::of(FILE);
        assert_eq!(flags.words(Urgency::Now).name, "Ambulance");
        assert_eq!(flags.words(Urgency::Visit).name, "Visit");
        assert_eq!(RedFlags::default().words(Urgency::Soon).name, "Soon");
        assert!(RedFlags::of("no toml").is_empty());
    }
}
