//! What a client asked for on a channel before anything runs on it: a terminal, environment values, a start.

use tokio::sync::oneshot;

use crate::hosts::ssh::channel::{ChannelRequest, ChannelSetup, ChannelTerminal};
use crate::hosts::ssh::connection::Connection;
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;

/// The longest name of a terminal that is taken.
const LONGEST_TERM: usize = 64;

/// Environment values that say how to draw, beside all that begin with `LC_`.
const TAKEN: &[&str] = &["LANG", "COLORTERM", "NO_COLOR", "TERM"];

/// Kept until something starts on the channel.
#[derive(Debug)]
pub struct PendingChannel {
    pub setup: ChannelSetup,
    pub start: oneshot::Sender<(ChannelRequest, ChannelSetup)>,
}

impl PendingChannel {
    /// Takes a terminal, if there may be one.
    pub fn terminal(
        &mut self,
        connection: &Connection,
        term: &str,
        size: (u16, u16),
    ) -> Option<()> {
        if self.setup.terminal.is_some() {
            return None;
        }
        self.setup.terminal = Some(ChannelTerminal {
            term: term.chars().take(LONGEST_TERM).collect(),
            size,
            place: connection.place_for_terminal()?,
        });
        Some(())
    }

    pub const fn resize(&mut self, size: (u16, u16)) {
        if let Some(terminal) = &mut self.setup.terminal {
            terminal.size = size;
        }
    }

    /// Takes an environment value, if it is one of ours and there is room.
    pub fn set(&mut self, limits: &Limits, name: &str, value: &str) -> Option<()> {
        let is_ours = TAKEN.contains(&name) || name.starts_with("LC_");
        let environment = &mut self.setup.environment;
        let fits = environment.len() < limits.environment
            && name.len() + value.len() <= limits.environment_bytes;
        (is_ours && fits).then(|| environment.push((name.to_owned(), value.to_owned())))
    }

    /// Lets it run; whether somebody still waits for it.
    pub fn start(self, what: ChannelRequest) -> bool {
        self.start.send((what, self.setup)).is_ok()
    }
}

/// A command within the limit, in words.
pub fn command(line: &[u8], limits: &Limits) -> ChannelRequest {
    if line.len() > limits.exec {
        return ChannelRequest::Refused(Refusal::Exec);
    }
    str::from_utf8(line).map_or(ChannelRequest::Refused(Refusal::Word), |line| {
        ChannelRequest::Words(line.to_owned())
    })
}
