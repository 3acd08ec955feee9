//! Readers who leave without a word, in whatever they were doing, leave nothing behind: no task, no memory.

use std::net::SocketAddr;
use std::time::Instant;

use russh::ChannelMsg;
use rustix::process::Signal;

use crate::counters::get;
use crate::harness::{PATIENCE, Session, Terminal, connect, timed};
use crate::process::{Process, content};
use crate::relay::{Relay, Way};

const METRICS: [&str; 2] = ["--metrics", "127.0.0.1:0"];

/// What a reader does when the line is cut.
#[derive(Clone, Copy, Debug)]
enum Moment {
    /// Has asked for a terminal and for nothing to run on it.
    Opening,
    Reading,
    /// Half an escape sequence has been sent.
    Typing,
    /// Has not taken the frames that were drawn for the keys.
    Blocked,
    Finder,
    Pasting,
    Plain,
    /// A command whose answer nobody takes.
    Command,
    /// The client says that it sends no more, and stays.
    EndOfInput,
    /// The client closes the channel, and keeps the connection.
    Closing,
}

const MOMENTS: [Moment; 10] = [
    Moment::Opening,
    Moment::Reading,
    Moment::Typing,
    Moment::Blocked,
    Moment::Finder,
    Moment::Pasting,
    Moment::Plain,
    Moment::Command,
    Moment::EndOfInput,
    Moment::Closing,
];

/// A reader in the middle of something, on a line that can be cut.
struct Reader {
    relay: Relay,
    _session: Session,
    _terminal: Terminal,
}

impl Reader {
    async fn at(address: SocketAddr, moment: Moment) -> Self {
        let relay = Relay::to(address).await;
        let session = connect(relay.address).await.unwrap();
        let mut terminal = match moment {
            Moment::Opening => Terminal::asking(&session, (80, 24), &[]).await,
            Moment::Plain | Moment::Command => {
                Terminal::new(session.channel_open_session().await.unwrap(), (80, 24))
            }
            _ => {
                let mut terminal = Terminal::open(&session, (80, 24)).await;
                terminal.shows("Welcome.").await;
                terminal
            }
        };
        match moment {
            Moment::Opening | Moment::Reading => {}
            Moment::Typing => terminal.press(b"j\x1b[").await,
            Moment::Blocked => {
                relay.down(Way::Stalled);
                for _ in 0..50 {
                    terminal.press(b"jk\r\x7f?\x1b").await;
                }
            }
            Moment::Finder => {
                terminal.press(b"smil").await;
                terminal.shows("Milia").await;
            }
            Moment::Pasting => terminal.press(b"s\x1b[200~half a paste").await,
            Moment::Plain => {
                terminal.channel.request_shell(true).await.unwrap();
                terminal.shows("Welcome.").await;
                terminal.press(b"half a line").await;
            }
            Moment::Command => {
                relay.down(Way::Stalled);
                terminal.channel.exec(false, "list").await.unwrap();
            }
            Moment::EndOfInput => terminal.channel.eof().await.unwrap(),
            Moment::Closing => terminal.channel.close().await.unwrap(),
        }
        Self {
            relay,
            _session: session,
            _terminal: terminal,
        }
    }

    fn cut(&self) {
        self.relay.down(Way::Cut);
    }
}

/// A gauge among the counters.
fn gauge(text: &str, name: &str) -> u64 {
    let name = format!("calcinosis_{name} ");
    let line = text.lines().find_map(|line| line.strip_prefix(&name));
    line.unwrap().parse().unwrap()
}

/// Waits until nothing runs for any reader, and no more tasks live than before.
async fn nobody_is_left(metrics: SocketAddr, tasks: u64) {
    let end = Instant::now() + PATIENCE;
    loop {
        let text = get(metrics, "/metrics").await;
        let left = ["sessions", "unauthenticated", "channels"];
        if left.iter().all(|name| gauge(&text, name) == 0) && gauge(&text, "tasks") <= tasks {
            return;
        }
        assert!(Instant::now() < end, "something is left of readers: {text}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reader_cut_off_in_any_state_leaves_no_task_behind() {
    let folder = content();
    let process = Process::start(folder.path(), &METRICS);
    let metrics = process.metrics();
    let tasks = gauge(&get(metrics, "/metrics").await, "tasks");
    for moment in MOMENTS {
        let reader = Reader::at(process.address(), moment).await;
        assert!(
            gauge(&get(metrics, "/metrics").await, "tasks") > tasks,
            "{moment:?}"
        );
        reader.cut();
        nobody_is_left(metrics, tasks).await;
    }
    process.rests();
    process.ended();
}

/// The line stays, and only the channel ends.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_channel_closed_on_a_connection_that_stays_leaves_no_task_behind() {
    let folder = content();
    let process = Process::start(folder.path(), &METRICS);
    let metrics = process.metrics();
    let session = connect(process.address()).await.unwrap();
    for is_closed in [true, false] {
        let mut terminal = Terminal::open(&session, (80, 24)).await;
        terminal.shows("Welcome.").await;
        if is_closed {
            terminal.channel.close().await.unwrap();
        } else {
            terminal.channel.eof().await.unwrap();
        }
        timed("the channel's task to end", async {
            while gauge(&get(metrics, "/metrics").await, "channels") > 0 {}
        })
        .await;
    }
    process.rests();
    process.ended();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn readers_cut_off_while_the_server_stops_do_not_keep_it() {
    let folder = content();
    let process = Process::start(folder.path(), &["--drain", "20s"]);
    let mut readers = Vec::new();
    for moment in MOMENTS {
        readers.push(Reader::at(process.address(), moment).await);
    }
    process.signal(Signal::TERM);
    process.logs("stopping");
    for reader in &readers {
        reader.cut();
    }
    process.logs("gone=true");
    process.ended();
}

/// How many screens are cut off, and how many of them on one connection.
const MANY: usize = 2000;
const TOGETHER: usize = 20;

/// What a process may have gained after so many: a twentieth of what one task each would leave.
const GAIN: u64 = 4096;

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_thousand_screens_cut_off_leave_memory_and_processor_as_they_were() {
    let folder = content();
    let many = ["--max-terminals", "20", "--max-channels", "20"];
    let process = Process::start(folder.path(), &[many.as_slice(), &METRICS].concat());
    let metrics = process.metrics();
    let tasks = gauge(&get(metrics, "/metrics").await, "tasks");
    // What the first readers make is made once.
    cut_off(process.address(), MANY / 5).await;
    nobody_is_left(metrics, tasks).await;
    let before = process.memory();
    cut_off(process.address(), MANY).await;
    nobody_is_left(metrics, tasks).await;
    let gained = process.memory().saturating_sub(before);
    assert!(gained < GAIN, "{gained} KiB gained");
    process.rests();
    process.ended();
}

async fn cut_off(address: SocketAddr, count: usize) {
    for _ in 0..count / TOGETHER {
        let session = connect(address).await.unwrap();
        let mut channels = Vec::new();
        for _ in 0..TOGETHER {
            let terminal = Terminal::asking(&session, (80, 24), &[]).await;
            terminal.channel.request_shell(false).await.unwrap();
            channels.push(terminal.channel);
        }
        for channel in &mut channels {
            // A first byte: the screen runs.
            while !matches!(channel.wait().await, Some(ChannelMsg::Data { .. })) {}
        }
    }
}
