//! Who may come in: connects a second, logins under way, sessions for a source and in all.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::hosts::ssh::options::Options;
use crate::hosts::ssh::refusal::Refusal;

/// Sources remembered before those that nothing is known of are forgotten.
const FEW: usize = 1024;

/// The most a source can owe for refused connects.
const DEBT: f64 = -1.0;

/// Counts connections; asked once when one comes, once when it has logged in, once when it goes.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    sources: HashMap<IpAddr, Account>,
    /// How many sources there may be before old ones are looked for.
    sweep_at: usize,
    unauthenticated: usize,
    sessions: usize,
}

#[derive(Clone, Copy, Debug)]
struct Account {
    /// Connects this source may make at once, as of `at`.
    tokens: f64,
    at: Instant,
    sessions: usize,
}

/// A place held by a connection: among those logging in, later among the sessions.
#[derive(Debug)]
pub struct Pass {
    gate: Arc<Gate>,
    source: IpAddr,
    is_session: bool,
}

/// Connections as they are now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occupancy {
    pub unauthenticated: usize,
    pub sessions: usize,
}

impl Gate {
    /// Lets a connection begin, before anything costly is done for it.
    pub fn admit(
        self: &Arc<Self>,
        options: &Options,
        address: IpAddr,
        now: Instant,
    ) -> Result<Pass, Refusal> {
        let limits = &options.limits;
        let source = source(address);
        let mut state = self.state();
        if !options.is_exempt(address) && !state.spend(source, options, now) {
            return Err(Refusal::Rate);
        }
        if state.sessions >= limits.sessions {
            return Err(Refusal::Sessions);
        }
        if state.unauthenticated >= limits.unauthenticated {
            return Err(Refusal::Unauthenticated);
        }
        state.unauthenticated += 1;
        drop(state);
        Ok(Pass {
            gate: Arc::clone(self),
            source,
            is_session: false,
        })
    }

    pub fn occupancy(&self) -> Occupancy {
        let state = self.state();
        Occupancy {
            unauthenticated: state.unauthenticated,
            sessions: state.sessions,
        }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // The counts are right even when a thread panicked elsewhere.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// Takes one connect from a source's share; whether there was one. A refused connect costs as much, so that
    /// a source that goes on knocking stays out until it slows down.
    fn spend(&mut self, source: IpAddr, options: &Options, now: Instant) -> bool {
        self.sweep(options, now);
        let account = self.account(source, options, now);
        account.tokens = account.filled(options, now);
        account.at = now;
        let may = account.tokens >= 1.0;
        account.tokens = (account.tokens - 1.0).max(DEBT);
        may
    }

    fn account(&mut self, source: IpAddr, options: &Options, now: Instant) -> &mut Account {
        self.sources.entry(source).or_insert_with(|| Account {
            tokens: f64::from(options.limits.burst.max(1)),
            at: now,
            sessions: 0,
        })
    }

    /// Forgets sources with a full share and no session, once there are many.
    fn sweep(&mut self, options: &Options, now: Instant) {
        if self.sources.len() < self.sweep_at.max(FEW) {
            return;
        }
        let burst = f64::from(options.limits.burst.max(1));
        self.sources
            .retain(|_, account| account.sessions > 0 || account.filled(options, now) < burst);
        self.sweep_at = self.sources.len().saturating_mul(2);
    }
}

impl Account {
    fn filled(&self, options: &Options, now: Instant) -> f64 {
        let limits = &options.limits;
        let since = now.saturating_duration_since(self.at).as_secs_f64();
        since
            .mul_add(f64::from(limits.connects), self.tokens)
            .min(f64::from(limits.burst.max(1)))
    }
}

impl Pass {
    /// Turns a connection that has logged in into a session.
    pub fn seat(&mut self, options: &Options, address: IpAddr) -> Result<(), Refusal> {
        if self.is_session {
            return Ok(());
        }
        let limits = &options.limits;
        let mut state = self.gate.state();
        if state.sessions >= limits.sessions {
            return Err(Refusal::Sessions);
        }
        let account = state.account(self.source, options, Instant::now());
        if !options.is_exempt(address) && account.sessions >= limits.sessions_for_source {
            return Err(Refusal::SourceSessions);
        }
        account.sessions += 1;
        state.sessions += 1;
        state.unauthenticated = state.unauthenticated.saturating_sub(1);
        drop(state);
        self.is_session = true;
        Ok(())
    }
}

impl Drop for Pass {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        if self.is_session {
            state.sessions = state.sessions.saturating_sub(1);
            if let Some(account) = state.sources.get_mut(&self.source) {
                account.sessions = account.sessions.saturating_sub(1);
            }
        } else {
            state.unauthenticated = state.unauthenticated.saturating_sub(1);
        }
    }
}

/// What counts as one source: an IPv4 address, or the /64 that a household or a server has in IPv6.
pub const fn source(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
        v4 @ IpAddr::V4(_) => v4,
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::hosts::ssh::options::Network;

    fn options() -> Options {
        Options::new()
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_source_may_connect_a_burst_at_once_and_then_so_many_a_second() {
        let (gate, options, start) = (Arc::new(Gate::default()), options(), Instant::now());
        let connects = |from: &str, after: u64| {
            let now = start + Duration::from_millis(after);
            let passes = (0..100).map(|_| gate.admit(&options, address(from), now));
            passes.flatten().count()
        };
        assert_eq!(connects("192.0.2.1", 0), 20);
        assert_eq!(connects("192.0.2.1", 1000), 9, "one is owed");
        assert_eq!(connects("192.0.2.2", 1000), 20);
        assert_eq!(connects("2001:db8::1", 1000), 20);
        assert_eq!(connects("2001:db8::2", 1000), 0, "the same /64");
        assert_eq!(connects("2001:db8:0:1::2", 1000), 20);
        assert_eq!(connects("192.0.2.1", 100_000), 20);
    }

    #[test]
    fn an_exempt_source_has_no_limit_of_its_own() {
        let (gate, mut options, now) = (Arc::new(Gate::default()), options(), Instant::now());
        options.exempt = vec![Network::parse("192.0.2.0/24").unwrap()];
        let mut passes: Vec<Pass> = (0..100)
            .map(|_| gate.admit(&options, address("192.0.2.1"), now).unwrap())
            .collect();
        for pass in &mut passes {
            pass.seat(&options, address("192.0.2.1")).unwrap();
        }
        assert_eq!(gate.occupancy().sessions, 100);
    }

    #[test]
    fn places_are_counted_and_given_back() {
        let (gate, mut options, now) = (Arc::new(Gate::default()), options(), Instant::now());
        options.limits.unauthenticated = 2;
        options.limits.sessions = 3;
        options.limits.sessions_for_source = 1;
        let one = address("192.0.2.1");
        let mut pass = gate.admit(&options, one, now).unwrap();
        let _second = gate.admit(&options, one, now).unwrap();
        assert_eq!(
            gate.admit(&options, one, now).unwrap_err(),
            Refusal::Unauthenticated
        );
        pass.seat(&options, one).unwrap();
        let mut third = gate.admit(&options, one, now).unwrap();
        assert_eq!(third.seat(&options, one), Err(Refusal::SourceSessions));
        drop(pass);
        assert_eq!(third.seat(&options, one), Ok(()));
        drop(third);
        let occupied = gate.occupancy();
        assert_eq!((occupied.unauthenticated, occupied.sessions), (1, 0));
        options.limits.sessions = 0;
        assert_eq!(
            gate.admit(&options, one, now).unwrap_err(),
            Refusal::Sessions
        );
    }

    #[test]
    fn sources_that_went_away_are_forgotten() {
        let (gate, options, start) = (Arc::new(Gate::default()), options(), Instant::now());
        for number in 0..10_000_u32 {
            let now = start + Duration::from_millis(u64::from(number) * 10);
            let from = IpAddr::V4(number.into());
            drop(gate.admit(&options, from, now));
        }
        assert!(gate.state().sources.len() <= 2 * FEW);
    }
}
