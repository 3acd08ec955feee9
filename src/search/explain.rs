//! Why a topic was found, in which sections, and the words that show it.

use crate::content::markdown;
use crate::library::{Library, TopicId};
use crate::search::index::Index;
use crate::search::name_match::{Exactness, NameMatch};
use crate::search::names::NameOrigin;
use crate::search::ranked_topic::{RankedTopic, SectionScore};
use crate::search::results::{Hit, HitPlace, Preview, Snippet, Why};
use crate::search::section_table::SectionSpan;
use crate::search::sections::{Passage, passages, sections};
use crate::search::snippet::{Excerpt, Highlighter};

/// Sections shown for one topic.
const PLACES: usize = 3;

/// A name found by less than this part explains nothing.
const ENOUGH_OF_A_NAME: f32 = 0.5;

/// The hit for a ranked topic. Its file is read again only when the text says why it was found.
pub fn explain(
    index: &Index,
    library: &Library,
    highlighter: &Highlighter<'_>,
    ranked: &RankedTopic,
) -> Hit {
    let description = highlighter.snippet(&library.topic(ranked.topic).description);
    let best = ranked.sections.first();
    let name = ranked.named.filter(|named| tells_enough(named, best));
    let by_name = name.and_then(|named| by_name(index, library, highlighter, &named));
    let in_text = best.filter(|section| by_name.is_none() && section.score > description.weight);
    let text = in_text.and_then(|section| {
        let span = index.sections.get(ranked.topic, section.section)?;
        let (excerpt, anchor) = best_excerpt(highlighter, &read(library, ranked.topic, span)?);
        Some((by_text(section, span), excerpt, anchor))
    });
    let anchor = text.as_ref().and_then(|(.., anchor)| *anchor);
    let (why, shown) = match (by_name, text) {
        (Some(why), _) => (why, description),
        (None, Some((why, excerpt, _)))
            if excerpt.weight > 0.0 || description.snippet.text.is_empty() =>
        {
            (why, excerpt)
        }
        (None, Some((why, ..))) => (why, description),
        (None, None) => (Why::Description, description),
    };
    Hit {
        topic: ranked.topic,
        score: ranked.score,
        why,
        places: places(index, ranked, anchor),
        snippet: shown.snippet,
    }
}

/// The section of a topic that the byte `at` of its file stands in, as it is read.
pub fn preview(
    index: &Index,
    library: &Library,
    highlighter: &Highlighter<'_>,
    topic: TopicId,
    at: usize,
) -> Preview {
    let spans = (0..).map_while(|section| index.sections.get(topic, section));
    let Some(span) = spans
        .take_while(|span| span.start <= at)
        .last()
        .or_else(|| index.sections.get(topic, 0))
    else {
        return Preview::default();
    };
    let passages = read(library, topic, span).unwrap_or_default();
    let marked = |passage: &Passage| highlighter.marked(passage.text.trim_end());
    Preview {
        heading: span.heading.map(|heading| heading.title.to_string()),
        paragraphs: passages.iter().map(marked).collect(),
    }
}

/// The text of a section, read from its file.
fn read(library: &Library, topic: TopicId, span: SectionSpan<'_>) -> Option<Vec<Passage>> {
    let text = library.text(topic);
    let document = markdown::parse(text.get(..span.end.unwrap_or(text.len()))?, span.start);
    let sections = sections(&document);
    sections.first().map(|section| passages(section.blocks))
}

/// The passage that shows most of the query, and where in the file its first marked word stands.
fn best_excerpt(highlighter: &Highlighter<'_>, passages: &[Passage]) -> (Excerpt, Option<usize>) {
    let mut best = highlighter.snippet(passages.first().map_or("", |passage| &passage.text));
    let mut from = passages.first();
    for passage in passages.iter().skip(1) {
        let excerpt = highlighter.snippet(&passage.text);
        if excerpt.weight > best.weight {
            (best, from) = (excerpt, Some(passage));
        }
    }
    let anchor = from
        .zip(best.first)
        .and_then(|(passage, first)| passage.source(first));
    (best, anchor)
}

/// The title, or a search key of which at least half was typed.
fn by_name(
    index: &Index,
    library: &Library,
    highlighter: &Highlighter<'_>,
    named: &NameMatch,
) -> Option<Why> {
    if matches!(named.name.origin, NameOrigin::Title | NameOrigin::Id) {
        return Some(Why::Title);
    }
    let key = highlighter.marked(index.names.text(library, named.name));
    (named.exactness > Exactness::Part || is_half_marked(&key)).then_some(Why::Key(key))
}

fn is_half_marked(key: &Snippet) -> bool {
    let marked: usize = key.marks.iter().map(ExactSizeIterator::len).sum();
    let letters = key
        .text
        .bytes()
        .filter(|byte| !byte.is_ascii_whitespace())
        .count();
    marked * 2 >= letters
}

fn by_text(section: &SectionScore, span: SectionSpan<'_>) -> Why {
    let heading = span.heading.map(|heading| heading.title.to_string());
    match heading {
        Some(heading) if section.in_heading => Why::Heading(heading),
        heading => Why::Body { heading },
    }
}

/// Whether a name says enough of why a topic was found.
fn tells_enough(named: &NameMatch, best: Option<&SectionScore>) -> bool {
    let section = best.map_or(0.0, |section| section.score);
    named.part > 0.99 || (named.part >= ENOUGH_OF_A_NAME && named.score > section)
}

fn places(index: &Index, ranked: &RankedTopic, anchor: Option<usize>) -> Vec<HitPlace> {
    let place = |(number, section): (usize, &SectionScore)| {
        let span = index.sections.get(ranked.topic, section.section)?;
        Some(HitPlace {
            heading: span.heading.map(|heading| heading.title.to_string()),
            slug: span.heading.map(|heading| heading.slug.to_string()),
            anchor: anchor.filter(|_| number == 0).unwrap_or(span.start),
        })
    };
    ranked
        .sections
        .iter()
        .take(PLACES)
        .enumerate()
        .filter_map(place)
        .collect()
}
