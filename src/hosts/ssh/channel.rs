//! One channel: waits for what the client asks for, and hands it to the screen, to plain mode or to the words.

use std::future::{Future, pending};
use std::mem;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use russh::server::Msg;
use russh::{Channel, ChannelMsg, ChannelReadHalf, ChannelWriteHalf};
use tokio::sync::{oneshot, watch};
use tokio::task::spawn_blocking;
use tracing::{error, info};

use crate::content::text::is_unsafe;
use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::terminal_env::terminal_env;

use crate::hosts::ssh::connection::{Connection, Stage};
use crate::hosts::ssh::{plain, screen};

/// How long a client may take to fetch the last bytes, those that put its terminal back.
pub const FAREWELL: Duration = Duration::from_secs(3);

/// The size of a window whose client does not know it.
const USUAL: (u16, u16) = (80, 24);

/// Bytes of lines kept of a client that sends without reading the answers, and what it is told of more.
const MOST_EARLY: usize = 256 * 1024;
const TOO_MUCH: &str = "This is more than 256 KiB sent before the answers were read. Send less at once, or read meanwhile.";

/// Bytes of an answer that are copied at a time: the rest is shared until the client takes it.
const PIECE: usize = 32 * 1024;

/// What a command is answered with that cannot be.
const UNENDED: &str = "calcinosis: a quotation mark is missing.";
const BROKEN: &str = "Something went wrong here. Others are not affected.";

/// Exit codes: the same as the command line's.
pub const DONE: u32 = 0;
pub const FAULT: u32 = 1;
pub const WRONG: u32 = 2;

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

/// Both directions of a channel, and what its connection says.
#[derive(Debug)]
pub struct ChannelIo {
    pub read: ChannelReadHalf,
    pub write: ChannelWriteHalf<Msg>,
    pub stages: watch::Receiver<Stage>,
    early: TypedAhead,
}

/// What a client sent while it was being written to.
#[derive(Debug, Default)]
struct TypedAhead {
    bytes: Vec<u8>,
    /// The client has no more to send.
    ended: bool,
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
    let mut io = ChannelIo {
        read,
        write,
        stages,
        early: TypedAhead::default(),
    };
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
        ChannelRequest::Shell => read(io, connection, &start, None).await,
        ChannelRequest::Refused(refusal) => {
            let answer = CommandAnswer::complaint(refusal.sentence(), WRONG);
            io.write_answer(&answer, start.terminal.is_some()).await
        }
        ChannelRequest::Words(line) => {
            connection.key_pressed();
            let answer = answer(connection, line).await;
            if let CommandAnswer::Open(topic) = &*answer {
                return read(io, connection, &start, Some(topic.clone())).await;
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
    topic: Option<String>,
) -> u32 {
    let Some(terminal) = &start.terminal else {
        return plain::converse(io, connection, None, topic).await;
    };
    let env = terminal_env(&terminal.term, &start.environment);
    if env.terminal.dumb {
        plain::converse(io, connection, Some(terminal.size.0), topic).await
    } else {
        screen::converse(io, connection, terminal.size, &env, topic).await
    }
}

/// A text in pieces of some kilobytes, each of whole characters.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (piece, other) = rest.split_at_checked(rest.floor_char_boundary(PIECE))?;
        rest = other;
        Some(piece).filter(|piece| !piece.is_empty())
    })
}

/// Text as the client shows it, without characters that mean something to a terminal.
fn shown(text: &str, is_terminal: bool) -> Vec<u8> {
    let is_kept = |it: &char| *it == '\t' || !is_unsafe(*it);
    let text: String = text.chars().filter(is_kept).collect();
    if is_terminal {
        text.replace('\n', "\r\n").into_bytes()
    } else {
        text.into_bytes()
    }
}

/// The stage once it is an end; otherwise never.
pub async fn ending(stages: &mut watch::Receiver<Stage>) -> Option<Stage> {
    let found = stages
        .wait_for(|stage| matches!(stage, Stage::Ending(_)))
        .await;
    found.ok().map(|stage| *stage)
}

/// The last that is said, within the time a client has for it. What still comes from it is taken and not kept:
/// nothing gets out past a client that sends more than anybody takes.
async fn last<T>(read: &mut ChannelReadHalf, said: impl Future<Output = T>) -> Option<T> {
    let rest = async {
        while read.wait().await.is_some() {}
        pending().await
    };
    let said = async {
        tokio::select! {
            done = said => done,
            never = rest => never,
        }
    };
    tokio::time::timeout(FAREWELL, said).await.ok()
}

impl TypedAhead {
    /// Keeps what arrived; false when the client is gone or sent too much.
    fn take(&mut self, message: Option<ChannelMsg>) -> bool {
        match message {
            None | Some(ChannelMsg::Close) => return false,
            Some(ChannelMsg::Eof) => self.ended = true,
            Some(ChannelMsg::Data { data }) => self.bytes.extend_from_slice(&data),
            Some(_) => {}
        }
        !self.is_too_much()
    }

    const fn is_too_much(&self) -> bool {
        self.bytes.len() > MOST_EARLY
    }
}

impl ChannelIo {
    /// Writes as fast as the client reads, and keeps what it sends meanwhile for [`Self::typed`]; false when it is
    /// gone, has to go, or sends more than is kept.
    pub async fn put(&mut self, bytes: Vec<u8>) -> bool {
        self.send(bytes, TypedAhead::take).await
    }

    /// Writes, and hands over what the client sends meanwhile until that is enough; whether all was written.
    async fn send(
        &mut self,
        bytes: Vec<u8>,
        handle_message: fn(&mut TypedAhead, Option<ChannelMsg>) -> bool,
    ) -> bool {
        let sent = self.write.data_bytes(bytes);
        tokio::pin!(sent);
        loop {
            tokio::select! {
                result = &mut sent => return result.is_ok(),
                message = self.read.wait() => if !handle_message(&mut self.early, message) { return false },
                _ = ending(&mut self.stages) => return false,
            }
        }
    }

    /// The next bytes the client sent; None once there are no more.
    pub async fn typed(&mut self) -> Option<Vec<u8>> {
        while self.early.bytes.is_empty() && !self.early.ended {
            tokio::select! {
                message = self.read.wait() => if !self.early.take(message) { return None },
                _ = ending(&mut self.stages) => return None,
            }
        }
        Some(mem::take(&mut self.early.bytes)).filter(|bytes| !bytes.is_empty())
    }

    /// Ends where nothing more can be written: the exit status, and a sentence if the client is still there to read it.
    pub async fn given_up(&mut self) -> u32 {
        if !self.early.is_too_much() {
            return DONE;
        }
        let sentence = format!("{TOO_MUCH}\n").into_bytes();
        let sent = self.write.extended_data_bytes(1, sentence);
        let _ = last(&mut self.read, sent).await;
        FAULT
    }

    /// Writes an answer, and gives its exit status. Nothing that is sent along with a command is of any use. A terminal
    /// is in raw mode at the other end and needs carriage returns.
    async fn write_answer(&mut self, answer: &CommandAnswer, is_terminal: bool) -> u32 {
        let CommandAnswer::Text { out, err, code } = answer else {
            return FAULT;
        };
        let is_there =
            |_: &mut TypedAhead, message| !matches!(message, None | Some(ChannelMsg::Close));
        for piece in pieces(out) {
            if !self.send(shown(piece, is_terminal), is_there).await {
                return FAULT;
            }
        }
        if !err.is_empty() {
            let line = format!("{}\n", err.trim_end());
            let sent = self.write.extended_data_bytes(1, shown(&line, is_terminal));
            let _ = last(&mut self.read, sent).await;
        }
        *code
    }

    /// The last bytes: those that put a terminal back, and a sentence.
    pub async fn farewell(&mut self, bytes: Vec<u8>) {
        let _ = last(&mut self.read, self.write.data_bytes(bytes)).await;
    }

    async fn finish(&mut self, code: u32) {
        let end = async {
            let _ = self.write.exit_status(code).await;
            let _ = self.write.eof().await;
            let _ = self.write.close().await;
        };
        let _ = last(&mut self.read, end).await;
    }
}
