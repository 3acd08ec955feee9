//! A topic that answers a query, with all that put it where it is.

use crate::library::TopicId;
use crate::search::name_match::{Exactness, NameMatch};

/// A topic with its score and what that is made of.
#[derive(Clone, Debug)]
pub struct RankedTopic {
    pub topic: TopicId,
    pub score: f32,
    pub named: Option<NameMatch>,
    /// Its sections with matches, best first.
    pub sections: Vec<SectionScore>,
}

impl RankedTopic {
    /// Whether the query is one of its names.
    pub fn exactness(&self) -> Exactness {
        self.named.map_or(Exactness::Part, |named| named.exactness)
    }
}

/// A section with matches.
#[derive(Clone, Copy, Debug)]
pub struct SectionScore {
    pub section: u32,
    pub score: f32,
    pub in_heading: bool,
}
