//! One `visit` for every way of going somewhere, and the ways back.

use crate::app::App;
use crate::app::history::Place;
use crate::app::list::Goal;
use crate::app::panes::Pane;
use crate::app::reader::Reader;
use crate::layout::Anchor;
use crate::library::{Target, TopicId};

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
        if !self.reader.go_to_heading(slug, self.reader_height()) {
            self.message = Some(format!(
                "This page has no heading “{slug}”; here is its top."
            ));
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
        let page = self.library.page(named.topic);
        let headings = page.document.headings().map(|(_, slug, ..)| slug);
        let slugs: Vec<&str> = headings.filter(|slug| !slug.is_empty()).collect();
        if slugs.contains(&slug.as_str()) {
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
        self.overlay = None;
        if topic == self.reader.topic {
            self.reader.forget_found();
        } else {
            self.note_reading();
            self.reader = Reader::open(&self.library, &self.pages, topic, self.options());
        }
        self.tree.reveal(&self.library, topic);
    }

    pub(super) fn show_place(&mut self, place: Place) {
        self.show(place.topic);
        self.lay_out();
        self.reader.go_to_anchor(place.anchor, self.reader_height());
    }

    pub(super) fn back(&mut self) {
        match self.history.back(self.reader.place()) {
            Some(place) => self.show_place(self.settled(place)),
            None => self.say("This is where you began; nothing lies further back."),
        }
    }

    pub(super) fn forward(&mut self) {
        match self.history.forward(self.reader.place()) {
            Some(place) => self.show_place(self.settled(place)),
            None => self.say("Nothing lies ahead: forward undoes going back."),
        }
    }

    /// The next or previous topic in reading order.
    pub(super) fn step_topic(&mut self, forward: bool) {
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
                self.message = Some(format!("Topic {number} of {count}: {title}"));
            }
            None if forward => self.say("This is the last topic."),
            None => self.say("This is the first topic."),
        }
    }

    /// Goes where a row of a list or a card leads.
    pub(super) fn go(&mut self, goal: Goal) {
        match goal {
            Goal::Topic(topic) => self.visit(topic),
            Goal::Heading(topic, slug) => self.visit_heading(topic, &slug),
            Goal::Anchor(topic, anchor) => self.visit_at(topic, anchor),
            Goal::Source(id) => self.open_source(&id),
            Goal::Outside(_) => self.peek_at(goal),
        }
    }

    /// Where a link on the open page leads.
    pub(super) fn goal_of(&self, target: &str) -> Result<Goal, String> {
        match self.library.resolve(self.reader.topic, target) {
            Target::Topic(topic, None) => Ok(Goal::Topic(topic)),
            Target::Topic(topic, Some(slug)) => Ok(Goal::Heading(topic, slug)),
            Target::Here(slug) => Ok(Goal::Heading(self.reader.topic, slug)),
            Target::Outside(address) => Ok(Goal::Outside(address)),
            Target::Broken(target) => {
                Err(format!("No topic at {target}: this link leads nowhere."))
            }
        }
    }

    /// What was said is heard; what is said next stands alone.
    pub fn forget_message(&mut self) {
        self.message = None;
    }

    pub fn say(&mut self, message: &str) {
        self.message = Some(message.to_owned());
    }
}
