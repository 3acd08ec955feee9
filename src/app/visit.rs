//! One `visit` for every way of going somewhere, the ways back, and what happens when the content is read anew.

use std::sync::Arc;

use crate::app::kept::piece;
use crate::app::reader::no_heading;
use crate::app::{
    App, Card, CardSize, Effect, Goal, HistoryPlace, Outcome, Pane, Reader, Shared, Then,
};
use crate::layout::Anchor;
use crate::library::TopicId;
use crate::search::Index;

impl App {
    /// Opens a topic at its top, noting the place left.
    pub fn visit(&mut self, topic: TopicId) {
        self.visit_at(topic, Anchor(0));
    }

    /// Opens a topic at a place in its text, noting the place left.
    pub fn visit_at(&mut self, topic: TopicId, anchor: Anchor) {
        self.leave_for(topic);
        self.reader.go_to_anchor(anchor, self.reader_height());
    }

    /// Opens a topic at a heading; the top when it has no such heading.
    pub fn visit_heading(&mut self, topic: TopicId, slug: &str) {
        self.leave_for(topic);
        let height = self.reader_height();
        if !self.reader.go_to_named(slug, &self.library, height) {
            self.say(&no_heading(slug));
        }
    }

    /// Opens what a person calls a topic, at a heading perhaps: `#heading` alone is one of the open page.
    ///
    /// # Errors
    /// When the name means no topic, more than one, or the topic has no such heading; the sentence says which there are.
    pub fn open(&mut self, name: &str) -> Result<(), String> {
        let here = || self.library.topic(self.reader.topic).id.clone();
        let name = if name.starts_with('#') {
            here() + name
        } else {
            name.to_owned()
        };
        let named = self
            .library
            .named(&name)
            .map_err(|error| error.to_string())?;
        let Some(slug) = named.heading else {
            self.visit(named.topic);
            return Ok(());
        };
        if self.library.is_long(named.topic) {
            self.visit_heading(named.topic, &slug);
            return Ok(());
        }
        let page = self.library.page(named.topic);
        let headings = page.document.headings().map(|(_, slug, ..)| slug);
        let slugs: Vec<&str> = headings.filter(|slug| !slug.is_empty()).collect();
        let is_element = || self.library.anchor(named.topic, &slug).is_some();
        if slugs.contains(&slug.as_str()) || is_element() {
            self.visit_heading(named.topic, &slug);
            return Ok(());
        }
        let title = &self.library.topic(named.topic).title;
        Err(format!(
            "{title} has no heading “{slug}”; it has {}",
            slugs.join(", ")
        ))
    }

    fn leave_for(&mut self, topic: TopicId) {
        self.history.leave(self.reader.place());
        self.show(topic);
        self.focus = Pane::Reader;
        self.lay_out();
    }

    /// Puts a topic before the reader, without a note in the history.
    fn show(&mut self, topic: TopicId) {
        self.overlays.clear();
        if topic == self.reader.topic {
            self.reader.forget_found();
        } else {
            if !self.is_passing {
                self.kept.note_reading(&self.library, self.reader.topic);
            }
            self.reader = Reader::open(&self.library, &self.pages, topic, self.options());
        }
        self.is_passing = false;
        self.tree.reveal(&self.library, topic);
    }

    pub(super) fn show_place(&mut self, place: HistoryPlace) {
        self.show(place.topic);
        self.lay_out();
        self.reader.go_to_anchor(place.anchor, self.reader_height());
    }

    /// Back, or forward again.
    pub(super) fn step_history(&mut self, back: bool) -> Outcome {
        let here = self.reader.place();
        let place = if back {
            self.history.back(here)
        } else {
            self.history.forward(here)
        };
        match place {
            Some(place) => {
                self.show_place(self.kept.present_place(&self.library, place));
                Then::Stay.into()
            }
            None if back => Outcome::say("This is where you began; nothing lies further back."),
            None => Outcome::say("Nothing lies ahead: forward undoes going back."),
        }
    }

    /// The next or previous topic in reading order.
    pub(super) fn step_topic(&mut self, forward: bool) -> Outcome {
        let topic = self.reader.topic;
        let next = if forward {
            self.library.after(topic)
        } else {
            self.library.before(topic)
        };
        match next {
            Some(next) => {
                self.visit(next);
                let (number, count) = (next.index() + 1, self.library.len());
                let title = &self.library.topic(next).title;
                Outcome::say(format!("Topic {number} of {count}: {title}"))
            }
            None if forward => Outcome::say("This is the last topic."),
            None => Outcome::say("This is the first topic."),
        }
    }

    pub fn go(&mut self, goal: Goal) -> Vec<Effect> {
        match goal {
            Goal::Topic(topic) => self.visit(topic),
            Goal::Heading(topic, slug) => self.visit_heading(topic, &slug),
            Goal::Anchor(topic, anchor) => self.visit_at(topic, anchor),
            Goal::Source(id) => {
                let card = Card::of_source(&self.library, &self.reader, &id, CardSize::Whole);
                self.put(card);
            }
            Goal::Site(name) => self.open_site(&name),
            Goal::Outside(_) | Goal::Sign(_) => self.peek(&goal),
            Goal::Command(command) => return self.run(command),
        }
        Vec::new()
    }

    /// Shows the topic selected in the tree beside it, and stays in the tree. However many pass by, back leads to the
    /// page that was read before them.
    pub(super) fn follow_selection(&mut self) {
        let selected = self.tree.selected_topic();
        let Some(topic) = selected.filter(|topic| *topic != self.reader.topic) else {
            return;
        };
        if !self.is_passing {
            self.history.leave(self.reader.place());
        }
        self.show(topic);
        self.is_passing = true;
        self.lay_out();
    }

    /// Reads the topic selected in the tree; of the open one, the place stays.
    pub(super) fn read_selected(&mut self) -> Outcome {
        match self.tree.selected_topic() {
            Some(topic) if topic == self.reader.topic => self.focus = Pane::Reader,
            Some(topic) => self.visit(topic),
            None => return Outcome::say("There is no topic to read."),
        }
        Then::Stay.into()
    }

    /// Goes to the open topic in the tree.
    pub(super) fn focus_tree(&mut self) -> Outcome {
        self.settings.zoom = false;
        self.settings.tree = true;
        self.focus = Pane::Tree;
        self.tree.reveal(&self.library, self.reader.topic);
        self.lay_out();
        Then::Stay.into()
    }

    pub(super) fn other_pane(&mut self) -> Outcome {
        if self.focus == Pane::Reader {
            return self.focus_tree();
        }
        self.focus = Pane::Reader;
        Then::Stay.into()
    }

    /// Clips the topic, or the part of it the cursor is in; a second time takes it off.
    pub(super) fn clip(&mut self) -> Outcome {
        let in_tree = self.focus == Pane::Tree;
        let selected = self.tree.selected_topic().filter(|_| in_tree);
        let clip = piece(&self.library, &self.reader, (selected, in_tree));
        self.kept.toggle_clip(clip, &self.library)
    }

    pub(super) fn toggle_bookmark(&mut self) -> Outcome {
        let place = self.reader.place_to_keep(&self.library);
        let is_new = self.kept.edit().toggle_bookmark(place);
        Outcome::say(if is_new {
            "Bookmarked; A lists the bookmarks."
        } else {
            "Bookmark taken off."
        })
        .asking(self.kept.save())
    }

    /// The library has been indexed: the finder searches text from now on.
    pub fn set_index(&mut self, index: Arc<Index>) {
        self.index = Some(index);
        self.on_top(|layer, app| layer.search_again(app));
        self.fit_overlay();
        // The links between all topics are known now as well.
        let (before, options) = (self.reader.clone(), self.options());
        let (library, pages) = (&self.library, &self.pages);
        if !self
            .reader
            .open_again(library, pages, before.topic, options)
        {
            self.reader.take_over(&before, self.reader_height());
        }
        self.kept.note_changes(&self.library);
    }

    /// The content was read anew: the reader stays at the same topic and place.
    pub fn renew(&mut self, shared: impl Into<Shared>) {
        let shared = shared.into();
        self.kept.before_reload(&self.library, self.reader.topic);
        let old = std::mem::replace(&mut self.library, shared.library);
        self.index = shared.index;
        self.pages = shared.pages;
        let library = Arc::clone(&self.library);
        let moved = |topic: TopicId| library.find(&old.topic(topic).id);
        self.tree = self.tree.moved(&library, &moved);
        self.history.carry_over(|place| {
            Some(HistoryPlace {
                topic: moved(place.topic)?,
                ..place
            })
        });
        let topic = moved(self.reader.topic);
        let is_gone = topic.is_none();
        let topic = topic.unwrap_or_else(|| library.front());
        let (before, options) = (self.reader.clone(), self.options());
        if is_gone {
            self.reader = Reader::open(&library, &self.pages, topic, options);
            let title = &old.topic(before.topic).title;
            self.message = Some(format!("“{title}” is no longer there."));
        } else if !self
            .reader
            .open_again(&library, &self.pages, topic, options)
        {
            self.reader.take_over(&before, self.reader_height());
        }
        if self.index.is_some() {
            self.kept.note_changes(&library);
        }
        self.renew_overlays(&moved);
    }

    /// Closes what lies over the page and shows what is no longer there.
    fn renew_overlays(&mut self, moved: &dyn Fn(TopicId) -> Option<TopicId>) {
        let overlays = std::mem::take(&mut self.overlays);
        for overlay in overlays {
            self.overlays.push(overlay);
            if self.on_top(|layer, app| layer.renew(app, moved)) != Some(true) {
                self.overlays.pop();
            }
        }
        self.fit_overlay();
    }
}
