//! The terminal this process was started in.

mod background;
mod guard;
mod output;
mod signals;
mod terminal;

use std::io;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

use anyhow::Context as _;
use rustix::process::{Signal, kill_current_process_group};

use crate::app::Effect;
use crate::hosts::keeper::{Keeper, tell_the_day};
use crate::hosts::local::background::{Background, Done};
use crate::hosts::local::guard::Guard;
use crate::hosts::local::output::Output;
use crate::hosts::local::signals::{ReceivedSignals, Signals};
use crate::hosts::pace::Pace;
use crate::input::{ESCAPE_PATIENCE, Event};
use crate::library::Library;
use crate::session::{Keep, Scratch, Session};
use crate::wire;

pub use background::{Load, Work};
pub use terminal::{LocalTerminal, capabilities};

/// Why a reader left.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    Quit,
    /// By a signal with this number.
    Signal(i32),
    /// The terminal is gone.
    Gone,
}

/// Reads the content again.
pub type Reload<'a> = &'a dyn Fn() -> anyhow::Result<Library>;

/// Shows a session on the terminal until its reader leaves; the terminal is put back on every way out. When a file
/// below the folder that is watched changes, the content is read again.
pub fn run(
    terminal: LocalTerminal,
    session: &mut Session,
    work: Work,
    (reload, watched): (Reload<'_>, Option<&Path>),
    keeper: &mut Keeper,
) -> anyhow::Result<Ended> {
    let terminal = Arc::new(terminal);
    let (woken, waker) = UnixStream::pair().context("no pipe can be opened")?;
    let background = Background::new(waker.try_clone().context("no pipe can be copied")?);
    // It watches as long as this lives.
    let _watch = watched.map(|folder| background.watch(folder)).transpose()?;
    let signals = Signals::watch([woken, waker]).context("signals cannot be watched")?;
    let guard = Guard::new(&terminal).context("the terminal cannot be switched to single keys")?;
    let mut host = Host {
        terminal: &terminal,
        session,
        reload,
        keeper,
        signals,
        silent_since: None,
        pace: Pace::default(),
        blocks_resizes: false,
        scratch: Scratch::default(),
        output: Output::default(),
        background,
    };
    host.session.enter(host.output.more());
    host.draw();
    host.background.want(work);
    host.begin_work();
    tell_the_day(host.session.change());
    let ended = host.converse();
    host.block_resizes(false);
    if ended != Ended::Gone {
        host.leave();
    }
    drop(guard);
    Ok(ended)
}

struct Host<'a> {
    terminal: &'a LocalTerminal,
    session: &'a mut Session,
    reload: Reload<'a>,
    keeper: &'a mut Keeper,
    signals: Signals,
    /// When the wait for the rest of a sequence began.
    silent_since: Option<Instant>,
    /// For a window that changes, and whether its signals are held back just now.
    pace: Pace,
    blocks_resizes: bool,
    scratch: Scratch,
    output: Output,
    background: Background,
}

impl Host<'_> {
    /// Waits, takes everything that is there, and draws once, until there is a reason to end.
    fn converse(&mut self) -> Ended {
        loop {
            match self.step() {
                Ok(None) => {}
                Ok(Some(ended)) => return ended,
                Err(_) => return Ended::Gone,
            }
        }
    }

    fn step(&mut self) -> io::Result<Option<Ended>> {
        let woken = self.wait()?;
        let mut events = Vec::new();
        if woken.by_input {
            events = self.terminal.read(self.session)?;
            self.session.recognise_paste(&mut events);
            self.silent_since = self.session.holds_sequence().then(Instant::now);
        } else if self.is_silent() {
            events = self.session.flush();
            self.silent_since = None;
        }
        let mut is_urgent = !events.is_empty();
        if woken.by_waker {
            let signals = self.signals.take();
            if signals.ended.is_some() {
                return Ok(signals.ended.map(Ended::Signal));
            }
            is_urgent |= self.handle_signals(signals)? | self.take_up_work();
        }
        events.splice(0..0, self.due_resize(is_urgent));
        if is_urgent || !events.is_empty() || self.output.is_waiting() {
            return self.answer(&events);
        }
        Ok(None)
    }

    /// The size of a window that changed, if it is time to take it up; before anything else happens it always is.
    fn due_resize(&mut self, is_urgent: bool) -> Option<Event> {
        if !self.blocks_resizes && !self.pace.holds() {
            return None;
        }
        let now = Instant::now();
        if self.blocks_resizes && (is_urgent || self.pace.rest(now).is_zero()) {
            self.block_resizes(false);
            if is_urgent {
                self.pace.hold();
            }
        }
        if !self.pace.take(now, is_urgent) {
            return None;
        }
        self.block_resizes(true);
        let (width, height) = self.session.app().state.size;
        let before = Event::Resize { width, height };
        Some(self.measure()).filter(|now| *now != before)
    }

    /// While one size is shown, nobody is woken by the next.
    fn block_resizes(&mut self, is_blocked: bool) {
        if is_blocked != self.blocks_resizes {
            Signals::block_resizes(is_blocked);
            self.blocks_resizes = is_blocked;
        }
    }

    /// Takes what happened, and draws.
    fn answer(&mut self, events: &[Event]) -> io::Result<Option<Ended>> {
        let effects = self.session.handle(events);
        if self.perform(&effects)? {
            return Ok(Some(Ended::Quit));
        }
        self.draw();
        self.begin_work();
        Ok(None)
    }

    /// Begins to index what is read as soon as somebody looks for something, be it with the first screen, and to lay out
    /// a long page as soon as it is wanted.
    fn begin_work(&mut self) {
        if self.session.app().wants_index() {
            self.background.begin();
        }
        self.background
            .begin_page(|| self.session.app().state.work());
    }

    /// Takes up what was done in the background; whether anything was.
    fn take_up_work(&mut self) -> bool {
        let mut is_new = false;
        for done in self.background.finished() {
            match done {
                Done::Loaded(library) => self.session.change().renew(library),
                Done::Indexed(index) => self.session.change().set_index(index),
                Done::Page(Some(done)) => self.session.change().take(done),
                Done::Page(None) => self.session.change().abandon_work(),
                Done::Changed => self.read_again(),
            }
            is_new = true;
        }
        is_new
    }

    fn wait(&self) -> io::Result<terminal::Woken> {
        let silence = self
            .silent_since
            .map(|since| ESCAPE_PATIENCE.saturating_sub(since.elapsed()));
        let rest = self.blocks_resizes.then(|| self.pace.rest(Instant::now()));
        let patience = [silence, rest];
        let patience = patience.into_iter().flatten().min();
        self.terminal
            .wait(self.signals.waker(), self.output.is_waiting(), patience)
    }

    fn is_silent(&self) -> bool {
        self.silent_since
            .is_some_and(|since| since.elapsed() >= ESCAPE_PATIENCE)
    }

    /// Does what signals ask for; whether the screen is another by that.
    fn handle_signals(&mut self, signals: ReceivedSignals) -> io::Result<bool> {
        if signals.stopped {
            self.suspend()?;
        } else if signals.continued {
            self.resume()?;
        }
        if signals.resized {
            self.pace.hold();
        }
        Ok(signals.stopped || signals.continued)
    }

    /// The size the window has now.
    fn measure(&self) -> Event {
        let (width, height) = self.terminal.size();
        Event::Resize { width, height }
    }

    /// Performs effects and says whether the reader wants to leave.
    fn perform(&mut self, effects: &[Effect]) -> io::Result<bool> {
        for effect in effects {
            match effect {
                Effect::Quit => return Ok(true),
                Effect::Suspend => self.suspend()?,
                Effect::Reload => self.read_again(),
                Effect::Mouse(on) => wire::mouse(*on, self.output.more()),
                Effect::Copy(text) => wire::copy(text, self.output.more()),
                // The session forgot its last frame already.
                Effect::Redraw => {}
                Effect::Save
                | Effect::Export { .. }
                | Effect::KeepSettings(_)
                | Effect::Recall(_) => self.keeper.perform(effect, self.session.change()),
            }
        }
        Ok(false)
    }

    fn read_again(&mut self) {
        match (self.reload)() {
            Ok(library) => {
                let library = Arc::new(library);
                self.session.change().renew(Arc::clone(&library));
                self.background.want(Work::Index(library));
            }
            Err(error) => self.session.change().say(&format!("{error:#}.")),
        }
    }

    /// Hands the terminal back to the shell until it says go on.
    fn suspend(&mut self) -> io::Result<()> {
        self.leave();
        self.terminal.restore();
        // Our own handler takes SIGTSTP, and SIGSTOP would stop a reader that no shell can wake. This one
        // stops whoever belongs to the job, and nobody if the job is without a shell.
        kill_current_process_group(Signal::TTOU)?;
        self.signals.wait_for_continue()?;
        // What was done meanwhile has woken nobody.
        self.take_up_work();
        self.resume()
    }

    fn resume(&mut self) -> io::Result<()> {
        self.output.clear();
        self.terminal.make_raw()?;
        let size = self.measure();
        self.session.handle(&[size]);
        self.session.enter(self.output.more());
        Ok(())
    }

    /// Puts the screen back, and takes what the terminal still answers: the shell would take that for keys.
    fn leave(&mut self) {
        self.output.clear();
        self.terminal.leave_screen();
        while let Some(patience) = self.session.answer_patience()
            && self.terminal.is_readable(patience)
            && let Ok(events) = self.terminal.read(self.session)
        {
            self.session.note_answers(&events);
        }
    }

    /// Draws when the frame before has gone out: a slow terminal skips frames, and never keys.
    fn draw(&mut self) {
        if !self.output.is_waiting() {
            let out = self.output.more();
            self.session.draw(Keep::Frame, &mut self.scratch, out);
        }
        self.output.send(self.terminal);
    }
}
