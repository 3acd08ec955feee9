//! The SSH server: anybody reads with `ssh`, thousands at once, and no shell behind it.

mod accept;
mod allowance;
mod answers;
mod auth;
mod authorized_keys;
mod channel;
mod client;
mod connection;
mod counters;
mod gate;
mod handler;
pub mod host_key;
mod input;
mod log;
mod metrics;
mod options;
mod pending_channel;
mod plain;
pub mod preflight;
mod protocol;
mod proxy;
mod refusal;
mod refusal_log;
mod running;
mod screen;
mod server;
mod session_end;
mod settings;
mod tcp_stream;
mod terminal_env;

pub use answers::CommandAnswer;
pub use options::ServeOptions;
pub use refusal::Refusal;
pub use running::{Running, Wish, run, start};
pub use server::{Loaded, Reference};
pub use settings::{SETTINGS, Setting, limits_table};
