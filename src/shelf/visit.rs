//! Where the reader was when the program ended.

use serde::{Deserialize, Serialize};
use toml::Table;

use crate::shelf::Place;

/// Where the reader was when the program ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Visit {
    pub place: Option<Place>,
    /// The keys went to the tree.
    pub in_tree: bool,
    pub selected: Option<String>,
    pub unfolded: Vec<String>,
    /// Where back and forward lead, the nearest last.
    pub behind: Vec<Place>,
    pub ahead: Vec<Place>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: Table,
}
