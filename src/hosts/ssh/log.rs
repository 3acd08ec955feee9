//! The log: one line an event, as text or as JSON, and nothing that a reader typed.

use std::io;
use std::panic;

use tracing::error;

use crate::hosts::ssh::options::LogFormat;

/// Starts the log on standard error. Only our own events are written: the SSH library's may hold what clients sent.
pub fn start(format: LogFormat) {
    let log = tracing_subscriber::fmt()
        .with_writer(io::stderr)
        .with_ansi(false);
    // A second start in one process, as in tests, keeps the first.
    let _ = match format {
        LogFormat::Text => log.with_target(false).try_init(),
        LogFormat::Json => log.json().with_target(false).try_init(),
    };
    panic::set_hook(Box::new(|fault| {
        // The message of a panic can quote the text it happened with.
        let place = fault.location().map(ToString::to_string);
        error!(place, "a fault of ours");
    }));
}
