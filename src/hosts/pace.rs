//! A window that is dragged about: no more frames for it than a display shows.

use std::time::{Duration, Instant};

/// How long a display shows a picture, sixty of them a second: what is drawn meanwhile for yet another size, nobody
/// sees.
const FRAME_TIME: Duration = Duration::from_micros(16_667);

/// When the newest size of a window is taken up: at once, unless another was a moment before.
#[derive(Debug, Default)]
pub struct Pace {
    is_held: bool,
    taken: Option<Instant>,
}

impl Pace {
    /// Holds a size until it is taken up.
    pub const fn hold(&mut self) {
        self.is_held = true;
    }

    pub const fn holds(&self) -> bool {
        self.is_held
    }

    /// How long what is held may wait for a newer size; None when nothing is held.
    pub fn patience(&self, now: Instant) -> Option<Duration> {
        self.is_held.then(|| self.rest(now))
    }

    /// How long the size that was taken up last is shown before another is.
    pub fn rest(&self, now: Instant) -> Duration {
        let since = self.taken.map(|taken| now.saturating_duration_since(taken));
        since.map_or(Duration::ZERO, |since| FRAME_TIME.saturating_sub(since))
    }

    /// Whether a size is held and to be taken up now: because it has waited long enough, or must not wait at all.
    pub fn take(&mut self, now: Instant, at_once: bool) -> bool {
        let patience = self.patience(now);
        let is_due = patience.is_some_and(|patience| at_once || patience.is_zero());
        if is_due {
            self.is_held = false;
            self.taken = Some(now);
        }
        is_due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(start: Instant, milliseconds: u64) -> Instant {
        start + Duration::from_millis(milliseconds)
    }

    #[test]
    fn the_first_size_is_taken_at_once_and_the_next_with_the_next_picture() {
        let start = Instant::now();
        let mut pace = Pace::default();
        assert_eq!(pace.patience(start), None);
        assert!(!pace.take(start, true));
        pace.hold();
        assert_eq!(pace.patience(start), Some(Duration::ZERO));
        assert!(pace.take(start, false));
        pace.hold();
        assert!(!pace.take(after(start, 5), false));
        let patience = pace.patience(after(start, 5));
        let waited = Duration::from_millis(5);
        assert_eq!(patience.map(|patience| patience + waited), Some(FRAME_TIME));
        assert!(pace.take(after(start, 17), false));
        assert_eq!(pace.patience(after(start, 17)), None);
    }

    #[test]
    fn whatever_else_happens_takes_the_size_along() {
        let start = Instant::now();
        let mut pace = Pace::default();
        for millisecond in [0, 1, 2] {
            pace.hold();
            assert!(pace.take(after(start, millisecond), true));
        }
    }

    #[test]
    fn two_hundred_sizes_in_a_second_are_sixty_pictures_and_the_last_is_among_them() {
        let start = Instant::now();
        let (mut pace, mut newest, mut shown) = (Pace::default(), 0, Vec::new());
        for millisecond in 0..1020 {
            if millisecond % 5 == 0 && millisecond < 1000 {
                newest = millisecond;
                pace.hold();
            }
            if pace.take(after(start, millisecond), false) {
                shown.push(newest);
            }
        }
        assert!((50..=61).contains(&shown.len()), "{}", shown.len());
        assert_eq!(shown.last(), Some(&995));
    }
}
