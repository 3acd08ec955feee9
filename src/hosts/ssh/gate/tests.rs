//! Who may come in, by the numbers.

use std::time::Duration;

use super::*;
use crate::hosts::ssh::options::network as parsed;

fn options() -> ServeOptions {
    ServeOptions::new()
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
    options.exempt = vec![parsed("192.0.2.0/24").unwrap()];
    let mut passes: Vec<Admission> = (0..100)
        .map(|_| gate.admit(&options, address("192.0.2.1"), now).unwrap().0)
        .collect();
    for pass in &mut passes {
        pass.acquire_session(&options).unwrap();
    }
    assert_eq!(gate.occupancy().sessions, 100);
}

#[test]
fn places_are_counted_and_given_back() {
    let (gate, mut options, now) = (Arc::new(Gate::default()), options(), Instant::now());
    options.limits.sessions = 3;
    options.limits.sessions_for_source = 1;
    let one = address("192.0.2.1");
    let (mut pass, _) = gate.admit(&options, one, now).unwrap();
    let _second = gate.admit(&options, one, now).unwrap();
    pass.acquire_session(&options).unwrap();
    let (mut third, _) = gate.admit(&options, one, now).unwrap();
    assert_eq!(
        third.acquire_session(&options),
        Err(Refusal::SourceSessions)
    );
    drop(pass);
    assert_eq!(third.acquire_session(&options), Ok(()));
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
fn logins_of_a_source_are_limited_and_a_newcomer_finds_room() {
    let (gate, mut options, now) = (Arc::new(Gate::default()), options(), Instant::now());
    options.limits.unauthenticated = 12;
    let knock = |options: &ServeOptions, from: &str| gate.admit(options, address(from), now);
    let mut held: Vec<_> = (0..8)
        .map(|_| knock(&options, "192.0.2.1").unwrap())
        .collect();
    let again = knock(&options, "192.0.2.1");
    assert_eq!(again.unwrap_err(), Refusal::SourceLogins);
    let few: Vec<_> = (1..=4)
        .map(|own| knock(&options, &format!("198.51.100.{own}")).unwrap())
        .collect();
    let newcomer = knock(&options, "203.0.113.1").unwrap();
    assert!(held[0].1.try_recv().is_ok(), "the oldest of the largest");
    assert!(held[1].1.try_recv().is_err());
    assert_eq!(gate.occupancy().unauthenticated, 12);
    drop((newcomer, few, held));
    assert_eq!(gate.occupancy().unauthenticated, 0);
    options.limits.unauthenticated = 1;
    options.exempt = vec![parsed("192.0.2.0/24").unwrap()];
    let _school = knock(&options, "192.0.2.1").unwrap();
    let other = knock(&options, "203.0.113.2");
    assert_eq!(other.unwrap_err(), Refusal::Unauthenticated);
}

#[test]
fn a_site_of_ipv6_has_ten_shares() {
    let (gate, options, now) = (Arc::new(Gate::default()), options(), Instant::now());
    let from = |subnet: u32| address(&format!("2001:db8:7:{subnet:x}::1"));
    let came = (0..1000).map(|subnet| gate.admit(&options, from(subnet), now));
    assert_eq!(came.flatten().count(), 200);
    let came = (0..1000)
        .map(|site| address(&format!("2001:db8:{site:x}::1")))
        .map(|from| gate.admit(&options, from, now));
    assert_eq!(came.flatten().count(), 999, "the site from before is tired");
}

#[test]
fn a_source_holds_so_many_bytes_and_one_answer_of_any_length() {
    let (gate, options) = (Arc::new(Gate::default()), options());
    let hold = |from: &str, bytes| gate.hold_output(&options, address(from), bytes);
    let large = hold("192.0.2.1", 100_000_000).unwrap();
    assert_eq!(hold("192.0.2.1", 1).unwrap_err(), Refusal::Output);
    assert!(hold("192.0.2.2", 1).is_ok());
    drop(large);
    assert!(hold("192.0.2.1", 1).is_ok());
    let used = gate
        .state()
        .sources
        .used(address("192.0.2.1"), |it| it.output);
    assert_eq!(used, 0);
}

#[test]
fn sources_that_went_away_are_forgotten() {
    let (gate, options, start) = (Arc::new(Gate::default()), options(), Instant::now());
    for number in 0..10_000_u32 {
        let now = start + Duration::from_millis(u64::from(number) * 10);
        let from = IpAddr::V4(number.into());
        drop(gate.admit(&options, from, now));
    }
    assert!(gate.state().sources.len() <= 2 * accounts::FEW);
    assert!(gate.state().networks.len() <= 2 * accounts::FEW);
}

/// Logins of these addresses in this order, and whose has to make room.
fn who_makes_room(from: &[&str], is_exempt: bool) -> Vec<String> {
    let mut state = GateState::default();
    let mut held = Vec::new();
    for own in from {
        held.push((*own, state.add_login(address(own), is_exempt).1));
    }
    assert_eq!(state.make_room(), !is_exempt);
    assert_eq!(state.logins.len(), from.len() - usize::from(!is_exempt));
    let told = held.into_iter().filter_map(|(own, mut eviction)| {
        let is_told = eviction.try_recv().is_ok();
        is_told.then(|| own.to_owned())
    });
    told.collect()
}

#[test]
fn the_oldest_of_the_source_that_holds_most_makes_room_and_among_equals_of_the_largest_network() {
    let from = ["192.0.2.1", "198.51.100.1", "198.51.100.1", "203.0.113.1"];
    assert_eq!(who_makes_room(&from, false), ["198.51.100.1"]);
    let from = ["192.0.2.1", "198.51.100.1", "198.51.100.2", "2001:db8:1::1"];
    assert_eq!(who_makes_room(&from, false), ["198.51.100.1"]);
    let from = ["192.0.2.1", "2001:db8:0:1::1", "2001:db8:0:2::1"];
    assert_eq!(who_makes_room(&from, false), ["2001:db8:0:1::1"]);
    assert!(who_makes_room(&from, true).is_empty());
}

#[test]
fn a_login_that_is_over_is_forgotten_once() {
    let (mut state, from) = (GateState::default(), address("192.0.2.1"));
    let (number, mut eviction) = state.add_login(from, false);
    let logins = |state: &GateState| state.sources.used(from, |it| it.logins);
    assert_eq!(logins(&state), 1);
    assert!(state.remove_login(number).is_some() && state.remove_login(number).is_none());
    assert!(eviction.try_recv().is_err());
    assert_eq!(logins(&state), 0);
}

#[test]
fn sessions_of_a_source_wait_for_each_other_and_for_nobody_else() {
    let (gate, mut options) = (Gate::default(), options());
    options.exempt = vec![parsed("198.51.100.0/24").unwrap()];
    let [one, same, other, exempt, beside] = [
        "192.0.2.1",
        "192.0.2.1",
        "192.0.2.2",
        "198.51.100.1",
        "198.51.100.1",
    ]
    .map(|from| gate.work_permits(&options, address(from)));
    let all = u32::try_from(one.available_permits()).unwrap();
    let held = one.try_acquire_many(all).unwrap();
    let _exempt = exempt.try_acquire_many(all).unwrap();
    assert!(same.try_acquire().is_err());
    assert!(other.try_acquire().is_ok() && beside.try_acquire().is_ok());
    drop(held);
    assert!(same.try_acquire().is_ok());
}
