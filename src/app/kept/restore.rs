//! Coming back: what an earlier visit left, what this one leaves, and what changed in between.

use std::sync::Arc;

use crate::app::kept::copy::write;
use crate::app::{
    App, Card, CardSize, Effect, History, HistoryPlace, Kept, Outcome, Pane, ReadingState, Then,
};
use crate::command::SheetFormat;
use crate::content::{BlockKind, Inline};
use crate::layout::Anchor;
use crate::library::{Library, TopicId};
use crate::shelf::changes::{Change, changes};
use crate::shelf::{self, Shelf, Visit};

/// Places of the history that are kept from one visit to the next, in each direction.
const HISTORY: usize = 50;

impl ReadingState {
    /// Takes over the shelf of an earlier visit: the same topic, line, tree and history.
    pub fn restore(&mut self, kept: Shelf) {
        let visit = kept.visit.clone();
        self.kept.shelf = Arc::new(kept);
        self.kept.apply_settings(&mut self.settings);
        self.lay_out();
        let library = Arc::clone(&self.library);
        self.kept.past = visit.behind.iter().chain(&visit.ahead).cloned().collect();
        let place = |place: &shelf::Place| {
            Some(HistoryPlace {
                topic: library.find(&place.topic)?,
                anchor: Anchor(place.offset),
            })
        };
        self.history = History {
            behind: visit.behind.iter().filter_map(place).collect(),
            ahead: visit.ahead.iter().filter_map(place).collect(),
        };
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
            // Of a long page the text is not there yet, and its place goes by the offset alone.
            if !self.reader.is_opening() {
                let anchor = Anchor(kept.offset_in(&self.reader.page.document));
                self.reader.go_to_anchor(anchor, self.reader_height());
            }
        }
        if let Some(id) = visit.selected.as_ref().and_then(|id| library.find(id)) {
            self.tree.select(id);
        }
        // Of a folder every page read would have to be read again: its index brings that.
        if !self.library.is_on_disk() {
            self.kept.note_changes(&self.library);
        }
    }

    /// The shelf as it should be written now.
    pub fn shelf(&mut self) -> &Arc<Shelf> {
        self.kept.note_reading(&self.library, self.reader.topic);
        let visit = self.visit_now();
        self.kept.edit().visit = visit;
        &self.kept.shelf
    }

    fn visit_now(&self) -> Visit {
        let id = |topic: TopicId| self.library.topic(topic).id.clone();
        let keep = |place: &HistoryPlace| {
            let offset = place.anchor.0;
            let kept = self.kept.as_kept(&self.library, *place);
            kept.cloned().unwrap_or_else(|| {
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
            behind: newest(&self.history.behind).iter().map(keep).collect(),
            ahead: newest(&self.history.ahead).iter().map(keep).collect(),
            rest: self.kept.shelf.visit.rest.clone(),
        }
    }

    /// The texts that were read and are not stored yet, by topic id.
    pub fn take_texts(&mut self) -> Vec<(String, String)> {
        self.kept.take_texts(&self.library)
    }

    /// The visit sheet as text, where it would otherwise end with the session: to be printed when the screen is left.
    pub fn sheet_to_take(&self) -> Option<String> {
        let (sheet, today) = (&self.kept.shelf.sheet, &self.kept.today);
        let look = (&**today, self.settings.symbols);
        let write = || write(&self.library, sheet, SheetFormat::Text, look);
        (!self.kept.rules.lasts() && !sheet.is_empty()).then(write)
    }
}

impl App {
    /// Shows what changed; the text that was read comes from the host, where one is stored.
    pub(in crate::app) fn ask_for_changes(&mut self) -> Outcome {
        let state = &self.state;
        let id = state.library.topic(state.reader.topic).id.clone();
        let before = state.kept.text_before(&id);
        if before.is_none() && state.kept.rules.lasts() {
            return Outcome::asked(Effect::Recall(id));
        }
        self.recalled(&id, before.as_slice());
        Then::Stay.into()
    }

    /// The texts a topic had when it was read before, newest first, as the host has stored them.
    pub fn recalled(&mut self, id: &str, texts: &[String]) {
        let state = &self.state;
        let topic = state.library.find(id);
        let Some(topic) = topic.filter(|it| *it == state.reader.topic) else {
            return;
        };
        match state.kept.changes_since(texts, &state.library, topic) {
            Ok(card) => self.overlays.push(card.into()),
            Err(sentence) => self.say(sentence),
        }
    }
}

impl Kept {
    /// Where a place of an earlier visit is now. The open place is found at once, those of the history
    /// when they are gone to.
    pub fn present_place(&self, library: &Library, place: HistoryPlace) -> HistoryPlace {
        let found = self.as_kept(library, place);
        let found = found.and_then(|kept| kept.find(library));
        found.map_or(place, |(topic, offset)| HistoryPlace {
            topic,
            anchor: Anchor(offset),
        })
    }

    /// What an earlier visit kept of a place that nobody has been to since.
    fn as_kept(&self, library: &Library, place: HistoryPlace) -> Option<&shelf::Place> {
        let id = &library.topic(place.topic).id;
        let is_it = |kept: &&shelf::Place| kept.topic == *id && kept.offset == place.anchor.0;
        self.past.iter().find(is_it)
    }

    /// Notes that a topic was read, with the text it has now.
    pub fn note_reading(&mut self, library: &Library, topic: TopicId) {
        let today = Arc::clone(&self.today);
        let is_new = self.edit().note_read(library, topic, &today);
        if is_new && self.rules.lasts() {
            self.unstored.insert(library.topic(topic).id.clone());
        }
        self.changed.remove(&topic);
    }

    /// Finds the topics whose text is no longer what was read.
    pub fn note_changes(&mut self, library: &Library) {
        self.changed = self.shelf.changed(library).collect();
    }

    fn take_texts(&mut self, library: &Library) -> Vec<(String, String)> {
        let mut texts = std::mem::take(&mut self.replaced);
        for id in std::mem::take(&mut self.unstored) {
            // There are few, and often nothing else was looked for.
            let own = |topic: &TopicId| library.topic(*topic).id == id;
            if let Some(topic) = library.ids().find(own) {
                texts.insert(id, library.text(topic).into_owned());
            }
        }
        texts.into_iter().collect()
    }

    /// Keeps what belongs to the content that is about to be replaced, with this topic open.
    pub fn before_reload(&mut self, library: &Library, topic: TopicId) {
        self.note_reading(library, topic);
        let text: Arc<str> = Arc::from(&*library.text(topic));
        self.before = Some((library.topic(topic).id.clone(), text));
        if self.rules.lasts() {
            self.replaced = self.take_texts(library).into_iter().collect();
        }
        self.unstored.clear();
        self.changed.clear();
    }

    /// The text that a topic had before the content was read again.
    pub fn text_before(&self, id: &str) -> Option<String> {
        let before = self.before.as_ref().filter(|(topic, _)| topic == id);
        before.map(|(_, text)| text.to_string())
    }

    /// What changed in a topic since it had one of these texts, newest first; a sentence where there is nothing to show.
    pub fn changes_since(
        &self,
        texts: &[String],
        library: &Library,
        topic: TopicId,
    ) -> Result<Card, &'static str> {
        let now = library.text(topic);
        let mut found = texts.iter().map(|text| changes(text, &now));
        match found.find(|changes| !changes.is_empty()) {
            Some(changes) => Ok(card(&changes)),
            None if self.has_changed(topic) => {
                Err("This page changed since you read it; its old text is not stored.")
            }
            None => Err("Nothing changed here since you first read it."),
        }
    }
}

/// The places that are kept from one visit to the next.
fn newest(places: &[HistoryPlace]) -> &[HistoryPlace] {
    let from = places.len().saturating_sub(HISTORY);
    places.get(from..).unwrap_or_default()
}

fn card(changes: &[Change]) -> Card {
    let mut body = Vec::new();
    let mut part = "";
    for change in changes {
        if change.part != part {
            part = &change.part;
            body.push(BlockKind::heading(2, part, ""));
        }
        body.push(rows_of(change));
    }
    let count = match changes.len() {
        1 => "One paragraph changed.".to_owned(),
        count => format!("{count} paragraphs changed."),
    };
    body.insert(0, BlockKind::paragraph(count));
    Card::new("What changed since you read it", CardSize::Whole, body)
}

/// Words, and not colours, say which text is which.
fn rows_of(change: &Change) -> BlockKind {
    let (was, now) = match (&change.was, &change.now) {
        (Some(_), Some(_)) => ("Was", "Now"),
        _ => ("Gone", "New"),
    };
    let value = |text: &Option<String>| Inline::value(text.as_deref().unwrap_or_default());
    BlockKind::facts([(was, value(&change.was)), (now, value(&change.now))])
}
