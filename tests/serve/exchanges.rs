//! Key exchanges that a client asks for again: who reads loses nothing by them, and who asks for no end of them is sent
//! away, by the same allowance for all that is no key.

use std::borrow::Cow;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use calcinosis::hosts::ssh::{Refusal, Running};
use russh::client::{self, Handle, Session};
use russh::keys::{Algorithm, PublicKeyOrCertificate};
use russh::{Limits, Names, Preferred, cipher, kex};

use crate::harness::{Terminal, connect, options, serve, set, timed, until};

/// A client that counts its key exchanges.
#[derive(Clone, Debug, Default)]
struct Counting(Arc<AtomicUsize>);

impl Counting {
    fn exchanges(&self) -> usize {
        self.0.load(Ordering::Relaxed)
    }
}

impl client::Handler for Counting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }

    async fn kex_done(
        &mut self,
        _: Option<&[u8]>,
        _: &Names,
        _: &mut Session,
    ) -> Result<(), russh::Error> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

async fn greet(running: &Running, config: client::Config) -> (Handle<Counting>, Counting) {
    let counting = Counting::default();
    let address = running.addresses[0];
    let connected = client::connect(Arc::new(config), address, counting.clone());
    (connected.await.unwrap(), counting)
}

async fn log_in(running: &Running, config: client::Config) -> (Handle<Counting>, Counting) {
    let (mut session, counting) = greet(running, config).await;
    let answer = session.authenticate_none("reader").await.unwrap();
    assert!(answer.success());
    (session, counting)
}

/// A client that names as little as it can: its exchanges are of few bytes.
fn laconic() -> client::Config {
    client::Config {
        preferred: Preferred {
            kex: Cow::Borrowed(&[kex::CURVE25519]),
            key: Cow::Borrowed(&[Algorithm::Ed25519]),
            cipher: Cow::Borrowed(&[cipher::CHACHA20_POLY1305]),
            ..Preferred::default()
        },
        ..client::Config::default()
    }
}

/// Asks for one exchange after the other until the server has enough; how many there were.
async fn exchange_for_ever(session: &Handle<Counting>, counting: &Counting) -> usize {
    let before = counting.exchanges();
    timed("the end", async {
        while !session.is_closed() {
            let _ = session.rekey_soon().await;
        }
    })
    .await;
    counting.exchanges() - before
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exchanges_without_end_are_refused_before_login_and_after_and_others_read_on() {
    let mut options = options();
    // Not the time ends it.
    set(&mut options, "login-grace", "10m");
    let running = serve(options).await;
    let reader = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&reader, (80, 24)).await;
    terminal.shows("Welcome.").await;
    let (session, counting) = greet(&running, client::Config::default()).await;
    let count = exchange_for_ever(&session, &counting).await;
    assert!((3..30).contains(&count), "{count} before login");
    let (session, counting) = log_in(&running, client::Config::default()).await;
    let count = exchange_for_ever(&session, &counting).await;
    assert!((10..100).contains(&count), "{count} after login");
    until("two refusals", || {
        running.counters().refusals(Refusal::Flood) >= 2
    })
    .await;
    terminal.press(b"smil").await;
    terminal.shows("Milia").await;
    assert_eq!(running.counters().refusals(Refusal::Flood), 2);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exchanges_and_all_else_that_is_no_key_share_one_allowance() {
    let running = serve(options()).await;
    let (session, counting) = log_in(&running, client::Config::default()).await;
    let alone = exchange_for_ever(&session, &counting).await;
    let (session, counting) = log_in(&running, client::Config::default()).await;
    let channel = session.channel_open_session().await.unwrap();
    // Three quarters of the allowance go to what is refused.
    for _ in 0..48 {
        channel
            .set_env(false, "LANG", "x".repeat(1000))
            .await
            .unwrap();
    }
    let beside = exchange_for_ever(&session, &counting).await;
    assert!(beside > 0 && beside * 2 < alone, "{beside} of {alone}");
}

/// A client that takes little at a time and exchanges keys after every few packets in either direction.
fn careful() -> client::Config {
    client::Config {
        window_size: 256,
        maximum_packet_size: 256,
        limits: Limits::new(128, 256, client::Config::default().limits.rekey_time_limit),
        ..laconic()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exchanges_while_keys_and_frames_are_under_way_lose_nothing() {
    let running = serve(options()).await;
    let mut shown: Option<Vec<String>> = None;
    for config in [laconic(), careful()] {
        let is_careful = config.window_size == 256;
        let (session, counting) = log_in(&running, config).await;
        let channel = session.channel_open_session().await.unwrap();
        channel
            .request_pty(true, "xterm-256color", 80, 24, 0, 0, &[])
            .await
            .unwrap();
        channel.request_shell(true).await.unwrap();
        let mut terminal = Terminal::new(channel, (80, 24));
        terminal.shows("Welcome.").await;
        terminal.press(b"]]]").await;
        terminal.shows("Line 1.").await;
        let before = running.counters().keys.get();
        for _ in 0..60 {
            terminal.press(b"jjjjjjkkkkj").await;
        }
        timed("all keys", async {
            while running.counters().keys.get() < before + 60 * 11 {
                terminal.take().await;
            }
        })
        .await;
        terminal.press(b"G").await;
        terminal.shows("Line 199.").await;
        if let Some(shown) = &shown {
            // A frame comes in several packets.
            terminal
                .until("the same screen", |terminal| terminal.rows() == *shown)
                .await;
        }
        shown = Some(terminal.rows());
        assert!(!is_careful || counting.exchanges() > 5, "{counting:?}");
    }
    assert_eq!(running.counters().refusals(Refusal::Flood), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn exchanges_while_an_answer_is_under_way_lose_nothing_of_it() {
    let running = serve(options()).await;
    let mut answers = Vec::new();
    for config in [laconic(), careful()] {
        let is_careful = config.window_size == 256;
        let (session, counting) = log_in(&running, config).await;
        let channel = session.channel_open_session().await.unwrap();
        channel.request_shell(false).await.unwrap();
        let mut terminal = Terminal::new(channel, (80, 24));
        // All lines are sent before the first answer is read.
        for line in ["s tumoral\n", "1\n", "\n", "\n", "s milia\n", "1\n", "q\n"] {
            terminal.press(line.as_bytes()).await;
        }
        terminal.ends().await;
        assert_eq!(terminal.status, Some(0));
        answers.push(String::from_utf8(terminal.bytes).unwrap());
        assert!(!is_careful || counting.exchanges() > 5, "{counting:?}");
    }
    assert!(answers[0].contains("Line 199."));
    assert_eq!(answers[0], answers[1]);
}
