//! Why something was refused: one sentence, one name in the log, one counter each.

/// A reason to refuse.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Refusal {
    /// Too many connects a second.
    Rate,
    Unauthenticated,
    Sessions,
    SourceSessions,
    LoginGrace,
    Login,
    Proxy,
    Draining,
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
        Self::Sessions,
        Self::SourceSessions,
        Self::LoginGrace,
        Self::Login,
        Self::Proxy,
        Self::Draining,
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
            Self::Sessions => "sessions",
            Self::SourceSessions => "source-sessions",
            Self::LoginGrace => "login-grace",
            Self::Login => "login",
            Self::Proxy => "proxy",
            Self::Draining => "draining",
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
            Self::Sessions => "All places are taken; try again later.",
            Self::SourceSessions => "Too many sessions from your address; close one and try again.",
            Self::LoginGrace => "Logging in took too long.",
            Self::Login => {
                "This reference is private; your key is not among those that may read it."
            }
            Self::Proxy => "The proxy sent no valid PROXY protocol header, version 2.",
            Self::Draining => "The server is about to restart; try again in a moment.",
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
