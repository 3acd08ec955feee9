//! Where sessions run, and how their effects are performed.

pub mod confine;
pub mod keeper;
pub mod lines;
pub mod local;
mod pace;
pub mod preferences;
#[cfg(feature = "serve")]
pub mod ssh;
pub mod store;
mod today;
pub mod watch;

pub use today::{today, today_anywhere};
