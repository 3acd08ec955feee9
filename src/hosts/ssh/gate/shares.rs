//! What each source uses of its share: connects a second and sessions.

use std::collections::HashMap;
use std::net::IpAddr;
use std::time::Instant;

use crate::hosts::ssh::options::Limits;

/// Sources remembered before those that nothing is known of are forgotten.
pub const FEW: usize = 1024;

/// The most a source can owe for refused connects.
const DEBT: f64 = -1.0;

/// Accounts of sources, or of networks of them.
#[derive(Debug)]
pub struct Shares {
    accounts: HashMap<IpAddr, Account>,
    /// How many accounts there may be before old ones are looked for.
    sweep_at: usize,
    /// How many times a source's share each of these has.
    times: u32,
}

#[derive(Clone, Copy, Debug)]
struct Account {
    /// Connects that may be made at once, as of `at`.
    tokens: f64,
    at: Instant,
    sessions: usize,
}

impl Shares {
    pub fn new(times: u32) -> Self {
        Self {
            accounts: HashMap::new(),
            sweep_at: FEW,
            times,
        }
    }

    /// Takes one connect from a share; whether there was one. A refused connect costs as much, so that a source
    /// that goes on knocking stays out until it slows down.
    pub fn spend(&mut self, key: IpAddr, limits: &Limits, now: Instant) -> bool {
        self.sweep(limits, now);
        let times = self.times;
        let account = self.account(key, limits, now);
        account.tokens = account.filled(limits, times, now);
        account.at = now;
        let may = account.tokens >= 1.0;
        account.tokens = (account.tokens - 1.0).max(DEBT);
        may
    }

    /// Whether one more session fits into a share.
    pub fn has_room(&self, key: IpAddr, limits: &Limits) -> bool {
        let most = limits
            .sessions_for_source
            .saturating_mul(self.times as usize);
        self.sessions(key) < most
    }

    fn sessions(&self, key: IpAddr) -> usize {
        self.accounts
            .get(&key)
            .map_or(0, |account| account.sessions)
    }

    pub fn add_session(&mut self, key: IpAddr, limits: &Limits, now: Instant) {
        self.account(key, limits, now).sessions += 1;
    }

    pub fn remove_session(&mut self, key: IpAddr) {
        if let Some(account) = self.accounts.get_mut(&key) {
            account.sessions = account.sessions.saturating_sub(1);
        }
    }

    fn account(&mut self, key: IpAddr, limits: &Limits, now: Instant) -> &mut Account {
        let tokens = burst(limits, self.times);
        self.accounts.entry(key).or_insert_with(|| Account {
            tokens,
            at: now,
            sessions: 0,
        })
    }

    /// Forgets accounts with a full share and no session, once there are many.
    fn sweep(&mut self, limits: &Limits, now: Instant) {
        if self.accounts.len() < self.sweep_at {
            return;
        }
        let (times, full) = (self.times, burst(limits, self.times));
        self.accounts
            .retain(|_, account| account.sessions > 0 || account.filled(limits, times, now) < full);
        self.sweep_at = self.accounts.len().saturating_mul(2).max(FEW);
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.accounts.len()
    }
}

fn burst(limits: &Limits, times: u32) -> f64 {
    f64::from(limits.burst.max(1)) * f64::from(times)
}

impl Account {
    fn filled(&self, limits: &Limits, times: u32, now: Instant) -> f64 {
        let since = now.saturating_duration_since(self.at).as_secs_f64();
        since
            .mul_add(f64::from(limits.connects) * f64::from(times), self.tokens)
            .min(burst(limits, times))
    }
}
