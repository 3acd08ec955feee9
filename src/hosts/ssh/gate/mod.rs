//! Who may come in: connects a second, logins under way, sessions for a source and in all.

mod accounts;
mod address;
#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::{Semaphore, oneshot};

use crate::hosts::ssh::gate::accounts::{Account, Accounts, new_work_permits};
use crate::hosts::ssh::gate::address::network;
use crate::hosts::ssh::options::ServeOptions;
use crate::hosts::ssh::refusal::Refusal;

pub use address::source;

/// Told when a login has to make room. The sender is dropped when the login is over, which is no reason to end.
pub type Eviction = oneshot::Receiver<()>;

/// What an IPv6 /48 may use, in shares of a source: it has 65,536 of them.
const SITE: u32 = 10;

/// Counts connections; asked once when one comes, once when it has logged in, once when it goes.
#[derive(Debug, Default)]
pub struct Gate {
    state: Mutex<GateState>,
}

#[derive(Debug)]
struct GateState {
    sources: Accounts,
    /// An IPv6 /48 has limits of its own; an IPv4 /24 belongs to many people, and is only counted.
    networks: Accounts,
    /// Logins under way by number, in the order they came.
    logins: BTreeMap<u64, Login>,
    next_login: u64,
    sessions: usize,
}

#[derive(Debug)]
struct Login {
    address: IpAddr,
    is_exempt: bool,
    evict: oneshot::Sender<()>,
}

impl Default for GateState {
    fn default() -> Self {
        Self {
            sources: Accounts::new(1),
            networks: Accounts::new(SITE),
            logins: BTreeMap::new(),
            next_login: 0,
            sessions: 0,
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
        self.gate.state().sources.of(self.source).output -= self.bytes;
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
        state.sources.sweep(&options.limits, now);
        state.networks.sweep(&options.limits, now);
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
        if is_full && !state.make_room() {
            return Err(Refusal::Unauthenticated);
        }
        let (login, eviction) = state.add_login(address, is_exempt);
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
        let held = &mut state.sources.of(source).output;
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

    /// How much a source may have worked out at once; one that is exempt has no share with others.
    pub fn work_permits(&self, options: &ServeOptions, address: IpAddr) -> Arc<Semaphore> {
        if options.is_exempt(address) {
            new_work_permits()
        } else {
            self.state().sources.of(source(address)).work_permits()
        }
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
        let (limits, own, site) = (&options.limits, source(address), site(address));
        let is_in_time = self.sources.spend(own, limits, now)
            && site.is_none_or(|site| self.networks.spend(site, limits, now));
        if !is_in_time {
            return Err(Refusal::Rate);
        }
        if !self.has_room(address, limits.unauthenticated_for_source, |it| it.logins) {
            return Err(Refusal::SourceLogins);
        }
        Ok(())
    }

    /// Whether a source, and the site around it, have less than their share of something.
    fn has_room(&self, address: IpAddr, most: usize, of: fn(&Account) -> usize) -> bool {
        let fits_site = |site| self.networks.used(site, of) < self.networks.share(most);
        self.sources.used(source(address), of) < most && site(address).is_none_or(fits_site)
    }

    /// Notes what a source, and the network around it, use from now on.
    fn note(&mut self, address: IpAddr, change: fn(&mut Account)) {
        change(self.sources.of(source(address)));
        change(self.networks.of(network(address)));
    }

    /// Adds a login; its number, and how it is told to make room.
    fn add_login(&mut self, address: IpAddr, is_exempt: bool) -> (u64, Eviction) {
        let (evict, eviction) = oneshot::channel();
        self.next_login += 1;
        let login = Login {
            address,
            is_exempt,
            evict,
        };
        self.logins.insert(self.next_login, login);
        self.note(address, |it| it.logins += 1);
        (self.next_login, eviction)
    }

    /// Removes a login that is over; one that had to make room is gone already.
    fn remove_login(&mut self, number: u64) -> Option<Login> {
        let login = self.logins.remove(&number)?;
        self.note(login.address, |it| it.logins -= 1);
        Some(login)
    }

    /// Ends the oldest login of the source that holds most; among equal sources, of the network that holds most.
    /// Whether there was one: exempt sources make no room.
    fn make_room(&mut self) -> bool {
        let logins = self.logins.iter().filter(|(_, login)| !login.is_exempt);
        let heaviest = logins.max_by_key(|(number, login)| {
            let of = |it: &Account| it.logins;
            let of_source = self.sources.used(source(login.address), of);
            let of_network = self.networks.used(network(login.address), of);
            (of_source, of_network, Reverse(**number))
        });
        let number = heaviest.map(|(number, _)| *number);
        let Some(login) = number.and_then(|number| self.remove_login(number)) else {
            return false;
        };
        // One that ends by itself at this moment makes room as well.
        let _ = login.evict.send(());
        true
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
        let limits = &options.limits;
        let mut state = self.gate.state();
        if state.sessions >= limits.sessions {
            return Err(Refusal::Sessions);
        }
        let has_room = state.has_room(self.address, limits.sessions_for_source, |it| it.sessions);
        if !has_room && !options.is_exempt(self.address) {
            return Err(Refusal::SourceSessions);
        }
        state.note(self.address, |it| it.sessions += 1);
        state.sessions += 1;
        state.remove_login(self.login);
        drop(state);
        self.is_session = true;
        Ok(())
    }
}

impl Drop for Admission {
    fn drop(&mut self) {
        let mut state = self.gate.state();
        if self.is_session {
            state.sessions -= 1;
            state.note(self.address, |it| it.sessions -= 1);
        } else {
            state.remove_login(self.login);
        }
    }
}
