//! A setting that was changed by a key, and what it was changed from.

use serde::{Deserialize, Serialize};
use toml::Table;

/// A setting changed while reading, in the words of the settings file. It holds as long as what it was changed from is
/// what a start would give: who writes another value into the settings file means that.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct KeptSetting {
    pub value: String,
    #[serde(default)]
    pub over: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: Table,
}
