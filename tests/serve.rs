//! A client of the SSH library reads with a server in this process: screens, commands, refusals, limits, faults.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

#[path = "serve/commands.rs"]
mod commands;
#[path = "serve/ends.rs"]
mod ends;
#[path = "serve/harness.rs"]
mod harness;
#[path = "serve/screens.rs"]
mod screens;
