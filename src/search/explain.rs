//! Why a topic was found, in which sections, and the words that show it.

use crate::content::markdown;
use crate::library::{Library, Topic, TopicId};
use crate::search::asides::{Aside, AsideOrigin, asides};
use crate::search::index::Index;
use crate::search::name_match::{Exactness, NameMatch, RankedTopic, SectionScore};
use crate::search::names::NameOrigin;
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
    let topic = library.topic(ranked.topic);
    let best = ranked.sections.first();
    let name = ranked.named.filter(|named| tells_enough(named, best));
    let by_name = name.and_then(|named| by_name(index, library, highlighter, &named));
    let mut shown = Explanation {
        why: by_name.clone().unwrap_or(Why::Description),
        excerpt: highlighter.snippet(&topic.description),
        anchor: None,
    };
    if by_name.is_none() {
        let in_text =
            best.and_then(|best| in_text(index, library, highlighter, (ranked.topic, best)));
        shown = match in_text {
            // The heading alone has what was asked for, and the text below it says what that is.
            Some(found) if shown.excerpt.weight <= 0.0 && best.is_some_and(|it| it.in_heading) => {
                found
            }
            other => better(shown, other),
        };
        if shown.excerpt.weight <= 0.0 && !matches!(shown.why, Why::Heading(_)) {
            shown = better(shown, beside(library, highlighter, ranked.topic));
        }
    }
    Hit {
        topic: ranked.topic,
        score: ranked.score,
        why: shown.why,
        has_warnings: has_warnings(topic),
        places: places(index, ranked, shown.anchor),
        snippet: shown.excerpt.snippet,
    }
}

/// Why a topic was found, what shows it, and where in its file that begins.
struct Explanation {
    why: Why,
    excerpt: Excerpt,
    anchor: Option<usize>,
}

/// The second if it shows more of the query.
fn better(first: Explanation, second: Option<Explanation>) -> Explanation {
    let is_empty = first.excerpt.snippet.text.is_empty();
    match second {
        Some(second) if is_empty || second.excerpt.weight > first.excerpt.weight => second,
        _ => first,
    }
}

/// The passage of the best section that shows most of the query.
fn in_text(
    index: &Index,
    library: &Library,
    highlighter: &Highlighter<'_>,
    (topic, section): (TopicId, &SectionScore),
) -> Option<Explanation> {
    let span = index.sections.get(topic, section.section)?;
    let passages = read(library, topic, span)?;
    let excerpts = passages
        .iter()
        .map(|passage| (passage, highlighter.snippet(&passage.text)));
    let (passage, excerpt) = excerpts.reduce(|best, next| {
        if next.1.weight > best.1.weight {
            next
        } else {
            best
        }
    })?;
    Some(Explanation {
        why: by_text(section, span),
        anchor: excerpt.first.and_then(|first| passage.source(first)),
        excerpt,
    })
}

/// The text beside the page's own that shows most of the query.
fn beside(library: &Library, highlighter: &Highlighter<'_>, topic: TopicId) -> Option<Explanation> {
    let matter = library.topic(topic).read_matter();
    let asides = asides(library, topic, &matter, &library.document(topic)).into_iter();
    let explained = asides.map(|Aside { origin, text }| Explanation {
        why: match origin {
            AsideOrigin::Listed | AsideOrigin::Warning => Why::Warning,
            AsideOrigin::Pair => Why::Interaction,
            AsideOrigin::Source(title) => Why::Source(title),
        },
        excerpt: highlighter.snippet(&text),
        anchor: None,
    });
    explained.reduce(|best, next| better(best, Some(next)))
}

/// Whether warning signs stand on a topic's page, or it is one of the urgent ones.
pub fn has_warnings(topic: &Topic) -> bool {
    topic.urgent || !topic.read_matter().red_flags.is_empty()
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
