//! The list of warning signs, `red-flags.toml`: each with who it is for and how soon to get help.

use crate::fields::FieldType;
use crate::record::{Record as _, record, words};
use crate::table::{kept, read};
use crate::text::capitalised;

words! {
    /// How soon to get help, soonest first.
    #[derive(Default)]
    pub enum Urgency {
        /// What is not known to be less urgent: too early is safer than too late.
        #[default]
        Now = "now",
        Today = "today",
        Soon = "soon",
        Visit = "visit",
    }
}

record! {
    /// A warning sign, or several that mean the same: a row of the list.
    pub struct RedFlag {
        @own { pub id: String, }
        pub urgency as "level": Urgency,
        /// Who it is for, of the list's groups.
        pub groups as "for": Vec<String>,
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
}

record! {
    /// The words of an urgency.
    pub struct UrgencyWords {
        @own {
            /// The name of the urgency.
            pub id: String,
        }
        /// In a word or two: “Ambulance”.
        pub name: String,
        /// What to do, as a sentence.
        pub means: String,
    }
}

record! {
    /// The whole list.
    pub struct RedFlags {
        /// Who rows can be for.
        pub groups: Vec<String>,
        /// Words that only rows may use.
        pub reserved_words: Vec<String>,
        words as "levels": Vec<UrgencyWords> = FieldType::ById(UrgencyWords::FIELDS),
        /// In the order of the file.
        pub rows: Vec<RedFlag> = FieldType::ById(RedFlag::FIELDS),
        pub exceptions: Vec<Exception>,
    }
}

impl RedFlags {
    /// Reads `red-flags.toml`; what is no row is passed over, a broken file gives none.
    pub fn of(text: &str) -> Self {
        let mut flags: Self = read(kept(&text.parse().unwrap_or_default(), Self::FIELDS));
        for row in &mut flags.rows {
            if row.short.is_empty() {
                row.short = row.signs.first().cloned().unwrap_or_default();
            }
        }
        flags
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

    /// The rows that stand for themselves, and not for one medicine or procedure.
    pub fn general(&self) -> impl Iterator<Item = &RedFlag> {
        self.rows.iter().filter(|row| row.stop.is_none())
    }

    /// What an urgency is called, and what to do; without words of its own it is called by its name.
    pub fn words(&self, urgency: Urgency) -> UrgencyWords {
        let own = self.words.iter().find(|it| it.id == urgency.name());
        let mut words = own.cloned().unwrap_or_default();
        if words.name.is_empty() {
            words.name = capitalised(urgency.name());
        }
        words
    }
}

impl RedFlag {
    /// What it tells a reader of the signs.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        self.signs.iter().chain(&self.skin).chain(&self.why)
    }
}

record! {
    /// Words that stand where a rule forbids them, with the reason.
    pub struct Exception {
        /// The rule of `check`; without one the rule of the reserved words.
        pub rule: Option<String>,
        /// The page's id.
        pub page: String,
        pub words: Vec<String>,
    }
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
