//! The controlling terminal: its size, its mode, and bytes in and out.

use std::env;
use std::io;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::io::{Errno, read, write};
use rustix::termios::{
    OptionalActions, Termios, isatty, tcgetattr, tcgetwinsize, tcsetattr, ttyname,
};

use crate::input::Event;
use crate::session::Session;
use crate::wire::{self, Capabilities};

/// What the terminal's own queue holds.
const AT_ONCE: usize = 4096;
/// How long a terminal that takes nothing may keep us from leaving.
const FAREWELL: Duration = Duration::from_millis(50);
/// The size of a terminal that does not know its own.
const USUAL: (u16, u16) = (80, 24);

/// What this terminal can do, by its name in the environment.
pub fn capabilities() -> Capabilities {
    let variable = |name| env::var(name).unwrap_or_default();
    Capabilities::named(&variable("TERM"), &variable("COLORTERM"))
}

#[derive(Debug)]
pub struct LocalTerminal {
    device: OwnedFd,
    before: Termios,
    /// Whether it is switched to single keys and must be put back, and whether it shows our screen.
    is_ours: AtomicBool,
    shows_ours: AtomicBool,
}

/// What ended a wait.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Woken {
    pub(super) by_input: bool,
    /// By a signal, or by what is done in the background.
    pub(super) by_waker: bool,
}

impl LocalTerminal {
    /// The terminal that standard output leads to; `None` when it leads elsewhere.
    pub fn open() -> Option<Self> {
        let out = rustix::stdio::stdout();
        if !isatty(out) {
            return None;
        }
        let device = own(out).or_else(|| out.try_clone_to_owned().ok())?;
        let before = tcgetattr(&device).ok()?;
        Some(Self {
            device,
            before,
            is_ours: AtomicBool::new(false),
            shows_ours: AtomicBool::new(false),
        })
    }

    /// Columns and rows.
    pub fn size(&self) -> (u16, u16) {
        tcgetwinsize(&self.device)
            .ok()
            .filter(|size| size.ws_col > 0 && size.ws_row > 0)
            .map_or(USUAL, |size| (size.ws_col, size.ws_row))
    }

    /// Every key at once, none of them turned into a signal or an echo.
    pub(super) fn make_raw(&self) -> io::Result<()> {
        let mut raw = self.before.clone();
        raw.make_raw();
        self.is_ours.store(true, Ordering::SeqCst);
        self.shows_ours.store(true, Ordering::SeqCst);
        Ok(tcsetattr(&self.device, OptionalActions::Now, &raw)?)
    }

    /// Puts everything back as it was found; once is enough, and more do no harm.
    pub(super) fn restore(&self) {
        self.leave_screen();
        if self.is_ours.swap(false, Ordering::SeqCst) {
            // A terminal that is gone needs no mode.
            let _ = tcsetattr(&self.device, OptionalActions::Now, &self.before);
        }
    }

    /// Puts the screen back, while keys still come one by one and unechoed.
    pub(super) fn leave_screen(&self) {
        if self.shows_ours.swap(false, Ordering::SeqCst) {
            self.say_farewell(&wire::restore());
        }
    }

    fn say_farewell(&self, bytes: &[u8]) {
        let mut rest = bytes;
        while !rest.is_empty() {
            match self.write(rest) {
                Ok(0) | Err(_) => return,
                Ok(sent) => rest = rest.get(sent..).unwrap_or_default(),
            }
            if !rest.is_empty() && !self.is_ready(PollFlags::OUT, FAREWELL) {
                return;
            }
        }
    }

    /// Whether something comes within this time.
    pub(super) fn is_readable(&self, patience: Duration) -> bool {
        self.is_ready(PollFlags::IN, patience)
    }

    fn is_ready(&self, wanted: PollFlags, patience: Duration) -> bool {
        let mut fds = [PollFd::new(&self.device, wanted)];
        poll(&mut fds, Timespec::try_from(patience).ok().as_ref()).is_ok_and(|ready| ready > 0)
    }

    /// Writes what the terminal takes now: all of it as a rule, nothing when it is full.
    pub(super) fn write(&self, bytes: &[u8]) -> io::Result<usize> {
        loop {
            match write(&self.device, bytes) {
                Err(Errno::INTR) => {}
                Err(Errno::AGAIN) => return Ok(0),
                result => return Ok(result?),
            }
        }
    }

    /// Sleeps until there is input, room for output, or the waker has something to say.
    pub(super) fn wait(
        &self,
        waker: BorrowedFd<'_>,
        is_writing: bool,
        patience: Option<Duration>,
    ) -> io::Result<Woken> {
        let writing = if is_writing {
            PollFlags::OUT
        } else {
            PollFlags::empty()
        };
        let mut fds = [
            PollFd::new(&self.device, PollFlags::IN | writing),
            PollFd::new(&waker, PollFlags::IN),
        ];
        let timeout = patience.and_then(|patience| Timespec::try_from(patience).ok());
        match poll(&mut fds, timeout.as_ref()) {
            Ok(_) => {}
            Err(Errno::INTR) => return Ok(Woken::default()),
            Err(error) => return Err(error.into()),
        }
        let [device, waker] = fds.map(|fd| fd.revents());
        let woken = Woken {
            by_input: device.contains(PollFlags::IN),
            by_waker: !waker.is_empty(),
        };
        let is_gone = device.intersects(PollFlags::HUP | PollFlags::ERR | PollFlags::NVAL);
        if is_gone && !woken.by_waker {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(woken)
    }

    /// Reads what waits; anything more wakes the reader again. The end of input is an error: nobody is left to read for.
    pub(super) fn read(&self, session: &mut Session) -> io::Result<Vec<Event>> {
        let mut bytes = [0; AT_ONCE];
        loop {
            match read(&self.device, &mut bytes) {
                Ok(0) => return Err(io::ErrorKind::UnexpectedEof.into()),
                Ok(count) => return Ok(session.decode(bytes.get(..count).unwrap_or_default())),
                Err(Errno::AGAIN) => return Ok(Vec::new()),
                Err(Errno::INTR) => {}
                Err(error) => return Err(error.into()),
            }
        }
    }
}

impl Drop for LocalTerminal {
    fn drop(&mut self) {
        self.restore();
    }
}

/// Opens the terminal once more, for us alone: the shell's own must never be made non-blocking.
fn own(out: BorrowedFd<'_>) -> Option<OwnedFd> {
    let name = ttyname(out, Vec::new()).ok()?;
    let flags = OFlags::RDWR | OFlags::NOCTTY | OFlags::NONBLOCK | OFlags::CLOEXEC;
    let device = open(name.as_c_str(), flags, Mode::empty()).ok()?;
    isatty(&device).then_some(device)
}
