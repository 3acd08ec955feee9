//! Where the reader was when the program ended.

use serde::{Deserialize, Serialize};
use toml::Table;

use crate::shelf::Place;

/// Where the reader was when the program ended.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Visit {
    pub place: Option<Place>,
    /// The keys went to the tree.
    #[serde(default)]
    pub in_tree: bool,
    #[serde(default)]
    pub selected: Option<String>,
    #[serde(default)]
    pub unfolded: Vec<String>,
    /// Where back and forward lead, the nearest last.
    #[serde(default)]
    pub behind: Vec<Place>,
    #[serde(default)]
    pub ahead: Vec<Place>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: Table,
}
