//! What is known of a treatment: what it was tried in, what came of it, and who was studied.

use crate::record::{record, words};

record! {
    /// What is known of a treatment in one disease.
    pub struct Evidence {
        pub disease as "for": String,
        /// treatment or prevention, where it matters.
        pub purpose as "use": Option<String>,
        pub level: String,
        pub finding: String,
        /// How many people were studied; None where nobody was, or nobody said.
        pub people: Option<u32>,
    }
}

words! {
    /// What came of a treatment, best first.
    pub enum TreatmentOutcome {
        Helps = "helps",
        Mixed = "mixed",
        Unknown = "unknown",
        NoBenefit = "no-benefit",
        Harms = "harms",
    }
}

words! {
    /// What a topic is about, by its section.
    pub enum TopicKind {
        Page = "page",
        Type = "type",
        Cause = "cause",
        Diagnostic = "diagnostic",
        Treatment = "treatment",
    }
}

impl TreatmentOutcome {
    /// The sign that stands for it where there is no room for words.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Helps => "+",
            Self::Mixed => "~",
            Self::Unknown => "?",
            Self::NoBenefit => "–",
            Self::Harms => "x",
        }
    }
}

impl Evidence {
    /// What came of it; None for a word that is no outcome.
    pub fn outcome(&self) -> Option<TreatmentOutcome> {
        TreatmentOutcome::named(&self.finding)
    }
}
