//! One client from its first byte to its last: greeting in time, watched while it reads, ended in order.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::Disconnect;
use russh::server::{RunningSession, run_stream};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout};
use tracing::{info, warn};

use crate::hosts::ssh::gate::{Eviction, Pass};
use crate::hosts::ssh::line::{Line, Scissors};
use crate::hosts::ssh::proxy::{self, Speaker};
use crate::hosts::ssh::reception::{Broken, Reception};
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::server::Server;
use crate::hosts::ssh::tally::Happening;
use crate::hosts::ssh::visit::{Due, End, Stage, Visit};

/// How long channels have to say farewell, and then the library to end the connection.
const ENDING: Duration = Duration::from_secs(4);
const CLOSING: Duration = Duration::from_secs(1);

/// A connection just accepted.
#[derive(Debug)]
pub struct Arrival {
    pub stream: TcpStream,
    pub peer: SocketAddr,
    pub at: Instant,
}

/// Serves a client whose address is its own.
pub async fn serve(server: Arc<Server>, arrival: Arrival, pass: (Pass, Eviction)) {
    let line = Line::new(arrival.stream, Arc::clone(&server.counters));
    talk(server, line, (arrival.peer, arrival.at), pass).await;
}

/// Serves a client behind a proxy, once the proxy has said whose address it is.
pub async fn serve_proxied(server: Arc<Server>, arrival: Arrival, pass: (Pass, Eviction)) {
    let mut line = Line::new(arrival.stream, Arc::clone(&server.counters));
    let (pass, mut eviction) = pass;
    let mut draining = server.draining();
    let rules = server.rules();
    let grace = arrival.at + rules.options.limits.login_grace;
    let header = tokio::select! {
        header = proxy::read(&mut line) => header.ok_or(Refusal::Proxy),
        () = sleep_until(grace.into()) => Err(Refusal::Proxy),
        () = told(&mut eviction) => Err(Refusal::Evicted),
        _ = draining.wait_for(|draining| *draining) => Err(Refusal::Draining),
    };
    let client = header.map(|speaker| match speaker {
        Speaker::Client(client) => client,
        Speaker::Proxy => arrival.peer,
    });
    drop(pass);
    let admitted = client
        .map_err(|refusal| (refusal, arrival.peer))
        .and_then(|client| {
            let pass = server.gate.admit(&rules.options, client.ip(), arrival.at);
            pass.map(|pass| (client, pass))
                .map_err(|refusal| (refusal, client))
        });
    match admitted {
        Ok((client, pass)) => talk(server, line, (client, arrival.at), pass).await,
        Err((refusal, client)) => {
            server.refuse(refusal, client);
            line.scissors().say(refusal.sentence());
        }
    }
}

/// Returns when a login has to make room, and never when it need not any more.
async fn told(eviction: &mut Eviction) {
    if eviction.await.is_err() {
        pending::<()>().await;
    }
}

async fn talk(
    server: Arc<Server>,
    line: Line,
    (client, at): (SocketAddr, Instant),
    (pass, mut eviction): (Pass, Eviction),
) {
    let rules = server.rules();
    let scissors = line.scissors();
    let visit = Arc::new(Visit::new(server, client, at, line.allowance()));
    let reception = Reception::new(Arc::clone(&visit), pass, Arc::clone(&rules));
    let grace = at + rules.options.limits.login_grace;
    let mut draining = visit.server.draining();
    let refused = |refusal| {
        visit.server.refuse(refusal, client);
        scissors.cut();
    };
    let greeted = tokio::select! {
        session = run_stream(Arc::clone(&rules.config), line, reception) => session,
        () = sleep_until(grace.into()) => return refused(Refusal::LoginGrace),
        () = told(&mut eviction) => return refused(Refusal::Evicted),
        // Nobody waits for a greeting that may never come.
        _ = draining.wait_for(|draining| *draining) => return refused(Refusal::Draining),
    };
    match greeted {
        Ok(session) => watch(session, &visit, &scissors, eviction).await,
        // Health checks and probes come, say nothing and go.
        Err(Broken(russh::Error::IO(_) | russh::Error::HUP)) if !visit.allowance.is_spent() => {}
        Err(Broken(error)) => log_end(&visit, "ended", Some(&error)),
    }
}

/// Watches a connection until it ends, or has to.
async fn watch(
    mut session: RunningSession<Reception>,
    visit: &Visit,
    scissors: &Scissors,
    mut eviction: Eviction,
) {
    let mut draining = visit.server.draining();
    let end = loop {
        let limits = visit.server.rules().options.limits.clone();
        let wake = match visit.due(&limits, Instant::now()) {
            Due::End(end) => break end,
            Due::Later(again) => again,
            Due::Notice { left, again } => {
                visit.set_stage(Stage::Notice(left));
                again
            }
        };
        tokio::select! {
            result = &mut session => {
                return log_end(visit, "ended", result.err().map(|Broken(error)| error).as_ref());
            }
            () = sleep_until(wake.into()) => {}
            () = visit.changed() => {}
            () = told(&mut eviction), if !visit.is_logged_in() => break End::Evicted,
            _ = draining.wait_for(|draining| *draining) => break End::Drain,
        }
    };
    conclude(session, visit, end).await;
    scissors.cut();
    if end.refusal().is_none() {
        log_end(visit, end.name(), None);
    }
}

/// Ends a connection in order: channels put terminals back, then the client is told, then it is over.
async fn conclude(mut session: RunningSession<Reception>, visit: &Visit, end: End) {
    if let Some(refusal) = end.refusal() {
        visit.server.refuse(refusal, visit.client);
    }
    visit.set_stage(Stage::Ending(end));
    let _ = timeout(ENDING, visit.alone()).await;
    // OpenSSH drops what it has not shown yet when it is told to disconnect, so it may go by itself first.
    if visit.is_logged_in() && timeout(CLOSING, &mut session).await.is_ok() {
        return;
    }
    let sentence = end.sentence().to_owned();
    let handle = session.handle();
    let _ = timeout(CLOSING, async {
        let goodbye = handle.disconnect(Disconnect::ByApplication, sentence, "en".to_owned());
        let _ = goodbye.await;
        let _ = session.await;
    })
    .await;
}

fn log_end(visit: &Visit, how: &'static str, error: Option<&russh::Error>) {
    if visit.allowance.is_spent() {
        visit.server.refuse(Refusal::Flood, visit.client);
    }
    let (connection, client) = (visit.number, visit.client.ip());
    if !visit.is_logged_in() {
        let reason = error.map_or(how, kind);
        return visit.server.tally.note(Happening::Left, reason, client);
    }
    match error {
        Some(russh::Error::Join(_)) => {
            warn!(connection, %client, how, "a fault in the SSH library ended a connection");
        }
        // The library's words can hold what a stranger sent: only the kind is logged.
        Some(error) => info!(connection, %client, how, kind = kind(error), "disconnected"),
        None => info!(connection, %client, how, "disconnected"),
    }
}

const fn kind(error: &russh::Error) -> &'static str {
    match error {
        russh::Error::IO(_) | russh::Error::HUP => "connection lost",
        russh::Error::KeepaliveTimeout => "no answer to keepalives",
        russh::Error::NoCommonAlgo { .. } => "no common algorithm",
        russh::Error::Version => "not SSH",
        russh::Error::Disconnect => "client left",
        _ => "protocol error",
    }
}
