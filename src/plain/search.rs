//! What a search finds, as text or as data, in the same order as the finder.

use std::fmt::Write as _;

use serde::Serialize;

use crate::library::Library;
use crate::plain::{Format, NothingFound, json};
use crate::search::{Hit, Index};

/// Hits listed when no limit is asked for.
pub const LIMIT: usize = 20;

/// The best hits for a query; finding nothing is an error in text, an empty list in JSON.
pub fn search(
    library: &Library,
    index: &Index,
    query: &str,
    limit: usize,
    format: Format,
) -> Result<String, NothingFound> {
    let results = index.search(library, query, limit);
    let excerpt = |hit: &Hit| index.excerpt(library, &results.highlighter, hit).text;
    if format == Format::Json {
        let found: Vec<FoundTopic<'_>> = results
            .hits
            .iter()
            .map(|hit| FoundTopic::new(library, hit, excerpt(hit)))
            .collect();
        return Ok(json(&found));
    }
    if results.hits.is_empty() {
        let note = results
            .note
            .as_ref()
            .map_or_else(String::new, |note| format!(" {note}"));
        return Err(NothingFound(format!(
            "nothing found for “{}”; try fewer or other words.{note}",
            query.trim()
        )));
    }
    let mut text = String::new();
    for line in results.filters.iter().chain(&results.note) {
        let _ = writeln!(text, "{line}\n");
    }
    for hit in &results.hits {
        write_hit(library, hit, &excerpt(hit), &mut text);
    }
    Ok(text)
}

fn write_hit(library: &Library, hit: &Hit, excerpt: &str, text: &mut String) {
    let topic = library.topic(hit.topic);
    let slug = hit.places.first().and_then(|place| place.slug.as_ref());
    let place = slug.map_or_else(String::new, |slug| format!("#{slug}"));
    let _ = writeln!(
        text,
        "{}{place}\n    {}: {}",
        topic.id, topic.title, hit.why
    );
    if !excerpt.is_empty() {
        let _ = writeln!(text, "    {excerpt}");
    }
}

#[derive(Serialize)]
struct FoundTopic<'a> {
    topic: &'a str,
    title: &'a str,
    section: &'a str,
    heading: Option<&'a str>,
    score: f32,
    why: String,
    snippet: String,
}

impl<'a> FoundTopic<'a> {
    fn new(library: &'a Library, hit: &'a Hit, snippet: String) -> Self {
        let topic = library.topic(hit.topic);
        Self {
            topic: &topic.id,
            title: &topic.title,
            section: topic.section_name(),
            heading: hit.places.first().and_then(|place| place.slug.as_deref()),
            score: hit.score,
            why: hit.why.to_string(),
            snippet,
        }
    }
}
