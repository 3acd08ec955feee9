//! Both directions of a channel: what the client types, and what it is sent as fast as it reads.

use std::future::{Future, pending};
use std::mem;
use std::time::Duration;

use russh::server::Msg;
use russh::{ChannelMsg, ChannelReadHalf, ChannelWriteHalf};
use tokio::sync::watch;

use crate::content::text::is_unsafe;
use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::connection::Stage;

/// How long a client may take to fetch the last bytes, those that put its terminal back.
pub const FAREWELL: Duration = Duration::from_secs(3);

/// Bytes of lines kept of a client that sends without reading the answers, and what it is told of more.
const MOST_EARLY: usize = 256 * 1024;
const TOO_MUCH: &str = "This is more than 256 KiB sent before the answers were read. Send less at once, or read meanwhile.";

/// Bytes of an answer that are copied at a time: the rest is shared until the client takes it.
const PIECE: usize = 32 * 1024;

/// Exit codes: the same as the command line's.
pub const DONE: u32 = 0;
pub const FAULT: u32 = 1;
pub const WRONG: u32 = 2;

/// Both directions of a channel, and what its connection says.
#[derive(Debug)]
pub struct ChannelIo {
    pub read: ChannelReadHalf,
    pub write: ChannelWriteHalf<Msg>,
    pub stages: watch::Receiver<Stage>,
    typed_ahead: TypedAhead,
}

/// What a client sent while it was being written to.
#[derive(Debug, Default)]
struct TypedAhead {
    bytes: Vec<u8>,
    /// The client has no more to send.
    ended: bool,
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

/// Text as the client shows it, without characters that mean something to a terminal. One in raw mode needs carriage
/// returns.
pub fn shown(text: &str, is_terminal: bool) -> Vec<u8> {
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
pub async fn last<T>(read: &mut ChannelReadHalf, said: impl Future<Output = T>) -> Option<T> {
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
    pub fn new(
        read: ChannelReadHalf,
        write: ChannelWriteHalf<Msg>,
        stages: watch::Receiver<Stage>,
    ) -> Self {
        Self {
            read,
            write,
            stages,
            typed_ahead: TypedAhead::default(),
        }
    }

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
                message = self.read.wait() => if !handle_message(&mut self.typed_ahead, message) { return false },
                _ = ending(&mut self.stages) => return false,
            }
        }
    }

    /// The next bytes the client sent; None once there are no more.
    pub async fn typed(&mut self) -> Option<Vec<u8>> {
        while self.typed_ahead.bytes.is_empty() && !self.typed_ahead.ended {
            tokio::select! {
                message = self.read.wait() => if !self.typed_ahead.take(message) { return None },
                _ = ending(&mut self.stages) => return None,
            }
        }
        Some(mem::take(&mut self.typed_ahead.bytes)).filter(|bytes| !bytes.is_empty())
    }

    /// Ends where nothing more can be written: the exit status, and a sentence if the client is still there to read it.
    pub async fn given_up(&mut self) -> u32 {
        if !self.typed_ahead.is_too_much() {
            return DONE;
        }
        let sentence = format!("{TOO_MUCH}\n").into_bytes();
        let sent = self.write.extended_data_bytes(1, sentence);
        let _ = last(&mut self.read, sent).await;
        FAULT
    }

    /// Writes an answer, and gives its exit status. Nothing that is sent along with a command is of any use.
    pub async fn write_answer(&mut self, answer: &CommandAnswer, is_terminal: bool) -> u32 {
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

    pub async fn finish(&mut self, code: u32) {
        let end = async {
            let _ = self.write.exit_status(code).await;
            let _ = self.write.eof().await;
            let _ = self.write.close().await;
        };
        let _ = last(&mut self.read, end).await;
    }
}
