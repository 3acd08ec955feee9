//! How many bytes a connection may send that are no keys: each key exchange costs far more to answer than to ask for.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

/// Bytes before the login is over. A key exchange and ten keys that are tried need 16,000; a key exchange that is
/// asked for again and again needs 200 each time.
const BEFORE_LOGIN: f64 = 32.0 * 1024.0;

/// Bytes afterwards, beside what is typed: at once, and more in a second. The chaff with which OpenSSH hides the time
/// between keys is 3,000 a second; asking for a key exchange again takes 200 to 3,000.
const BURST: f64 = 64.0 * 1024.0;
const EACH_SECOND: f64 = 4.0 * 1024.0;

/// What a message costs around the keys in it, in bytes: its header, its padding, its authentication.
const ENVELOPE: usize = 128;

/// Bytes that may still come.
#[derive(Debug)]
pub struct Allowance {
    is_logged_in: AtomicBool,
    is_spent: AtomicBool,
    left: Mutex<(f64, Instant)>,
}

impl Default for Allowance {
    fn default() -> Self {
        Self {
            is_logged_in: AtomicBool::new(false),
            is_spent: AtomicBool::new(false),
            left: Mutex::new((BEFORE_LOGIN, Instant::now())),
        }
    }
}

impl Allowance {
    pub fn log_in(&self) {
        self.is_logged_in.store(true, Ordering::Relaxed);
        self.change(|left| *left = BURST);
    }

    /// Takes bytes that arrived; false once there were too many.
    pub fn spend(&self, count: usize) -> bool {
        let is_enough = self.change(|left| *left -= float(count)) >= 0.0;
        if !is_enough {
            self.is_spent.store(true, Ordering::Relaxed);
        }
        is_enough
    }

    /// Gives back what was a message with this many bytes of keys in it.
    pub fn give_back(&self, keys: usize) {
        self.change(|left| *left += float(keys.saturating_add(ENVELOPE)));
    }

    /// Whether the connection ends for that.
    pub fn is_spent(&self) -> bool {
        self.is_spent.load(Ordering::Relaxed)
    }

    /// Changes what is left; what is left then.
    fn change(&self, change: impl FnOnce(&mut f64)) -> f64 {
        let is_logged_in = self.is_logged_in.load(Ordering::Relaxed);
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if is_logged_in {
            left.0 = left.1.elapsed().as_secs_f64().mul_add(EACH_SECOND, left.0);
            left.1 = Instant::now();
        }
        change(&mut left.0);
        if is_logged_in {
            left.0 = left.0.min(BURST);
        }
        left.0
    }
}

/// A number of bytes, none of which is so large that it would be rounded.
fn float(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_login_has_room_and_an_endless_one_ends() {
        let allowance = Allowance::default();
        assert!(allowance.spend(16_000));
        assert!(!allowance.is_spent());
        let more = (0..1000).filter(|_| allowance.spend(200)).count();
        assert!((50..100).contains(&more), "{more}");
        assert!(allowance.is_spent());
    }

    #[test]
    fn keys_cost_nothing_and_anything_else_does() {
        let allowance = Allowance::default();
        allowance.log_in();
        for _ in 0..10_000 {
            assert!(allowance.spend(32 + 68));
            allowance.give_back(32);
        }
        for _ in 0..100 {
            assert!(allowance.spend(32 * 1024 + 100));
            allowance.give_back(32 * 1024);
        }
        let others = (0..1000).filter(|_| allowance.spend(200)).count();
        assert!((300..400).contains(&others), "{others}");
    }
}
