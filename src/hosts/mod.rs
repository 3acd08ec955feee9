//! Where sessions run, and how their effects are performed.

pub mod answers;
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

use crate::app::Effect;
use crate::wire;

/// What only the host itself can do; every other effect is bytes for the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Request {
    Quit,
    Suspend,
    Reload,
}

/// Performs an effect by writing to the terminal, or says what the host must do.
pub fn perform(effect: &Effect, out: &mut Vec<u8>) -> Option<Request> {
    match effect {
        Effect::Quit => return Some(Request::Quit),
        Effect::Suspend => return Some(Request::Suspend),
        Effect::Reload => return Some(Request::Reload),
        Effect::Mouse(on) => wire::mouse(*on, out),
        Effect::Copy(text) => wire::copy(text, out),
        // The session forgot its last frame already; what is kept is the keeper's.
        Effect::Redraw
        | Effect::Save
        | Effect::Export { .. }
        | Effect::KeepSettings(_)
        | Effect::Recall(_) => {}
    }
    None
}
