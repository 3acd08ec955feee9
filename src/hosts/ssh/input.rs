//! What a session with a full screen waits for.

use std::future::{pending, ready};
use std::time::Duration;

use russh::ChannelMsg;
use tokio::sync::watch;
use tokio::sync::watch::error::RecvError;
use tokio::time::sleep;

use crate::hosts::ssh::channel::ChannelIo;
use crate::hosts::ssh::connection::Stage;
use crate::input::ESCAPE_PATIENCE;

/// What happened next.
pub enum Input {
    Message(Option<ChannelMsg>),
    Stage(Stage),
    /// Nothing followed an escape byte.
    Silence,
    /// The window kept its size for as long as a picture is shown.
    Size,
}

/// Waits for the next thing; `is_waiting` says that half an escape sequence is held, `size` how long a size may be.
pub async fn next(io: &mut ChannelIo, is_waiting: bool, size: Option<Duration>) -> Input {
    let silence = is_waiting.then_some((ESCAPE_PATIENCE, Input::Silence));
    let size = size.map(|patience| (patience, Input::Size));
    let due = silence.into_iter().chain(size);
    let due = due.min_by_key(|(patience, _)| *patience);
    let nothing_more = async {
        let Some((patience, input)) = due else {
            return pending().await;
        };
        sleep(patience).await;
        input
    };
    tokio::select! {
        biased;
        changed = io.stages.changed() => stage(&changed, &mut io.stages),
        message = io.read.wait() => Input::Message(message),
        input = nothing_more => input,
    }
}

/// The stage a connection has come to; when nobody is left to tell of one, the channel is over.
pub fn stage(changed: &Result<(), RecvError>, stages: &mut watch::Receiver<Stage>) -> Input {
    match changed {
        Ok(()) => Input::Stage(*stages.borrow_and_update()),
        Err(_) => Input::Message(None),
    }
}

/// What has arrived already. On a closed channel that is `Message(None)`, again and again.
pub async fn waiting(io: &mut ChannelIo) -> Option<Input> {
    tokio::select! {
        biased;
        message = io.read.wait() => Some(Input::Message(message)),
        () = ready(()) => None,
    }
}
