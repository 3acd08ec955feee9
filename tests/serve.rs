//! A client of the SSH library reads with a server in this process: screens, commands, refusals, limits, faults.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

#[path = "serve/commands.rs"]
mod commands;
#[path = "serve/counters.rs"]
mod counters;
#[path = "serve/departures.rs"]
mod departures;
#[path = "serve/ends.rs"]
mod ends;
#[path = "serve/exchanges.rs"]
mod exchanges;
#[path = "serve/faults.rs"]
mod faults;
#[path = "serve/harness.rs"]
mod harness;
#[path = "serve/limits.rs"]
mod limits;
#[path = "serve/logging.rs"]
mod logging;
#[path = "serve/long_pages.rs"]
mod long_pages;
#[path = "support/pipe.rs"]
mod pipe;
#[path = "serve/process.rs"]
mod process;
#[path = "serve/proxies.rs"]
mod proxies;
#[path = "serve/refusals.rs"]
mod refusals;
#[path = "serve/relay.rs"]
mod relay;
#[path = "serve/reload.rs"]
mod reload;
#[path = "serve/screens.rs"]
mod screens;
#[path = "serve/service.rs"]
mod service;
#[path = "serve/siege.rs"]
mod siege;
#[path = "serve/start.rs"]
mod start;
#[path = "serve/units.rs"]
mod units;
