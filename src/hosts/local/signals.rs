//! Signals as something to wait for: each sets a flag and writes to a pipe.

use std::io::{self, Read};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::SigId;
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::flag;
use signal_hook::low_level::{pipe, unregister};

/// Signals that end the reader.
const ENDINGS: [i32; 4] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT];
/// A job that no shell controls is not stopped at all: then nobody says go on.
const LONGEST_STOP: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub(super) struct Signals {
    pipe: UnixStream,
    ended: Arc<AtomicUsize>,
    resized: Arc<AtomicBool>,
    stopped: Arc<AtomicBool>,
    continued: Arc<AtomicBool>,
    registered: Vec<SigId>,
}

/// What signals said since they were last asked.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heard {
    pub(super) ended: Option<i32>,
    pub(super) resized: bool,
    pub(super) stopped: bool,
    pub(super) continued: bool,
}

impl Signals {
    pub(super) fn watch() -> io::Result<Self> {
        let (reading, writing) = UnixStream::pair()?;
        reading.set_nonblocking(true)?;
        let mut signals = Self {
            pipe: reading,
            ended: Arc::default(),
            resized: Arc::default(),
            stopped: Arc::default(),
            continued: Arc::default(),
            registered: Vec::new(),
        };
        for signal in ENDINGS {
            let number = usize::try_from(signal).unwrap_or_default();
            let id = flag::register_usize(signal, Arc::clone(&signals.ended), number)?;
            signals.registered.push(id);
        }
        let flags = [
            (SIGWINCH, &signals.resized),
            (SIGTSTP, &signals.stopped),
            (SIGCONT, &signals.continued),
        ];
        for (signal, heard) in flags {
            let id = flag::register(signal, Arc::clone(heard))?;
            signals.registered.push(id);
        }
        for signal in ENDINGS.into_iter().chain([SIGWINCH, SIGTSTP, SIGCONT]) {
            let id = pipe::register(signal, writing.try_clone()?)?;
            signals.registered.push(id);
        }
        Ok(signals)
    }

    /// Readable when a signal came.
    pub(super) fn waker(&self) -> BorrowedFd<'_> {
        self.pipe.as_fd()
    }

    pub(super) fn heard(&self) -> Heard {
        self.drain();
        let ended = self.ended.swap(0, Ordering::SeqCst);
        Heard {
            ended: i32::try_from(ended).ok().filter(|signal| *signal > 0),
            resized: self.resized.swap(false, Ordering::SeqCst),
            stopped: self.stopped.swap(false, Ordering::SeqCst),
            continued: self.continued.swap(false, Ordering::SeqCst),
        }
    }

    /// Waits for the shell to go on with a stopped job.
    pub(super) fn wait_for_continue(&self) -> io::Result<()> {
        while !self.continued.load(Ordering::SeqCst) {
            let mut fds = [PollFd::new(&self.pipe, PollFlags::IN)];
            let patience = Timespec::try_from(LONGEST_STOP).ok();
            match poll(&mut fds, patience.as_ref()) {
                Ok(0) => break,
                Ok(_) | Err(rustix::io::Errno::INTR) => self.drain(),
                Err(error) => return Err(error.into()),
            }
        }
        self.continued.store(false, Ordering::SeqCst);
        self.stopped.store(false, Ordering::SeqCst);
        Ok(())
    }

    fn drain(&self) {
        let mut bytes = [0; 64];
        while matches!((&self.pipe).read(&mut bytes), Ok(count) if count == bytes.len()) {}
    }
}

impl Drop for Signals {
    fn drop(&mut self) {
        for id in self.registered.drain(..) {
            unregister(id);
        }
    }
}
