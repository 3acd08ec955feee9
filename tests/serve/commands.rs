//! Commands over SSH answer as the command line does.

use std::future::pending;
use std::net::SocketAddr;

use russh::{Channel, ChannelMsg, client};

use crate::harness::{Session, Terminal, connect, connect_with, options, run, serve, set, timed};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_word_answers_with_its_exit_status() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let (out, err, status) = run(&session, "show types/milia").await;
    assert!(out.starts_with("Milia\n"), "{out}");
    assert_eq!((err.as_str(), status), ("", Some(0)));
    let (out, _, status) = run(&session, "list --format json").await;
    assert!(out.starts_with("[\n"), "{out}");
    assert_eq!(status, Some(0));
    let (out, _, status) = run(&session, "search milia --format json").await;
    assert!(out.contains("\"types/milia\""), "{out}");
    assert_eq!(status, Some(0));
    let (out, _, status) = run(&session, "help").await;
    assert!(out.contains("open"), "{out}");
    assert_eq!(status, Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_found_or_not_understood_says_so_on_standard_error() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    for (line, words, code) in [
        ("show nowhere", "nowhere", 1),
        ("open lump on elbow", "try: search lump on elbow", 1),
        ("search xyzzyxyzzy", "nothing found", 1),
        ("cat /etc/passwd", "no shell", 2),
        ("show types/milia; reboot", "no topic", 1),
        ("--content /etc list", "no shell", 2),
        ("", "no shell", 2),
    ] {
        let (out, err, status) = run(&session, line).await;
        assert_eq!((out.as_str(), status), ("", Some(code)), "{line}: {err}");
        assert!(err.contains(words), "{line}: {err}");
    }
    let (out, _, status) = run(&session, "search xyzzyxyzzy --format json").await;
    assert_eq!((out.trim(), status), ("[]", Some(1)));
}

/// A client that takes eight bytes at a time: all else happens while it is written to.
async fn connect_slowly(address: SocketAddr) -> Session {
    let config = client::Config {
        window_size: 8,
        ..client::Config::default()
    };
    connect_with(address, config).await.unwrap().0
}

/// As `printf 's tumoral\n1\nq\n' | ssh -T`: a client that says everything before it has read anything.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn lines_sent_before_the_greeting_was_read_are_answered() {
    let running = serve(options()).await;
    let session = connect_slowly(running.addresses[0]).await;
    for lines in ["s tumoral\n1\nq\n", "s tumoral\n1\n", "s tumoral\n1"] {
        let channel = session.channel_open_session().await.unwrap();
        channel.request_shell(false).await.unwrap();
        channel.data(lines.as_bytes()).await.unwrap();
        channel.eof().await.unwrap();
        let mut terminal = Terminal::new(channel, (80, 24));
        terminal.ends().await;
        let text = String::from_utf8_lossy(&terminal.bytes);
        assert!(text.contains("Line 199."), "{lines:?}: {text}");
        assert_eq!(terminal.status, Some(0));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_sends_far_ahead_of_the_answers_is_told_so() {
    let running = serve(options()).await;
    let session = connect_slowly(running.addresses[0]).await;
    let channel = session.channel_open_session().await.unwrap();
    channel.request_shell(false).await.unwrap();
    let (_, errors, status) = sending(channel, &"s tumoral\n".repeat(100_000)).await;
    assert!(errors.contains("256 KiB"), "{errors:?}");
    assert_eq!(status, Some(1));
}

/// As `ssh host show tumoral <file`: the command says all that is wanted.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_sent_along_with_a_command_is_nobodys_business() {
    let running = serve(options()).await;
    let session = connect_slowly(running.addresses[0]).await;
    let channel = session.channel_open_session().await.unwrap();
    channel.exec(false, "show types/tumoral").await.unwrap();
    let (out, errors, status) = sending(channel, &"a line\n".repeat(100_000)).await;
    assert!(out.contains("Line 199."), "{out}");
    assert_eq!((errors.as_str(), status), ("", Some(0)));
}

/// Sends lines and reads meanwhile; what came, by its way, and the exit status.
async fn sending(channel: Channel<client::Msg>, lines: &str) -> (String, String, Option<u32>) {
    let (mut read, write) = channel.split();
    let sending = async {
        // Not all of it is taken.
        let _ = write.data(lines.as_bytes()).await;
        pending().await
    };
    let reading = async {
        let (mut out, mut errors, mut status) = (Vec::new(), Vec::new(), None);
        while let Some(message) = read.wait().await {
            match message {
                ChannelMsg::Data { data } => out.extend_from_slice(&data),
                ChannelMsg::ExtendedData { data, .. } => errors.extend_from_slice(&data),
                ChannelMsg::ExitStatus { exit_status } => status = Some(exit_status),
                ChannelMsg::Close => break,
                _ => {}
            }
        }
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out), text(errors), status)
    };
    let both = async {
        tokio::select! {
            read = reading => read,
            never = sending => never,
        }
    };
    timed("the end", both).await
}

/// As `ssh -t host show …`: the terminal at the other end is in raw mode.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn with_a_terminal_lines_end_as_a_terminal_needs_it() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    for (line, code) in [
        ("show types/milia", 0),
        ("help", 0),
        ("show nowhere", 1),
        ("'", 2),
    ] {
        let mut terminal = Terminal::asking(&session, (80, 24), &[]).await;
        terminal.channel.exec(true, line).await.unwrap();
        terminal.ends().await;
        let all = [terminal.bytes.as_slice(), &terminal.errors].concat();
        let text = String::from_utf8(all).unwrap();
        assert!(text.contains("\r\n"), "{text:?}");
        assert_eq!(text.replace("\r\n", "").find('\n'), None, "{text:?}");
        assert_eq!(terminal.status, Some(code), "{line}");
        let (out, err, _) = run(&session, line).await;
        assert_eq!(
            out + &err,
            text.replace("\r\n", "\n"),
            "the same text without one"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn quotation_marks_are_taken_as_a_shell_would() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    for line in [
        "show 'types/milia'",
        "show \"types/milia\"",
        "show types/mi\\lia",
        "'show' types/'mil'ia",
        "show \"Tumoral calcinosis\"",
        "search \"small white\"",
        "search 'small white' --limit 1",
    ] {
        let (_, err, status) = run(&session, line).await;
        assert_eq!((err.as_str(), status), ("", Some(0)), "{line}");
    }
    // Still no shell: what means something to one stands for itself.
    for line in [
        "show $HOME",
        "show `id`",
        "show *",
        "show ~",
        "show types/milia > /tmp/x",
    ] {
        let (out, err, status) = run(&session, line).await;
        assert_eq!((out.as_str(), status), ("", Some(1)), "{line}: {err}");
    }
    for line in ["show 'types/milia", "show \"", "show \\"] {
        let (_, err, status) = run(&session, line).await;
        assert!(err.contains("quotation mark"), "{line}: {err}");
        assert_eq!(status, Some(2), "{line}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_source_has_so_much_that_it_has_not_read() {
    let mut options = options();
    set(&mut options, "exempt", "");
    set(&mut options, "max-output-per-source", "1000");
    let running = serve(options).await;
    let slow = connect_slowly(running.addresses[0]).await;
    let mut unread = slow.channel_open_session().await.unwrap();
    unread.exec(true, "show types/tumoral").await.unwrap();
    // Its answer has begun to come.
    while !matches!(unread.wait().await, Some(ChannelMsg::Data { .. })) {}
    let other = connect(running.addresses[0]).await.unwrap();
    let (out, err, status) = run(&other, "show types/milia").await;
    assert_eq!((out.as_str(), status), ("", Some(1)));
    assert!(err.contains("wait to be read"), "{err}");
    drop(unread);
    drop(slow);
    timed("room", async {
        while run(&other, "show types/milia").await.2 != Some(0) {}
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_echoed_holds_nothing_that_a_terminal_obeys() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    for line in [
        "show '\u{1b}[31mred'",
        "search '\u{1b}]52;c;eA==\u{7}'",
        "'\u{9b}31m'",
        "open_\u{1b}c",
    ] {
        let (out, err, _) = run(&session, line).await;
        let all = out + &err;
        assert!(!all.is_empty(), "{line:?}");
        assert!(
            !all.contains(|it: char| it.is_control() && it != '\n'),
            "{all:?}"
        );
    }
}
