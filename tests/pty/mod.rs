//! A program in a pseudo-terminal, and the screen that its bytes make.

mod modes;

use std::fs::File;
use std::io::{Read, Write};
use std::num::NonZero;
use std::os::fd::{AsFd, OwnedFd};
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus};
use std::sync::mpsc::channel;
use std::thread;
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::fs::{Mode, OFlags, open};
use rustix::process::{
    Pid, Signal, WaitId, WaitIdOptions, WaitOptions, kill_process, waitid, waitpid,
};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{OptionalActions, Termios, Winsize, tcgetattr, tcsetattr, tcsetwinsize};

use modes::left;

/// Far longer than anything here takes.
pub const LIMIT: Duration = Duration::from_secs(20);

pub struct Pty {
    child: Child,
    master: Option<File>,
    /// Keeps the terminal alive, and its mode readable, after the program ended.
    slave: Option<OwnedFd>,
    before: Termios,
    parser: vt100::Parser,
    /// All that the program ever wrote.
    pub bytes: Vec<u8>,
}

const fn winsize(width: u16, height: u16) -> Winsize {
    Winsize {
        ws_col: width,
        ws_row: height,
        ws_xpixel: 0,
        ws_ypixel: 0,
    }
}

impl Pty {
    /// Starts a program on a new terminal. It is a process group of its own and the terminal controls nobody,
    /// so every signal is the test's.
    pub fn start(mut command: Command, (width, height): (u16, u16)) -> Self {
        let master =
            openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY | OpenptFlags::CLOEXEC).unwrap();
        grantpt(&master).unwrap();
        unlockpt(&master).unwrap();
        let name = ptsname(&master, Vec::new()).unwrap();
        let slave = open(
            &name,
            OFlags::RDWR | OFlags::NOCTTY | OFlags::CLOEXEC,
            Mode::empty(),
        )
        .unwrap();
        tcsetwinsize(&slave, winsize(width, height)).unwrap();
        let before = tcgetattr(&slave).unwrap();
        let end = || slave.try_clone().unwrap();
        command
            .stdin(end())
            .stdout(end())
            .stderr(end())
            .process_group(0);
        command
            .env("TERM", "xterm-256color")
            .env_remove("NO_COLOR")
            .env_remove("COLORTERM");
        Self {
            child: command.spawn().unwrap(),
            master: Some(master.into()),
            before,
            slave: Some(slave),
            parser: vt100::Parser::new(
                NonZero::new(height).unwrap(),
                NonZero::new(width).unwrap(),
                0,
            ),
            bytes: Vec::new(),
        }
    }

    pub fn send(&self, keys: &[u8]) {
        self.master.as_ref().unwrap().write_all(keys).unwrap();
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(Pid::from_child(&self.child), signal).unwrap();
    }

    pub fn resize(&mut self, width: u16, height: u16) {
        tcsetwinsize(self.slave.as_ref().unwrap(), winsize(width, height)).unwrap();
        let size = (NonZero::new(height).unwrap(), NonZero::new(width).unwrap());
        self.parser.screen_mut().set_size(size.0, size.1);
        self.signal(Signal::WINCH);
    }

    pub fn screen(&self) -> &vt100::Screen {
        self.parser.screen()
    }

    /// Reads on until the screen is as wanted.
    pub fn until(&mut self, what: &str, mut is_wanted: impl FnMut(&vt100::Screen) -> bool) {
        let start = Instant::now();
        while !is_wanted(self.screen()) {
            let contents = self.screen().contents();
            assert!(
                start.elapsed() < LIMIT && self.read(),
                "no {what} on\n{contents}"
            );
        }
    }

    pub fn until_text(&mut self, text: &str) {
        self.until(text, |screen| screen.contents().contains(text));
    }

    /// Reads what comes next; false when nothing came for long.
    pub fn read(&mut self) -> bool {
        let mut master = self.master.as_ref().unwrap();
        if !self.is_readable(LIMIT) {
            return false;
        }
        let mut bytes = [0; 8192];
        let count = master.read(&mut bytes).unwrap_or(0);
        self.bytes.extend(&bytes[..count]);
        self.parser.process(&bytes[..count]);
        count > 0
    }

    /// Reads what comes up to a time.
    pub fn read_until(&mut self, end: Instant) {
        while let Some(rest) = end.checked_duration_since(Instant::now()) {
            if self.is_readable(rest) && !self.read() {
                return;
            }
        }
    }

    /// Waits until the program has ended, or is stopped and the shell has the terminal.
    pub fn until_left(&self) {
        let pid = Pid::from_child(&self.child);
        let wanted = WaitIdOptions::EXITED | WaitIdOptions::STOPPED | WaitIdOptions::NOWAIT;
        waitid(WaitId::Pid(pid), wanted).unwrap().unwrap();
    }

    /// Waits until the program is stopped by a signal.
    pub fn until_stopped(&self) {
        let pid = Pid::from_child(&self.child);
        let (_, status) = waitpid(Some(pid), WaitOptions::UNTRACED).unwrap().unwrap();
        assert!(status.stopped(), "{status:?}");
    }

    /// Takes the terminal away.
    pub fn hang_up(&mut self) {
        self.slave = None;
        self.master = None;
    }

    /// Waits for the end, and reads what was written until then.
    pub fn end(&mut self) -> (ExitStatus, Duration) {
        let start = Instant::now();
        let pid = Pid::from_child(&self.child);
        let (sender, receiver) = channel();
        thread::scope(|scope| {
            let child = &mut self.child;
            scope.spawn(move || sender.send(child.wait().unwrap()));
            let status = receiver.recv_timeout(LIMIT);
            if status.is_err() {
                kill_process(pid, Signal::KILL).unwrap();
            }
            let status = status.expect("the program does not end");
            (status, start.elapsed())
        })
    }

    /// Reads what is left after the end and checks that the terminal is as it was found.
    pub fn check_restored(&mut self) {
        while self.is_readable(Duration::ZERO) {
            self.read();
        }
        let after = tcgetattr(self.slave.as_ref().unwrap().as_fd()).unwrap();
        assert_eq!(after.local_modes, self.before.local_modes);
        assert_eq!(after.input_modes, self.before.input_modes);
        assert_eq!(after.output_modes, self.before.output_modes);
        assert_eq!(left(&self.bytes), Vec::<String>::new());
        assert!(!self.screen().alternate_screen());
    }

    /// Whether something was typed, or answered, that nobody read: a shell would take it for keys.
    pub fn has_unread(&self) -> bool {
        let slave = self.slave.as_ref().unwrap();
        let mut raw = self.before.clone();
        raw.make_raw();
        tcsetattr(slave, OptionalActions::Now, &raw).unwrap();
        let mut fds = [PollFd::new(slave, PollFlags::IN)];
        poll(&mut fds, Some(&Timespec::default())).unwrap() > 0
    }

    fn is_readable(&self, within: Duration) -> bool {
        let mut fds = [PollFd::new(self.master.as_ref().unwrap(), PollFlags::IN)];
        let within = Timespec::try_from(within).unwrap();
        poll(&mut fds, Some(&within)).unwrap() > 0
    }
}

impl Drop for Pty {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
