//! Readers who come and go in every way for long, and what is left of them in the server when they are gone.

use std::net::SocketAddr;
use std::os::fd::AsFd as _;
use std::time::{Duration, Instant};

use russh::client::{Handle, Msg};
use russh::{Channel, Disconnect};
use rustix::net::{Shutdown, shutdown};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};

use crate::client::{Login, Trusting, log_in_over, open_screen};
use crate::server::Server;
use crate::table::LoadRow;

/// How long a reader may need for all that it does.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long the server may keep what belongs to those who left: its own limit for logins is two minutes.
const REST: Duration = Duration::from_secs(150);

/// How a reader comes and how it leaves.
#[derive(Clone, Copy, Debug)]
enum Way {
    /// `q`.
    Quits,
    /// The window is closed: the channel, then the connection.
    Closes,
    /// No more keys, but the screen is still read.
    EndsItsInput,
    /// The client says farewell while the screen is drawn.
    Disconnects,
    /// The connection ends in the middle.
    IsCut,
    /// The connection is reset in the middle.
    IsReset,
    /// Its window stays full, and then it is gone.
    StopsReading,
    /// A paste into the finder, cut in the middle of it.
    Pastes,
    /// Its window is dragged about.
    Resizes,
    /// No terminal: pages as lines.
    ReadsLines,
    /// One command, read to its end.
    Asks,
    /// One command whose answer is never read.
    AsksAndLeaves,
    /// Never logs in.
    StaysOutside,
}

const WAYS: [Way; 13] = [
    Way::Quits,
    Way::Closes,
    Way::EndsItsInput,
    Way::Disconnects,
    Way::IsCut,
    Way::IsReset,
    Way::StopsReading,
    Way::Pastes,
    Way::Resizes,
    Way::ReadsLines,
    Way::Asks,
    Way::AsksAndLeaves,
    Way::StaysOutside,
];

impl Way {
    /// Whether nothing is said at the end.
    const fn ends_the_line(self) -> bool {
        matches!(
            self,
            Self::IsCut | Self::IsReset | Self::StopsReading | Self::Pastes | Self::AsksAndLeaves
        )
    }
}

/// What a server holds while nobody reads.
struct Holds {
    processor: f64,
    memory: f64,
    descriptors: usize,
    threads: usize,
    tasks: f64,
}

impl Holds {
    /// Processor time is taken over five seconds.
    async fn of(server: &Server) -> Self {
        let before = server.time();
        sleep(Duration::from_secs(5)).await;
        Self {
            processor: (server.time() - before) / 5.0 * 100.0,
            memory: server.memory() / 1024.0,
            descriptors: server.entries("fd"),
            threads: server.entries("task"),
            tasks: server.gauge("tasks"),
        }
    }

    fn row(&self, when: &str) -> LoadRow {
        LoadRow::new(
            format!("soak: {when}"),
            format!(
                "processor {:.1}%, memory {:.1} MiB, {} descriptors, {} threads, {} tasks",
                self.processor, self.memory, self.descriptors, self.threads, self.tasks
            ),
            "as at the start",
        )
    }
}

/// Keeps this many readers coming and going; the rows say what the server held before, in between, and after.
pub async fn soak(sessions: usize, time: Duration) -> Vec<LoadRow> {
    let server = Server::start();
    // What the first readers make is made once.
    come_and_go(&server, WAYS.len() * 4, Duration::ZERO).await;
    sleep(REST).await;
    let start = Holds::of(&server).await;
    let began = Instant::now();
    let used = server.time();
    let came = come_and_go(&server, sessions, time).await;
    let share = (server.time() - used) / began.elapsed().as_secs_f64() * 100.0;
    let at_once = server.memory() / 1024.0;
    sleep(REST).await;
    let end = Holds::of(&server).await;
    let rows = vec![
        start.row("before"),
        LoadRow::new(
            format!(
                "soak: {came} readers, {sessions} at a time, {} minutes",
                time.as_secs() / 60
            ),
            format!("processor {share:.0}%, memory {at_once:.1} MiB when the last left"),
            "",
        ),
        end.row("after"),
    ];
    let told = || {
        rows.iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    };
    assert!(end.tasks <= start.tasks, "tasks are left\n{}", told());
    assert!(
        end.descriptors <= start.descriptors,
        "descriptors are left\n{}",
        told()
    );
    assert!(
        end.processor < 1.0,
        "the processor is busy for nobody\n{}",
        told()
    );
    rows
}

/// How many readers came.
async fn come_and_go(server: &Server, sessions: usize, time: Duration) -> usize {
    let end = Instant::now() + time;
    let mut readers = JoinSet::new();
    let (mut came, mut welcome) = (0, 0);
    loop {
        while readers.len() < sessions && (came < sessions || Instant::now() < end) {
            let address = server.address;
            let number = came;
            readers.spawn(async move {
                // None stays as long as the one beside it.
                let stay = Duration::from_millis(500 + (number as u64 * 7919) % 20_000);
                let way = WAYS.get(number % WAYS.len()).copied();
                let visit = visit(address, way.unwrap_or(Way::Quits), stay);
                matches!(timeout(PATIENCE, visit).await, Ok(Ok(())))
            });
            came += 1;
        }
        match readers.join_next().await {
            Some(reader) => welcome += usize::from(reader.unwrap()),
            None => break,
        }
    }
    // Some ways of leaving end in an error, but a server that refuses everybody is not what is measured.
    assert!(welcome * 2 > came, "{welcome} of {came} were let in");
    came
}

/// One reader, from coming to going.
async fn visit(address: SocketAddr, way: Way, stay: Duration) -> Result<(), russh::Error> {
    let mut stream = TcpStream::connect(address).await?;
    if matches!(way, Way::StaysOutside) {
        stream.write_all(b"SSH-2.0-nobody\r\n").await?;
        sleep(stay).await;
        return Ok(());
    }
    let line = stream.as_fd().try_clone_to_owned()?;
    if matches!(way, Way::IsReset) {
        stream.set_zero_linger()?;
    }
    let session = log_in_over(stream, &Login::None).await?;
    match way {
        Way::ReadsLines | Way::Asks | Way::AsksAndLeaves => read_lines(&session, way, stay).await?,
        _ => read_screen(&session, way, stay).await?,
    }
    if way.ends_the_line() {
        // Where the server was first, there is nothing left to end.
        let _ = shutdown(&line, Shutdown::Both);
    } else {
        session
            .disconnect(Disconnect::ByApplication, "", "en")
            .await?;
    }
    Ok(())
}

async fn read_screen(
    session: &Handle<Trusting>,
    way: Way,
    stay: Duration,
) -> Result<(), russh::Error> {
    let mut channel = open_screen(session, (80, 24)).await?;
    let began = Instant::now();
    channel.data(&b"]j"[..]).await?;
    while began.elapsed() < stay {
        for key in [&b"j"[..], b" ", b"G", b"g"] {
            channel.data(key).await?;
        }
        if !matches!(way, Way::StopsReading) {
            drain(&mut channel, Duration::from_millis(500)).await;
        }
    }
    match way {
        Way::Quits => channel.data(&b"q"[..]).await?,
        Way::Closes => channel.close().await?,
        Way::EndsItsInput => channel.eof().await?,
        Way::StopsReading => {
            for _ in 0..500 {
                channel.data(&b"Gg"[..]).await?;
            }
        }
        Way::Pastes => {
            channel.data(&b"s"[..]).await?;
            for _ in 0..16 {
                channel.data(&[b'x'; 4096][..]).await?;
            }
        }
        Way::Resizes => {
            for columns in 20..120 {
                channel.window_change(columns, 24, 0, 0).await?;
            }
        }
        _ => {}
    }
    if matches!(
        way,
        Way::Quits | Way::Closes | Way::EndsItsInput | Way::Resizes
    ) {
        drain(&mut channel, Duration::from_secs(1)).await;
    }
    Ok(())
}

async fn read_lines(
    session: &Handle<Trusting>,
    way: Way,
    stay: Duration,
) -> Result<(), russh::Error> {
    let mut channel = session.channel_open_session().await?;
    if matches!(way, Way::ReadsLines) {
        channel.request_shell(true).await?;
        channel.data(&b"1\n"[..]).await?;
    } else {
        channel.exec(true, "list").await?;
    }
    if !matches!(way, Way::AsksAndLeaves) {
        drain(&mut channel, stay).await;
    }
    Ok(())
}

/// Takes what comes until it ends, or for so long.
async fn drain(channel: &mut Channel<Msg>, time: Duration) {
    let _ = timeout(time, async { while channel.wait().await.is_some() {} }).await;
}
