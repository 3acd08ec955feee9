//! The log is never in a reader's way: full, stalled or flooded, it loses lines and nothing else.

use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::sync::mpsc::channel;

use calcinosis::hosts::ssh::host_key;
use russh::client;
use russh::keys::{HashAlg, PrivateKeyWithHashAlg};
use rustix::fs::{OFlags, fcntl_setfl};
use rustix::process::{Pid, Signal, kill_process};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{PATIENCE, Terminal, Trusting, connect, run, timed};
use crate::pipe::make_pipe;
use crate::process::{Process, content};

fn listener() -> TcpListener {
    TcpListener::bind("127.0.0.1:0").unwrap()
}

/// Logs in, reads a screen, runs a command, has something refused, and reads the content anew.
async fn everything_goes_on(address: SocketAddr, process: Pid) {
    let session = timed("a login", connect(address)).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    assert!(
        session
            .channel_open_direct_tcpip("a", 1, "b", 2)
            .await
            .is_err()
    );
    kill_process(process, Signal::HUP).unwrap();
    let (out, _, status) = run(&session, "show milia").await;
    assert!(out.contains("Old text."), "{out}");
    assert_eq!(status, Some(0));
    terminal.press(b"]]").await;
    terminal.shows("Old text.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_on_a_full_disk_stops_nobody() {
    let folder = content();
    let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
    let process = Process::logging_to(folder.path(), listener(), Stdio::from(full));
    everything_goes_on(process.address(), process.pid()).await;
    process.ended();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_whose_reader_is_gone_stops_nobody() {
    let folder = content();
    let (gone, log) = std::io::pipe().unwrap();
    drop(gone);
    let process = Process::logging_to(folder.path(), listener(), Stdio::from(log));
    everything_goes_on(process.address(), process.pid()).await;
    process.ended();
}

/// A FIFO that is full, and a descriptor for either end that waits.
fn full_fifo(folder: &Path) -> (File, File) {
    let path = folder.join("log");
    make_pipe(&path);
    let open = || {
        OpenOptions::new()
            .read(true)
            .write(true)
            .open(&path)
            .unwrap()
    };
    let mut filling = open();
    fcntl_setfl(&filling, OFlags::NONBLOCK).unwrap();
    while filling.write(&[b'.'; 4096]).is_ok() {}
    while filling.write(b".").is_ok() {}
    (open(), open())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_log_that_nobody_reads_stops_nobody_and_what_was_lost_is_told() {
    let folder = content();
    let (mut reading, log) = full_fifo(folder.path());
    let process = Process::logging_to(folder.path(), listener(), Stdio::from(log));
    everything_goes_on(process.address(), process.pid()).await;
    // More than is kept for a log that is slow.
    for _ in 0..13 {
        let session = connect(process.address()).await.unwrap();
        for _ in 0..100 {
            run(&session, "show nowhere").await;
        }
    }
    let (sender, lines) = channel();
    std::thread::spawn(move || {
        let mut bytes = [0; 4096];
        while let Ok(count @ 1..) = reading.read(&mut bytes) {
            let text = String::from_utf8_lossy(&bytes[..count]).into_owned();
            if sender.send(text).is_err() {
                return;
            }
        }
    });
    let mut said = String::new();
    while !said.contains("lines of this log were lost") {
        said += &lines.recv_timeout(PATIENCE).unwrap();
    }
    process.ended();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_whose_log_is_stuck_ends_when_told() {
    let folder = content();
    let (_reading, log) = full_fifo(folder.path());
    let process = Process::logging_to(folder.path(), listener(), Stdio::from(log));
    let session = timed("a login", connect(process.address())).await.unwrap();
    drop(session);
    process.ended();
}

async fn refused(address: SocketAddr) {
    let mut stream = TcpStream::connect(address).await.unwrap();
    // One that is not refused ends by itself.
    let _ = stream.shutdown().await;
    let _ = stream.read_to_end(&mut Vec::new()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stranger_who_knocks_all_the_time_is_summed_up() {
    let folder = content();
    let process = Process::strict(folder.path(), &["--connects-burst", "1"]);
    let start = std::time::Instant::now();
    for _ in 0..1000 {
        refused(process.address()).await;
    }
    process.logs("refused again");
    let seconds = usize::try_from(start.elapsed().as_secs()).unwrap() + 2;
    let lines = process.ended();
    let count = lines.iter().filter(|line| line.contains("reason=")).count();
    // Refused for the rate, and gone before login; each at once and then once a second.
    assert!(
        count <= 4 * seconds,
        "{count} lines in {seconds} s: {lines:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_has_so_many_lines() {
    let folder = content();
    let process = Process::start(folder.path(), &[]);
    let session = connect(process.address()).await.unwrap();
    for _ in 0..150 {
        run(&session, "show nowhere").await;
    }
    drop(session);
    process.logs("no more of this connection");
    process.logs("disconnected");
    let session = connect(process.address()).await.unwrap();
    run(&session, "show nowhere").await;
    process.logs("command answered");
    process.ended();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_log_is_json_and_holds_nothing_that_was_typed() {
    let folder = content();
    let process = Process::start(folder.path(), &["--log", "json"]);
    let session = connect(process.address()).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"ssecretword").await;
    terminal.shows("secretword").await;
    let (_, _, status) = run(&session, "search secretphrase").await;
    assert_eq!(status, Some(1));
    terminal.press(b"\x03\x03").await;
    terminal.ends().await;
    drop(session);
    let log = process.ended();
    assert!(log.len() >= 6, "{log:?}");
    for line in &log {
        let event: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(event["level"].is_string(), "{line}");
        assert!(!line.contains("secret"), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_key_of_a_reader_is_logged() {
    let folder = content();
    let key = host_key::make(&folder.path().join("reader")).unwrap();
    let list = folder.path().join("readers");
    fs::write(&list, key.public_key().to_openssh().unwrap()).unwrap();
    let process = Process::start(
        folder.path(),
        &["--authorized-keys", list.to_str().unwrap()],
    );
    let config = Arc::new(client::Config::default());
    let connected = client::connect(config, process.address(), Trusting::default());
    let mut session = connected.await.unwrap();
    let print = key.fingerprint(HashAlg::Sha256).to_string();
    let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
    assert!(
        session
            .authenticate_publickey("reader", key)
            .await
            .unwrap()
            .success()
    );
    assert!(process.logs("logged in").contains(&print));
    process.ended();
}
