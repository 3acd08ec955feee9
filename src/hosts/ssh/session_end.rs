//! How a reader's screen ends: the terminal put back, and a sentence where it was not the reader's choice.

use crate::app::App;
use crate::content::text::one_line;
use crate::hosts::ssh::channel_io::{DONE, FAULT, shown};
use crate::hosts::ssh::connection::Connection;
use crate::hosts::ssh::refusal::Refusal;
use crate::wire;

/// What is said when a fault of ours ended a session.
pub const BROKEN: &str =
    "Something went wrong here, and the session had to end. Others are not affected.";

/// Why a screen ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEnd {
    Quit,
    Gone,
    Ended(Refusal),
    Broken,
}

impl SessionEnd {
    pub const fn code(self) -> u32 {
        match self {
            Self::Broken => FAULT,
            Self::Quit | Self::Gone | Self::Ended(_) => DONE,
        }
    }

    /// The last bytes of the session.
    pub fn last_words(self, connection: &Connection, app: &App) -> Vec<u8> {
        let mut out = wire::restore();
        let sheet = app.state.sheet_to_take().filter(|_| self != Self::Broken);
        out.extend(shown(&sheet.unwrap_or_default(), true));
        let sentence = match self {
            Self::Quit | Self::Gone => return out,
            Self::Ended(Refusal::Draining) => how_to_reconnect(connection, app),
            Self::Ended(end) => end.sentence().to_owned(),
            Self::Broken => BROKEN.to_owned(),
        };
        out.extend_from_slice(format!("{sentence}\r\n").as_bytes());
        out
    }
}

/// How to come back to the same topic after a restart.
fn how_to_reconnect(connection: &Connection, app: &App) -> String {
    let topic = &app.state.library().topic(app.state.reader.topic).id;
    let command = connection.server.ssh_command("-t ");
    // It is going to be typed into a shell: a file's name must not be a command there.
    let topic = one_line(topic);
    let topic = shlex::try_quote(&topic).ok().filter(|it| *it != "''");
    let open = topic.map_or_else(String::new, |topic| format!(" open {topic}"));
    format!("The server restarts. Reconnect with: {command}{open}")
}
