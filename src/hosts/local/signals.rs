//! Signals as something to wait for: each is noted and wakes the reader through a pipe.

use std::io;
use std::mem;
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::time::Duration;

use nix::sys::signal::{SigSet, Signal};
use rustix::event::{PollFd, PollFlags, Timespec, poll};
use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGTSTP, SIGWINCH};
use signal_hook::iterator::backend::SignalDelivery;
use signal_hook::iterator::exfiltrator::SignalOnly;

/// All but the last three end the reader.
const WATCHED: [i32; 7] = [SIGTERM, SIGHUP, SIGINT, SIGQUIT, SIGWINCH, SIGTSTP, SIGCONT];
/// A job that no shell controls is not stopped at all: then nobody says go on.
const LONGEST_STOP: Duration = Duration::from_millis(100);

#[derive(Debug)]
pub(super) struct Signals {
    delivery: SignalDelivery<UnixStream, SignalOnly>,
    /// What nobody was told yet.
    received: ReceivedSignals,
}

/// The signals that came since they were last taken.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct ReceivedSignals {
    pub(super) ended: Option<i32>,
    pub(super) resized: bool,
    pub(super) stopped: bool,
    pub(super) continued: bool,
}

impl Signals {
    /// Watches them; others may write to the pipe as well.
    pub(super) fn watch([reading, writing]: [UnixStream; 2]) -> io::Result<Self> {
        Ok(Self {
            delivery: SignalDelivery::with_pipe(reading, writing, SignalOnly, WATCHED)?,
            received: ReceivedSignals::default(),
        })
    }

    /// Readable when a signal came, or somebody else woke the reader.
    pub(super) fn waker(&self) -> BorrowedFd<'_> {
        self.delivery.get_read().as_fd()
    }

    pub(super) fn take(&mut self) -> ReceivedSignals {
        self.receive();
        mem::take(&mut self.received)
    }

    /// Holds back changes of the window, so that they wake nobody, or lets them through: the last one first.
    pub(super) fn block_resizes(is_blocked: bool) {
        let window = SigSet::from_iter([Signal::SIGWINCH]);
        // Where that fails, they come.
        let _ = if is_blocked {
            window.thread_block()
        } else {
            window.thread_unblock()
        };
    }

    /// Waits for the shell to go on with a stopped job.
    pub(super) fn wait_for_continue(&mut self) -> io::Result<()> {
        self.receive();
        while !self.received.continued {
            let mut fds = [PollFd::new(self.delivery.get_read(), PollFlags::IN)];
            let patience = Timespec::try_from(LONGEST_STOP).ok();
            match poll(&mut fds, patience.as_ref()) {
                Ok(0) => break,
                Ok(_) | Err(rustix::io::Errno::INTR) => self.receive(),
                Err(error) => return Err(error.into()),
            }
        }
        self.received.continued = false;
        self.received.stopped = false;
        Ok(())
    }

    fn receive(&mut self) {
        for signal in self.delivery.pending() {
            match signal {
                SIGWINCH => self.received.resized = true,
                SIGTSTP => self.received.stopped = true,
                SIGCONT => self.received.continued = true,
                ending => self.received.ended = Some(ending),
            }
        }
    }
}
