//! What a session with a full screen waits for.

use std::future::{pending, ready};
use std::iter::Peekable;
use std::time::Duration;

use russh::ChannelMsg;
use tokio::sync::watch;
use tokio::sync::watch::error::RecvError;
use tokio::task::JoinError;
use tokio::time::sleep;

use crate::app::PageDone;
use crate::hosts::ssh::channel_io::ChannelIo;
use crate::hosts::ssh::connection::Stage;
use crate::hosts::ssh::page_task::PageTask;
use crate::input::{ESCAPE_PATIENCE, Event, Key, KeyCode, Modifiers};

/// What happened next.
pub enum Input {
    Message(Option<ChannelMsg>),
    Stage(Stage),
    /// Nothing followed an escape byte.
    Silence,
    /// The window kept its size for as long as a picture is shown.
    Size,
    /// A long page was laid out or searched, or is not wanted any more.
    Page(Result<Option<PageDone>, JoinError>),
}

/// Waits for the next thing; `is_waiting` says that half an escape sequence is held, `size` how long a size may be.
pub async fn next(
    io: &mut ChannelIo,
    (is_waiting, size): (bool, Option<Duration>),
    page: &mut Option<PageTask>,
) -> Input {
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
        done = PageTask::done(page) => Input::Page(done),
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

/// The next of several events. Letters typed into a field one after the other are taken as one paste, which is looked
/// for once.
pub fn next_event(
    events: &mut Peekable<impl Iterator<Item = Event>>,
    is_typing: bool,
) -> Option<Event> {
    let first = events.next()?;
    let Some(begun) = letter(&first).filter(|_| is_typing) else {
        return Some(first);
    };
    let mut text = String::from(begun);
    while let Some(next) = events.peek().and_then(letter) {
        text.push(next);
        events.next();
    }
    let is_one = text.chars().nth(1).is_none();
    Some(if is_one { first } else { Event::Paste(text) })
}

/// A letter that is typed as itself, and so into a field.
const fn letter(event: &Event) -> Option<char> {
    match event {
        Event::Key(Key {
            code: KeyCode::Char(letter),
            modifiers: Modifiers::NONE,
        }) => Some(*letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::parse_keys;

    fn taken(keys: &str, is_typing: bool) -> Vec<Event> {
        let keys = parse_keys(keys).unwrap().into_iter().map(Event::Key);
        let mut keys = keys.peekable();
        std::iter::from_fn(|| next_event(&mut keys, is_typing)).collect()
    }

    #[test]
    fn letters_for_a_field_are_one_event_and_other_keys_end_them() {
        let events = taken("calc<backspace>x<enter>", true);
        let key = |name| Event::Key(parse_keys(name).unwrap()[0]);
        let paste = Event::Paste("calc".to_owned());
        assert_eq!(
            events,
            [paste, key("<backspace>"), key("x"), key("<enter>")]
        );
        assert_eq!(taken("calc", false).len(), 4);
        assert_eq!(taken("<c-n><c-n>", true).len(), 2);
    }
}
