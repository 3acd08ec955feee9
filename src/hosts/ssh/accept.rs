//! The accept loop: takes connections, refuses what is too much before it costs anything, and never ends by itself.

use std::sync::Arc;
use std::time::{Duration, Instant};

use rustix::net::sockopt;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::time::sleep;
use tracing::warn;

use crate::hosts::ssh::client::{self, Arrival};
use crate::hosts::ssh::server::Server;

/// The wait after an error such as having no file descriptor left.
const RETRY_PAUSE: Duration = Duration::from_millis(100);

/// How long after such an error no other is logged.
const QUIET: Duration = Duration::from_secs(1);

/// Accepts until the server drains; every connection holds `alive` as long as it lasts.
pub async fn accept(server: Arc<Server>, listener: TcpListener, alive: mpsc::Sender<()>) {
    let mut draining = server.draining.subscribe();
    let mut logged_at: Option<Instant> = None;
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = draining.wait_for(|draining| *draining) => return,
        };
        match accepted {
            Ok((stream, peer)) => {
                server.counters.connects.add(1);
                let at = Instant::now();
                receive(&server, Arrival { stream, peer, at }, alive.clone());
            }
            Err(error) => {
                server.counters.accept_errors.add(1);
                if logged_at.is_none_or(|logged_at| logged_at.elapsed() >= QUIET) {
                    warn!("a connection could not be accepted: {error}");
                    logged_at = Some(Instant::now());
                }
                sleep(RETRY_PAUSE).await;
            }
        }
    }
}

fn receive(server: &Arc<Server>, arrival: Arrival, alive: mpsc::Sender<()>) {
    prepare(server, &arrival.stream);
    let rules = server.rules();
    let server = Arc::clone(server);
    let address = arrival.peer.ip();
    let is_proxy = rules.options.is_proxy(address);
    let admitted = if is_proxy {
        server.gate.admit_proxy(&rules.options, address)
    } else {
        server.gate.admit(&rules.options, address, arrival.at)
    };
    match admitted {
        Ok(admission) => {
            tokio::spawn(async move {
                client::serve(server, arrival, admission, is_proxy).await;
                drop(alive);
            });
        }
        Err(refusal) => {
            server.refuse(refusal, arrival.peer);
            let line = format!("{}\r\n", refusal.sentence());
            let _ = arrival.stream.try_write(line.as_bytes());
        }
    }
}

/// Keys go out at once, and a peer that is gone is noticed while bytes wait for it.
fn prepare(server: &Server, stream: &TcpStream) {
    let limits = &server.rules().options.limits;
    let patience = limits
        .keepalive
        .saturating_mul(u32::try_from(limits.keepalive_count).unwrap_or(u32::MAX));
    // A connection that is gone already cannot be set up; reading from it says so.
    let _ = stream.set_nodelay(true);
    #[cfg(target_os = "linux")]
    let _ = sockopt::set_tcp_user_timeout(
        stream,
        u32::try_from(patience.as_millis()).unwrap_or(u32::MAX),
    );
}
