//! Coming back: what an earlier visit left, and what this one leaves.

use std::sync::Arc;

use crate::app::App;
use crate::app::history::Place;
use crate::app::panes::Pane;
use crate::layout::Anchor;
use crate::library::TopicId;
use crate::shelf::{self, Shelf, Visit};

/// Places of the history that are kept from one visit to the next, in each direction.
const HISTORY: usize = 50;

impl App {
    /// Takes up the shelf of an earlier visit: the same topic, line, tree and history.
    pub fn restore(&mut self, kept: Shelf) {
        let visit = kept.visit.clone();
        self.kept.shelf = Arc::new(kept);
        let library = Arc::clone(&self.library);
        self.kept.past = visit.behind.iter().chain(&visit.ahead).cloned().collect();
        let place = |place: &shelf::Place| {
            Some(Place {
                topic: library.find(&place.topic)?,
                anchor: Anchor(place.offset),
            })
        };
        self.history.restore(
            visit.behind.iter().filter_map(place).collect(),
            visit.ahead.iter().filter_map(place).collect(),
        );
        let unfolded = visit.unfolded.iter().filter_map(|id| library.find(id));
        self.tree.unfold_all(&library, unfolded);
        if let Some(kept) = &visit.place
            && let Some(place) = place(kept)
        {
            self.focus = if visit.in_tree {
                Pane::Tree
            } else {
                Pane::Reader
            };
            self.show_place(place);
            let anchor = Anchor(kept.offset_in(&self.reader.page.document));
            self.reader.go_to_anchor(anchor, self.reader_height());
        }
        if let Some(id) = visit.selected.as_ref().and_then(|id| library.find(id)) {
            self.tree.select(id);
        }
        // Of a folder every page read would have to be read again: its index brings that.
        if !self.library.is_on_disk() {
            self.note_changes();
        }
    }

    /// Where a place of an earlier visit is now. The open place is found at once, those of the history
    /// when they are gone to.
    pub(in crate::app) fn settled(&self, place: Place) -> Place {
        self.as_kept(place)
            .and_then(|kept| self.found(kept))
            .unwrap_or(place)
    }

    fn found(&self, kept: &shelf::Place) -> Option<Place> {
        let (topic, offset) = kept.find(&self.library)?;
        Some(Place {
            topic,
            anchor: Anchor(offset),
        })
    }

    /// What an earlier visit kept of a place that nobody has been to since.
    fn as_kept(&self, place: Place) -> Option<&shelf::Place> {
        let id = &self.library.topic(place.topic).id;
        let is_it = |kept: &&shelf::Place| kept.topic == *id && kept.offset == place.anchor.0;
        self.kept.past.iter().find(is_it)
    }

    /// The shelf as it should be written now.
    pub fn shelf(&mut self) -> &Arc<Shelf> {
        self.note_reading();
        let visit = self.visit_now();
        self.kept.edit().visit = visit;
        &self.kept.shelf
    }

    /// Goes on with a shelf that another instance has added to.
    pub fn set_shelf(&mut self, merged: Shelf) {
        self.kept.shelf = Arc::new(merged);
    }

    fn visit_now(&self) -> Visit {
        let id = |topic: TopicId| self.library.topic(topic).id.clone();
        let keep = |place: &Place| {
            let offset = place.anchor.0;
            self.as_kept(*place).cloned().unwrap_or_else(|| {
                if place.topic == self.reader.topic {
                    shelf::Place::on(&self.reader.page.document, &id(place.topic), offset)
                } else {
                    shelf::Place::of(&self.library, place.topic, offset)
                }
            })
        };
        let mut unfolded: Vec<String> = self.tree.unfolded().map(id).collect();
        unfolded.sort_unstable();
        Visit {
            place: Some(keep(&self.reader.place())),
            in_tree: self.focus == Pane::Tree,
            selected: self.tree.selected_topic().map(id),
            unfolded,
            behind: self.history.behind(HISTORY).iter().map(keep).collect(),
            ahead: self.history.ahead(HISTORY).iter().map(keep).collect(),
            rest: self.kept.shelf.visit.rest.clone(),
        }
    }

    /// Notes that the open topic was read, with the text it has now.
    pub(in crate::app) fn note_reading(&mut self) {
        let topic = self.reader.topic;
        let library = Arc::clone(&self.library);
        let today = Arc::clone(&self.kept.today);
        let is_new = self.kept.edit().note_read(&library, topic, &today);
        if is_new && self.kept.rules.lasts() {
            self.kept.unstored.insert(library.topic(topic).id.clone());
        }
        self.kept.changed.remove(&topic);
    }

    /// Finds the topics whose text is no longer what was read.
    pub(in crate::app) fn note_changes(&mut self) {
        self.kept.changed = self.kept.shelf.changed(&self.library).collect();
    }

    /// The topics that were read, newest first.
    pub(in crate::app) fn recently_read(&self) -> impl Iterator<Item = TopicId> {
        let read = self.kept.shelf.read.iter();
        read.filter_map(|reading| self.library.find(&reading.topic))
    }

    /// The texts that were read and are not stored yet, by topic id.
    pub fn take_texts(&mut self) -> Vec<(String, String)> {
        let mut texts = std::mem::take(&mut self.kept.replaced);
        for id in std::mem::take(&mut self.kept.unstored) {
            // There are few, and often nothing else was looked for.
            let own = |topic: &TopicId| self.library.topic(*topic).id == id;
            if let Some(topic) = self.library.ids().find(own) {
                texts.insert(id, self.library.text(topic).into_owned());
            }
        }
        texts.into_iter().collect()
    }

    /// Keeps what belongs to the content that is about to be replaced.
    pub(in crate::app) fn before_reload(&mut self) {
        self.note_reading();
        let topic = self.reader.topic;
        let text: Arc<str> = Arc::from(&*self.library.text(topic));
        self.kept.before = Some((self.library.topic(topic).id.clone(), text));
        if self.kept.rules.lasts() {
            self.kept.replaced = self.take_texts().into_iter().collect();
        }
        self.kept.unstored.clear();
        self.kept.changed.clear();
    }
}
