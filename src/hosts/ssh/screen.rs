//! The full screen over a channel: bytes to events, events to frames, as fast as the client reads.

use std::cell::RefCell;
use std::mem;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::ChannelMsg;
use tokio::task::yield_now;
use tokio::time::timeout;
use tracing::info;

use crate::app::Effect;
use crate::config::Settings;
use crate::hosts::keeper::tell_the_day;
use crate::hosts::pace::Pace;
use crate::hosts::ssh::channel_io::ChannelIo;
use crate::hosts::ssh::connection::{Connection, Stage};
use crate::hosts::ssh::input::{Input, next, next_event, stage, waiting};
use crate::hosts::ssh::page_task::PageTask;
use crate::hosts::ssh::session_end::SessionEnd;
use crate::hosts::ssh::terminal_env::TerminalEnv;
use crate::input::Event;
use crate::session::{Keep, Scratch, Session};
use crate::wire;

thread_local! {
    /// The cells every session of this worker draws on: none keeps a frame of its own.
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

/// What Ctrl-z is answered with, and what asking for newer content is.
const NO_SHELL: &str = "There is no shell here to go back to; q ends the session.";
const NEWEST: &str = "This is the newest text; newer text appears here by itself.";

/// How long events are handled before the worker goes on to other sessions.
const TIME_SLICE: Duration = Duration::from_millis(2);

/// One reader's screen.
struct Screen {
    connection: Arc<Connection>,
    session: Session,
    /// Bytes for the next write, before its frame: the mouse, the clipboard.
    out: Vec<u8>,
    /// The size of the client's window, and when it is taken up.
    window: (u16, u16),
    pace: Pace,
    /// Something happened that no frame shows yet.
    is_stale: bool,
    /// The long page that is worked on.
    page: Option<PageTask>,
    /// When the oldest key arrived that no frame shows yet.
    waiting_since: Option<Instant>,
    end: Option<SessionEnd>,
}

/// Reads with a client until one of them ends it; gives the exit status.
pub async fn converse(
    io: &mut ChannelIo,
    connection: &Arc<Connection>,
    size: (u16, u16),
    env: &TerminalEnv,
    topic: Option<String>,
) -> u32 {
    connection.server.counters.terminals.add(1);
    let (columns, rows) = size;
    if connection.logs() {
        info!(connection = connection.number, columns, rows, "reading");
    }
    let mut screen = Screen::new(connection, size, env);
    screen.guarded(|screen| screen.open(topic.as_deref()));
    screen.run(io).await;
    let end = screen.end.take().unwrap_or(SessionEnd::Gone);
    io.farewell(end.last_words(connection, screen.session.app()))
        .await;
    if matches!(end, SessionEnd::Quit) {
        screen.await_answers(io).await;
    }
    end.code()
}

impl Screen {
    fn new(connection: &Arc<Connection>, size: (u16, u16), env: &TerminalEnv) -> Self {
        let settings = Settings {
            theme: env.terminal.theme,
            symbols: env.terminal.symbols,
            drawings: env.terminal.drawings,
            ..Settings::default()
        };
        let shared = connection.server.content().shared.clone();
        let mut session = Session::new(shared, settings, size, env.capabilities);
        tell_the_day(session.change());
        let mut out = Vec::new();
        session.enter(&mut out);
        Self {
            connection: Arc::clone(connection),
            session,
            out,
            window: size,
            pace: Pace::default(),
            is_stale: true,
            page: None,
            waiting_since: None,
            end: None,
        }
    }

    fn open(&mut self, topic: Option<&str>) {
        let app = self.session.change();
        if let Some(Err(sentence)) = topic.map(|topic| app.open(topic)) {
            app.say(&sentence);
        }
    }

    async fn run(&mut self, io: &mut ChannelIo) {
        let connection = Arc::clone(&self.connection);
        loop {
            let permit = connection.work_permit().await;
            self.draw();
            drop(permit);
            if !self.out.is_empty() {
                self.put(io).await;
            }
            if self.end.is_some() {
                return;
            }
            if self.is_stale {
                continue;
            }
            self.want_page();
            let patience = self.pace.patience(Instant::now());
            let waits = (self.session.holds_sequence(), patience);
            let input = next(io, waits, &mut self.page).await;
            self.take(input).await;
            // A channel that is closed is ready for ever: nothing is read once the screen is over.
            while self.end.is_none()
                && let Some(input) = waiting(io).await
            {
                self.take(input).await;
            }
        }
    }

    /// Asks for a long page that is wanted. A session has one worked on at a time; one that only waits for its turn makes
    /// room for what is wanted by now.
    fn want_page(&mut self) {
        let work = self.session.app().state.work();
        match &self.page {
            Some(page) => page.want(work),
            None => self.page = work.map(|work| PageTask::begin(&self.connection, work)),
        }
    }

    /// Takes what the client's terminal still answers: after the end it would go to the reader's shell.
    async fn await_answers(&mut self, io: &mut ChannelIo) {
        while let Some(patience) = self.session.answer_patience()
            && let Ok(Some(message)) = timeout(patience, io.read.wait()).await
        {
            if let ChannelMsg::Data { data } = message {
                let events = self.session.decode(&data);
                self.guarded(|screen| screen.session.note_answers(&events));
            }
        }
    }

    /// Writes a frame; what arrives meanwhile is taken at once, so a slow client skips frames and never keys.
    async fn put(&mut self, io: &mut ChannelIo) {
        let since = self.waiting_since.take();
        let bytes = mem::take(&mut self.out);
        let ChannelIo {
            read,
            write,
            stages,
            ..
        } = io;
        let sent = write.data_bytes(bytes);
        tokio::pin!(sent);
        while self.end.is_none() {
            let input = tokio::select! {
                biased;
                result = &mut sent => {
                    if result.is_err() { self.end = Some(SessionEnd::Gone); }
                    break;
                }
                message = read.wait() => Input::Message(message),
                changed = stages.changed() => stage(&changed, stages),
            };
            self.take(input).await;
        }
        if let Some(since) = since {
            self.connection.server.counters.framed(since.elapsed());
        }
    }

    async fn take(&mut self, input: Input) {
        match input {
            Input::Message(None | Some(ChannelMsg::Close | ChannelMsg::Eof)) => {
                self.end = Some(SessionEnd::Gone);
            }
            Input::Message(Some(ChannelMsg::Data { data })) => self.type_bytes(&data).await,
            Input::Message(Some(ChannelMsg::WindowChange {
                col_width,
                row_height,
                ..
            })) => self.hold_size(col_width, row_height),
            Input::Message(Some(_)) | Input::Stage(Stage::Going) | Input::Size => {}
            Input::Stage(Stage::Notice(left)) => {
                let seconds = left.as_secs().max(1);
                let sentence =
                    format!("Still reading? The session ends in {seconds} s. Any key goes on.");
                self.is_stale = true;
                self.guarded(|screen| screen.session.change().say(&sentence));
            }
            Input::Page(done) => {
                (self.page, self.is_stale) = (None, true);
                self.guarded(|screen| match done {
                    Ok(Some(done)) => screen.session.change().take(done),
                    Ok(None) => {}
                    Err(_) => screen.session.change().abandon_work(),
                });
            }
            Input::Stage(Stage::Ending(end)) => self.end = Some(SessionEnd::Ended(end)),
            Input::Silence => self.guarded(|screen| {
                screen.take_up_size(true);
                let events = screen.session.flush();
                screen.note_keys(&events);
                screen.handle(&events);
            }),
        }
    }

    async fn type_bytes(&mut self, bytes: &[u8]) {
        self.waiting_since.get_or_insert_with(Instant::now);
        let connection = Arc::clone(&self.connection);
        let mut permit = connection.work_permit().await;
        let mut since = Instant::now();
        self.guarded(|screen| screen.take_up_size(true));
        let mut events = self.session.decode(bytes);
        self.guarded(|screen| {
            screen.note_keys(&events);
            screen.session.recognise_paste(&mut events);
        });
        let mut events = events.into_iter().peekable();
        while self.end.is_none()
            && let Some(event) = next_event(&mut events, self.session.app().takes_paste())
        {
            self.guarded(|screen| screen.handle(&[event]));
            if since.elapsed() >= TIME_SLICE {
                drop(permit);
                yield_now().await;
                permit = connection.work_permit().await;
                since = Instant::now();
            }
        }
        drop(permit);
    }

    fn note_keys(&self, events: &[Event]) {
        if !events.is_empty() {
            self.connection.server.test_events(events);
        }
        let keys = events.iter().filter(|event| matches!(event, Event::Key(_)));
        let keys = keys.count() as u64;
        if keys > 0 {
            self.connection.key_pressed();
            self.connection.server.counters.keys.add(keys);
        }
    }

    fn hold_size(&mut self, columns: u32, rows: u32) {
        let rules = self.connection.server.rules();
        self.window = rules.options.limits.window(columns, rows);
        self.pace.hold();
    }

    /// Takes up the size of the window if it is time for it; before anything else happens it always is.
    fn take_up_size(&mut self, at_once: bool) {
        if self.pace.take(Instant::now(), at_once) {
            let (width, height) = self.window;
            self.handle(&[Event::Resize { width, height }]);
        }
    }

    fn handle(&mut self, events: &[Event]) {
        self.is_stale |= !events.is_empty();
        if let Some(newer) = self.connection.server.newer_content(self.session.app()) {
            self.session.change().renew(newer);
        }
        for effect in self.session.handle(events) {
            self.perform(&effect);
        }
    }

    fn perform(&mut self, effect: &Effect) {
        match effect {
            Effect::Quit => self.end = Some(SessionEnd::Quit),
            Effect::Suspend => self.session.change().say(NO_SHELL),
            // Newer content is taken before every key: there is none.
            Effect::Reload => self.session.change().say(NEWEST),
            Effect::Mouse(on) => wire::mouse(*on, &mut self.out),
            Effect::Copy(text) => wire::copy(text, &mut self.out),
            // The session forgot its last frame already, and nothing is kept of a visit.
            Effect::Redraw
            | Effect::Save
            | Effect::Export { .. }
            | Effect::KeepSettings(_)
            | Effect::Recall(_) => {}
        }
    }

    fn draw(&mut self) {
        self.guarded(|screen| {
            screen.take_up_size(screen.is_stale);
            if mem::take(&mut screen.is_stale) {
                SCRATCH.with_borrow_mut(|scratch| {
                    let Self { session, out, .. } = screen;
                    session.draw(Keep::State, scratch, out);
                });
            }
        });
    }

    /// Does something that must not take others down when it fails.
    fn guarded(&mut self, step: impl FnOnce(&mut Self)) {
        if matches!(self.end, Some(SessionEnd::Broken)) {
            return;
        }
        if catch_unwind(AssertUnwindSafe(|| step(self))).is_err() {
            self.end = Some(SessionEnd::Broken);
            self.connection.server.note_fault(self.connection.number);
        }
    }
}
