//! Who may come in: connects a second, logins under way, sessions for a source and in all.

mod address;
mod logins;
mod shares;
#[cfg(test)]
mod tests;

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use crate::hosts::ssh::gate::address::network;
use crate::hosts::ssh::gate::logins::Logins;
use crate::hosts::ssh::gate::shares::Shares;
use crate::hosts::ssh::options::ServeOptions;
use crate::hosts::ssh::refusal::Refusal;

pub use address::source;
pub use logins::Eviction;

/// What an IPv6 /48 may use, in shares of a source: it has 65,536 of them.
const SITE: u32 = 10;

/// Counts connections; asked once when one comes, once when it has logged in, once when it goes.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<GateState>,
}

#[derive(Debug)]
struct GateState {
    sources: Shares,
    /// IPv6 /48s alone: an IPv4 /24 belongs to many people.
    sites: Shares,
    logins: Logins,
    sessions: usize,
    /// Bytes of answers that sources have not read yet.
    output: HashMap<IpAddr, usize>,
}

impl Default for GateState {
    fn default() -> Self {
        Self {
            sources: Shares::new(1),
            sites: Shares::new(SITE),
            logins: Logins::default(),
            sessions: 0,
            output: HashMap::new(),
        }
    }
}

/// Bytes of an answer held until it is read or dropped.
#[derive(Debug)]
pub struct OutputHold {
    gate: Arc<Gate>,
    source: IpAddr,
    bytes: usize,
}

impl Drop for OutputHold {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        if let Some(held) = state.output.get_mut(&self.source) {
            *held = held.saturating_sub(self.bytes);
            if *held == 0 {
                state.output.remove(&self.source);
            }
        }
    }
}

/// A place held by a connection: among those logging in, later among the sessions.
#[derive(Debug)]
pub struct Admission {
    gate: Arc<Gate>,
    address: IpAddr,
    login: u64,
    is_session: bool,
}

/// Connections as they are now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Occupancy {
    pub unauthenticated: usize,
    pub sessions: usize,
}

impl Gate {
    /// Lets a connection begin, before anything costly is done for it. It may have to make room for others until it
    /// has logged in.
    pub fn admit(
        self: &Arc<Self>,
        options: &ServeOptions,
        address: IpAddr,
        now: Instant,
    ) -> Result<(Admission, Eviction), Refusal> {
        let is_exempt = options.is_exempt(address);
        let mut state = self.state();
        if !is_exempt {
            state.check_source(options, address, now)?;
        }
        if state.sessions >= options.limits.sessions {
            return Err(Refusal::Sessions);
        }
        self.add_login(state, options, address, is_exempt)
    }

    /// Lets a listed proxy's connection begin, whose client is not known yet: one of many logins, and the first to
    /// make room when a proxy has opened more than anybody.
    pub fn admit_proxy(
        self: &Arc<Self>,
        options: &ServeOptions,
        address: IpAddr,
    ) -> Result<(Admission, Eviction), Refusal> {
        self.add_login(self.state(), options, address, false)
    }

    fn add_login(
        self: &Arc<Self>,
        mut state: MutexGuard<'_, GateState>,
        options: &ServeOptions,
        address: IpAddr,
        is_exempt: bool,
    ) -> Result<(Admission, Eviction), Refusal> {
        let is_full = state.logins.len() >= options.limits.unauthenticated;
        if is_full && !state.logins.make_room() {
            return Err(Refusal::Unauthenticated);
        }
        let (login, eviction) = state.logins.add(address, is_exempt);
        drop(state);
        let pass = Admission {
            gate: Arc::clone(self),
            address,
            login,
            is_session: false,
        };
        Ok((pass, eviction))
    }

    /// Holds bytes of an answer for a source, if it may have so many. One answer it may always have.
    pub fn hold_output(
        self: &Arc<Self>,
        options: &ServeOptions,
        address: IpAddr,
        bytes: usize,
    ) -> Result<OutputHold, Refusal> {
        let source = source(address);
        let mut state = self.state();
        let held = state.output.entry(source).or_default();
        let is_too_much = *held > 0 && *held + bytes > options.limits.output_for_source;
        if is_too_much && !options.is_exempt(address) {
            return Err(Refusal::Output);
        }
        *held += bytes;
        drop(state);
        Ok(OutputHold {
            gate: Arc::clone(self),
            source,
            bytes,
        })
    }

    pub fn occupancy(&self) -> Occupancy {
        let state = self.state();
        Occupancy {
            unauthenticated: state.logins.len(),
            sessions: state.sessions,
        }
    }

    fn state(&self) -> MutexGuard<'_, GateState> {
        // The counts are right even when a thread panicked elsewhere.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl GateState {
    /// What a source that is not exempt may do.
    fn check_source(
        &mut self,
        options: &ServeOptions,
        address: IpAddr,
        now: Instant,
    ) -> Result<(), Refusal> {
        let limits = &options.limits;
        if !self.sources.spend(source(address), limits, now) {
            return Err(Refusal::Rate);
        }
        if let Some(site) = site(address)
            && !self.sites.spend(site, limits, now)
        {
            return Err(Refusal::Rate);
        }
        let most = limits.unauthenticated_for_source;
        let of_site = site(address).map_or(0, |_| self.logins.of_network(address));
        if self.logins.of_source(address) >= most || of_site >= most.saturating_mul(SITE as usize) {
            return Err(Refusal::SourceLogins);
        }
        Ok(())
    }
}

/// The IPv6 /48 that has a share of its own.
const fn site(address: IpAddr) -> Option<IpAddr> {
    match network(address) {
        site @ IpAddr::V6(_) => Some(site),
        IpAddr::V4(_) => None,
    }
}

impl Admission {
    /// Turns a connection that has logged in into a session.
    pub fn acquire_session(&mut self, options: &ServeOptions) -> Result<(), Refusal> {
        if self.is_session {
            return Ok(());
        }
        let (limits, now) = (&options.limits, Instant::now());
        let (own, site) = (source(self.address), site(self.address));
        let mut state = self.gate.state();
        if state.sessions >= limits.sessions {
            return Err(Refusal::Sessions);
        }
        let has_room = state.sources.has_room(own, limits)
            && site.is_none_or(|site| state.sites.has_room(site, limits));
        if !has_room && !options.is_exempt(self.address) {
            return Err(Refusal::SourceSessions);
        }
        state.sources.add_session(own, limits, now);
        if let Some(site) = site {
            state.sites.add_session(site, limits, now);
        }
        state.sessions += 1;
        state.logins.remove(self.login);
        drop(state);
        self.is_session = true;
        Ok(())
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        if self.is_session {
            state.sessions = state.sessions.saturating_sub(1);
            state.sources.remove_session(source(self.address));
            if let Some(site) = site(self.address) {
                state.sites.remove_session(site);
            }
        } else {
            state.logins.remove(self.login);
        }
    }
}
