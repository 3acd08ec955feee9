//! Finding topics: by title and search key, then by text.

pub mod find;

use std::fmt;
use std::ops::Range;

use crate::library::{Library, TopicId};

#[derive(Clone, Debug, Default)]
pub struct Results {
    pub hits: Vec<Hit>,
    pub filters: Vec<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug)]
pub struct Hit {
    pub topic: TopicId,
    pub score: f32,
    pub why: Why,
    pub places: Vec<Place>,
    pub snippet: Snippet,
}

#[derive(Clone, Debug)]
pub enum Why {
    Key(String),
    Title,
}

impl fmt::Display for Why {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => write!(formatter, "search key: {key}"),
            Self::Title => formatter.write_str("title"),
        }
    }
}

#[derive(Clone, Debug, Default)]
pub struct Snippet {
    pub text: String,
    pub marks: Vec<Range<usize>>,
}

#[derive(Clone, Debug)]
pub struct Place {
    pub heading: Option<String>,
    pub slug: Option<String>,
    pub anchor: usize,
}

#[derive(Debug, Default)]
pub struct Index;

impl Index {
    pub const fn new(_: &Library) -> Self {
        Self
    }

    pub fn search(&self, library: &Library, query: &str, limit: usize) -> Results {
        Results {
            hits: titles(library, query, limit),
            ..Results::default()
        }
    }
}

pub fn titles(library: &Library, query: &str, limit: usize) -> Vec<Hit> {
    let ids = library.with_key(query);
    let hit = |topic| Hit {
        topic,
        score: 1.0,
        why: Why::Title,
        places: Vec::new(),
        snippet: Snippet::default(),
    };
    ids.into_iter().take(limit).map(hit).collect()
}
