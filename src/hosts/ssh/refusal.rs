//! Why something was refused: one sentence, one name in the log, one counter each.

/// A reason to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
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

impl Refusal {
    pub const ALL: &[Self] = &[
        Self::Rate,
        Self::Unauthenticated,
        Self::SourceLogins,
        Self::Evicted,
        Self::Sessions,
        Self::SourceSessions,
        Self::LoginGrace,
        Self::Login,
        Self::Flood,
        Self::Proxy,
        Self::Draining,
        Self::Output,
        Self::Channels,
        Self::Terminals,
        Self::Environment,
        Self::Exec,
        Self::Word,
        Self::Subsystem,
        Self::Forwarding,
        Self::Agent,
        Self::X11,
    ];

    /// The name in logs and counters.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Rate => "rate",
            Self::Unauthenticated => "unauthenticated",
            Self::SourceLogins => "source-logins",
            Self::Evicted => "evicted",
            Self::Sessions => "sessions",
            Self::SourceSessions => "source-sessions",
            Self::LoginGrace => "login-grace",
            Self::Login => "login",
            Self::Flood => "flood",
            Self::Proxy => "proxy",
            Self::Draining => "draining",
            Self::Output => "output",
            Self::Channels => "channels",
            Self::Terminals => "terminals",
            Self::Environment => "environment",
            Self::Exec => "exec",
            Self::Word => "word",
            Self::Subsystem => "subsystem",
            Self::Forwarding => "forwarding",
            Self::Agent => "agent",
            Self::X11 => "x11",
        }
    }

    /// What the one refused is told.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Rate => "Too many connects from your address; wait a few seconds and try again.",
            Self::Unauthenticated => "Too many connections are logging in; try again in a moment.",
            Self::SourceLogins => {
                "Too many connections from your address are logging in; try again in a moment."
            }
            Self::Evicted => "Others needed the place; try again in a moment.",
            Self::Sessions => "All places are taken; try again later.",
            Self::SourceSessions => "Too many sessions from your address; close one and try again.",
            Self::LoginGrace => "Logging in took too long.",
            Self::Login => {
                "This reference is private; your key is not among those that may read it."
            }
            Self::Flood => "Too much was sent that is no key.",
            Self::Proxy => "The proxy sent no valid PROXY protocol header, version 2.",
            Self::Draining => "The server is about to restart; try again in a moment.",
            Self::Output => {
                "Too many answers to your address wait to be read; read them and try again."
            }
            Self::Channels => "Too many channels on this connection.",
            Self::Terminals => "This connection has a terminal already.",
            Self::Environment => "This environment value is not taken.",
            Self::Exec => "The command is too long.",
            Self::Word => "There is no shell here; help says which words are understood.",
            Self::Subsystem => "There are no subsystems here, and no files to copy.",
            Self::Forwarding => "Nothing is forwarded here.",
            Self::Agent => "No agent is used here.",
            Self::X11 => "There are no windows here.",
        }
    }
}
