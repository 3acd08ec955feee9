//! What a section's page says of its topics: the evidence for each disease, and their fact rows as a table.

use std::iter;

use crate::content::{
    BlockKind, Cell, Chart, ChartGroup, ChartRow, Evidence, Inline, InlineKind, SubjectWords,
    TreatmentOutcome, markdown,
};
use crate::library::{Library, Topic, TopicId, evidence};

/// The rows that are made of a topic's evidence.
const FOR: &str = "For";
const EVIDENCE: &str = "Evidence";
pub(super) const FROM_EVIDENCE: [&str; 2] = [FOR, EVIDENCE];

const TRIED: &str = "What was tried, and what it showed";

const KEY: &str =
    "A bar shows how many people were studied: each half character stands for twice as many.";

/// The blocks below a section's own text: its pages compared, or listed where there is nothing to compare.
pub(super) fn of_children(library: &Library, section: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(section);
    if topic.children.is_empty() {
        return Vec::new();
    }
    let mut columns = topic.matter().compare.clone();
    if columns.is_empty() {
        return vec![
            BlockKind::heading(2, "In this section", "in-this-section"),
            list(library, &topic.children),
        ];
    }
    let pages = pages(library, topic);
    if pages.iter().any(|page| !page.matter().evidence.is_empty()) {
        columns.retain(|name| !FROM_EVIDENCE.contains(&name.as_str()));
    }
    vec![
        BlockKind::heading(2, "Compared", "compared"),
        table(library, &pages, &columns),
    ]
}

fn pages<'a>(library: &'a Library, section: &Topic) -> Vec<&'a Topic> {
    let children = section.children.iter().map(|id| library.topic(*id));
    children.filter(|topic| !topic.is_section).collect()
}

fn table(library: &Library, pages: &[&Topic], columns: &[String]) -> BlockKind {
    let names = iter::once("Topic").chain(columns.iter().map(String::as_str));
    let row = |topic: &&Topic| {
        let values = columns.iter().map(|name| value(library, topic, name));
        iter::once(vec![topic.link(&topic.title)])
            .chain(values)
            .collect()
    };
    BlockKind::Table {
        head: names.map(|name| vec![Inline::text(name)]).collect(),
        rows: pages.iter().map(row).collect(),
    }
}

/// What stands near the top of a section whose pages carry evidence: a chart of what was tried in each disease.
pub(super) fn chart(library: &Library, section: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(section);
    if !topic.is_section {
        return Vec::new();
    }
    let pages = pages(library, topic);
    let entries = pages.iter().flat_map(|page| &page.matter().evidence);
    let named = library.words().diseases.iter().map(|(name, _)| name);
    let mut diseases: Vec<&str> = Vec::new();
    for disease in named.chain(entries.map(|entry| &entry.disease)) {
        if !diseases.contains(&disease.as_str()) {
            diseases.push(disease);
        }
    }
    let groups = diseases.iter();
    let groups = groups.filter_map(|disease| tried_in(library, &pages, disease));
    let groups: Vec<ChartGroup> = groups.collect();
    if groups.is_empty() {
        return Vec::new();
    }
    let chart = Chart {
        key: key(library.words()),
        head: ["Topic", "Result", "People", "Studied by"].map(str::to_owned),
        groups,
    };
    vec![
        BlockKind::heading(2, TRIED, "what-was-tried"),
        BlockKind::Chart(chart),
    ]
}

/// What was tried in a disease: by what came of it, then by the kind of study.
fn tried_in(library: &Library, pages: &[&Topic], disease: &str) -> Option<ChartGroup> {
    let subject = library.words();
    let entries = pages.iter().flat_map(|topic| {
        let entries = topic.matter().evidence.iter();
        entries.map(move |entry| (*topic, entry))
    });
    let mut tried: Vec<(&Topic, &Evidence)> = entries
        .filter(|(_, entry)| entry.disease == disease)
        .collect();
    tried.sort_by_key(|(_, entry)| evidence::rank(entry));
    let (_, first) = tried.first()?;
    let row = |(topic, entry): &(&Topic, &Evidence)| {
        let purpose = entry.purpose.as_ref();
        let purpose = purpose.map(|purpose| Inline::text(format!(" ({purpose})")));
        ChartRow {
            name: iter::once(topic.link(&topic.title))
                .chain(purpose)
                .collect(),
            outcome: entry.outcome(),
            result: evidence::words(&subject.findings, &entry.finding).to_owned(),
            people: entry.people,
            study: in_short(evidence::words(&subject.levels, &entry.level)),
        }
    };
    Some(ChartGroup {
        title: evidence::disease(subject, first).to_owned(),
        rows: tried.iter().map(row).collect(),
    })
}

/// Words without what stands in brackets behind them.
fn in_short(words: &str) -> String {
    let short = words.split_once(" (").map(|(short, _)| short);
    short.unwrap_or(words).to_owned()
}

/// The signs with their words, and what a bar means.
fn key(subject: &SubjectWords) -> Vec<Inline> {
    let sign = |(name, words): &(String, String)| {
        let outcome = TreatmentOutcome::named(name)?;
        let sign = Inline::outcome(Some(outcome), &format!("{} {words}", outcome.sign()));
        Some([sign, Inline::text(", ")])
    };
    let signs = subject.findings.iter().filter_map(sign);
    let mut key: Vec<Inline> = signs.flatten().collect();
    key.pop();
    if !key.is_empty() {
        key.push(Inline::new(InlineKind::HardBreak, 0..0));
    }
    key.push(Inline::text(KEY));
    key
}

/// What a topic says under a fact row's name; what a treatment is for and its evidence come from its entries.
pub fn value(library: &Library, topic: &Topic, name: &str) -> Cell {
    let subject = library.words();
    if let Some((_, value)) = topic.matter().facts.iter().find(|(known, _)| known == name) {
        return markdown::unplaced(value);
    }
    match name {
        FOR => {
            let entries = topic.matter().evidence.iter();
            let diseases = entries.map(|entry| evidence::disease(subject, entry));
            let diseases: Vec<&str> = diseases.collect();
            vec![Inline::text(diseases.join("; "))]
        }
        EVIDENCE => verdicts(subject, &topic.matter().evidence),
        _ => Vec::new(),
    }
}

/// Every verdict, saying for which disease when there are several.
fn verdicts(subject: &SubjectWords, entries: &[Evidence]) -> Cell {
    let mut cell = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            cell.push(Inline::text("; "));
        }
        if entries.len() > 1 {
            let disease = evidence::disease_and_purpose(subject, entry);
            cell.push(Inline::text(format!("{disease}: ")));
        }
        cell.extend(evidence::verdict(subject, entry));
    }
    cell
}

fn list(library: &Library, children: &[TopicId]) -> BlockKind {
    BlockKind::list(children.iter().map(|id| {
        let topic = library.topic(*id);
        let is_bare = topic.description.is_empty();
        let colon = if is_bare { "" } else { ": " };
        vec![BlockKind::Paragraph(vec![
            topic.link(&topic.title),
            Inline::text(colon),
            Inline::text(&*topic.description),
        ])]
    }))
}
