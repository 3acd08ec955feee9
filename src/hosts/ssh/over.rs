//! How a reader's screen ends: the terminal put back, and a sentence where it was not the reader's choice.

use crate::app::App;
use crate::hosts::ssh::channel::{DONE, FAULT};
use crate::hosts::ssh::visit::{End, Visit};
use crate::wire;

/// What is said when a fault of ours ended a session.
const BROKEN: &str =
    "Something went wrong here, and the session had to end. Others are not affected.";

/// Why a screen ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    Quit,
    Gone,
    Ended(End),
    Broken,
}

impl Over {
    pub const fn code(self) -> u32 {
        match self {
            Self::Broken => FAULT,
            Self::Quit | Self::Gone | Self::Ended(_) => DONE,
        }
    }

    /// The last bytes of the session.
    pub fn last_words(self, visit: &Visit, app: &App) -> Vec<u8> {
        let mut out = wire::restore().into_bytes();
        let sentence = match self {
            Self::Quit | Self::Gone => return out,
            Self::Ended(End::Drain) => way_back(visit, app),
            Self::Ended(end) => end.sentence().to_owned(),
            Self::Broken => BROKEN.to_owned(),
        };
        out.extend_from_slice(format!("{sentence}\r\n").as_bytes());
        out
    }
}

/// How to come back to the same topic after a restart.
fn way_back(visit: &Visit, app: &App) -> String {
    let topic = &app.library().topic(app.reader.topic).id;
    let command = visit.server.ssh_command("-t ");
    let open = if topic.is_empty() {
        String::new()
    } else {
        format!(" open {topic}")
    };
    format!("{} Reconnect with: {command}{open}", End::Drain.sentence())
}
