//! One client's connection as the server knows it: since when, how busy, and when it has to end.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::sync::{Notify, watch};
use tracing::info;

use crate::hosts::ssh::options::Limits;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::server::Server;

/// Lines of log a connection may cause, however many commands it sends.
const MOST_LINES: usize = 100;

/// Shared by a connection's watcher, its handler and its channels.
#[derive(Debug)]
pub struct Visit {
    pub server: Arc<Server>,
    /// The connection's number in the log.
    pub number: u64,
    /// The client; behind a proxy, the one the proxy named.
    pub client: SocketAddr,
    since: Instant,
    /// Milliseconds from `since` to the last key.
    last_key: AtomicU64,
    is_logged_in: AtomicBool,
    /// Told at login, when other limits begin to hold.
    logged_in: Notify,
    channels: AtomicUsize,
    terminals: AtomicUsize,
    /// Lines of log about this connection.
    lines: AtomicUsize,
    /// Told when the last channel has ended.
    alone: Notify,
    stage: watch::Sender<Stage>,
}

/// What a channel has to know about its connection.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    #[default]
    Going,
    /// Nothing was pressed for long; the session ends after this time.
    Notice(Duration),
    Ending(End),
}

/// Why a session ends that the reader did not end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    Idle,
    Oldest,
    Drain,
    LoginGrace,
}

/// What is to be done about a connection now, or when to look again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    Later(Instant),
    Notice { left: Duration, again: Instant },
    End(End),
}

impl End {
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Idle => "Nothing was pressed for a long time; the session has ended.",
            Self::Oldest => "This session has reached its longest time and has ended.",
            Self::Drain => "The server restarts.",
            Self::LoginGrace => Refusal::LoginGrace.sentence(),
        }
    }

    pub const fn name(self) -> &'static str {
        match self {
            Self::Idle => "idle",
            Self::Oldest => "oldest",
            Self::Drain => "drain",
            Self::LoginGrace => "login-grace",
        }
    }
}

impl Visit {
    pub fn new(server: Arc<Server>, number: u64, client: SocketAddr, since: Instant) -> Self {
        Self {
            server,
            number,
            client,
            since,
            last_key: AtomicU64::new(0),
            is_logged_in: AtomicBool::new(false),
            logged_in: Notify::new(),
            channels: AtomicUsize::new(0),
            terminals: AtomicUsize::new(0),
            lines: AtomicUsize::new(0),
            alone: Notify::new(),
            stage: watch::Sender::default(),
        }
    }

    pub fn log_in(&self) {
        self.is_logged_in.store(true, Ordering::Relaxed);
        self.key_pressed();
        self.logged_in.notify_one();
    }

    /// Returns once, after the login.
    pub async fn logged_in(&self) {
        self.logged_in.notified().await;
    }

    pub fn is_logged_in(&self) -> bool {
        self.is_logged_in.load(Ordering::Relaxed)
    }

    pub fn key_pressed(&self) {
        let since = u64::try_from(self.since.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.last_key.store(since, Ordering::Relaxed);
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
                Due::End(End::LoginGrace)
            } else {
                Due::Later(end)
            };
        }
        let oldest = self.since + limits.oldest;
        let key = self.since + Duration::from_millis(self.last_key.load(Ordering::Relaxed));
        let idle = key + limits.idle;
        let notice = idle
            .checked_sub(limits.idle_notice)
            .map_or(key, |notice| notice.max(key));
        if now >= oldest {
            Due::End(End::Oldest)
        } else if now >= idle {
            Due::End(End::Idle)
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
