//! One channel: waits for what the client asks for, and hands it to the screen, to plain mode or to the words.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use russh::server::Msg;
use russh::{Channel, ChannelMsg};
use tokio::sync::oneshot;
use tokio::task::spawn_blocking;
use tracing::{error, info};

use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::channel_io::{ChannelIo, FAULT, WRONG, ending, last};
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::terminal_env::terminal_env;

use crate::hosts::ssh::connection::Connection;
use crate::hosts::ssh::{plain, screen};

/// The size of a window whose client does not know it.
const USUAL: (u16, u16) = (80, 24);

/// What a command is answered with that cannot be.
const UNENDED: &str = "calcinosis: a quotation mark is missing.";
const BROKEN: &str = "Something went wrong here. Others are not affected.";

/// What a client wants on its channel.
#[derive(Debug)]
pub struct ChannelStart {
    pub what: ChannelRequest,
    pub terminal: Option<ChannelTerminal>,
    pub environment: Vec<(String, String)>,
}

#[derive(Debug)]
pub enum ChannelRequest {
    Shell,
    Words(String),
    Refused(Refusal),
}

/// A terminal at the other end; it counts against the limit as long as it is held.
#[derive(Debug)]
pub struct ChannelTerminal {
    pub term: String,
    pub size: (u16, u16),
    connection: Arc<Connection>,
}

impl ChannelTerminal {
    pub const fn new(connection: Arc<Connection>, term: String, size: (u16, u16)) -> Self {
        Self {
            term,
            size,
            connection,
        }
    }
}

impl Drop for ChannelTerminal {
    fn drop(&mut self) {
        self.connection.close_terminal();
    }
}

/// A window within the limits; no size at all means the usual one.
pub fn window(limits: &Limits, columns: u32, rows: u32) -> (u16, u16) {
    let clamp = |size: u32, usual: u16, most: u16| {
        if size == 0 {
            usual
        } else {
            u16::try_from(size).unwrap_or(u16::MAX).min(most.max(1))
        }
    };
    (
        clamp(columns, USUAL.0, limits.columns),
        clamp(rows, USUAL.1, limits.rows),
    )
}

/// Counts a channel as open while its task lives, also when serving it fails.
struct OpenChannel(Arc<Connection>);

impl OpenChannel {
    fn new(connection: &Arc<Connection>) -> Self {
        connection.server.channels.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(connection))
    }
}

impl Drop for OpenChannel {
    fn drop(&mut self) {
        self.0.server.channels.fetch_sub(1, Ordering::Relaxed);
        self.0.close_channel();
    }
}

/// Serves a channel to its end.
pub async fn serve(
    channel: Channel<Msg>,
    connection: Arc<Connection>,
    started: oneshot::Receiver<ChannelStart>,
) {
    let _open = OpenChannel::new(&connection);
    let (read, write) = channel.split();
    let stages = connection.stages();
    let mut io = ChannelIo::new(read, write, stages);
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

/// Says that something runs on a channel as long as it does.
struct RunningChannel<'a>(&'a Connection);

impl<'a> RunningChannel<'a> {
    fn new(connection: &'a Connection) -> Self {
        connection.start_running();
        Self(connection)
    }
}

impl Drop for RunningChannel<'_> {
    fn drop(&mut self) {
        self.0.stop_running();
    }
}

async fn run(io: &mut ChannelIo, connection: &Arc<Connection>, start: ChannelStart) -> u32 {
    let _in_use = RunningChannel::new(connection);
    match &start.what {
        ChannelRequest::Shell => read(io, connection, &start, (None, true)).await,
        ChannelRequest::Refused(refusal) => {
            let answer = CommandAnswer::complaint(refusal.sentence(), WRONG);
            io.write_answer(&answer, start.terminal.is_some()).await
        }
        ChannelRequest::Words(line) => {
            connection.key_pressed();
            let answer = answer(connection, line).await;
            if let CommandAnswer::Open { topic, margins } = &*answer {
                let opening = (Some(topic.clone()), *margins);
                return read(io, connection, &start, opening).await;
            }
            let _held = match connection.hold_output(&answer) {
                Ok(held) => held,
                Err(refusal) => {
                    let answer = CommandAnswer::complaint(refusal.sentence(), FAULT);
                    return io.write_answer(&answer, start.terminal.is_some()).await;
                }
            };
            io.write_answer(&answer, start.terminal.is_some()).await
        }
    }
}

/// Works a command out, beside the threads that screens are drawn on.
async fn answer(connection: &Arc<Connection>, line: &str) -> Arc<CommandAnswer> {
    let Some(words) = shlex::split(line) else {
        return Arc::new(CommandAnswer::complaint(UNENDED, WRONG));
    };
    // The semaphore is never closed.
    let _permit = connection.server.workers.acquire().await;
    let server = Arc::clone(&connection.server);
    let answer = spawn_blocking(move || server.answer(&words)).await;
    if let Ok(answer) = answer {
        if let CommandAnswer::Text { code, .. } = &*answer {
            connection.server.counters.commands.add(1);
            if connection.logs() {
                // Not the words: what is searched for is nobody's business.
                info!(connection = connection.number, code, "command answered");
            }
        }
        return answer;
    }
    connection.server.counters.faults.add(1);
    error!(
        connection = connection.number,
        "a fault of ours ended a command"
    );
    Arc::new(CommandAnswer::complaint(BROKEN, FAULT))
}

/// Opens the reader: full screen where there is a terminal that can show it.
async fn read(
    io: &mut ChannelIo,
    connection: &Arc<Connection>,
    start: &ChannelStart,
    (topic, margins): (Option<String>, bool),
) -> u32 {
    let Some(terminal) = &start.terminal else {
        return plain::converse(io, connection, None, topic).await;
    };
    let mut env = terminal_env(&terminal.term, &start.environment);
    env.capabilities.asks_for_margins &= margins;
    if env.terminal.dumb {
        plain::converse(io, connection, Some(terminal.size.0), topic).await
    } else {
        screen::converse(io, connection, terminal.size, &env, topic).await
    }
}
