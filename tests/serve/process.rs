//! The real program serving a small reference, and what it logs.

use std::fs;
use std::io::{BufRead as _, BufReader};
use std::net::{SocketAddr, TcpListener};
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

use crate::harness::PATIENCE;

/// A free port.
const FREE: [&str; 2] = ["--listen", "127.0.0.1:0"];

/// The source of all clients here has no limit of its own.
const EXEMPT: [&str; 2] = ["--exempt", "127.0.0.1"];

/// How long a server that does nothing takes no processor time: a task that spins takes twenty ticks in it.
const QUIET: Duration = Duration::from_millis(400);

const PROGRAM: &str = env!("CARGO_BIN_EXE_calcinosis");

/// A folder with a content tree of one topic; it is also the state folder.
pub fn content() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let tree = folder.path().join("content");
    fs::create_dir(&tree).unwrap();
    fs::write(
        tree.join("_index.md"),
        "+++\ntitle = \"Small\"\n+++\nWelcome.\n",
    )
    .unwrap();
    fs::write(
        tree.join("milia.md"),
        "+++\ntitle = \"Milia\"\n+++\nOld text.\n",
    )
    .unwrap();
    folder
}

/// A server process; it is ended with the test.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
    address: Option<SocketAddr>,
    is_confined: bool,
}

fn command(program: &str, folder: &Path) -> Command {
    let mut command = Command::new(program);
    command
        .env("STATE_DIRECTORY", folder)
        .env_remove("NOTIFY_SOCKET")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

fn serve(command: &mut Command, folder: &Path) {
    command
        .args(["serve", "--content"])
        .arg(folder.join("content"));
}

fn inheriting(folder: &Path, listener: TcpListener) -> Command {
    let script = "exec 3<&0; LISTEN_PID=$$ LISTEN_FDS=1 exec \"$0\" \"$@\" 0</dev/null";
    let mut command = command("sh", folder);
    command
        .args(["-c", script, PROGRAM])
        .env("NOTIFY_SOCKET", folder.join("notify"))
        .stdin(Stdio::from(OwnedFd::from(listener)));
    serve(&mut command, folder);
    command.args(EXEMPT);
    command
}

impl Process {
    /// One whose tests' own source is not limited.
    pub fn start(folder: &Path, arguments: &[&str]) -> Self {
        Self::strict(folder, &[&EXEMPT, arguments].concat())
    }

    /// One with all the limits that strangers meet.
    pub fn strict(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = command(PROGRAM, folder);
        serve(&mut command, folder);
        Self::spawn(command.args(FREE).args(arguments))
    }

    /// Hands a listening socket over, as a service manager does.
    pub fn inheriting(folder: &Path, listener: TcpListener) -> Self {
        Self::spawn(&mut inheriting(folder, listener))
    }

    /// Hands a listening socket over and keeps the log elsewhere: it is known where the server listens.
    pub fn logging_to(folder: &Path, listener: TcpListener, log: Stdio) -> Self {
        let address = listener.local_addr().unwrap();
        let mut command = inheriting(folder, listener);
        let child = command.stderr(log).spawn().unwrap();
        Self {
            child,
            lines: channel().1,
            address: Some(address),
            is_confined: false,
        }
    }

    pub fn with_descriptors(folder: &Path, descriptors: u32) -> Self {
        let script = format!("ulimit -n {descriptors}; exec \"$0\" \"$@\"");
        let mut command = command("sh", folder);
        command.args(["-c", &script, PROGRAM]);
        serve(&mut command, folder);
        Self::spawn(command.args(EXEMPT).args(FREE))
    }

    /// Runs it to its end, which must come soon: the exit code and standard error.
    pub fn fails(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
        let (code, _, error) = run(folder, arguments);
        (code, error)
    }

    pub fn says(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
        let (code, out, _) = run(folder, arguments);
        (code, out)
    }

    fn spawn(command: &mut Command) -> Self {
        let mut child = command.spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap()).lines();
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in log.map_while(Result::ok) {
                if sender.send(line).is_err() {
                    return;
                }
            }
        });
        let mut process = Self {
            child,
            lines,
            address: None,
            is_confined: false,
        };
        process.is_confined = process.logs("files: ").contains("only what is served");
        process.address = address_in(&process.logs("listening"));
        process
    }

    /// Whether it said at its start that the kernel keeps it to the files it serves.
    pub const fn is_confined(&self) -> bool {
        self.is_confined
    }

    /// Whether all its threads have given up to gain rights by a program they start.
    pub fn may_gain_no_privileges(&self) -> bool {
        let tasks = fs::read_dir(format!("/proc/{}/task", self.child.id())).unwrap();
        tasks.map(|task| task.unwrap().path()).all(|task| {
            let status = fs::read_to_string(task.join("status")).unwrap();
            status.contains("NoNewPrivs:\t1")
        })
    }

    /// Where it tells its counters; it was started with `--metrics`.
    pub fn metrics(&self) -> SocketAddr {
        address_in(&self.logs("counters under")).unwrap()
    }

    pub const fn address(&self) -> SocketAddr {
        self.address.unwrap()
    }

    /// Waits for a line in the log.
    pub fn logs(&self, words: &str) -> String {
        loop {
            let line = self.lines.recv_timeout(PATIENCE);
            let line = line.unwrap_or_else(|_| panic!("the log never said: {words}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Processor time it has taken, in the hundredths of a second that Linux counts.
    pub fn ticks(&self) -> u64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap();
        // Behind the name: the state, ten numbers, then the time in the program and in the system.
        let numbers = stat.rsplit_once(')').unwrap().1;
        let times = numbers.split_whitespace().skip(11).take(2);
        times.map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    }

    /// Memory it has in use, in KiB.
    pub fn memory(&self) -> u64 {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap();
        let line = status.lines().find(|line| line.starts_with("VmRSS:"));
        let number = line.and_then(|line| line.split_whitespace().nth(1));
        number.unwrap().parse().unwrap()
    }

    /// Waits until it takes no processor time for as long as a task that spins would certainly be seen.
    pub fn rests(&self) {
        let end = Instant::now() + PATIENCE;
        let mut before = self.ticks();
        while Instant::now() < end {
            // Lines of log that come meanwhile are nobody's business here.
            let pause = Instant::now() + QUIET;
            while let Some(rest) = pause.checked_duration_since(Instant::now()) {
                let _ = self.lines.recv_timeout(rest);
            }
            let now = self.ticks();
            if now == before {
                return;
            }
            before = now;
        }
        panic!("the server never rests");
    }

    pub fn pid(&self) -> Pid {
        Pid::from_raw(self.child.id().cast_signed()).unwrap()
    }

    pub fn signal(&self, signal: Signal) {
        kill_process(self.pid(), signal).unwrap();
    }

    /// Stops it as a service manager does; the rest of its log.
    pub fn ended(mut self) -> Vec<String> {
        self.signal(Signal::TERM);
        let status = self.child.wait().unwrap();
        assert!(status.success(), "{status}");
        self.lines.iter().collect()
    }
}

/// The address in a line of the log.
fn address_in(line: &str) -> Option<SocketAddr> {
    let address = line.rsplit_once("address\":\"").map_or_else(
        || line.rsplit_once("address="),
        |(_, rest)| rest.split_once('"').map(|(address, _)| ("", address)),
    );
    address?.1.parse().ok()
}

fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = command(PROGRAM, folder);
    serve(&mut command, folder);
    let output = command.args(EXEMPT).args(arguments).output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
