//! A pseudo-terminal with a program in it, and a clock beside it.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::num::NonZero;
use std::os::fd::{AsFd, OwnedFd};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, Signal, kill_process, pidfd_open};
use rustix::termios::{Termios, tcgetattr, tcsetwinsize};

use crate::launch::{Launch, WORD};
use crate::process;
use crate::pseudo::{pair, winsize};

/// Columns and rows.
pub type Size = (u16, u16);

/// An answer is over when nothing came for so long.
pub const SILENCE: Duration = Duration::from_millis(50);
/// Far longer than anything here takes.
const LIMIT: Duration = Duration::from_mins(1);
/// A farewell is over by then, or so long that it must be read.
const FAREWELL: Duration = Duration::from_millis(20);
/// More than a terminal's queue holds.
const AT_ONCE: usize = 1 << 13;
/// How a program asks whether the terminal has side margins.
const QUESTION: &[u8] = b"\x1b[?69$p";

pub struct Terminal {
    child: Child,
    pub pid: Pid,
    /// Readable when the program has ended.
    end: OwnedFd,
    master: Option<File>,
    /// Keeps the terminal alive, and its mode readable, after the program ended.
    slave: Option<OwnedFd>,
    before: Termios,
    screen: vt100::Parser,
    drawn: usize,
    answer: &'static str,
    answered: usize,
    started: Instant,
    /// Processor time that went before the program, in nanoseconds.
    spent: u64,
    /// All that the program ever wrote.
    pub bytes: Vec<u8>,
}

/// What a key led to.
#[derive(Clone, Copy)]
pub struct Answer {
    /// Until the last byte before silence; none when nothing came.
    pub took: Option<Duration>,
    /// Where the answer begins in all bytes.
    pub from: usize,
}

/// How a program ended.
pub struct Ending {
    pub took: Duration,
    /// From its first moment, every thread.
    pub processor: Duration,
}

const fn of_screen((width, height): Size) -> (NonZero<u16>, NonZero<u16>) {
    (NonZero::new(height).unwrap(), NonZero::new(width).unwrap())
}

impl Terminal {
    /// Starts a program on a new terminal, which controls it as a real one does.
    pub fn start(launch: &Launch, size: Size) -> Self {
        let (master, slave, name) = pair(size);
        let before = tcgetattr(&slave).unwrap();
        let mut child = Command::new(std::env::current_exe().unwrap())
            .arg(WORD)
            .arg(name)
            .arg(&launch.program)
            .args(&launch.arguments)
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)))
            .envs([("TERM", "xterm-256color"), ("LANG", "C.UTF-8")])
            .envs(["HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"].map(|name| (name, &launch.state)))
            .current_dir(&launch.state)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let pid = Pid::from_child(&child);
        let mut ready = child.stdout.take().unwrap();
        ready.read_exact(&mut [0]).unwrap();
        while !process::is_asleep(pid) {}
        let spent = process::processor(pid);
        let (rows, columns) = of_screen(size);
        let screen = vt100::Parser::new(rows, columns, 0);
        let end = pidfd_open(pid, PidfdFlags::empty()).unwrap();
        let mut go = child.stdin.take().unwrap();
        let started = Instant::now();
        go.write_all(b".").unwrap();
        Self {
            child,
            pid,
            end,
            master: Some(master),
            slave: Some(slave),
            before,
            screen,
            drawn: 0,
            answer: launch.answer,
            answered: 0,
            started,
            spent,
            bytes: Vec::new(),
        }
    }

    pub fn send(&self, keys: &str) {
        let mut master = self.master.as_ref().unwrap();
        master.write_all(keys.as_bytes()).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid, signal).unwrap();
    }

    /// Makes the window another size; the terminal tells the program.
    pub fn resize(&mut self, size: Size) {
        self.screen();
        let (rows, columns) = of_screen(size);
        self.screen.screen_mut().set_size(rows, columns);
        tcsetwinsize(self.slave.as_ref().unwrap(), winsize(size)).unwrap();
    }

    /// What the reader sees.
    pub fn screen(&mut self) -> &vt100::Screen {
        self.screen.process(&self.bytes[self.drawn..]);
        self.drawn = self.bytes.len();
        self.screen.screen()
    }

    /// Reads until a word has come; tells how long after the start that was.
    pub fn until(&mut self, word: &str) -> Duration {
        let mut from = 0;
        loop {
            let unread = &self.bytes[from..];
            if unread
                .windows(word.len())
                .any(|part| part == word.as_bytes())
            {
                return self.started.elapsed();
            }
            from = self.bytes.len().saturating_sub(word.len());
            let came = self.read(LIMIT);
            assert!(came.is_some(), "no {word:?} in {}", self.told());
        }
    }

    /// Presses keys and waits for silence.
    pub fn press(&mut self, keys: &str) -> Answer {
        let from = self.bytes.len();
        let start = Instant::now();
        self.send(keys);
        let last = self.settle(SILENCE);
        Answer {
            took: last.map(|last| last - start),
            from,
        }
    }

    /// Reads until nothing came for so long; tells when the last byte came.
    pub fn settle(&mut self, silence: Duration) -> Option<Instant> {
        let mut last = None;
        while let Some(now) = self.read(silence) {
            last = Some(now);
        }
        last
    }

    /// From the start until the last byte before silence.
    pub fn settled_start(&mut self) -> Option<Duration> {
        self.settle(SILENCE).map(|last| last - self.started)
    }

    /// Waits for a first screen and for all that follows it.
    pub fn shown(&mut self) {
        while self.told().trim().is_empty() {
            let came = self.read(LIMIT);
            assert!(came.is_some(), "nothing is shown");
        }
        while self.settle(SILENCE * 2).is_some() {}
    }

    /// Reads what comes next and tells when it came.
    pub fn read(&mut self, patience: Duration) -> Option<Instant> {
        let mut master = self.master.as_ref().unwrap();
        let mut fds = [
            PollFd::new(&master, PollFlags::IN),
            PollFd::new(&self.end, PollFlags::IN),
        ];
        poll(&mut fds, Some(&Timespec::try_from(patience).unwrap())).unwrap();
        if !fds[0].revents().contains(PollFlags::IN) {
            return None;
        }
        let mut bytes = [0; AT_ONCE];
        let count = master.read(&mut bytes).ok()?;
        let now = Instant::now();
        self.bytes.extend(&bytes[..count]);
        self.answer_question();
        Some(now)
    }

    fn answer_question(&mut self) {
        let unread = &self.bytes[self.answered..];
        let place = unread
            .windows(QUESTION.len())
            .position(|part| part == QUESTION);
        if let Some(place) = place {
            self.answered += place + QUESTION.len();
            self.send(self.answer);
        } else {
            self.answered = self.bytes.len().saturating_sub(QUESTION.len());
        }
    }

    /// Takes the terminal away.
    pub fn hang_up(&mut self) {
        self.slave = None;
        self.master = None;
    }

    /// Does something that ends the program; none when it lives on.
    pub fn end(mut self, how: impl FnOnce(&mut Self), limit: Duration) -> (Self, Option<Ending>) {
        let start = Instant::now();
        how(&mut self);
        while !self.is_ended(limit.saturating_sub(start.elapsed())) {
            if start.elapsed() > limit {
                return (self, None);
            }
        }
        let took = start.elapsed();
        while self.master.is_some() && self.read(Duration::ZERO).is_some() {}
        let before = process::of_the_ended();
        self.child.wait().unwrap();
        let processor = process::of_the_ended() - before;
        let processor = Duration::from_nanos(processor.saturating_sub(self.spent));
        (self, Some(Ending { took, processor }))
    }

    /// Waits for the end. Whoever says farewell is not to share its processor with us, so we read only now and then.
    fn is_ended(&mut self, patience: Duration) -> bool {
        let mut fds = [PollFd::new(&self.end, PollFlags::IN)];
        let patience = Timespec::try_from(patience.min(FAREWELL)).unwrap();
        poll(&mut fds, Some(&patience)).unwrap();
        let is_ended = !fds[0].revents().is_empty();
        if !is_ended && self.master.is_some() {
            self.read(Duration::ZERO);
        }
        is_ended
    }

    /// Drops what was read: many keys would fill memory.
    pub fn forget(&mut self) {
        self.bytes.clear();
        self.drawn = 0;
        self.answered = 0;
    }

    /// Whether the mode of the terminal is what it was before.
    pub fn has_old_mode(&self) -> bool {
        let now = tcgetattr(self.slave.as_ref().unwrap().as_fd()).unwrap();
        (now.local_modes, now.input_modes, now.output_modes)
            == (
                self.before.local_modes,
                self.before.input_modes,
                self.before.output_modes,
            )
    }

    pub fn told(&mut self) -> String {
        self.screen().contents()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
