//! Topics of a section side by side by their fact rows, as a table.

use crate::content::{BlockKind, Cell, Inline};
use crate::library::page::{heading, made_inlines};
use crate::library::{Library, Topic, TopicId, evidence};

/// The blocks below a section's own text: its pages compared, or listed where there is nothing to compare.
pub(super) fn of_children(library: &Library, section: TopicId) -> Vec<BlockKind> {
    let topic = library.topic(section);
    if topic.children.is_empty() {
        return Vec::new();
    }
    let rows = columns(topic);
    if rows.is_empty() {
        return vec![
            heading("In this section", "in-this-section"),
            list(library, &topic.children),
        ];
    }
    let mut head: Vec<Cell> = vec![vec![Inline::text("Topic")]];
    head.extend(rows.iter().map(|name| vec![Inline::text(name)]));
    let pages = topic
        .children
        .iter()
        .filter(|id| !library.topic(**id).is_section());
    let rows = pages.map(|id| row(library.topic(*id), rows)).collect();
    vec![
        heading("Compared", "compared"),
        BlockKind::Table { head, rows },
    ]
}

fn columns(topic: &Topic) -> &[String] {
    topic
        .section
        .as_ref()
        .map(|section| section.compare.as_slice())
        .unwrap_or_default()
}

fn row(topic: &Topic, columns: &[String]) -> Vec<Cell> {
    let mut cells = vec![vec![link(topic)]];
    cells.extend(columns.iter().map(|name| value(topic, name)));
    cells
}

/// What a topic says under a fact row's name; what a treatment is for and its evidence come from its entries.
pub fn value(topic: &Topic, name: &str) -> Cell {
    let join = |parts: Vec<String>| vec![Inline::text(parts.join("; "))];
    if let Some((_, value)) = topic.facts.iter().find(|(known, _)| known == name) {
        return made_inlines(value);
    }
    match name {
        "For" => join(
            topic
                .evidence
                .iter()
                .map(|entry| evidence::disease(entry).to_owned())
                .collect(),
        ),
        "Evidence" => join(topic.evidence.iter().map(evidence::verdict).collect()),
        _ => Vec::new(),
    }
}

fn link(topic: &Topic) -> Inline {
    Inline::link(&topic.title, format!("@/{}.md", topic.id))
}

fn list(library: &Library, children: &[TopicId]) -> BlockKind {
    let row = |id: &TopicId| {
        let topic = library.topic(*id);
        vec![
            link(topic),
            Inline::text(if topic.description.is_empty() {
                ""
            } else {
                ": "
            }),
            Inline::text(&topic.description),
        ]
    };
    let items = children
        .iter()
        .map(|id| crate::content::Item {
            task: None,
            blocks: vec![crate::content::Block::new(
                BlockKind::Paragraph(row(id)),
                0..0,
            )],
        })
        .collect();
    BlockKind::List { start: None, items }
}
