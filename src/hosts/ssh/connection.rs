//! One client's connection as the server knows it: since when, how busy, and when it has to end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, Semaphore, SemaphorePermit, watch};
use tracing::info;

use crate::hosts::ssh::allowance::Allowance;
use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::gate::{OutputHold, source};
use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::server::Server;
use crate::hosts::ssh::turns::Turns;

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
    /// Told when other limits begin to hold: at login, and when nothing runs any more.
    changed: Notify,
    channels: AtomicUsize,
    /// Channels on which something runs, and since when, in milliseconds from `since`, there are none.
    running: AtomicUsize,
    unused_since: AtomicU64,
    terminals: AtomicUsize,
    /// Lines of log about this connection.
    lines: AtomicUsize,
    /// Told when the last channel has ended.
    alone: Notify,
    stage: watch::Sender<Stage>,
    turns: Arc<Semaphore>,
}

/// What a channel has to know about its connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Going,
    /// Nothing was pressed for long; the session ends after this time.
    Notice(Duration),
    Ending(EndReason),
}

/// Why a session ends that the reader did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    Idle,
    Oldest,
    Drain,
    LoginGrace,
    Evicted,
    /// Nothing was opened on the connection for long.
    WithoutChannel,
}

/// What is to be done about a connection now, or when to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Later(Instant),
    Notice { left: Duration, again: Instant },
    EndReason(EndReason),
}

impl EndReason {
    pub fn sentence(self) -> &'static str {
        match self {
            Self::Idle => "Nothing was pressed for a long time; the session has ended.",
            Self::Oldest => "This session has reached its longest time and has ended.",
            Self::Drain => "The server restarts.",
            Self::LoginGrace => Refusal::LoginGrace.sentence(),
            Self::Evicted => Refusal::Evicted.sentence(),
            Self::WithoutChannel => "Nothing was opened on this connection; it has ended.",
        }
    }

    /// What is refused by this end, for a connection that has not logged in.
    pub const fn refusal(self) -> Option<Refusal> {
        match self {
            Self::LoginGrace => Some(Refusal::LoginGrace),
            Self::Evicted => Some(Refusal::Evicted),
            Self::Idle | Self::Oldest | Self::Drain | Self::WithoutChannel => None,
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Oldest => "oldest",
            Self::Drain => "drain",
            Self::LoginGrace => "login-grace",
            Self::Evicted => "evicted",
            Self::WithoutChannel => "without-channel",
        }
    }
}

impl Connection {
    pub fn new(
        server: Arc<Server>,
        client: SocketAddr,
        since: Instant,
        allowance: Arc<Allowance>,
    ) -> Self {
        let turns = if server.rules().options.is_exempt(client.ip()) {
            Turns::alone()
        } else {
            server.turns.of(source(client.ip()))
        };
        Self {
            number: server.next_number(),
            turns,
            server,
            client,
            allowance,
            since,
            last_key: AtomicU64::new(0),
            is_logged_in: AtomicBool::new(false),
            changed: Notify::new(),
            channels: AtomicUsize::new(0),
            running: AtomicUsize::new(0),
            unused_since: AtomicU64::new(0),
            terminals: AtomicUsize::new(0),
            lines: AtomicUsize::new(0),
            alone: Notify::new(),
            stage: watch::Sender::default(),
        }
    }

    /// Waits until it is the source's turn to have something worked out. To be dropped before anything is waited for.
    pub async fn turn(&self) -> Option<SemaphorePermit<'_>> {
        // They are never closed.
        self.turns.acquire().await.ok()
    }

    pub fn log_in(&self) {
        self.allowance.log_in();
        self.is_logged_in.store(true, Ordering::Relaxed);
        self.key_pressed();
        self.unused_since.store(self.age(), Ordering::Relaxed);
        self.changed.notify_one();
    }

    /// Returns when other limits hold than before.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    pub fn is_logged_in(&self) -> bool {
        self.is_logged_in.load(Ordering::Relaxed)
    }

    pub fn key_pressed(&self) {
        self.last_key.store(self.age(), Ordering::Relaxed);
    }

    /// Notes keys, also for the counters.
    pub fn keys_pressed(&self, count: u64) {
        self.key_pressed();
        self.server.counters.keys.add(count);
    }

    /// Milliseconds since the connection began.
    fn age(&self) -> u64 {
        u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    /// Something runs on a channel, until [`stop_running`](Self::stop_running).
    pub fn start_running(&self) {
        if self.running.fetch_add(1, Ordering::AcqRel) == 0 {
            self.changed.notify_one();
        }
    }

    pub fn stop_running(&self) {
        if self.running.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.unused_since.store(self.age(), Ordering::Relaxed);
            self.changed.notify_one();
        }
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

    /// Takes one more channel, if there may be one.
    pub fn open_channel(&self, limits: &Limits) -> bool {
        take(&self.channels, limits.channels)
    }

    pub fn close_channel(&self) {
        if self.channels.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.alone.notify_one();
        }
    }

    pub fn open_terminal(&self, limits: &Limits) -> bool {
        take(&self.terminals, limits.terminals)
    }

    pub fn close_terminal(&self) {
        self.terminals.fetch_sub(1, Ordering::AcqRel);
    }

    /// Returns once no channel is open.
    pub async fn alone(&self) {
        while self.channels.load(Ordering::Acquire) > 0 {
            self.alone.notified().await;
        }
    }

    pub fn stages(&self) -> watch::Receiver<Stage> {
        self.stage.subscribe()
    }

    pub fn set_stage(&self, stage: Stage) {
        self.stage.send_replace(stage);
    }

    /// What the limits ask for now.
    pub fn due(&self, limits: &Limits, now: Instant) -> Due {
        if !self.is_logged_in() {
            let end = self.since + limits.login_grace;
            return if now >= end {
                Due::EndReason(EndReason::LoginGrace)
            } else {
                Due::Later(end)
            };
        }
        let oldest = self.since + limits.oldest;
        if now >= oldest {
            return Due::EndReason(EndReason::Oldest);
        }
        if self.running.load(Ordering::Acquire) == 0 {
            let unused =
                self.since + Duration::from_millis(self.unused_since.load(Ordering::Relaxed));
            let end = unused + limits.without_channel;
            return if now >= end {
                Due::EndReason(EndReason::WithoutChannel)
            } else {
                Due::Later(end.min(oldest))
            };
        }
        self.due_idle(limits, now, oldest)
    }

    fn due_idle(&self, limits: &Limits, now: Instant, oldest: Instant) -> Due {
        let key = self.since + Duration::from_millis(self.last_key.load(Ordering::Relaxed));
        let idle = key + limits.idle;
        let notice = idle
            .checked_sub(limits.idle_notice)
            .map_or(key, |notice| notice.max(key));
        if now >= idle {
            Due::EndReason(EndReason::Idle)
        } else if now >= notice {
            Due::Notice {
                left: idle.saturating_duration_since(now),
                again: idle.min(oldest),
            }
        } else {
            Due::Later(notice.min(oldest))
        }
    }
}

fn take(count: &AtomicUsize, most: usize) -> bool {
    let more = |count: usize| (count < most).then_some(count + 1);
    count
        .fetch_update(Ordering::AcqRel, Ordering::Acquire, more)
        .is_ok()
}
