//! The real program as the server, and the memory it has.

use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A server process on a free port of the loopback address.
pub struct Server {
    pub address: SocketAddr,
    child: Child,
    _state: tempfile::TempDir,
}

impl Server {
    /// Starts it with its usual limits, but for this one source.
    pub fn start() -> Self {
        let state = tempfile::tempdir().unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_calcinosis"))
            .args(["serve", "--listen", "127.0.0.1:0", "--exempt", "127.0.0.1"])
            .env("STATE_DIRECTORY", state.path())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = BufReader::new(child.stderr.take().unwrap()).lines();
        let address = log
            .by_ref()
            .map_while(Result::ok)
            .find_map(|line| line.rsplit_once("listening address=")?.1.parse().ok());
        // The log is read on, or the server would wait for it.
        std::thread::spawn(move || log.for_each(drop));
        Self {
            address: address.expect("the server says where it listens"),
            child,
            _state: state,
        }
    }

    /// Memory of its own, in KiB.
    pub fn memory(&self) -> f64 {
        memory(self.child.id())
    }
}

/// A process's share of the memory, in KiB.
pub fn memory(process: u32) -> f64 {
    let text = std::fs::read_to_string(format!("/proc/{process}/smaps_rollup")).unwrap_or_default();
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
