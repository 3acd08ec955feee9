//! What each source, or each network of them, uses: connects a second, logins, sessions, answers not read yet.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::{Arc, Weak};
use std::thread::available_parallelism;
use std::time::Instant;

use tokio::sync::Semaphore;

use crate::hosts::ssh::options::Limits;

/// Accounts kept before those that nothing is known of are forgotten.
pub const FEW: usize = 1024;

/// The most a source can owe for refused connects.
const DEBT: f64 = -1.0;

/// Accounts of sources, or of networks of them.
#[derive(Debug)]
pub struct Accounts {
    of: HashMap<IpAddr, Account>,
    /// How many accounts there may be before old ones are looked for.
    sweep_at: usize,
    /// How many times a source's share each of these has.
    times: u32,
}

#[derive(Debug, Default)]
pub struct Account {
    /// Connects that may be made at once, as of a time; None is a full share.
    tokens: Option<(f64, Instant)>,
    /// Connections that have not logged in yet.
    pub logins: usize,
    pub sessions: usize,
    /// Bytes of answers that have not been read yet.
    pub output: usize,
    /// Permits to have something worked out, as long as a connection holds them.
    work_permits: Weak<Semaphore>,
}

impl Accounts {
    pub fn new(times: u32) -> Self {
        Self {
            of: HashMap::new(),
            sweep_at: FEW,
            times,
        }
    }

    /// How much of something an address uses.
    pub fn used(&self, address: IpAddr, of: fn(&Account) -> usize) -> usize {
        self.of.get(&address).map_or(0, of)
    }

    pub fn of(&mut self, address: IpAddr) -> &mut Account {
        self.of.entry(address).or_default()
    }

    /// So many times what a source may have.
    pub const fn share(&self, of_source: usize) -> usize {
        of_source.saturating_mul(self.times as usize)
    }

    /// Takes one connect from a share; whether there was one. A refused connect costs as much, so that a source
    /// that goes on knocking stays out until it slows down.
    pub fn spend(&mut self, address: IpAddr, limits: &Limits, now: Instant) -> bool {
        let times = self.times;
        let account = self.of(address);
        let tokens = account.filled(limits, times, now);
        account.tokens = Some(((tokens - 1.0).max(DEBT), now));
        tokens >= 1.0
    }

    /// Forgets accounts of which nothing is used, once there are many.
    pub fn sweep(&mut self, limits: &Limits, now: Instant) {
        if self.of.len() < self.sweep_at {
            return;
        }
        let times = self.times;
        self.of.retain(|_, account| {
            account.logins + account.sessions + account.output + account.work_permits.strong_count()
                > 0
                || account.filled(limits, times, now) < burst(limits, times)
        });
        self.sweep_at = self.of.len().saturating_mul(2).max(FEW);
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.of.len()
    }
}

impl Account {
    /// The permits that the connections of a source share: with many it slows down itself alone.
    pub fn work_permits(&mut self) -> Arc<Semaphore> {
        self.work_permits.upgrade().unwrap_or_else(|| {
            let permits = new_work_permits();
            self.work_permits = Arc::downgrade(&permits);
            permits
        })
    }

    fn filled(&self, limits: &Limits, times: u32, now: Instant) -> f64 {
        let full = burst(limits, times);
        self.tokens.map_or(full, |(tokens, at)| {
            let since = now.saturating_duration_since(at).as_secs_f64();
            let more = f64::from(limits.connects) * f64::from(times);
            since.mul_add(more, tokens).min(full)
        })
    }
}

/// What each source may have worked on at the same time: half of the processors, and one at least.
pub fn new_work_permits() -> Arc<Semaphore> {
    let processors = available_parallelism().map_or(1, NonZero::get);
    Arc::new(Semaphore::new((processors / 2).max(1)))
}

fn burst(limits: &Limits, times: u32) -> f64 {
    f64::from(limits.burst.max(1)) * f64::from(times)
}
