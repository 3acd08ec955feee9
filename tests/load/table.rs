//! What was measured, beside what it should be.

use std::fmt::Write as _;

/// One measurement.
pub struct Row {
    what: String,
    measured: String,
    goal: &'static str,
}

impl Row {
    pub const fn new(what: String, measured: String, goal: &'static str) -> Self {
        Self {
            what,
            measured,
            goal,
        }
    }
}

pub fn text(rows: &[Row]) -> String {
    let mut text = String::from("| what | measured | goal |\n|---|---|---|\n");
    for row in rows {
        let _ = writeln!(text, "| {} | {} | {} |", row.what, row.measured, row.goal);
    }
    text
}

/// The value that a share of all sorted values does not pass.
pub fn quantile(sorted: &[f64], share: f64) -> f64 {
    let place = (sorted.len() as f64 * share) as usize;
    let value = sorted.get(place.min(sorted.len().saturating_sub(1)));
    value.copied().unwrap_or(f64::NAN)
}
