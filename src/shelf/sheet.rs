//! The visit sheet: pieces clipped from topics and the reader's own notes, in the reader's order.

use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Sheet {
    pub clips: Vec<Clip>,
    /// Suggested questions that the reader took off.
    pub dropped: Vec<String>,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: toml::Table,
}

/// A topic, a part of one, or a note that stands alone.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Clip {
    /// The topic's id; empty for a note that stands alone.
    pub topic: String,
    /// The slug of the part's heading; empty for the whole topic.
    pub heading: String,
    pub note: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    pub rest: toml::Table,
}

impl Clip {
    pub fn of(topic: impl Into<String>, heading: impl Into<String>) -> Self {
        Self {
            topic: topic.into(),
            heading: heading.into(),
            ..Self::default()
        }
    }

    pub fn note(text: impl Into<String>) -> Self {
        Self {
            note: text.into(),
            ..Self::default()
        }
    }

    /// Whether this is a note that stands alone.
    pub const fn is_note(&self) -> bool {
        self.topic.is_empty()
    }

    /// Whether both are the same piece, whatever is noted on it.
    pub fn same_piece(&self, other: &Self) -> bool {
        let same_text = !self.is_note() || self.note == other.note;
        self.topic == other.topic && self.heading == other.heading && same_text
    }
}

impl Sheet {
    pub const fn is_empty(&self) -> bool {
        self.clips.is_empty()
    }

    /// Takes a piece on, or off where it is; whether it is on now.
    pub fn toggle(&mut self, clip: Clip) -> bool {
        let before = self.clips.len();
        self.clips.retain(|other| !other.same_piece(&clip));
        let is_new = self.clips.len() == before;
        if is_new {
            self.clips.push(clip);
        }
        is_new
    }

    /// Moves a piece by one; where it is then.
    pub fn shift(&mut self, at: usize, down: bool) -> usize {
        let other = if down { at + 1 } else { at.saturating_sub(1) };
        if at < self.clips.len() && other < self.clips.len() {
            self.clips.swap(at, other);
            return other;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_taken_on_and_off_and_keeps_its_place_when_moved() {
        let mut sheet = Sheet::default();
        assert!(sheet.toggle(Clip::of("a", "")));
        assert!(sheet.toggle(Clip::of("a", "part")));
        assert!(sheet.toggle(Clip::note("ask")));
        assert_eq!(sheet.shift(2, false), 1);
        assert_eq!(sheet.shift(2, true), 2);
        assert!(!sheet.toggle(Clip::of("a", "part")));
        assert_eq!(sheet.clips, [Clip::of("a", ""), Clip::note("ask")]);
    }
}
