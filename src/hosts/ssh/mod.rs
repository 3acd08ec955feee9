//! The SSH server: anybody reads with `ssh`, thousands at once, and no shell behind it.

mod accept;
mod allowance;
mod answers;
mod asking;
mod authorized_keys;
mod channel;
mod connection;
mod counters;
mod gate;
mod handler;
pub mod host_key;
mod line;
mod log;
mod look;
mod metrics;
mod next;
mod options;
mod over;
mod plain;
mod protocol;
mod proxy;
mod reception;
mod refusal;
mod running;
mod screen;
mod server;
mod settings;
mod tally;
mod visit;

pub use answers::Answer;
pub use options::Options;
pub use refusal::Refusal;
pub use running::{Running, Wish, run, start};
pub use server::{Loaded, Reference};
pub use settings::{SETTINGS, Setting, limits_table};
