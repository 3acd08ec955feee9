//! Why a topic was found, in which sections, and the words that show it.

use crate::content::markdown;
use crate::library::{Library, TopicId};
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

/// The hit for a ranked topic. Its file is read again only when the text says why it was found.
pub fn explain(index: &Index, library: &Library, marker: &Marker<'_>, found: &Ranked) -> Hit {
    let description = marker.snippet(&library.topic(found.topic).description);
    let best = found.spots.first();
    let name = found.named.filter(|named| explains(named, best));
    let in_text = best.filter(|spot| name.is_none() && spot.score > description.weight);
    let read = in_text.and_then(|spot| Read::section(index, library, found.topic, spot));
    let shown = read.as_ref().map(|read| marker.snippet(&read.passage.text));
    let anchor = shown.as_ref().zip(read.as_ref());
    let anchor = anchor.and_then(|(shown, read)| read.passage.source(shown.first?));
    let why = match (name, in_text.zip(read.as_ref())) {
        (Some(named), _) => by_name(index, library, &named),
        (None, Some((spot, read))) => by_text(spot, read),
        (None, None) => Why::Description,
    };
    let shown = shown.filter(|shown| shown.weight > 0.0 || description.snippet.text.is_empty());
    Hit {
        topic: found.topic,
        score: found.score,
        why,
        places: places(index, found, anchor),
        snippet: shown.unwrap_or(description).snippet,
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
        let document = markdown::parse(text.get(..end)?, place.start);
        let sections = sections(&document);
        let blocks = sections.first().map(|section| section.blocks)?;
        Some(Self {
            place,
            passage: Passage::of(blocks),
        })
    }
}

fn by_name(index: &Index, library: &Library, named: &Named) -> Why {
    match named.name.origin {
        Origin::Title | Origin::Id => Why::Title,
        Origin::Key(_) | Origin::Shared(_) => {
            Why::Key(index.names.text(library, named.name).to_owned())
        }
    }
}

fn by_text(spot: &Scored, read: &Read<'_>) -> Why {
    let heading = read.place.heading.map(|heading| heading.title.to_string());
    match heading {
        Some(heading) if spot.in_heading => Why::Heading(heading),
        heading => Why::Body { heading },
    }
}

/// Whether a name says enough of why a topic was found.
fn explains(named: &Named, best: Option<&Scored>) -> bool {
    let section = best.map_or(0.0, |spot| spot.score);
    named.part > 0.99 || (named.part >= ENOUGH_OF_A_NAME && named.score > section)
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
