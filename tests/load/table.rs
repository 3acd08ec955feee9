//! What was measured, beside what it should be.

use std::fmt::{self, Display, Formatter};

/// One measurement.
pub struct LoadRow {
    what: String,
    measured: String,
    goal: &'static str,
}

impl LoadRow {
    pub const fn new(what: String, measured: String, goal: &'static str) -> Self {
        Self {
            what,
            measured,
            goal,
        }
    }
}

/// What stands above the rows; each is printed once it is measured.
pub const HEAD: &str = "| what | measured | goal |\n|---|---|---|";

impl Display for LoadRow {
    fn fmt(&self, formatter: &mut Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "| {} | {} | {} |",
            self.what, self.measured, self.goal
        )
    }
}

/// The value that a share of all sorted values does not pass.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share) as usize;
    let value = sorted.get(place.min(sorted.len().saturating_sub(1)));
    value.copied().unwrap_or(f64::NAN)
}
