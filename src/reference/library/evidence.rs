//! How good the evidence is, in the words of the reference: what came of it first, then who was studied and how.

use crate::content::{Evidence, Inline, SubjectWords};

/// Kinds of study that front matter can name, strongest first.
pub const LEVELS: &[&str] = &[
    "systematic-review",
    "randomised-trial",
    "cohort",
    "case-series",
    "case-report",
    "expert-opinion",
    "traditional",
    "none",
];

/// The first of the levels at which nobody was studied.
const UNSTUDIED: &str = "expert-opinion";

/// What a treatment can be used for, where a page says it.
pub const PURPOSES: &[&str] = &["treatment", "prevention"];

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

/// The words for `name` in a table of them; an unknown name speaks for itself.
pub fn words<'a, T: AsRef<str>>(table: &'a [(T, T)], name: &'a str) -> &'a str {
    let known = table.iter().find(|(known, _)| known.as_ref() == name);
    known.map_or(name, |(_, words)| words.as_ref())
}

pub fn disease<'a>(subject: &'a SubjectWords, evidence: &'a Evidence) -> &'a str {
    words(&subject.diseases, &evidence.disease)
}

/// The disease in words, with what the treatment was used for where that is said.
pub fn disease_and_purpose(subject: &SubjectWords, evidence: &Evidence) -> String {
    let disease = disease(subject, evidence);
    let purpose = evidence.purpose.as_ref();
    purpose.map_or_else(|| disease.to_owned(), |it| format!("{disease} ({it})"))
}

/// What came of it, in words.
pub fn result(subject: &SubjectWords, evidence: &Evidence) -> Inline {
    let words = words(&subject.findings, &evidence.finding);
    Inline::outcome(evidence.outcome(), words)
}

/// The kind of study in words, with how many people were studied.
pub fn study(subject: &SubjectWords, evidence: &Evidence) -> String {
    let kind = words(&subject.levels, &evidence.level);
    let people = evidence.people.map(people);
    people.map_or_else(|| kind.to_owned(), |people| format!("{kind}: {people}"))
}

/// What came of it, and how that is known: “mixed results; a few people, no comparison: 12 people”.
pub fn verdict(subject: &SubjectWords, evidence: &Evidence) -> Vec<Inline> {
    let study = study(subject, evidence);
    vec![
        result(subject, evidence),
        Inline::text(format!("; {study}")),
    ]
}

/// The evidence as rows: for each disease what came of it, and below that how it was studied.
pub fn rows(subject: &SubjectWords, entries: &[Evidence]) -> Vec<(String, Vec<Inline>)> {
    let row = |entry: &Evidence| {
        let disease = format!("{}: ", disease_and_purpose(subject, entry));
        let disease = Inline::strong(vec![Inline::text(disease)]);
        let basis = if is_study(&entry.level) {
            "studied by"
        } else {
            "rests on"
        };
        let study = vec![Inline::text(study(subject, entry))];
        [
            (String::new(), vec![disease, result(subject, entry)]),
            (basis.to_owned(), study),
        ]
    };
    entries.iter().flat_map(row).collect()
}

/// To order treatments by: what came of it first, then the kind of study, then how many were studied; lower is better.
pub fn rank(evidence: &Evidence) -> impl Ord {
    let outcome = evidence.outcome();
    let people = std::cmp::Reverse(evidence.people);
    let level = level_place(&evidence.level);
    (outcome.is_none(), outcome, level, people)
}

/// Whether anybody was studied at a level.
pub fn is_study(level: &str) -> bool {
    level_place(level) < level_place(UNSTUDIED)
}

fn level_place(level: &str) -> usize {
    let known = LEVELS.iter().position(|known| *known == level);
    known.unwrap_or(LEVELS.len())
}

pub fn people(count: impl Into<i64>) -> String {
    match count.into() {
        1 => "one person".to_owned(),
        count => format!("{count} people"),
    }
}
