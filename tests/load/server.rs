//! The real program as the server, the memory it has and the time it takes.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::Path;
use std::process::{Child, Command};
use std::thread;
use std::time::{Duration, Instant};

/// How long the server may take to read its content and listen.
const PATIENCE: Duration = Duration::from_secs(30);

/// The unit in which Linux counts a process's time.
const TICK: f64 = 0.01;

/// A server process on a free port of the loopback address.
pub struct Server {
    pub address: SocketAddr,
    metrics: SocketAddr,
    child: Child,
    _state: tempfile::TempDir,
}

impl Server {
    /// Starts it with its usual limits, but for this one source.
    pub fn start() -> Self {
        let state = tempfile::tempdir().unwrap();
        // A log that somebody reads would take the time of the one who reads it.
        let log = state.path().join("log");
        let child = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
            .args(["serve", "--listen", "127.0.0.1:0", "--exempt", "127.0.0.1"])
            .args(["--metrics", "127.0.0.1:0"])
            // The sessions of a source that is not exempt come faster than its usual connects.
            .args(["--connects-burst", "100"])
            .env("STATE_DIRECTORY", state.path())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        Self {
            address: told(&log, "listening address="),
            metrics: told(&log, "counters under /metrics address="),
            child,
            _state: state,
        }
    }

    /// Processor time it has taken so far, in seconds.
    pub fn time(&self) -> f64 {
        time(&self.child.id().to_string())
    }

    /// What it says of itself to Prometheus.
    pub fn gauge(&self, name: &str) -> f64 {
        let mut stream = TcpStream::connect(self.metrics).unwrap();
        stream.write_all(b"GET /metrics HTTP/1.1\r\n\r\n").unwrap();
        let text = io::read_to_string(stream).unwrap();
        let name = format!("calcinosis_{name} ");
        let value = text.lines().find_map(|line| line.strip_prefix(&name));
        value.unwrap().parse().unwrap()
    }

    /// How many entries a folder of its process has: `fd` for descriptors, `task` for threads.
    pub fn entries(&self, folder: &str) -> usize {
        let path = format!("/proc/{}/{folder}", self.child.id());
        fs::read_dir(path).unwrap().count()
    }

    /// Memory of its own, in KiB.
    pub fn memory(&self) -> f64 {
        memory(self.child.id())
    }
}

/// Waits until a server says an address in its log.
fn told(log: &Path, before: &str) -> SocketAddr {
    let start = Instant::now();
    loop {
        let said = fs::read_to_string(log).unwrap();
        let address = said
            .lines()
            .find_map(|line| line.rsplit_once(before)?.1.parse().ok());
        if let Some(address) = address {
            return address;
        }
        assert!(start.elapsed() < PATIENCE, "the server listens: {said}");
        thread::sleep(Duration::from_millis(5));
    }
}

/// Processor time a process has taken so far, in seconds.
pub fn time(process: &str) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    // Behind the name: state and ten numbers, then the time in the program and the time in the system.
    let numbers = text.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks = numbers.split_whitespace().skip(11).take(2);
    ticks.filter_map(|it| it.parse::<f64>().ok()).sum::<f64>() * TICK
}

/// A process's share of the memory, in KiB.
pub fn memory(process: u32) -> f64 {
    let text = fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
    let line = text.lines().find(|line| line.starts_with("Pss:"));
    let number = line.and_then(|line| line.split_whitespace().nth(1));
    number.map_or(0.0, |number| number.parse().unwrap())
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
