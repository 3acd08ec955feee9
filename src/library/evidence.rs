//! How good the evidence is, in words: diseases, levels and findings, best first.

use crate::content::{Evidence, Inline, InlineKind};

/// Diseases a treatment can be tried in, with their names for readers.
pub const DISEASES: &[(&str, &str)] = &[
    ("calcinosis", "Calcinosis of skin and soft tissue"),
    ("calciphylaxis", "Calciphylaxis"),
    ("tumoral-calcinosis", "Tumoral calcinosis"),
    ("dermatomyositis", "Dermatomyositis"),
    (
        "calcific-tendinopathy",
        "Calcific tendinopathy of the shoulder",
    ),
    ("milia", "Milia"),
];

/// Kinds of study, strongest first.
pub const LEVELS: &[(&str, &str)] = &[
    ("systematic-review", "systematic review"),
    ("randomised-trial", "randomised trial"),
    ("cohort", "cohort study"),
    ("case-series", "case series"),
    ("case-report", "case reports"),
    ("expert-opinion", "expert opinion"),
    ("traditional", "traditional use only"),
    ("none", "no study found"),
];

/// What the studies found, best first.
pub const FINDINGS: &[(&str, &str)] = &[
    ("helps", "helped"),
    ("mixed", "mixed results"),
    ("unknown", "not known whether it works"),
    ("no-benefit", "no benefit"),
    ("harms", "harmed"),
];

/// Kinds of source as readers call them.
pub const SOURCE_KINDS: &[(&str, &str)] = &[
    ("guideline", "guideline"),
    ("review", "review"),
    ("trial", "trial"),
    ("cohort", "cohort study"),
    ("case-report", "case report"),
    ("laboratory", "laboratory study"),
    ("patient-leaflet", "patient leaflet"),
    ("government", "government page"),
    ("encyclopedia", "reference work"),
];

/// The words for `name` in one of the tables above; an unknown name speaks for itself.
pub fn words<'a>(table: &'a [(&str, &'a str)], name: &'a str) -> &'a str {
    table
        .iter()
        .find(|(known, _)| *known == name)
        .map_or(name, |(_, words)| words)
}

/// What a treatment can be used for, where a page says it.
pub const PURPOSES: &[(&str, &str)] = &[("treatment", "treatment"), ("prevention", "prevention")];

/// The disease in words, with what the treatment was used for where that is said.
pub fn disease_and_purpose(evidence: &Evidence) -> String {
    let disease = disease(evidence);
    evidence.purpose.as_deref().map_or_else(
        || disease.to_owned(),
        |purpose| format!("{disease} ({})", words(PURPOSES, purpose)),
    )
}

/// The disease in words.
pub fn disease(evidence: &Evidence) -> &str {
    words(DISEASES, &evidence.disease)
}

/// Finding and level as one phrase: "mixed results (case series)".
pub fn verdict(evidence: &Evidence) -> String {
    let level = words(LEVELS, &evidence.level);
    format!("{} ({level})", words(FINDINGS, &evidence.finding))
}

/// The verdict with a bar before it: how strong the kind of study is.
pub fn drawn_verdict(evidence: &Evidence) -> Vec<Inline> {
    let text = Inline::text(verdict(evidence));
    bar(evidence).into_iter().chain([text]).collect()
}

/// The kind of study in words, with a bar before them.
pub fn drawn_level(evidence: &Evidence) -> Vec<Inline> {
    let text = Inline::text(words(LEVELS, &evidence.level));
    bar(evidence).into_iter().chain([text]).collect()
}

/// Full for the strongest kind of study, empty for none; no bar for a level this program does not know.
fn bar(evidence: &Evidence) -> Option<Inline> {
    let place = LEVELS
        .iter()
        .rev()
        .position(|(known, _)| *known == evidence.level)?;
    let kind = InlineKind::Bar {
        full: place,
        of: LEVELS.len() - 1,
    };
    Some(Inline::new(kind, 0..0))
}

/// A number to order treatments by: finding first, then level, lower is better.
pub fn rank(evidence: &Evidence) -> usize {
    let place = |table: &[(&str, &str)], name: &str| {
        table
            .iter()
            .position(|(known, _)| *known == name)
            .unwrap_or(table.len())
    };
    place(FINDINGS, &evidence.finding) * (LEVELS.len() + 1) + place(LEVELS, &evidence.level)
}
