//! Many readers at once, on this machine only: memory a session, time from a key to its frame, handshakes a second.
//!
//! `cargo bench --bench load -- [--sessions N] [--held N] [--seconds N] [--openssh]`, or for a reader beside
//! sessions that paste alone `--pasting`, or for a soak alone `--soak MINUTES [--sessions N]`

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a measurement that cannot go on must fail; its table is its purpose"
)]

mod client;
mod openssh;
mod server;
mod soak;
mod table;

use std::net::Ipv4Addr;
use std::time::Duration;

use client::{Crowd, Login, Source};
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use server::{Server, time};
use table::LoadRow;

/// Never more than this, whatever is asked.
const MOST: usize = 10_000;

/// What to measure.
struct Plan {
    /// Sessions for memory and for a key a second each.
    sessions: usize,
    /// Sessions held at once.
    held: usize,
    /// How long keys are pressed, and handshakes made.
    time: Duration,
    openssh: bool,
    /// How long readers come and go; nothing else is measured then.
    soak: Option<Duration>,
    /// Nothing but a reader beside sessions that paste.
    pasting_alone: bool,
}

impl Plan {
    fn from_arguments() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let asked = |name: &str| -> Option<usize> {
            let place = arguments.iter().position(|own| own == name)?;
            Some(arguments.get(place + 1)?.parse().unwrap())
        };
        let number = |name: &str, usual: usize| asked(name).unwrap_or(usual);
        Self {
            sessions: number("--sessions", 1000).min(MOST),
            held: number("--held", MOST).min(MOST),
            time: Duration::from_secs(number("--seconds", 10) as u64),
            openssh: arguments.iter().any(|own| own == "--openssh"),
            soak: asked("--soak").map(|minutes| Duration::from_secs(minutes as u64 * 60)),
            pasting_alone: arguments.iter().any(|own| own == "--pasting"),
        }
    }
}

#[tokio::main]
async fn main() {
    let plan = Plan::from_arguments();
    raise_descriptors();
    println!("{}", table::HEAD);
    if let Some(time) = plan.soak {
        for row in soak::soak(plan.sessions, time).await {
            println!("{row}");
        }
        return;
    }
    if plan.pasting_alone {
        return println!("{}", beside_pasting(&plan).await);
    }
    for size in [(80, 24), (200, 60)] {
        println!("{}", memory(&plan, size).await);
    }
    println!("{}", keys(&plan, plan.sessions, plan.sessions).await);
    if plan.held > 0 {
        println!("{}", keys(&plan, plan.held, 2000).await);
    }
    println!("{}", beside_pasting(&plan).await);
    println!("{}", handshakes(&plan).await);
    if plan.openssh {
        for row in openssh::measure(plan.sessions.min(200), plan.time).await {
            println!("{row}");
        }
    }
}

/// Every session is a descriptor here as well.
fn raise_descriptors() {
    let limit = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    setrlimit(Resource::Nofile, most).unwrap();
}

/// Memory that a reader costs who has opened a topic and reads.
async fn memory(plan: &Plan, size: (u16, u16)) -> LoadRow {
    let server = Server::start();
    // What the first readers make is made once: pages, scratch cells, threads.
    let warm = Crowd::gather(server.address, Login::None, 64, size).await;
    warm.read().await;
    let before = server.memory();
    let crowd = Crowd::gather(server.address, Login::None, plan.sessions, size).await;
    crowd.read().await;
    let each = (server.memory() - before) / plan.sessions as f64;
    LoadRow::new(
        format!(
            "memory of an idle session, {}x{}, {} sessions",
            size.0, size.1, plan.sessions
        ),
        format!("{each:.1} KiB"),
        if size.0 == 80 { "64 KiB" } else { "80 KiB" },
    )
}

/// Time from a key to the first byte of its answer.
async fn keys(plan: &Plan, sessions: usize, a_second: usize) -> LoadRow {
    let server = Server::start();
    let crowd = Crowd::gather(server.address, Login::None, sessions, (80, 24)).await;
    crowd.read().await;
    let held = server.memory() / 1024.0;
    let before = server.time();
    let times = crowd.press(a_second, plan.time).await;
    let each = (server.time() - before) * 1e6 / times.len() as f64;
    let lost = crowd.len() - crowd.alive();
    assert_eq!(lost, 0, "sessions were lost");
    LoadRow::new(
        format!(
            "{sessions} sessions, {a_second} keys a second, {} keys",
            times.len()
        ),
        format!(
            "p50 {:.2} ms, p99 {:.2} ms; server {held:.0} MiB, {each:.0} µs a key",
            table::quantile(&times, 0.5),
            table::quantile(&times, 0.99)
        ),
        if sessions > 1000 {
            "p99 5 ms"
        } else {
            "p99 2 ms"
        },
    )
}

/// Sessions that one source may have, all of which paste into the finder without end.
const PASTING: usize = 32;

/// Time from a key to its answer for a reader beside them, who comes from elsewhere.
async fn beside_pasting(plan: &Plan) -> LoadRow {
    let server = Server::start();
    // Within the limits that hold for a source: its logins are fewer at a time than it may have.
    let source = Source {
        own: Ipv4Addr::new(127, 0, 0, 2),
        at_once: 4,
    };
    let login = (server.address, Login::None);
    let pasting = Crowd::gather_from(source, login, PASTING, (80, 24)).await;
    let reader = Crowd::gather(server.address, Login::None, 1, (80, 24)).await;
    reader.read().await;
    let times = tokio::select! {
        times = reader.press(20, plan.time) => times,
        () = pasting.paste() => Vec::new(),
    };
    LoadRow::new(
        format!(
            "a reader beside {PASTING} pasting sessions, {} keys",
            times.len()
        ),
        format!(
            "p50 {:.2} ms, p99 {:.2} ms",
            table::quantile(&times, 0.5),
            table::quantile(&times, 0.99)
        ),
        "p99 20 ms",
    )
}

async fn handshakes(plan: &Plan) -> LoadRow {
    let server = Server::start();
    let before = (server.time(), time("self"));
    let (made, each) = client::handshakes(server.address, Login::None, plan.time).await;
    let micros = |seconds: f64| seconds * 1e6 / made as f64;
    let (ours, theirs) = (
        micros(server.time() - before.0),
        micros(time("self") - before.1),
    );
    LoadRow::new(
        "handshakes a second, curve25519".to_owned(),
        format!("{each:.0}; server {ours:.0} µs each, its clients {theirs:.0} µs"),
        "2,500",
    )
}
