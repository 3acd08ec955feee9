//! Each limit holds, says why in one line, and is counted.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calcinosis::hosts::ssh::{Refusal, Running, ServeOptions};
use russh::{Preferred, client, kex};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{
    Terminal, Trusting, connect, connect_with, options, serve, set, timed, until,
};
use crate::relay::{Relay, Way};

/// Connects, sends bytes, and reads until the server ends the connection.
async fn sent_away(address: SocketAddr, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let _ = stream.write_all(bytes).await;
    let mut answer = Vec::new();
    let _ = timed("the end", stream.read_to_end(&mut answer)).await;
    String::from_utf8_lossy(&answer).into_owned()
}

async fn count(running: &Running, refusal: Refusal, at_least: u64) {
    let counted = || running.counters().refusals(refusal) >= at_least;
    until(refusal.name(), counted).await;
}

/// Options for a server without exempt sources.
fn strict() -> ServeOptions {
    let mut options = options();
    set(&mut options, "exempt", "");
    options
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn logging_in_has_a_time_over_greeting_exchange_and_login() {
    let mut options = options();
    set(&mut options, "login-grace", "400ms");
    let running = serve(options).await;
    let address = running.addresses[0];
    let start = Instant::now();
    assert!(sent_away(address, b"").await.starts_with("SSH-2.0-"));
    assert!(start.elapsed() >= Duration::from_millis(400));
    sent_away(address, b"SSH-2.0-slow\r\n").await;
    count(&running, Refusal::LoginGrace, 2).await;
    // A client that exchanges keys and never logs in.
    let config = Arc::new(client::Config::default());
    let connected = client::connect(config, address, Trusting::default());
    let session = connected.await.unwrap();
    until("the end", || session.is_closed()).await;
    count(&running, Refusal::LoginGrace, 3).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_connects_only_so_often() {
    let mut options = strict();
    set(&mut options, "connects-burst", "3");
    set(&mut options, "connects-per-second", "0");
    let running = serve(options).await;
    let address = running.addresses[0];
    let mut held = Vec::new();
    for _ in 0..3 {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut greeting = [0; 8];
        stream.read_exact(&mut greeting).await.unwrap();
        assert_eq!(&greeting, b"SSH-2.0-");
        held.push(stream);
    }
    assert_eq!(held.len(), 3);
    let answer = sent_away(address, b"").await;
    assert_eq!(answer.trim_end(), Refusal::Rate.sentence());
    assert_eq!(running.counters().refusals(Refusal::Rate), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_connects_without_login_leave_room_for_readers() {
    let mut options = options();
    set(&mut options, "max-unauthenticated", "50");
    let running = serve(options).await;
    let address = running.addresses[0];
    let mut held = Vec::new();
    for _ in 0..49 {
        held.push(TcpStream::connect(address).await.unwrap());
    }
    let mut last = TcpStream::connect(address).await.unwrap();
    last.read_u8().await.unwrap();
    for _ in 0..10_000 {
        drop(TcpStream::connect(address).await.unwrap());
    }
    let answer = sent_away(address, b"").await;
    assert_eq!(answer.trim_end(), Refusal::Unauthenticated.sentence());
    count(&running, Refusal::Unauthenticated, 10_001).await;
    drop((held, last));
    let mut session = None;
    timed("room", async {
        while session.is_none() {
            session = connect(address).await.ok();
        }
    })
    .await;
    let session = session.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_has_so_many_sessions() {
    let mut options = strict();
    set(&mut options, "max-sessions-per-source", "1");
    let running = serve(options).await;
    let _first = connect(running.addresses[0]).await.unwrap();
    let config = client::Config::default();
    let second = connect_with(running.addresses[0], config).await;
    count(&running, Refusal::SourceSessions, 1).await;
    let (_session, goodbye) = second.unwrap();
    until("the reason", || goodbye.lock().unwrap().is_some()).await;
    let said = goodbye.lock().unwrap().clone();
    assert_eq!(said.as_deref(), Some(Refusal::SourceSessions.sentence()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn there_are_so_many_sessions_in_all() {
    let mut options = options();
    set(&mut options, "max-sessions", "1");
    let running = serve(options).await;
    let _first = connect(running.addresses[0]).await.unwrap();
    let answer = sent_away(running.addresses[0], b"").await;
    assert_eq!(answer.trim_end(), Refusal::Sessions.sentence());
    assert_eq!(running.counters().refusals(Refusal::Sessions), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_went_silent_is_noticed() {
    let mut options = options();
    set(&mut options, "keepalive", "200ms");
    set(&mut options, "keepalive-count", "2");
    let running = serve(options).await;
    let relay = Relay::to(running.addresses[0]).await;
    let session = connect(relay.address).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    // Half open: nothing comes, nothing is closed.
    relay.up(Way::Stalled);
    until("a free place", || running.sessions() == 0).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_the_key_exchanges_chosen_are_offered() {
    let with = |names: &'static [kex::Name]| client::Config {
        preferred: Preferred {
            kex: Cow::Borrowed(names),
            ..Preferred::default()
        },
        ..client::Config::default()
    };
    let running = serve(options()).await;
    let address = running.addresses[0];
    assert!(
        connect_with(address, with(&[kex::CURVE25519]))
            .await
            .is_ok()
    );
    assert!(
        connect_with(address, with(&[kex::DH_G18_SHA512]))
            .await
            .is_err()
    );
    let mut options = options();
    set(&mut options, "key-exchange", "mlkem768x25519-sha256");
    let running = serve(options).await;
    let address = running.addresses[0];
    assert!(
        connect_with(address, with(&[kex::CURVE25519]))
            .await
            .is_err()
    );
    assert!(
        connect_with(address, with(&[kex::MLKEM768X25519_SHA256]))
            .await
            .is_ok()
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_on_which_nothing_runs_ends() {
    let mut options = options();
    set(&mut options, "without-channel", "3s");
    let running = serve(options).await;
    let address = running.addresses[0];
    let reader = connect(address).await.unwrap();
    let mut terminal = Terminal::open(&reader, (80, 24)).await;
    terminal.shows("Welcome.").await;
    // As `ssh -N`, with a channel on which nothing is started, and with one that was.
    let idle = connect(address).await.unwrap();
    let asking = connect(address).await.unwrap();
    let _channel = Terminal::asking(&asking, (80, 24), &[]).await;
    let done = connect(address).await.unwrap();
    crate::harness::run(&done, "show types/milia").await;
    for session in [idle, asking, done] {
        until("the end", || session.is_closed()).await;
    }
    until("their places", || running.sessions() <= 1).await;
    // Who reads goes on.
    terminal.press(b"smil").await;
    terminal.shows("Milia").await;
}

/// A packet of the SSH protocol before any key is known, which asks for nothing.
fn ignored() -> Vec<u8> {
    const BYTES: u32 = 100;
    let payload = [&[2][..], &BYTES.to_be_bytes(), &[0; BYTES as usize]].concat();
    let padding = 8 - (payload.len() + 5) % 8 + 8;
    let length = u32::try_from(payload.len() + padding + 1).unwrap();
    let padding = vec![0; padding];
    let count = u8::try_from(padding.len()).unwrap();
    [&length.to_be_bytes()[..], &[count], &payload, &padding].concat()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_no_key_is_limited_before_login_and_after() {
    let running = serve(options()).await;
    let address = running.addresses[0];
    let greeted = [b"SSH-2.0-flood\r\n".to_vec(), ignored().repeat(1000)].concat();
    sent_away(address, &greeted).await;
    count(&running, Refusal::Flood, 1).await;
    let session = connect(address).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    // A megabyte of keys is no flood.
    for _ in 0..16 {
        terminal.press(&b"k".repeat(64 * 1024)).await;
    }
    terminal.press(b"smil").await;
    terminal.shows("Milia").await;
    assert_eq!(running.counters().refusals(Refusal::Flood), 1);
    timed("the end", async {
        while !session.is_closed() {
            let _ = session.tcpip_forward("127.0.0.1", 0).await;
        }
    })
    .await;
    count(&running, Refusal::Flood, 2).await;
}
