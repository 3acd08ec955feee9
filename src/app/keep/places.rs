//! Marks and bookmarks.

use crate::app::keep::{Prefix, PrefixKind};
use crate::app::list::{Goal, List, ListRow};
use crate::app::overlay::Overlay;
use crate::app::{App, Effect};
use crate::layout::Anchor;
use crate::shelf::Place;

/// The name of the place that was left by the last jump to a mark, as in vi.
const LAST: char = '\'';

impl App {
    /// The place the cursor stands at.
    fn place_here(&self) -> Place {
        let anchor = self.reader.layout.anchor_at(self.reader.focus());
        Place::of(&self.library, self.reader.topic, anchor.0)
    }

    /// A place in words: the topic's title and the part's, and where it leads.
    fn row_of(&self, place: &Place, before: &str) -> Option<ListRow> {
        let (topic, offset) = place.find(&self.library)?;
        let page = self.library.page(topic);
        let part = page
            .document
            .headings()
            .find(|(_, slug, _, _)| !slug.is_empty() && *slug == place.heading);
        Some(ListRow {
            text: format!("{before}{}", self.library.topic(topic).title),
            detail: part.map_or_else(String::new, |(_, _, title, _)| title),
            indent: 0,
            goal: Goal::Anchor(topic, Anchor(offset)),
        })
    }

    /// The marks that lead somewhere, a row each.
    pub fn mark_rows(&self) -> Vec<ListRow> {
        let marks = self.kept.shelf.marks.iter();
        marks
            .filter_map(|(letter, place)| self.row_of(place, &format!("{letter}  ")))
            .collect()
    }

    pub(super) fn ask_for_mark(&mut self, kind: PrefixKind) {
        if kind == PrefixKind::GoToMark && self.kept.shelf.marks.is_empty() {
            self.say("No mark is set yet: m and a letter sets one.");
        } else {
            self.overlay = Some(Overlay::Prefix(Prefix::new(kind)));
        }
    }

    /// A letter after `m` or `'`.
    pub(super) fn mark_key(&mut self, kind: PrefixKind, letter: char) -> Vec<Effect> {
        self.overlay = None;
        match (kind, letter) {
            (PrefixKind::GoToMark, _) => {
                self.go_to_mark(letter);
                Vec::new()
            }
            (_, 'a'..='z') => {
                let place = self.place_here();
                self.kept.edit().marks.insert(letter.to_string(), place);
                self.message = Some(format!("Marked; '{letter} comes back here."));
                self.save()
            }
            _ => {
                self.say("A mark is a letter from a to z.");
                Vec::new()
            }
        }
    }

    fn go_to_mark(&mut self, letter: char) {
        let place = self.kept.shelf.marks.get(&letter.to_string()).cloned();
        match place.as_ref().and_then(|place| place.find(&self.library)) {
            Some((topic, offset)) => self.visit_at(topic, Anchor(offset)),
            None if letter == LAST => self.back(),
            None if place.is_some() => {
                self.say("The topic with that mark is no longer in this reference.");
            }
            None => self.message = Some(format!("No mark {letter}; m{letter} sets it.")),
        }
    }

    pub(super) fn toggle_bookmark(&mut self) -> Vec<Effect> {
        let place = self.place_here();
        let is_new = self.kept.edit().toggle_bookmark(place);
        self.say(if is_new {
            "Bookmarked; A lists the bookmarks."
        } else {
            "Bookmark taken off."
        });
        self.save()
    }

    pub(super) fn open_bookmarks(&mut self) {
        let places = self.kept.shelf.bookmarks.iter().rev();
        let rows: Vec<ListRow> = places.filter_map(|place| self.row_of(place, "")).collect();
        if rows.is_empty() {
            self.say("No bookmark is set yet: a sets one here.");
        } else {
            self.overlay = Some(Overlay::List(List::new("Bookmarks", rows)));
        }
    }

    /// Asks the host to write the shelf, where it is written at all.
    pub(super) fn save(&self) -> Vec<Effect> {
        if self.kept.rules.lasts() {
            vec![Effect::Save]
        } else {
            Vec::new()
        }
    }
}
