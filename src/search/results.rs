//! What a search gives back: topics, why each was found, and where to open it.

use std::fmt;

use crate::library::TopicId;
use crate::search::snippet::Snippet;

/// The answer to a query.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Results {
    /// Best first.
    pub hits: Vec<Hit>,
    /// How many rows there are to show, perhaps more than were asked for: those that answer well enough.
    pub total: usize,
    /// How many topics have any of it.
    pub found: usize,
    /// The filters as understood: "in treatments", "on the face".
    pub filters: Vec<String>,
    /// What the reader should know: that a key has two meanings, or that a word is in no topic.
    pub note: Option<String>,
}

/// A topic found.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    pub topic: TopicId,
    pub score: f32,
    pub why: Why,
    /// Whether warning signs stand on its page, or it is one of the urgent pages.
    pub has_warnings: bool,
    /// The best sections, at most three.
    pub places: Vec<HitPlace>,
    pub snippet: Snippet,
}

impl Hit {
    /// The heading it opens at: that of the text it was found by. What was found by a name opens at its top.
    pub fn slug(&self) -> Option<&str> {
        let in_text = matches!(self.why, Why::Heading(_) | Why::Body { .. });
        let place = self.places.first().filter(|_| in_text);
        place.and_then(|place| place.slug.as_deref())
    }
}

/// Why a topic was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// A search key, as it is written, with the words of the query marked.
    Key(Snippet),
    Title,
    Description,
    /// A heading, as it is written.
    Heading(String),
    /// The text, under a heading unless it stands before the first.
    Body {
        heading: Option<String>,
    },
    /// A warning sign, which the page shows beside its text.
    Warning,
    /// Something that it does not go together with.
    Interaction,
    /// What a source says that the page cites, by its title.
    Source(String),
    /// Nothing was asked but what the filters say.
    Filter,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(formatter, "people say “{}”", key.text),
            Self::Title => formatter.write_str("title"),
            Self::Description => formatter.write_str("description"),
            Self::Heading(heading) => write!(formatter, "part “{heading}”"),
            Self::Body {
                heading: Some(heading),
            } => write!(formatter, "in “{heading}”"),
            Self::Body { heading: None } => formatter.write_str("in the text"),
            Self::Warning => formatter.write_str("warning sign"),
            Self::Interaction => formatter.write_str("not together with"),
            Self::Source(title) => write!(formatter, "in a source: {title}"),
            Self::Filter => formatter.write_str("filter"),
        }
    }
}

/// A section to open a topic at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitPlace {
    /// The heading's text; none before the first heading.
    pub heading: Option<String>,
    pub slug: Option<String>,
    /// Where the match is in the file (in the first place), or where the section starts.
    pub anchor: usize,
}

/// The section of a hit as it is read, to show beside the hits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preview {
    /// None before the first heading.
    pub heading: Option<String>,
    /// Its paragraphs, list items and table rows, the words of the query marked.
    pub paragraphs: Vec<Snippet>,
}
