//! One `visit` for every way of going somewhere, the ways back, the other pane, and what is noted of a place.

use crate::app::kept::piece;
use crate::app::reader::no_heading;
use crate::app::{Goal, HistoryPlace, Outcome, Pane, Reader, ReadingState, Then};
use crate::layout::Anchor;
use crate::library::TopicId;

/// So many topics that were read last are offered.
const RECENT: usize = 8;

/// So many topics are offered at least, where there are as many.
const FEWEST_OFFERED: usize = 8;

impl ReadingState {
    /// Opens a topic at a place in its text, noting the place left.
    pub(super) fn visit(&mut self, topic: TopicId, anchor: Anchor) {
        self.leave_for(topic);
        self.reader.go_to_anchor(anchor, self.reader_height());
    }

    /// Opens a topic at a heading; the top when it has no such heading, and then that is said.
    pub(super) fn visit_heading(&mut self, topic: TopicId, slug: &str) -> Option<String> {
        self.leave_for(topic);
        let height = self.reader_height();
        let is_there = self.reader.go_to_named(slug, &self.library, height);
        (!is_there).then(|| no_heading(slug))
    }

    /// Where what a person calls a topic leads, to a heading perhaps: `#heading` alone is one of the open page.
    ///
    /// # Errors
    /// When the name means no topic, more than one, or the topic has no such heading; the sentence says which there are.
    pub fn goal_named(&self, name: &str) -> Result<Goal, String> {
        let here = || self.library.topic(self.reader.topic).id.clone();
        let name = if name.starts_with('#') {
            here() + name
        } else {
            name.to_owned()
        };
        let named = self.library.named(&name);
        let named = named.map_err(|error| error.to_string())?;
        let topic = named.topic;
        let Some(slug) = named.heading else {
            return Ok(Goal::Topic(topic));
        };
        if self.library.is_long(topic) {
            return Ok(Goal::Heading(topic, slug));
        }
        let page = self.library.page(topic);
        let headings = page.document.headings().map(|(_, slug, ..)| slug);
        let slugs: Vec<&str> = headings.filter(|slug| !slug.is_empty()).collect();
        let is_element = || self.library.anchor(topic, &slug).is_some();
        if slugs.contains(&slug.as_str()) || is_element() {
            return Ok(Goal::Heading(topic, slug));
        }
        let title = &self.library.topic(topic).title;
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
                Then::ShowPage.into()
            }
            None if back => Outcome::say("This is where you began; nothing lies further back."),
            None => Outcome::say("Nothing lies ahead: forward undoes going back."),
        }
    }

    /// The next or previous topic in reading order.
    pub(super) fn step_topic(&self, forward: bool) -> Outcome {
        let topic = self.reader.topic;
        let next = if forward {
            self.library.after(topic)
        } else {
            self.library.before(topic)
        };
        match next {
            Some(next) => {
                let (number, count) = (next.index() + 1, self.library.len());
                let title = &self.library.topic(next).title;
                let said = format!("Topic {number} of {count}: {title}");
                Outcome::from(Then::Go(Goal::Topic(next))).saying(said)
            }
            None if forward => Outcome::say("This is the last topic."),
            None => Outcome::say("This is the first topic."),
        }
    }

    /// Shows the topic selected in the tree beside it, and stays in the tree. However many pass by, back leads to the
    /// page that was read before them. Whether another topic is shown.
    pub(super) fn follow_selection(&mut self) -> bool {
        let selected = self.tree.selected_topic();
        let Some(topic) = selected.filter(|topic| *topic != self.reader.topic) else {
            return false;
        };
        if !self.is_passing {
            self.history.leave(self.reader.place());
        }
        self.show(topic);
        self.is_passing = true;
        self.lay_out();
        true
    }

    /// Reads the topic selected in the tree; of the open one, the place stays.
    pub(super) fn read_selected(&mut self) -> Outcome {
        match self.tree.selected_topic() {
            Some(topic) if topic == self.reader.topic => {
                self.focus = Pane::Reader;
                Then::Stay.into()
            }
            Some(topic) => Then::Go(Goal::Topic(topic)).into(),
            None => Outcome::say("There is no topic to read."),
        }
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

    /// What the finder offers before anything is typed: so many topics that were read last, then the sections.
    pub(super) fn offered_topics(&self) -> (Vec<TopicId>, usize) {
        let (library, front) = (self.library(), self.library.front());
        let mut offered: Vec<TopicId> = Vec::new();
        let mut offer = |topics: &mut dyn Iterator<Item = TopicId>, most: usize| {
            for topic in topics.filter(|topic| *topic != self.reader.topic && *topic != front) {
                if offered.len() < most && !offered.contains(&topic) {
                    offered.push(topic);
                }
            }
            offered.len()
        };
        let left = self.history.places().map(|place| place.topic);
        let read = self.kept.recently_read(library);
        let recent = offer(&mut left.chain(read), RECENT);
        let sections = &library.topic(front).children;
        offer(&mut sections.iter().copied(), usize::MAX);
        offer(&mut library.ids(), FEWEST_OFFERED);
        (offered, recent)
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
}
