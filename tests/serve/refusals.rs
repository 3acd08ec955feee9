//! What is not offered is refused, and every request is answered.

use std::net::SocketAddr;
use std::sync::Arc;

use calcinosis::hosts::ssh::{Refusal, host_key};
use russh::client::{self, Msg};
use russh::keys::PrivateKeyWithHashAlg;
use russh::{Channel, ChannelMsg};

use crate::harness::{Session, Terminal, Trusting, connect, options, run, serve, set, timed};

/// A client that has not logged in.
async fn stranger(address: SocketAddr) -> Session {
    let config = Arc::new(client::Config::default());
    let connected = client::connect(config, address, Trusting::default());
    connected.await.unwrap()
}

/// The answer to the request made last.
async fn answer(channel: &mut Channel<Msg>) -> bool {
    loop {
        match channel.wait().await {
            Some(ChannelMsg::Success) => return true,
            Some(ChannelMsg::Failure) => return false,
            Some(_) => {}
            None => panic!("the channel was closed instead of an answer"),
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_but_reading_is_offered() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut channel = session.channel_open_session().await.unwrap();
    channel.request_subsystem(true, "sftp").await.unwrap();
    assert!(!timed("sftp", answer(&mut channel)).await);
    channel
        .request_x11(true, false, "MIT-MAGIC-COOKIE-1", "00", 0)
        .await
        .unwrap();
    assert!(!timed("x11", answer(&mut channel)).await);
    channel.agent_forward(true).await.unwrap();
    assert!(!timed("agent", answer(&mut channel)).await);
    let forwarded = session.channel_open_direct_tcpip("127.0.0.1", 22, "127.0.0.1", 1);
    assert!(timed("a forwarding", forwarded).await.is_err());
    let forwarded = session.channel_open_direct_streamlocal("/run/socket");
    assert!(timed("a forwarding", forwarded).await.is_err());
    let forwarded = session.tcpip_forward("127.0.0.1", 0);
    assert!(timed("a forwarding", forwarded).await.is_err());
    let forwarded = session.streamlocal_forward("/run/socket");
    assert!(timed("a forwarding", forwarded).await.is_err());
    let counters = running.counters();
    for (refusal, count) in [
        (Refusal::Subsystem, 1),
        (Refusal::X11, 1),
        (Refusal::Agent, 1),
        (Refusal::Forwarding, 4),
    ] {
        assert_eq!(counters.refusals(refusal), count, "{}", refusal.name());
    }
    // The connection goes on.
    let (out, _, status) = run(&session, "show types/milia").await;
    assert!(out.starts_with("Milia"));
    assert_eq!(status, Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_has_so_many_channels_and_one_terminal() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut channels = Vec::new();
    for _ in 0..4 {
        channels.push(session.channel_open_session().await.unwrap());
    }
    assert!(session.channel_open_session().await.is_err());
    let mut asked = Vec::new();
    for channel in channels.iter_mut().take(2) {
        channel
            .request_pty(true, "xterm", 80, 24, 0, 0, &[])
            .await
            .unwrap();
        asked.push(timed("an answer", answer(channel)).await);
    }
    assert_eq!(asked, [true, false]);
    assert_eq!(running.counters().refusals(Refusal::Channels), 1);
    assert_eq!(running.counters().refusals(Refusal::Terminals), 1);
    // A closed channel makes room, and takes its terminal with it.
    let first = channels.remove(0);
    first.close().await.unwrap();
    let mut room = None;
    timed("room", async {
        while room.is_none() {
            room = session.channel_open_session().await.ok();
        }
    })
    .await;
    let room = room.unwrap();
    room.request_pty(true, "xterm", 80, 24, 0, 0, &[])
        .await
        .unwrap();
    room.request_shell(true).await.unwrap();
    let mut terminal = Terminal::new(room, (80, 24));
    terminal.shows("Welcome.").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_environment_is_ours_small_and_short() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut channel = session.channel_open_session().await.unwrap();
    let long = "x".repeat(250);
    for (name, value, taken) in [
        ("LANG", "C.UTF-8", true),
        ("LC_MESSAGES", "C", true),
        ("LC_ALL", long.as_str(), true),
        ("LC_TIME", long.as_str(), false),
        ("LD_PRELOAD", "/evil.so", false),
        ("PATH", "/", false),
    ] {
        channel.set_env(true, name, value).await.unwrap();
        let answer = timed("an answer", answer(&mut channel)).await;
        assert_eq!(answer, taken, "{name}");
    }
    for number in 3..20 {
        channel.set_env(true, "LC_ALL", "C").await.unwrap();
        let answer = timed("an answer", answer(&mut channel)).await;
        assert_eq!(answer, number < 16, "value {number}");
    }
    assert_eq!(running.counters().refusals(Refusal::Environment), 7);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_command_is_refused_in_words() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let line = format!("search {}", "x".repeat(250));
    let (out, err, status) = run(&session, &line).await;
    assert_eq!((out.as_str(), status), ("", Some(2)));
    assert!(err.contains("too long"), "{err}");
    assert_eq!(running.counters().refusals(Refusal::Exec), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn anybody_may_read_but_nobody_is_asked_for_a_password() {
    let running = serve(options()).await;
    let mut session = stranger(running.addresses[0]).await;
    let asked = session.authenticate_password("reader", "secret").await;
    assert!(!asked.unwrap().success());
    let mut session = stranger(running.addresses[0]).await;
    let answered = session
        .authenticate_keyboard_interactive_start("reader", None)
        .await
        .unwrap();
    assert!(matches!(
        answered,
        client::KeyboardInteractiveAuthResponse::Success
    ));
    let folder = tempfile::tempdir().unwrap();
    let key = host_key::make(&folder.path().join("any")).unwrap();
    let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
    let mut session = stranger(running.addresses[0]).await;
    let asked = session.authenticate_publickey("reader", key).await;
    assert!(asked.unwrap().success());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_private_reference_takes_listed_keys_only() {
    let folder = tempfile::tempdir().unwrap();
    let make = |name: &str| host_key::make(&folder.path().join(name)).unwrap();
    let (known, other) = (make("known"), make("other"));
    let list = folder.path().join("readers");
    let line = known.public_key().to_openssh().unwrap();
    std::fs::write(&list, format!("# readers\n{line}\n")).unwrap();
    let mut options = options();
    set(&mut options, "authorized-keys", list.to_str().unwrap());
    let running = serve(options).await;
    for (key, may) in [(known, true), (other, false)] {
        let mut session = stranger(running.addresses[0]).await;
        assert!(!session.authenticate_none("reader").await.unwrap().success());
        let key = PrivateKeyWithHashAlg::new(Arc::new(key), None);
        let asked = session.authenticate_publickey("reader", key).await;
        assert_eq!(asked.unwrap().success(), may);
    }
    assert_eq!(running.counters().refusals(Refusal::Login), 1);
}
