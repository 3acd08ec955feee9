//! Why a topic was found, in which sections, and the words that show it.

use crate::content::front_matter::split;
use crate::content::markdown;
use crate::library::{Library, TopicId};
use crate::search::expand::Meaning;
use crate::search::index::Index;
use crate::search::names::Origin;
use crate::search::naming::Named;
use crate::search::outline;
use crate::search::passage::{Passage, sections};
use crate::search::rank::{Ranked, Scored};
use crate::search::results::{Hit, Place, Why};
use crate::search::snippet::Marker;

/// Sections shown for one topic.
const PLACES: usize = 3;

/// A name found by less than this part explains nothing.
const ENOUGH_OF_A_NAME: f32 = 0.5;

/// The hit for a ranked topic; its file is read again for the snippet.
pub fn explain(index: &Index, library: &Library, meanings: &[Meaning], found: &Ranked) -> Hit {
    let marker = Marker::new(index, meanings);
    let description = &library.topic(found.topic).description;
    let best = found.spots.first();
    let read = best.and_then(|spot| Read::section(index, library, found.topic, spot));
    let shown = read.as_ref().map(|read| marker.snippet(&read.passage.text));
    let in_description = marker.snippet(description);
    let why = why(
        index,
        library,
        found,
        best.zip(read.as_ref()),
        shown
            .as_ref()
            .is_some_and(|s| s.weight > in_description.weight),
    );
    let body = matches!(why, Why::Body { .. } | Why::Heading(_));
    let anchor = shown
        .as_ref()
        .zip(read.as_ref())
        .and_then(|(shown, read)| read.passage.source(shown.first?));
    let snippet = match shown {
        Some(shown) if body || in_description.snippet.text.is_empty() => shown.snippet,
        _ => in_description.snippet,
    };
    Hit {
        topic: found.topic,
        score: found.score,
        why,
        places: places(index, found, anchor),
        snippet,
    }
}

/// The section that is shown, read from its file.
struct Read<'a> {
    place: outline::Place<'a>,
    passage: Passage,
}

impl<'a> Read<'a> {
    fn section(index: &'a Index, library: &Library, topic: TopicId, spot: &Scored) -> Option<Self> {
        let place = index.outline.place(topic, spot.section)?;
        let text = library.text(topic);
        let end = place.end.unwrap_or(text.len());
        let start = place.start.max(split(&text).body);
        let document = markdown::parse(text.get(..end)?, start);
        let sections = sections(&document);
        let blocks = sections.first().map(|section| section.blocks)?;
        Some(Self {
            place,
            passage: Passage::of(blocks),
        })
    }
}

fn why(
    index: &Index,
    library: &Library,
    found: &Ranked,
    best: Option<(&Scored, &Read<'_>)>,
    body_says_more: bool,
) -> Why {
    let section = best.map_or(0.0, |(spot, _)| spot.score);
    if let Some(named) = found.named.filter(|named| explains(named, section)) {
        return match named.name.origin {
            Origin::Title | Origin::Id => Why::Title,
            Origin::Key(_) | Origin::Shared(_) => {
                Why::Key(index.names.text(library, named.name).to_owned())
            }
        };
    }
    match best {
        Some((spot, read)) if body_says_more || spot.in_heading => {
            let heading = read.place.heading.map(|heading| heading.title.to_string());
            match heading {
                Some(heading) if spot.in_heading => Why::Heading(heading),
                heading => Why::Body { heading },
            }
        }
        _ => Why::Description,
    }
}

fn explains(named: &Named, section: f32) -> bool {
    named.exact || named.part > 0.99 || (named.part >= ENOUGH_OF_A_NAME && named.score > section)
}

fn places(index: &Index, found: &Ranked, anchor: Option<usize>) -> Vec<Place> {
    let place = |(number, spot): (usize, &Scored)| {
        let place = index.outline.place(found.topic, spot.section)?;
        Some(Place {
            heading: place.heading.map(|heading| heading.title.to_string()),
            slug: place.heading.map(|heading| heading.slug.to_string()),
            anchor: anchor.filter(|_| number == 0).unwrap_or(place.start),
        })
    };
    found
        .spots
        .iter()
        .take(PLACES)
        .enumerate()
        .filter_map(place)
        .collect()
}
