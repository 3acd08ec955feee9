//! OpenSSH with `less` behind it, for comparison: a server of its own on a free port, for one key.

use std::fs;
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use calcinosis::hosts::ssh::host_key;
use russh::keys::PrivateKey;
use tokio::net::TcpStream;
use tokio::time::{sleep, timeout};

use crate::client::{Crowd, Login, handshakes};
use crate::server::memory;
use crate::table::{LoadRow, quantile};

/// How long it may take until it listens.
const PATIENCE: Duration = Duration::from_secs(10);

const SSHD: &str = "/usr/sbin/sshd";

/// A running sshd and the folder with its files.
struct Sshd {
    address: SocketAddr,
    child: Child,
    login: Login,
    _folder: tempfile::TempDir,
}

/// The same measurements, with fewer sessions: each is several processes.
pub async fn measure(sessions: usize, time: Duration) -> Vec<LoadRow> {
    if !Path::new(SSHD).exists() {
        return Vec::new();
    }
    let sshd = Sshd::start().await;
    let before = sshd.memory();
    let crowd = Crowd::gather(sshd.address, sshd.login.clone(), sessions, (80, 24)).await;
    let each = (sshd.memory() - before) / sessions as f64;
    let times = crowd.press(sessions, time).await;
    drop(crowd);
    let (_, made) = handshakes(sshd.address, sshd.login.clone(), time).await;
    let row = |what: &str, measured: String| {
        LoadRow::new(format!("OpenSSH and less: {what}"), measured, "")
    };
    vec![
        row(
            &format!("memory, {sessions} sessions"),
            format!("{each:.0} KiB"),
        ),
        row(
            &format!("{sessions} sessions, {sessions} keys a second"),
            format!(
                "p50 {:.2} ms, p99 {:.2} ms",
                quantile(&times, 0.5),
                quantile(&times, 0.99)
            ),
        ),
        row("handshakes a second, curve25519", format!("{made:.0}")),
    ]
}

impl Sshd {
    async fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str| folder.path().join(name);
        host_key::make(&file("host")).unwrap();
        let key: PrivateKey = host_key::make(&file("reader")).unwrap();
        let public = key.public_key().to_openssh().unwrap();
        fs::write(file("readers"), public).unwrap();
        let text: String = (0..2000)
            .map(|line| format!("Line {line}\n"))
            .collect::<Vec<_>>()
            .concat();
        fs::write(file("text"), text).unwrap();
        let address = free();
        // A shell that seems to run in a shell reads nothing of its user's.
        let settings = format!(
            "Port {}\nListenAddress 127.0.0.1\nHostKey {}\nAuthorizedKeysFile {}\nStrictModes no\n\
             UsePAM no\nPermitRootLogin yes\nMaxStartups 1000\nMaxSessions 1000\nPidFile none\n\
             PrintMotd no\nSetEnv SHLVL=9\nForceCommand less {}\n",
            address.port(),
            file("host").display(),
            file("readers").display(),
            file("text").display()
        );
        // Debian's sshd wants this folder.
        let _ = fs::create_dir_all("/run/sshd");
        // Penalties for many connects came with OpenSSH 9.8, and are unknown before.
        fs::write(
            file("settings"),
            format!("{settings}PerSourcePenalties no\n"),
        )
        .unwrap();
        if !understands(&file("settings")) {
            fs::write(file("settings"), settings).unwrap();
        }
        let child = Command::new(SSHD)
            .args(["-D", "-e", "-f"])
            .arg(file("settings"))
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let listens = timeout(PATIENCE, async {
            while TcpStream::connect(address).await.is_err() {
                sleep(Duration::from_millis(20)).await;
            }
        });
        assert!(listens.await.is_ok(), "sshd does not listen");
        Self {
            address,
            child,
            login: Login::Key(Arc::new(key)),
            _folder: folder,
        }
    }

    /// Memory of sshd and all it started, in KiB.
    fn memory(&self) -> f64 {
        family(self.child.id()).into_iter().map(memory).sum()
    }
}

impl Drop for Sshd {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn understands(settings: &Path) -> bool {
    let tried = Command::new(SSHD).args(["-t", "-f"]).arg(settings).output();
    tried.is_ok_and(|tried| tried.status.success())
}

fn free() -> SocketAddr {
    TcpListener::bind("127.0.0.1:0")
        .unwrap()
        .local_addr()
        .unwrap()
}

/// A process and all below it.
fn family(root: u32) -> Vec<u32> {
    let mut family = vec![root];
    let mut next = 0;
    while let Some(parent) = family.get(next).copied() {
        let children = fs::read_to_string(format!("/proc/{parent}/task/{parent}/children"));
        let children = children.unwrap_or_default();
        family.extend(children.split_whitespace().flat_map(str::parse::<u32>));
        next += 1;
    }
    family
}
