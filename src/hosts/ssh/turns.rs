//! Whose turn it is: a source with many sessions works for a part of them at a time, and so slows down itself alone.

use std::collections::HashMap;
use std::net::IpAddr;
use std::num::NonZero;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use std::thread::available_parallelism;

use tokio::sync::Semaphore;

/// What each source may have worked on at the same time: half of the processors, and one at least.
#[derive(Debug, Default)]
pub struct Turns {
    of_source: Mutex<HashMap<IpAddr, Weak<Semaphore>>>,
}

impl Turns {
    /// The turns of a source, which its connections share as long as one of them lives.
    pub fn of(&self, source: IpAddr) -> Arc<Semaphore> {
        let held = |turns: &HashMap<IpAddr, Weak<Semaphore>>| turns.get(&source)?.upgrade();
        let mut of_source = self
            .of_source
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        held(&of_source).unwrap_or_else(|| {
            if of_source.len() == of_source.capacity() {
                of_source.retain(|_, turns| turns.strong_count() > 0);
            }
            let turns = Self::alone();
            of_source.insert(source, Arc::downgrade(&turns));
            turns
        })
    }

    /// Turns that are shared with nobody.
    pub fn alone() -> Arc<Semaphore> {
        let processors = available_parallelism().map_or(1, NonZero::get);
        Arc::new(Semaphore::new((processors / 2).max(1)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sessions_of_a_source_wait_for_each_other_and_for_nobody_else() {
        let turns = Turns::default();
        let source = |last| IpAddr::from([192, 0, 2, last]);
        let (one, same, other) = (
            turns.of(source(1)),
            turns.of(source(1)),
            turns.of(source(2)),
        );
        let all = u32::try_from(one.available_permits()).unwrap();
        let held = one.try_acquire_many(all).unwrap();
        assert!(same.try_acquire().is_err());
        assert!(other.try_acquire().is_ok());
        drop(held);
        assert!(same.try_acquire().is_ok());
        drop((one, same));
        turns.of(source(1));
        assert!(turns.of_source.lock().unwrap().len() <= 2);
    }
}
