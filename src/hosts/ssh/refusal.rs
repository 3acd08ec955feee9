//! Why something was refused or ended: one sentence, one name in the log, one counter each.

/// Each reason with its name in logs and counters, and what the one refused is told.
macro_rules! refusals {
    ($($(#[$doc:meta])* $refusal:ident = $name:literal, $sentence:literal;)*) => {
        /// A reason to refuse, or to end what the reader did not end.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Refusal {
            $($(#[$doc])* $refusal,)*
        }

        impl Refusal {
            pub const ALL: &[Self] = &[$(Self::$refusal),*];

            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$refusal => $name,)*
                }
            }

            /// What the one refused is told.
            pub const fn sentence(self) -> &'static str {
                match self {
                    $(Self::$refusal => $sentence,)*
                }
            }
        }
    };
}

refusals! {
    /// Too many connects a second.
    Rate = "rate", "Too many connects from your address; wait a few seconds and try again.";
    Unauthenticated = "unauthenticated", "Too many connections are logging in; try again in a moment.";
    SourceLogins = "source-logins", "Too many connections from your address are logging in; try again in a moment.";
    /// A login that had to make room.
    Evicted = "evicted", "Others needed the place; try again in a moment.";
    Sessions = "sessions", "All places are taken; try again later.";
    SourceSessions = "source-sessions", "Too many sessions from your address; close one and try again.";
    LoginGrace = "login-grace", "Logging in took too long.";
    Login = "login", "This reference is private; your key is not among those that may read it.";
    /// Bytes that were no keys.
    Flood = "flood", "Too much was sent that is no key.";
    Proxy = "proxy", "The proxy sent no valid PROXY protocol header, version 2.";
    Draining = "draining", "The server is about to restart; try again in a moment.";
    Idle = "idle", "Nothing was pressed for a long time; the session has ended.";
    Oldest = "oldest", "This session has reached its longest time and has ended.";
    /// Nothing was opened on the connection for long.
    WithoutChannel = "without-channel", "Nothing was opened on this connection; it has ended.";
    /// Answers that wait to be read.
    Output = "output", "Too many answers to your address wait to be read; read them and try again.";
    Channels = "channels", "Too many channels on this connection.";
    Terminals = "terminals", "This connection has a terminal already.";
    Environment = "environment", "This environment value is not taken.";
    Exec = "exec", "The command is too long.";
    Word = "word", "There is no shell here; help says which words are understood.";
    Subsystem = "subsystem", "There are no subsystems here, and no files to copy.";
    Forwarding = "forwarding", "Nothing is forwarded here.";
    Agent = "agent", "No agent is used here.";
    X11 = "x11", "There are no windows here.";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_is_a_sentence() {
        for refusal in Refusal::ALL {
            assert!(refusal.sentence().ends_with('.'), "{}", refusal.name());
        }
    }
}
