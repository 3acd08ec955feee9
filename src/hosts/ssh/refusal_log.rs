//! What is logged of things that strangers can repeat: the first of a kind at once, the others as one line a second.

use std::collections::HashMap;
use std::mem;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::sleep;
use tracing::{info, warn};

/// How often a reason and its source are logged at most.
const PERIOD: Duration = Duration::from_secs(1);

/// Sources told apart in a period; what comes from more is summed.
const MOST_SOURCES: usize = 256;

/// What happened, why, and from where; None stands for all sources that are not told apart.
type Kind = (Happening, &'static str, Option<IpAddr>);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Happening {
    Refused,
    /// A connection ended before it logged in.
    Left,
}

/// Repetitions in the present period, by kind. A kind without any was logged in this period.
#[derive(Debug, Default)]
pub struct RefusalLog {
    repeated: Mutex<HashMap<Kind, u64>>,
}

impl RefusalLog {
    /// Logs that something happened, or counts it for the summary.
    pub fn note(self: &Arc<Self>, what: Happening, reason: &'static str, source: IpAddr) {
        let (is_first, is_idle) = self.count((what, reason, Some(source)));
        if is_first {
            match what {
                Happening::Refused => warn!(client = %source, reason, "refused"),
                Happening::Left => info!(client = %source, reason, "left before login"),
            }
        }
        // Without a runtime, as in tests, nobody sums up.
        if is_idle && let Ok(runtime) = tokio::runtime::Handle::try_current() {
            let refusal_log = Arc::clone(self);
            runtime.spawn(async move {
                loop {
                    sleep(PERIOD).await;
                    if !refusal_log.sum_up() {
                        return;
                    }
                }
            });
        }
    }

    /// Counts one of a kind; whether it is the first in this period, and whether nobody sums up yet.
    fn count(&self, kind: Kind) -> (bool, bool) {
        let mut repeated = self.repeated();
        let is_idle = repeated.is_empty();
        let is_first = !repeated.contains_key(&kind) && repeated.len() < MOST_SOURCES;
        if is_first {
            repeated.insert(kind, 0);
        } else if let Some(times) = repeated.get_mut(&kind) {
            *times += 1;
        } else {
            *repeated.entry((kind.0, kind.1, None)).or_default() += 1;
        }
        drop(repeated);
        (is_first, is_idle)
    }

    /// Logs what was repeated since the last time; whether there is anything to come back for.
    fn sum_up(&self) -> bool {
        let kinds = self.next_period();
        for ((what, reason, source), times) in &kinds {
            let client = source.map_or_else(|| "others".to_owned(), |source| source.to_string());
            match what {
                Happening::Refused => warn!(client, reason, times, "refused again"),
                Happening::Left => info!(client, reason, times, "left before login again"),
            }
        }
        !kinds.is_empty()
    }

    /// What was repeated; its kinds alone stay, so that the next period begins with a count for them.
    fn next_period(&self) -> HashMap<Kind, u64> {
        let mut repeated = self.repeated();
        let mut kinds = mem::take(&mut *repeated);
        kinds.retain(|_, times| *times > 0);
        repeated.extend(kinds.keys().map(|kind| (*kind, 0)));
        drop(repeated);
        kinds
    }

    fn repeated(&self) -> MutexGuard<'_, HashMap<Kind, u64>> {
        // The counts are right even when a thread panicked elsewhere.
        self.repeated.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rate(number: u32) -> Kind {
        let source = IpAddr::V4(number.into());
        (Happening::Refused, "rate", Some(source))
    }

    #[test]
    fn the_first_is_logged_and_the_others_are_one_line_a_period() {
        let refusal_log = RefusalLog::default();
        assert_eq!(refusal_log.count(rate(1)), (true, true));
        assert_eq!(refusal_log.count(rate(1)), (false, false));
        assert_eq!(refusal_log.count(rate(1)), (false, false));
        assert_eq!(refusal_log.count(rate(2)), (true, false));
        let kinds: Vec<_> = refusal_log.next_period().into_iter().collect();
        assert_eq!(kinds, [(rate(1), 2)]);
        assert_eq!(refusal_log.count(rate(1)), (false, false), "it goes on");
        assert_eq!(refusal_log.next_period().len(), 1);
        assert!(refusal_log.next_period().is_empty());
        assert_eq!(refusal_log.count(rate(1)), (true, true), "a new one");
    }

    #[test]
    fn many_sources_are_summed() {
        let refusal_log = RefusalLog::default();
        for number in 0..10_000 {
            refusal_log.count(rate(number));
        }
        let kinds: Vec<_> = refusal_log.next_period().into_iter().collect();
        assert_eq!(kinds, [((Happening::Refused, "rate", None), 10_000 - 256)]);
    }
}
