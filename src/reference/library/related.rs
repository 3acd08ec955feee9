//! The end of a page: where it leads and which pages lead here, grouped by section.

use std::collections::HashSet;

use crate::content::{BlockKind, Inline};
use crate::library::{Library, TopicId};

/// What stands for a section before pages that are in none.
const ELSEWHERE: &str = "Elsewhere";

/// What a section's own page is called beside its topics.
const OVERVIEW: &str = "Overview";

/// The blocks; none before the links between all topics are known. The front page leads everywhere and says so itself.
pub(super) fn blocks(library: &Library, id: TopicId) -> Vec<BlockKind> {
    let front = library.front();
    if id == front || !library.knows_links() {
        return Vec::new();
    }
    let links = library.links();
    let others = |ids: &[TopicId]| -> Vec<TopicId> {
        let ids = ids.iter().copied();
        ids.filter(|it| *it != front).collect()
    };
    let (ahead, mut behind) = (others(links.from(id)), others(links.to(id)));
    let known: HashSet<TopicId> = ahead.iter().copied().collect();
    behind.retain(|it| !known.contains(it));
    let mut blocks = Vec::new();
    for (name, topics) in [("This page leads to", ahead), ("Also linking here", behind)] {
        if !topics.is_empty() {
            blocks.push(BlockKind::Paragraph(vec![Inline::strong(vec![
                Inline::text(name),
            ])]));
            blocks.push(BlockKind::Facts(by_section(library, &topics)));
        }
    }
    if !blocks.is_empty() {
        blocks.insert(0, BlockKind::heading(2, "Related", "related"));
    }
    blocks
}

/// A row for each section in reading order, with links to its topics.
fn by_section(library: &Library, topics: &[TopicId]) -> Vec<(String, Vec<Inline>)> {
    let mut rows: Vec<(String, Vec<Inline>)> = Vec::new();
    for id in topics {
        let name = section(library, *id);
        if rows.last().is_none_or(|(last, _)| *last != name) {
            rows.push((name, Vec::new()));
        }
        if let Some((_, inlines)) = rows.last_mut() {
            if !inlines.is_empty() {
                inlines.push(Inline::text("; "));
            }
            let topic = library.topic(*id);
            // A section's own page would only repeat the name of its row.
            let text = if topic.is_section {
                OVERVIEW
            } else {
                &topic.title
            };
            inlines.push(topic.link(text));
        }
    }
    rows
}

fn section(library: &Library, id: TopicId) -> String {
    let above = library.ancestors(id).first().copied();
    let own = library.topic(id).is_section.then_some(id);
    above.or(own).map_or_else(
        || ELSEWHERE.to_owned(),
        |id| library.topic(id).title.to_string(),
    )
}
