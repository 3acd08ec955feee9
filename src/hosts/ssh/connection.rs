//! One client's connection as the server knows it: since when, how busy, and when it has to end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, Semaphore, SemaphorePermit, watch};
use tokio::task::JoinError;
use tracing::info;

use crate::hosts::ssh::allowance::Allowance;
use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::gate::OutputHold;
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::server::Server;

/// Lines of log a connection may cause, however many commands it sends.
const MOST_LINES: usize = 100;

/// Shared by a connection's watcher, its handler and its channels.
#[derive(Debug)]
pub struct Connection {
    pub server: Arc<Server>,
    /// The connection's number in the log.
    pub number: u64,
    /// The client; behind a proxy, the one the proxy named.
    pub client: SocketAddr,
    pub allowance: Arc<Allowance>,
    since: Instant,
    /// Milliseconds from `since` to the last key.
    last_key: AtomicU64,
    is_logged_in: AtomicBool,
    /// Told when other limits begin to hold: at login, and when something runs or nothing does any more.
    pub changed: Notify,
    /// Places for channels and for terminals, each held as long as there is one.
    pub channels: Arc<Semaphore>,
    pub terminals: Arc<Semaphore>,
    most_channels: u32,
    /// Channels on which something runs, and since when, in milliseconds from `since`, there are none.
    running: AtomicUsize,
    unused_since: AtomicU64,
    /// Lines of log about this connection.
    lines: AtomicUsize,
    pub stage: watch::Sender<Stage>,
    work_permits: Arc<Semaphore>,
}

/// What a channel has to know about its connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Going,
    /// Nothing was pressed for long; the session ends after this time.
    Notice(Duration),
    Ending(Refusal),
}

/// Held as long as something runs on a channel.
#[derive(Debug)]
pub struct RunningChannel<'a>(&'a Connection);

impl Drop for RunningChannel<'_> {
    fn drop(&mut self) {
        let connection = self.0;
        if connection.running.fetch_sub(1, Ordering::AcqRel) == 1 {
            let now = connection.age();
            connection.unused_since.store(now, Ordering::Relaxed);
            connection.changed.notify_one();
        }
    }
}

/// What is to be done about a connection now, or when to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Later(Instant),
    Notice { left: Duration, again: Instant },
    End(Refusal),
}

impl Connection {
    pub fn new(
        server: Arc<Server>,
        client: SocketAddr,
        since: Instant,
        allowance: Arc<Allowance>,
    ) -> Self {
        let rules = server.rules();
        let limits = &rules.options.limits;
        let channels = limits.channels.min(Semaphore::MAX_PERMITS);
        let most_channels = u32::try_from(channels).unwrap_or(u32::MAX);
        let terminals = limits.terminals.min(Semaphore::MAX_PERMITS);
        Self {
            number: server.connections.fetch_add(1, Ordering::Relaxed) + 1,
            work_permits: server.gate.work_permits(&rules.options, client.ip()),
            server,
            client,
            allowance,
            since,
            last_key: AtomicU64::new(0),
            is_logged_in: AtomicBool::new(false),
            changed: Notify::new(),
            channels: Arc::new(Semaphore::new(most_channels as usize)),
            terminals: Arc::new(Semaphore::new(terminals)),
            most_channels,
            running: AtomicUsize::new(0),
            unused_since: AtomicU64::new(0),
            lines: AtomicUsize::new(0),
            stage: watch::Sender::default(),
        }
    }

    /// Waits until the source may have something worked out. To be dropped before anything is waited for.
    pub async fn work_permit(&self) -> Option<SemaphorePermit<'_>> {
        // They are never closed.
        self.work_permits.acquire().await.ok()
    }

    pub fn log_in(&self) {
        self.allowance.log_in();
        self.is_logged_in.store(true, Ordering::Relaxed);
        self.key_pressed();
        self.unused_since.store(self.age(), Ordering::Relaxed);
        self.changed.notify_one();
    }

    pub fn is_logged_in(&self) -> bool {
        self.is_logged_in.load(Ordering::Relaxed)
    }

    pub fn key_pressed(&self) {
        self.last_key.store(self.age(), Ordering::Relaxed);
    }

    /// Milliseconds since the connection began.
    fn age(&self) -> u64 {
        u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// To be called when something begins to run on a channel.
    pub fn run_channel(&self) -> RunningChannel<'_> {
        if self.running.fetch_add(1, Ordering::AcqRel) == 0 {
            self.changed.notify_one();
        }
        RunningChannel(self)
    }

    /// Whether one more line about this connection is logged. Its end is logged in any case.
    pub fn logs(&self) -> bool {
        let lines = self.lines.fetch_add(1, Ordering::Relaxed);
        if lines == MOST_LINES {
            info!(
                connection = self.number,
                "no more of this connection is logged"
            );
        }
        lines < MOST_LINES
    }

    /// Holds what an answer takes until it has been read, if its source may have so much.
    pub fn hold_output(&self, answer: &CommandAnswer) -> Result<OutputHold, Refusal> {
        let rules = self.server.rules();
        let held =
            self.server
                .gate
                .hold_output(&rules.options, self.client.ip(), answer.text_length());
        held.inspect_err(|refusal| self.server.refuse(*refusal, self.client))
    }

    /// Returns once no channel is open. None is opened from now on.
    pub async fn channels_closed(&self) {
        // It is never closed.
        let _ = self.channels.acquire_many(self.most_channels).await;
    }

    /// Does something beside the threads that screens are drawn on.
    pub async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        self.server.run_blocking(self.number, work).await
    }

    /// What the limits ask for now.
    pub fn due(&self, limits: &Limits, now: Instant) -> Due {
        let (again, reason) = self.next_end(limits);
        if now >= again {
            return Due::End(reason);
        }
        let notice = again.checked_sub(limits.idle_notice).unwrap_or(now);
        match reason {
            Refusal::Idle if now < notice => Due::Later(notice),
            Refusal::Idle => Due::Notice {
                left: again.saturating_duration_since(now),
                again,
            },
            _ => Due::Later(again),
        }
    }

    /// When it ends, and why, if nothing happens until then.
    fn next_end(&self, limits: &Limits) -> (Instant, Refusal) {
        if !self.is_logged_in() {
            return (self.since + limits.login_grace, Refusal::LoginGrace);
        }
        let at = |age: &AtomicU64| self.since + Duration::from_millis(age.load(Ordering::Relaxed));
        let unused = if self.running.load(Ordering::Acquire) == 0 {
            let since = at(&self.unused_since);
            (since + limits.without_channel, Refusal::WithoutChannel)
        } else {
            (at(&self.last_key) + limits.idle, Refusal::Idle)
        };
        let oldest = (self.since + limits.oldest, Refusal::Oldest);
        if oldest.0 <= unused.0 { oldest } else { unused }
    }
}
