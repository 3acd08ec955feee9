//! How many cases a property is tried on: `FUZZ=20 cargo test` tries twenty times as many, in every property there is.

use proptest::prelude::ProptestConfig;

/// Runs a property on so many cases, times the variable `FUZZ`.
pub fn cases(number: u32) -> ProptestConfig {
    let times = std::env::var("FUZZ").ok().and_then(|it| it.parse().ok());
    ProptestConfig {
        cases: number.saturating_mul(times.unwrap_or(1)),
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}
