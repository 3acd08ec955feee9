//! Every topic in reading order, as text or as data.

use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::content::{Document, InlineKind};
use crate::library::{Library, Target, TopicId};
use crate::plain::{Format, json};

/// All topics that are pages, each as far in as it lies in the tree.
pub fn list(library: &Library, format: Format) -> String {
    if format == Format::Json {
        let pages = library.ids().filter(|id| !library.topic(*id).is_section);
        return json(&pages.map(|id| data(library, id)).collect::<Value>());
    }
    let mut text = String::new();
    for id in library.ids().filter(|id| *id != library.front()) {
        let topic = library.topic(id);
        let indent = "  ".repeat(library.ancestors(id).len());
        if topic.is_section {
            let _ = writeln!(text, "\n{indent}{}", topic.title);
        } else {
            let urgent = if topic.urgent { " (urgent)" } else { "" };
            let _ = writeln!(text, "{indent}{}: {}{urgent}", topic.id, topic.title);
        }
    }
    text.trim_start_matches('\n').to_owned()
}

fn data(library: &Library, id: TopicId) -> Value {
    let topic = library.topic(id);
    let (words, citations, links) = counts(library, id, &library.document(id));
    let evidence = topic.matter().evidence.iter().map(|entry| {
        json!({
            "for": entry.disease,
            "level": entry.level,
            "finding": entry.finding,
        })
    });
    json!({
        "topic": topic.id,
        "title": &*topic.title,
        "description": &*topic.description,
        "section": topic.section_name(),
        "weight": topic.weight,
        "urgent": topic.urgent,
        "evidence": evidence.collect::<Value>(),
        "keys": topic.matter().keys,
        "words": words,
        "citations": citations,
        "links": links,
    })
}

/// Words of the body, citations in it, and links to other topics.
pub(super) fn counts(library: &Library, id: TopicId, document: &Document) -> (usize, usize, usize) {
    let (mut words, mut citations, mut links) = (0, 0, 0);
    document.each_inline(&mut |inline| match &inline.kind {
        InlineKind::Text(text) | InlineKind::Code(text) => words += text.split_whitespace().count(),
        InlineKind::Citation { .. } => citations += 1,
        InlineKind::Link { target, .. } => {
            let leads = library.resolve_page(id, target);
            links += usize::from(matches!(leads, Target::Topic(topic, _) if topic != id));
        }
        _ => {}
    });
    (words, citations, links)
}
