//! Why something was refused or ended: one sentence, one name in the log, one counter each.

/// A reason to refuse, or to end what the reader did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// Too many connects a second.
    Rate,
    Unauthenticated,
    SourceLogins,
    /// A login that had to make room.
    Evicted,
    Sessions,
    SourceSessions,
    LoginGrace,
    Login,
    /// Bytes that were no keys.
    Flood,
    Proxy,
    Draining,
    Idle,
    Oldest,
    /// Nothing was opened on the connection for long.
    WithoutChannel,
    /// Answers that wait to be read.
    Output,
    Channels,
    Terminals,
    Environment,
    Exec,
    Word,
    Subsystem,
    Forwarding,
    Agent,
    X11,
}

/// Each with its name in logs and counters, and what the one refused is told.
#[rustfmt::skip]
pub const REFUSALS: &[(Refusal, &str, &str)] = &[
    (Refusal::Rate, "rate", "Too many connects from your address; wait a few seconds and try again."),
    (Refusal::Unauthenticated, "unauthenticated", "Too many connections are logging in; try again in a moment."),
    (Refusal::SourceLogins, "source-logins", "Too many connections from your address are logging in; try again in a moment."),
    (Refusal::Evicted, "evicted", "Others needed the place; try again in a moment."),
    (Refusal::Sessions, "sessions", "All places are taken; try again later."),
    (Refusal::SourceSessions, "source-sessions", "Too many sessions from your address; close one and try again."),
    (Refusal::LoginGrace, "login-grace", "Logging in took too long."),
    (Refusal::Login, "login", "This reference is private; your key is not among those that may read it."),
    (Refusal::Flood, "flood", "Too much was sent that is no key."),
    (Refusal::Proxy, "proxy", "The proxy sent no valid PROXY protocol header, version 2."),
    (Refusal::Draining, "draining", "The server is about to restart; try again in a moment."),
    (Refusal::Idle, "idle", "Nothing was pressed for a long time; the session has ended."),
    (Refusal::Oldest, "oldest", "This session has reached its longest time and has ended."),
    (Refusal::WithoutChannel, "without-channel", "Nothing was opened on this connection; it has ended."),
    (Refusal::Output, "output", "Too many answers to your address wait to be read; read them and try again."),
    (Refusal::Channels, "channels", "Too many channels on this connection."),
    (Refusal::Terminals, "terminals", "This connection has a terminal already."),
    (Refusal::Environment, "environment", "This environment value is not taken."),
    (Refusal::Exec, "exec", "The command is too long."),
    (Refusal::Word, "word", "There is no shell here; help says which words are understood."),
    (Refusal::Subsystem, "subsystem", "There are no subsystems here, and no files to copy."),
    (Refusal::Forwarding, "forwarding", "Nothing is forwarded here."),
    (Refusal::Agent, "agent", "No agent is used here."),
    (Refusal::X11, "x11", "There are no windows here."),
];

impl Refusal {
    pub fn name(self) -> &'static str {
        self.row().1
    }

    /// What the one refused is told.
    pub fn sentence(self) -> &'static str {
        self.row().2
    }

    /// The rows stand in the order of the reasons, which a test holds.
    fn row(self) -> (Self, &'static str, &'static str) {
        let row = REFUSALS.get(self as usize).copied();
        row.unwrap_or((self, "refused", "This is refused."))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_stands_at_its_place() {
        for (place, (refusal, name, sentence)) in REFUSALS.iter().enumerate() {
            assert_eq!(*refusal as usize, place, "{name}");
            assert!(sentence.ends_with('.'));
        }
        assert_eq!(Refusal::X11.name(), "x11");
    }
}
