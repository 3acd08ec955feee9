//! One client from its first byte to its last: greeting in time, watched while it reads, ended in order.

use std::future::pending;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::server::{RunningSession, run_stream};
use russh::{Disconnect, Error};
use tokio::net::TcpStream;
use tokio::time::{sleep_until, timeout};
use tracing::{info, warn};

use crate::hosts::ssh::auth::ClientHandler;
use crate::hosts::ssh::connection::{Connection, Due, Stage};
use crate::hosts::ssh::gate::{Admission, Eviction};
use crate::hosts::ssh::proxy;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::refusal_log::Happening;
use crate::hosts::ssh::server::Server;
use crate::hosts::ssh::tcp_stream::{CountedStream, StreamCloser};

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

/// Serves a client; one behind a proxy once the proxy has said whose address it is.
pub async fn serve(
    server: Arc<Server>,
    Arrival { stream, peer, at }: Arrival,
    admission: (Admission, Eviction),
    is_proxy: bool,
) {
    let mut stream = CountedStream::new(stream, Arc::clone(&server.counters));
    let admitted = if is_proxy {
        admit_proxied(&server, &mut stream, (peer, at), admission).await
    } else {
        Ok((peer, admission))
    };
    match admitted {
        Ok((client, admission)) => serve_ssh(server, stream, (client, at), admission).await,
        Err((refusal, client)) => {
            server.refuse(refusal, client);
            stream.closer().say(refusal.sentence());
        }
    }
}

/// Admits the client that a proxy names in the place of the proxy; or says why not, and whom.
async fn admit_proxied(
    server: &Server,
    stream: &mut CountedStream,
    (proxy, at): (SocketAddr, Instant),
    (admission, mut eviction): (Admission, Eviction),
) -> Result<(SocketAddr, (Admission, Eviction)), (Refusal, SocketAddr)> {
    let mut draining = server.draining.subscribe();
    let rules = server.rules();
    let grace = at + rules.options.limits.login_grace;
    let client = tokio::select! {
        client = proxy::read(stream, proxy) => client.ok_or(Refusal::Proxy),
        () = sleep_until(grace.into()) => Err(Refusal::Proxy),
        () = evicted(&mut eviction) => Err(Refusal::Evicted),
        _ = draining.wait_for(|draining| *draining) => Err(Refusal::Draining),
    };
    drop(admission);
    let client = client.map_err(|refusal| (refusal, proxy))?;
    let admitted = server.gate.admit(&rules.options, client.ip(), at);
    let admission = admitted.map_err(|refusal| (refusal, client))?;
    Ok((client, admission))
}

/// Returns when a login has to make room, and never when it need not any more.
async fn evicted(eviction: &mut Eviction) {
    if eviction.await.is_err() {
        pending::<()>().await;
    }
}

/// Speaks SSH with a client.
async fn serve_ssh(
    server: Arc<Server>,
    stream: CountedStream,
    (client, at): (SocketAddr, Instant),
    (admission, mut eviction): (Admission, Eviction),
) {
    let rules = server.rules();
    let closer = stream.closer();
    let connection = Arc::new(Connection::new(server, client, at, stream.allowance()));
    let grace = at + rules.options.limits.login_grace;
    let mut draining = connection.server.draining.subscribe();
    let refused = |refusal| {
        connection.server.refuse(refusal, client);
        closer.cut();
    };
    let greeted = tokio::select! {
        session = run_stream(
            Arc::clone(&rules.config),
            stream,
            ClientHandler::new(Arc::clone(&connection), admission, Arc::clone(&rules)),
        ) => session,
        () = sleep_until(grace.into()) => return refused(Refusal::LoginGrace),
        () = evicted(&mut eviction) => return refused(Refusal::Evicted),
        // Nobody waits for a greeting that may never come.
        _ = draining.wait_for(|draining| *draining) => return refused(Refusal::Draining),
    };
    match greeted {
        Ok(session) => watch(session, &connection, &closer, eviction).await,
        // Health checks and probes come, say nothing and go.
        Err(Error::IO(_) | Error::HUP) if !connection.allowance.is_spent() => {}
        Err(error) => log_end(&connection, "ended", Some(&error)),
    }
}

/// Watches a connection until it ends, or has to.
async fn watch(
    mut session: RunningSession<ClientHandler>,
    connection: &Connection,
    closer: &StreamCloser,
    mut eviction: Eviction,
) {
    let mut draining = connection.server.draining.subscribe();
    let end = loop {
        let limits = connection.server.rules().options.limits.clone();
        let wake = match connection.due(&limits, Instant::now()) {
            Due::End(end) => break end,
            Due::Later(again) => again,
            Due::Notice { left, again } => {
                connection.stage.send_replace(Stage::Notice(left));
                again
            }
        };
        tokio::select! {
            result = &mut session => {
                return log_end(connection, "ended", result.err().as_ref());
            }
            () = sleep_until(wake.into()) => {}
            () = connection.changed.notified() => {}
            () = evicted(&mut eviction), if !connection.is_logged_in() => break Refusal::Evicted,
            _ = draining.wait_for(|draining| *draining) => break Refusal::Draining,
        }
    };
    let is_reader = connection.is_logged_in();
    if is_reader {
        connection.server.counters.refused(end);
    } else {
        connection.server.refuse(end, connection.client);
    }
    end_in_order(session, connection, end).await;
    closer.cut();
    if is_reader {
        log_end(connection, end.name(), None);
    }
}

/// Ends a connection in order: channels put terminals back, then the client is told, then it is over.
async fn end_in_order(
    mut session: RunningSession<ClientHandler>,
    connection: &Connection,
    end: Refusal,
) {
    connection.stage.send_replace(Stage::Ending(end));
    let _ = timeout(ENDING, connection.channels_closed()).await;
    // OpenSSH drops what it has not shown yet when it is told to disconnect, so it may go by itself first.
    if connection.is_logged_in() && timeout(CLOSING, &mut session).await.is_ok() {
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

fn log_end(connection: &Connection, how: &'static str, error: Option<&Error>) {
    if connection.allowance.is_spent() {
        connection.server.refuse(Refusal::Flood, connection.client);
    }
    let (number, client) = (connection.number, connection.client.ip());
    if !connection.is_logged_in() {
        let reason = error.map_or(how, kind);
        return connection
            .server
            .refusal_log
            .note(Happening::Left, reason, client);
    }
    match error {
        Some(Error::Join(_)) => {
            warn!(connection = number, %client, how, "a fault in the SSH library ended a connection");
        }
        // The library's words can hold what a stranger sent: only the kind is logged.
        Some(error) => info!(connection = number, %client, how, kind = kind(error), "disconnected"),
        None => info!(connection = number, %client, how, "disconnected"),
    }
}

const fn kind(error: &Error) -> &'static str {
    match error {
        Error::IO(_) | Error::HUP => "connection lost",
        Error::KeepaliveTimeout => "no answer to keepalives",
        Error::NoCommonAlgo { .. } => "no common algorithm",
        Error::SshEncoding(_) => "a malformed message, or a name that is not UTF-8",
        Error::Version => "not SSH",
        Error::Disconnect => "client left",
        _ => "protocol error",
    }
}
