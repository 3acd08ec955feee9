//! One channel: waits for what the client asks for, and hands it to the screen, to plain mode or to the words.

use std::sync::Arc;

use russh::server::Msg;
use russh::{Channel, ChannelMsg};
use tokio::sync::{OwnedSemaphorePermit, oneshot};
use tracing::info;

use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::channel_io::{ChannelIo, FAULT, WRONG, ending, last};
use crate::hosts::ssh::connection::Connection;
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::terminal_env::terminal_env;
use crate::hosts::ssh::{plain, screen};

/// The longest name of a terminal that is taken.
const LONGEST_TERM: usize = 64;

/// Environment values that say how to draw, beside all that begin with `LC_`.
const TAKEN: &[&str] = &["LANG", "COLORTERM", "NO_COLOR", "TERM"];

/// What a command is answered with that cannot be.
const UNENDED: &str = "calcinosis: a quotation mark is missing.";
const BROKEN: &str = "Something went wrong here. Others are not affected.";

/// What a client asked for on its channel before anything runs there.
#[derive(Debug, Default)]
pub struct ChannelSetup {
    pub terminal: Option<ChannelTerminal>,
    pub environment: Vec<(String, String)>,
}

/// Says what is to run on a channel, and where.
pub type ChannelStart = (ChannelRequest, ChannelSetup);

/// A channel on which nothing runs yet.
#[derive(Debug)]
pub struct PendingChannel {
    pub setup: ChannelSetup,
    pub start: oneshot::Sender<ChannelStart>,
}

/// What is to run on a channel.
#[derive(Debug)]
pub enum ChannelRequest {
    Shell,
    Words(String),
    Refused(Refusal),
}

/// A terminal at the other end, and its place among those that a connection may have.
#[derive(Debug)]
pub struct ChannelTerminal {
    pub term: String,
    pub size: (u16, u16),
    #[expect(dead_code, reason = "it is held until the terminal is gone")]
    pub place: OwnedSemaphorePermit,
}

impl ChannelSetup {
    /// Takes a terminal, if there may be one.
    pub fn add_terminal(
        &mut self,
        connection: &Connection,
        term: &str,
        size: (u16, u16),
    ) -> Option<()> {
        if self.terminal.is_some() {
            return None;
        }
        self.terminal = Some(ChannelTerminal {
            term: term.chars().take(LONGEST_TERM).collect(),
            size,
            place: Arc::clone(&connection.terminals).try_acquire_owned().ok()?,
        });
        Some(())
    }

    pub const fn resize(&mut self, size: (u16, u16)) {
        if let Some(terminal) = &mut self.terminal {
            terminal.size = size;
        }
    }

    /// Takes an environment value, if it is one of ours and there is room.
    pub fn add_variable(&mut self, limits: &Limits, name: &str, value: &str) -> Option<()> {
        let is_ours = TAKEN.contains(&name) || name.starts_with("LC_");
        let fits = self.environment.len() < limits.environment
            && name.len() + value.len() <= limits.environment_bytes;
        (is_ours && fits).then(|| self.environment.push((name.to_owned(), value.to_owned())))
    }
}

impl ChannelRequest {
    /// A command within the limit, in words.
    pub fn command(line: &[u8], limits: &Limits) -> Self {
        if line.len() > limits.exec {
            return Self::Refused(Refusal::Exec);
        }
        str::from_utf8(line).map_or(Self::Refused(Refusal::Word), |line| {
            Self::Words(line.to_owned())
        })
    }
}

/// Serves a channel to its end, and has its place among those of the connection until then.
pub async fn serve(
    channel: Channel<Msg>,
    (connection, _place): (Arc<Connection>, OwnedSemaphorePermit),
    started: oneshot::Receiver<ChannelStart>,
) {
    let _counted = Arc::clone(&connection.server.channels);
    let (read, write) = channel.split();
    let mut io = ChannelIo::new(read, write, connection.stage.subscribe());
    let Some(start) = wait(&mut io, started).await else {
        let _ = last(&mut io.read, io.write.close()).await;
        return;
    };
    let code = Box::pin(run(&mut io, &connection, start)).await;
    io.finish(code).await;
}

/// Waits until something is started; the handler answers what is asked for until then.
async fn wait(
    io: &mut ChannelIo,
    mut started: oneshot::Receiver<ChannelStart>,
) -> Option<ChannelStart> {
    loop {
        tokio::select! {
            biased;
            start = &mut started => return start.ok(),
            message = io.read.wait() => match message {
                None | Some(ChannelMsg::Close) => return None,
                Some(_) => {}
            },
            _ = ending(&mut io.stages) => return None,
        }
    }
}

async fn run(io: &mut ChannelIo, connection: &Arc<Connection>, (what, setup): ChannelStart) -> u32 {
    let is_terminal = setup.terminal.is_some();
    let _running = connection.run_channel();
    match &what {
        ChannelRequest::Shell => read(io, connection, &setup, (None, true)).await,
        ChannelRequest::Refused(refusal) => {
            let answer = CommandAnswer::complaint(refusal.sentence(), WRONG);
            io.write_answer(&answer, is_terminal).await
        }
        ChannelRequest::Words(line) => {
            connection.key_pressed();
            let answer = answer(connection, line).await;
            if let CommandAnswer::Open { topic, margins } = &*answer {
                let opening = (Some(topic.clone()), *margins);
                return read(io, connection, &setup, opening).await;
            }
            let _held = match connection.hold_output(&answer) {
                Ok(held) => held,
                Err(refusal) => {
                    let answer = CommandAnswer::complaint(refusal.sentence(), FAULT);
                    return io.write_answer(&answer, is_terminal).await;
                }
            };
            io.write_answer(&answer, is_terminal).await
        }
    }
}

/// Works a command out, beside the threads that screens are drawn on.
async fn answer(connection: &Arc<Connection>, line: &str) -> Arc<CommandAnswer> {
    let Some(words) = shlex::split(line) else {
        return Arc::new(CommandAnswer::complaint(UNENDED, WRONG));
    };
    let server = Arc::clone(&connection.server);
    let Ok(answer) = connection.run_blocking(move || server.answer(&words)).await else {
        return Arc::new(CommandAnswer::complaint(BROKEN, FAULT));
    };
    if let CommandAnswer::Text { code, .. } = &*answer {
        connection.server.counters.commands.add(1);
        if connection.logs() {
            // Not the words: what is searched for is nobody's business.
            info!(connection = connection.number, code, "command answered");
        }
    }
    answer
}

/// Opens the reader: full screen where there is a terminal that can show it.
async fn read(
    io: &mut ChannelIo,
    connection: &Arc<Connection>,
    setup: &ChannelSetup,
    (topic, margins): (Option<String>, bool),
) -> u32 {
    let Some(terminal) = &setup.terminal else {
        return plain::converse(io, connection, None, topic).await;
    };
    let mut env = terminal_env(&terminal.term, &setup.environment);
    env.capabilities.asks_for_margins &= margins;
    if env.terminal.dumb {
        plain::converse(io, connection, Some(terminal.size.0), topic).await
    } else {
        screen::converse(io, connection, terminal.size, &env, topic).await
    }
}
