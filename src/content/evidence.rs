//! What is known of a treatment: what it was tried in, what came of it, and who was studied.

use serde::{Deserialize, Serialize};

/// What is known of a treatment in one disease.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(default)]
pub struct Evidence {
    #[serde(rename = "for")]
    pub disease: String,
    /// treatment or prevention, where it matters.
    #[serde(rename = "use")]
    pub purpose: Option<String>,
    pub level: String,
    pub finding: String,
    /// How many people were studied; None where nobody was, or nobody said.
    pub people: Option<u32>,
}

/// What came of a treatment, best first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
pub enum TreatmentOutcome {
    Helps,
    Mixed,
    Unknown,
    NoBenefit,
    Harms,
}

/// Every outcome as front matter names it, best first.
pub const OUTCOMES: &[(&str, TreatmentOutcome)] = &[
    ("helps", TreatmentOutcome::Helps),
    ("mixed", TreatmentOutcome::Mixed),
    ("unknown", TreatmentOutcome::Unknown),
    ("no-benefit", TreatmentOutcome::NoBenefit),
    ("harms", TreatmentOutcome::Harms),
];

impl TreatmentOutcome {
    pub fn named(name: &str) -> Option<Self> {
        let own = OUTCOMES.iter().find(|(known, _)| *known == name);
        own.map(|(_, outcome)| *outcome)
    }

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
