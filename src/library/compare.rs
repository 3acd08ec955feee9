//! What a section's page says of its topics: the evidence for each disease, and their fact rows as a table.

use std::iter;

use crate::content::{Block, BlockKind, Cell, Evidence, Inline, Item, markdown};
use crate::library::page::heading;
use crate::library::{Library, Topic, TopicId, evidence};

/// The rows that are made of a topic's evidence.
const FOR: &str = "For";
const EVIDENCE: &str = "Evidence";

/// How the tables of evidence are to be read.
const READING: &str = "For each disease apart: what helped stands first, and below that the stronger kind of study. \
    A bar shows how strong the kind of study is, not how well the treatment worked.";

/// The blocks below a section's own text: its pages compared, or listed where there is nothing to compare.
pub(super) fn of_children(library: &Library, section: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(section);
    if topic.children.is_empty() {
        return Vec::new();
    }
    let mut columns = topic.compare().to_vec();
    if columns.is_empty() {
        return vec![
            heading("In this section", "in-this-section"),
            list(library, &topic.children),
        ];
    }
    let children = topic.children.iter().map(|id| library.topic(*id));
    let pages: Vec<&Topic> = children.filter(|topic| !topic.is_section).collect();
    let mut blocks = by_evidence(&pages);
    if !blocks.is_empty() {
        columns.retain(|name| name != FOR && name != EVIDENCE);
    }
    blocks.push(heading("Compared", "compared"));
    blocks.push(table(&pages, &columns));
    blocks
}

fn table(pages: &[&Topic], columns: &[String]) -> BlockKind {
    let mut head = words(&["Topic"]);
    head.extend(columns.iter().map(|name| vec![Inline::text(name)]));
    let row = |topic: &&Topic| {
        let values = columns.iter().map(|name| value(topic, name));
        iter::once(vec![link(topic)]).chain(values).collect()
    };
    BlockKind::Table {
        head,
        rows: pages.iter().map(row).collect(),
    }
}

/// A table for each disease that any of these was tried in: by what was found, then by the kind of study.
fn by_evidence(pages: &[&Topic]) -> Vec<BlockKind> {
    let tables: Vec<BlockKind> = evidence::DISEASES
        .iter()
        .flat_map(|(disease, title)| tried_in(pages, disease, title))
        .collect();
    if tables.is_empty() {
        return tables;
    }
    let opening = [
        heading("What was tried, and what it showed", "what-was-tried"),
        BlockKind::Paragraph(vec![Inline::text(READING)]),
    ];
    opening.into_iter().chain(tables).collect()
}

fn tried_in(pages: &[&Topic], disease: &str, title: &str) -> Vec<BlockKind> {
    let mut tried: Vec<(&Topic, &Evidence)> = pages
        .iter()
        .flat_map(|topic| topic.evidence().iter().map(|entry| (*topic, entry)))
        .filter(|(_, entry)| entry.disease == disease)
        .collect();
    if tried.is_empty() {
        return Vec::new();
    }
    tried.sort_by_key(|(_, entry)| evidence::rank(entry));
    let row = |(topic, entry): &(&Topic, &Evidence)| {
        let finding = Inline::text(evidence::words(evidence::FINDINGS, &entry.finding));
        let purpose = entry.purpose.as_deref();
        let purpose = purpose.map(|it| format!(" ({})", evidence::words(evidence::PURPOSES, it)));
        let mut name = vec![link(topic)];
        name.extend(purpose.map(Inline::text));
        vec![name, vec![finding], evidence::drawn_level(entry)]
    };
    vec![
        BlockKind::Heading {
            level: 3,
            slug: format!("tried-in-{disease}"),
            inlines: vec![Inline::text(title)],
        },
        BlockKind::Table {
            head: words(&["Treatment", "Finding", "Evidence"]),
            rows: tried.iter().map(row).collect(),
        },
    ]
}

fn words(words: &[&str]) -> Vec<Cell> {
    words.iter().map(|word| vec![Inline::text(*word)]).collect()
}

/// What a topic says under a fact row's name; what a treatment is for and its evidence come from its entries.
pub fn value(topic: &Topic, name: &str) -> Cell {
    if let Some((_, value)) = topic.facts().iter().find(|(known, _)| known == name) {
        return markdown::unplaced(value);
    }
    match name {
        FOR => {
            let diseases: Vec<&str> = topic.evidence().iter().map(evidence::disease).collect();
            vec![Inline::text(diseases.join("; "))]
        }
        EVIDENCE => verdicts(topic.evidence()),
        _ => Vec::new(),
    }
}

/// Every verdict, saying for which disease when there are several.
fn verdicts(entries: &[Evidence]) -> Cell {
    let mut cell = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        if index > 0 {
            cell.push(Inline::text("; "));
        }
        if entries.len() > 1 {
            let disease = evidence::disease_and_purpose(entry);
            cell.push(Inline::text(format!("{disease}: ")));
        }
        cell.extend(evidence::drawn_verdict(entry));
    }
    cell
}

fn link(topic: &Topic) -> Inline {
    Inline::link(&*topic.title, format!("@/{}.md", topic.id))
}

fn list(library: &Library, children: &[TopicId]) -> BlockKind {
    let row = |id: &TopicId| {
        let topic = library.topic(*id);
        let colon = if topic.description.is_empty() {
            ""
        } else {
            ": "
        };
        vec![
            link(topic),
            Inline::text(colon),
            Inline::text(&*topic.description),
        ]
    };
    let item = |id| Item {
        task: None,
        blocks: vec![Block::new(BlockKind::Paragraph(row(id)), 0..0)],
    };
    BlockKind::List {
        start: None,
        items: children.iter().map(item).collect(),
    }
}
