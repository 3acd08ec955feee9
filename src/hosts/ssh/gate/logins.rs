//! Connections that have not logged in yet, and which of them goes when there is no place left.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::net::IpAddr;

use tokio::sync::oneshot;

use crate::hosts::ssh::gate::address::{network, source};

/// Told when a login has to make room. The sender is dropped when the login is over, which is no reason to end.
pub type Eviction = oneshot::Receiver<()>;

/// Logins under way in the order they came, and how many each source and each network has.
#[derive(Debug, Default)]
pub struct Logins {
    next: u64,
    held: BTreeMap<u64, Login>,
    of_source: HashMap<IpAddr, usize>,
    of_network: HashMap<IpAddr, usize>,
}

#[derive(Debug)]
struct Login {
    address: IpAddr,
    is_exempt: bool,
    evict: oneshot::Sender<()>,
}

impl Logins {
    pub fn len(&self) -> usize {
        self.held.len()
    }

    pub fn of_source(&self, address: IpAddr) -> usize {
        count(&self.of_source, source(address))
    }

    pub fn of_network(&self, address: IpAddr) -> usize {
        count(&self.of_network, network(address))
    }

    /// Adds a login; its number, and how it is told to make room.
    pub fn add(&mut self, address: IpAddr, is_exempt: bool) -> (u64, Eviction) {
        let (evict, eviction) = oneshot::channel();
        self.next += 1;
        let login = Login {
            address,
            is_exempt,
            evict,
        };
        self.held.insert(self.next, login);
        *self.of_source.entry(source(address)).or_default() += 1;
        *self.of_network.entry(network(address)).or_default() += 1;
        (self.next, eviction)
    }

    /// Removes a login that is over; one that had to make room is gone already.
    pub fn remove(&mut self, number: u64) {
        if let Some(login) = self.held.remove(&number) {
            self.forget(login.address);
        }
    }

    /// Ends the oldest login of the source that holds most; among equal sources, of the network that holds most.
    /// Whether there was one: exempt sources make no room.
    pub fn make_room(&mut self) -> bool {
        let weight = |number: &u64, login: &Login| {
            let address = login.address;
            (
                self.of_source(address),
                self.of_network(address),
                Reverse(*number),
            )
        };
        let logins = self.held.iter().filter(|(_, login)| !login.is_exempt);
        let heaviest = logins.map(|(number, login)| weight(number, login)).max();
        let Some((_, _, Reverse(number))) = heaviest else {
            return false;
        };
        if let Some(login) = self.held.remove(&number) {
            self.forget(login.address);
            // One that ends by itself at this moment makes room as well.
            let _ = login.evict.send(());
        }
        true
    }

    fn forget(&mut self, address: IpAddr) {
        take_one(&mut self.of_source, source(address));
        take_one(&mut self.of_network, network(address));
    }
}

fn count(counts: &HashMap<IpAddr, usize>, key: IpAddr) -> usize {
    counts.get(&key).copied().unwrap_or_default()
}

fn take_one(counts: &mut HashMap<IpAddr, usize>, key: IpAddr) {
    if let Some(count) = counts.get_mut(&key) {
        *count -= 1;
        if *count == 0 {
            counts.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whose login made room.
    fn evicted(logins: &mut [(&str, Eviction)]) -> Vec<String> {
        let told = logins.iter_mut().filter_map(|(name, eviction)| {
            let is_told = eviction.try_recv().is_ok();
            is_told.then(|| (*name).to_owned())
        });
        told.collect()
    }

    fn filled<'a>(logins: &mut Logins, from: &[&'a str]) -> Vec<(&'a str, Eviction)> {
        let add = |name: &&'a str| (*name, logins.add(name.parse().unwrap(), false).1);
        from.iter().map(add).collect()
    }

    #[test]
    fn the_oldest_of_the_source_that_holds_most_makes_room() {
        let mut logins = Logins::default();
        let from = ["192.0.2.1", "198.51.100.1", "198.51.100.1", "203.0.113.1"];
        let mut held = filled(&mut logins, &from);
        assert!(logins.make_room());
        assert_eq!(evicted(&mut held), ["198.51.100.1"]);
        assert_eq!(
            (
                logins.len(),
                logins.of_source("198.51.100.1".parse().unwrap())
            ),
            (3, 1)
        );
    }

    #[test]
    fn among_equal_sources_the_network_that_holds_most_makes_room() {
        let mut logins = Logins::default();
        let from = ["192.0.2.1", "198.51.100.1", "198.51.100.2", "2001:db8:1::1"];
        let mut held = filled(&mut logins, &from);
        assert!(logins.make_room());
        assert_eq!(evicted(&mut held), ["198.51.100.1"]);
        let mut logins = Logins::default();
        let from = ["192.0.2.1", "2001:db8:0:1::1", "2001:db8:0:2::1"];
        let mut held = filled(&mut logins, &from);
        assert!(logins.make_room());
        assert_eq!(evicted(&mut held), ["2001:db8:0:1::1"]);
    }

    #[test]
    fn an_exempt_source_makes_no_room_and_what_is_over_is_forgotten() {
        let mut logins = Logins::default();
        let (number, mut eviction) = logins.add("192.0.2.1".parse().unwrap(), true);
        assert!(!logins.make_room());
        logins.remove(number);
        logins.remove(number);
        assert!(eviction.try_recv().is_err());
        assert_eq!(logins.len(), 0);
        assert!(logins.of_source.is_empty() && logins.of_network.is_empty());
    }
}
