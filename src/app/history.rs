//! Back and forward: where the reader has been, each place kept.

use crate::layout::Anchor;
use crate::library::TopicId;

/// The most places kept; older ones are forgotten.
const LONGEST: usize = 200;

/// A topic at a place in its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HistoryPlace {
    pub topic: TopicId,
    pub anchor: Anchor,
}

/// Places behind and ahead of the one that is open, the nearest last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    pub behind: Vec<HistoryPlace>,
    pub ahead: Vec<HistoryPlace>,
}

impl History {
    /// Notes the place that is being left for a new one.
    pub fn leave(&mut self, place: HistoryPlace) {
        self.ahead.clear();
        self.behind.push(place);
        if self.behind.len() > LONGEST {
            self.behind.remove(0);
        }
    }

    /// The place before, in exchange for the one that is open.
    pub fn back(&mut self, here: HistoryPlace) -> Option<HistoryPlace> {
        let place = self.behind.pop()?;
        self.ahead.push(here);
        Some(place)
    }

    /// The place that was left by going back, in exchange for the one that is open.
    pub fn forward(&mut self, here: HistoryPlace) -> Option<HistoryPlace> {
        let place = self.ahead.pop()?;
        self.behind.push(here);
        Some(place)
    }

    /// Where going back leads.
    pub fn previous(&self) -> Option<HistoryPlace> {
        self.behind.last().copied()
    }

    /// The places behind, newest first.
    pub fn places(&self) -> impl Iterator<Item = HistoryPlace> {
        self.behind.iter().rev().copied()
    }

    /// Keeps only the places that `moved` finds again, as after the content was read anew.
    pub fn carry_over(&mut self, moved: impl Fn(HistoryPlace) -> Option<HistoryPlace>) {
        for places in [&mut self.behind, &mut self.ahead] {
            *places = places.iter().filter_map(|place| moved(*place)).collect();
        }
    }
}
