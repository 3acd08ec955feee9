//! How long the answers of a terminal to what it was asked are awaited when its reader leaves.

use std::time::{Duration, Instant};

use crate::input::Event;
use crate::session::Session;

/// An answer that has not come so long after the question is not coming: the slowest lines need 0.6 s there and back.
pub const LATEST: Duration = Duration::from_millis(700);

/// The questions go out in one piece, and so do the answers: the rest comes so long after the first at the latest.
const BETWEEN: Duration = Duration::from_millis(60);

/// When no answer is awaited any more.
#[derive(Clone, Copy, Debug)]
pub struct AnswerDeadline(Instant);

impl AnswerDeadline {
    /// That of questions which go out now.
    pub fn of_questions() -> Self {
        Self(Instant::now() + LATEST)
    }

    /// To be called with what came, before the session takes it.
    pub fn note(&mut self, session: &Session, events: &[Event]) {
        if session.is_asked() && events.iter().any(|it| matches!(it, Event::Report(_))) {
            self.0 = Instant::now() + BETWEEN;
        }
    }

    /// What is left of the time.
    pub fn patience(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}
