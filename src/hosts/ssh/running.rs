//! A server from start to end: its sockets, its signals, its drain.

use std::future::pending;
use std::mem;
use std::net::SocketAddr;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use russh::keys::PrivateKey;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use sd_notify::NotifyState;
use tokio::net::TcpListener;
use tokio::sync::mpsc;
use tokio::task::{JoinError, JoinHandle, spawn_blocking};
use tokio::time::error::Elapsed;
use tokio::time::{timeout, timeout_at};
use tracing::{info, warn};

use crate::hosts::confine::{self, Confinement};
use crate::hosts::ssh::accept::accept;
use crate::hosts::ssh::counters::Counters;
use crate::hosts::ssh::log::Log;
use crate::hosts::ssh::options::ServeOptions;
use crate::hosts::ssh::server::{Content, Reference, Server};
use crate::hosts::ssh::signals::{ServerSignal, notify, reloading, watch_signals};
use crate::hosts::ssh::{host_key, metrics};

/// Descriptors needed beside one a connection.
pub const SPARE: u64 = 64;

/// What is said when links in the content may lead anywhere.
const UNCONFINED: &str = "with --follow anything may be read";

/// A server that listens.
#[derive(Debug)]
pub struct Running {
    pub addresses: Vec<SocketAddr>,
    pub metrics: Option<SocketAddr>,
    server: Arc<Server>,
    /// Yields nothing until the last connection is gone.
    ended: mpsc::Receiver<()>,
}

/// Serves in this process until a signal ends it. From the start on only what is `readable` is read; None for anything.
pub fn run(
    options: ServeOptions,
    reference: Reference,
    readable: Option<Vec<PathBuf>>,
) -> anyhow::Result<()> {
    let key = host_key::open(options.host_key.as_deref())?;
    // How many there are stands in files as well.
    let workers = available_parallelism().map_or(1, NonZero::get);
    // Threads that are started before would keep what they may.
    confine::forbid_new_privileges();
    let confinement = readable.map(|paths| confine::allow_reading(&paths));
    let counters = Arc::new(Counters::default());
    let log = Log::start(options.log, &counters)?;
    info!(
        "files: {}",
        confinement.map_or(UNCONFINED, Confinement::sentence)
    );
    raise_descriptors(options.limits.sessions);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(workers)
        .enable_all()
        .build()?;
    let outcome = runtime.block_on(async {
        let mut running = start(options, reference, key, counters).await?;
        // Whoever is told that we are ready may send a signal.
        let mut signals = watch_signals()?;
        running.report_ready().await;
        running.handle_signals(&mut signals).await;
        running.drain().await;
        anyhow::Ok(())
    });
    // What still waits for a peer is not waited for.
    runtime.shutdown_timeout(Duration::from_millis(100));
    log.finish();
    outcome
}

/// Binds every address and begins to accept.
pub async fn start(
    options: ServeOptions,
    reference: Reference,
    key: PrivateKey,
    counters: Arc<Counters>,
) -> anyhow::Result<Running> {
    let (listeners, counting) = (listeners(&options).await?, options.metrics);
    let mut options = options;
    let addresses: Vec<SocketAddr> = listeners
        .iter()
        .filter_map(|listener| listener.local_addr().ok())
        .collect();
    options.listen.clone_from(&addresses);
    let server = spawn_blocking(move || Server::new(reference, options, key, counters)).await??;
    let server = Arc::new(server);
    let (alive, ended) = mpsc::channel(1);
    for listener in listeners {
        tokio::spawn(accept(Arc::clone(&server), listener, alive.clone()));
    }
    let metrics = match counting {
        Some(address) => Some(count(&server, address).await?),
        None => None,
    };
    Ok(Running {
        addresses,
        metrics,
        server,
        ended,
    })
}

async fn count(server: &Arc<Server>, address: SocketAddr) -> anyhow::Result<SocketAddr> {
    let listener = bind(address).await?;
    let address = listener.local_addr()?;
    tokio::spawn(metrics::answer(Arc::clone(server), listener));
    Ok(address)
}

/// Sockets handed over by a service manager, or new ones.
async fn listeners(options: &ServeOptions) -> anyhow::Result<Vec<TcpListener>> {
    let mut inherited = listenfd::ListenFd::from_env();
    let mut listeners = Vec::new();
    for place in 0..inherited.len() {
        if let Some(listener) = inherited.take_tcp_listener(place)? {
            listener.set_nonblocking(true)?;
            listeners.push(TcpListener::from_std(listener)?);
        }
    }
    if listeners.is_empty() {
        for address in &options.listen {
            listeners.push(bind(*address).await?);
        }
    }
    anyhow::ensure!(
        !listeners.is_empty(),
        "there is no address to listen on; --listen names one"
    );
    Ok(listeners)
}

async fn bind(address: SocketAddr) -> anyhow::Result<TcpListener> {
    TcpListener::bind(address)
        .await
        .with_context(|| format!("{address} cannot be listened on; --listen names another"))
}

/// A connection is a descriptor: the process takes as many as it may have.
fn raise_descriptors(sessions: usize) {
    let limit = getrlimit(Resource::Nofile);
    let most = Rlimit {
        current: limit.maximum,
        maximum: limit.maximum,
    };
    let raised = setrlimit(Resource::Nofile, most).is_ok();
    let have = if raised { limit.maximum } else { limit.current };
    let wanted = sessions as u64 + SPARE;
    if have.is_some_and(|have| have < wanted) {
        warn!(
            have,
            wanted,
            "too few file descriptors for --max-sessions; LimitNOFILE or ulimit -n raises them"
        );
    }
}

impl Running {
    pub fn counters(&self) -> &Counters {
        &self.server.counters
    }

    /// Readers logged in now.
    pub fn sessions(&self) -> usize {
        self.server.gate.occupancy().sessions
    }

    /// Channels whose task lives.
    pub fn channels(&self) -> usize {
        self.server.open_channels()
    }

    async fn report_ready(&self) {
        let options = &self.server.rules().options;
        info!(
            key = %self.server.fingerprint(),
            public = options.authorized_keys.is_none(),
            "serving; read with: {}",
            self.server.ssh_command("")
        );
        for address in &self.addresses {
            info!(%address, "listening");
        }
        if let Some(address) = self.metrics {
            info!(%address, "counters under /metrics");
        }
        notify(vec![NotifyState::Ready]).await;
    }

    /// Does what it is told until it is told to stop, also while content is read anew.
    pub async fn handle_signals(&self, signals: &mut mpsc::Receiver<ServerSignal>) {
        let mut loading: Option<JoinHandle<anyhow::Result<Content>>> = None;
        // Reloads: one to be begun now, and one that was asked for while another was under way.
        let (mut is_due, mut again) = (false, false);
        let mut deadline = Instant::now();
        loop {
            if mem::take(&mut is_due) {
                reloading().await;
                self.server.reload_rules();
                deadline = Instant::now() + self.server.rules().options.reload_time;
                let server = Arc::clone(&self.server);
                loading = Some(spawn_blocking(move || server.load_content()));
            }
            let finished = async {
                match &mut loading {
                    Some(loading) => timeout_at(deadline.into(), loading).await,
                    None => pending().await,
                }
            };
            tokio::select! {
                signal = signals.recv() => match signal {
                    Some(ServerSignal::Reload) if loading.is_some() => again = true,
                    Some(ServerSignal::Reload) => is_due = true,
                    Some(ServerSignal::Stop) | None => return,
                },
                content = finished => {
                    loading = None;
                    is_due = mem::take(&mut again);
                    self.server.take_content(flatten(content));
                    notify(vec![NotifyState::Ready]).await;
                }
            }
        }
    }

    /// Takes no more connections, tells every reader how to come back, and waits for them to go.
    pub async fn drain(&mut self) {
        notify(vec![NotifyState::Stopping]).await;
        let readers = self.server.gate.occupancy().sessions;
        info!(readers, "stopping");
        self.server.draining.send_replace(true);
        let grace = self.server.rules().options.drain;
        let gone = timeout(grace, self.ended.recv()).await.is_ok();
        info!(gone, "stopped");
    }
}

/// What a reload came to; what took too long is not waited for, and not taken when it comes.
fn flatten(
    content: Result<Result<anyhow::Result<Content>, JoinError>, Elapsed>,
) -> anyhow::Result<Content> {
    match content {
        Ok(Ok(content)) => content,
        Ok(Err(_)) => Err(anyhow::anyhow!("reading it ended with a fault of ours")),
        Err(_) => Err(anyhow::anyhow!("reading it took longer than --reload-time")),
    }
}
