//! Putting something over the page, and the strips and cards that places on the page lead to.

use std::sync::Arc;

use crate::app::kept::visit_sheet::VisitSheet;
use crate::app::overlay::command_line::{CommandLine, FindInPage};
use crate::app::overlay::finder::Finder;
use crate::app::overlay::help::Help;
use crate::app::overlay::link_labels::{LinkLabels, Purpose};
use crate::app::overlay::lists;
use crate::app::overlay::second_key::SecondKey;
use crate::app::overlay::selection::{TypedNumber, no_number, numbered};
use crate::app::{
    App, Card, CardSize, Comparison, Effect, Goal, List, Outcome, Overlay, Pane, Then,
};
use crate::command::{Command, Opening, TextInput};
use crate::input::Key;
use crate::layout::Anchor;
use crate::library::TopicId;
use crate::library::sites::own_sites;

impl App {
    /// Lays something over the page, and over what lies there.
    pub(super) fn put(&mut self, overlay: impl Into<Overlay>) -> Outcome {
        self.overlays.push(overlay.into());
        Then::Stay.into()
    }

    /// Lays a list over the page; one without rows says why instead.
    fn put_list(&mut self, list: List, none: &str) -> Outcome {
        if list.rows.is_empty() {
            return Outcome::say(none);
        }
        self.put(list)
    }

    pub(super) fn open_overlay(&mut self, opening: Opening) -> Outcome {
        let state = &self.state;
        let (library, reader) = (state.library(), &state.reader);
        match opening {
            Opening::Finder => self.put(Finder::resumed(state)),
            Opening::Find => {
                let find = FindInPage::from_line(reader.top);
                self.state.focus = Pane::Reader;
                self.put(find)
            }
            Opening::Outline => self.put_list(lists::outline(reader), "This page has no headings."),
            Opening::Sources => {
                let list = lists::sources(library, reader);
                self.put_list(list, "This page cites no source.")
            }
            Opening::Urgent => {
                let list = lists::urgent(library);
                self.put_list(list, "This reference lists nothing urgent.")
            }
            Opening::Bookmarks => {
                let list = lists::bookmarks(library, &state.kept);
                self.put_list(list, "No bookmark is set yet: a sets one here.")
            }
            Opening::BodyMap => self.open_body_map(),
            Opening::Comparison => Comparison::new(library, reader.topic).map_or_else(
                || Outcome::say("This topic has no neighbour to be compared with."),
                |compared| self.put(compared),
            ),
            Opening::About => self.put(Card::about_page(library, reader)),
            Opening::Help => self.put(self.help()),
            Opening::CommandLine => self.put(CommandLine {
                absent: state.absent(),
                ..CommandLine::default()
            }),
            Opening::Mark => self.put(SecondKey::Mark),
            Opening::GoToMark if state.kept.shelf.marks.is_empty() => {
                Outcome::say("No mark is set yet: m and a letter sets one.")
            }
            Opening::GoToMark => self.put(SecondKey::GoToMark),
            Opening::Copy => self.put(SecondKey::Copy),
            Opening::CopySheet => self.ask_on_sheet(SecondKey::CopySheet),
            Opening::Export if state.kept.rules.locked => {
                Outcome::say("No file is written here; y copies the sheet instead.")
            }
            Opening::Export => self.ask_on_sheet(SecondKey::Export),
            Opening::VisitSheet => self.put(VisitSheet::default()),
        }
    }

    fn open_body_map(&mut self) -> Outcome {
        let (library, topic) = (&self.state.library, self.state.reader.topic);
        let list = lists::body_map(library, topic);
        let has_own = !own_sites(library.topic(topic)).is_empty();
        let none = "No topic of this reference names a place.";
        if has_own || list.rows.is_empty() {
            return self.put_list(list, none);
        }
        self.put(list)
            .saying("This page names no place; here are all places.")
    }

    fn help(&self) -> Help {
        let hints = self.hints().into_iter().map(|hint| hint.command);
        let first = hints.filter(|command| *command != Command::Open(Opening::Help));
        let commands = (first.collect(), self.state.absent());
        Help::new(self.context(), commands, Arc::clone(&self.bindings))
    }

    /// Lays the visit sheet open, unless it lies on top already.
    pub(super) fn show_sheet(&mut self) {
        if !matches!(self.overlays.last(), Some(Overlay::VisitSheet(_))) {
            self.put(VisitSheet::default());
        }
    }

    fn ask_on_sheet(&mut self, second: SecondKey) -> Outcome {
        self.show_sheet();
        if self.state.kept.shelf.sheet.is_empty() {
            return Outcome::say("Nothing is on the sheet yet.");
        }
        self.put(second)
    }

    /// What Enter does in the tree and in the page: read the selected topic, or follow a link.
    pub(super) fn read_or_follow(&mut self, command: Command) -> Outcome {
        match (self.state.focus, command) {
            (Pane::Tree, _) => self.state.read_selected(),
            (Pane::Reader, Command::Enter) => self.label_links(Purpose::Follow),
            (Pane::Reader, _) => Outcome::say("Nothing unfolds in the page; Enter follows a link."),
        }
    }

    /// Peeks at the topic selected in the tree, or at something on the page.
    pub(super) fn peek_here(&mut self) -> Outcome {
        match (self.state.focus, self.state.tree.selected_topic()) {
            (Pane::Tree, Some(topic)) => {
                self.peek(&Goal::Topic(topic));
                Then::Stay.into()
            }
            _ => self.label_links(Purpose::Peek),
        }
    }

    /// Gives every link in view a letter; the only thing to peek at is peeked at.
    fn label_links(&mut self, purpose: Purpose) -> Outcome {
        let state = &mut self.state;
        let (library, height) = (&state.library, state.reader_height());
        let for_peeking = purpose == Purpose::Peek;
        let links = state.reader.activations(library, height, for_peeking);
        state.focus = Pane::Reader;
        match (links.as_slice(), purpose) {
            ([], Purpose::Follow) => Outcome::say("No link and no source on this screen."),
            ([], Purpose::Peek) => Outcome::say("Nothing to look up on this screen."),
            ([only], Purpose::Peek) => match state.reader.goal_of(&only.target, library) {
                Ok(goal) => {
                    self.peek(&goal);
                    Then::Stay.into()
                }
                Err(sentence) => Outcome::say(sentence),
            },
            _ => self.put(LinkLabels::new(purpose, links)),
        }
    }

    /// Goes there, or says why there is no way.
    pub fn follow(&mut self, goal: Result<Goal, String>) -> Vec<Effect> {
        match goal {
            Ok(goal) => self.go(goal),
            Err(sentence) => {
                self.say(&sentence);
                Vec::new()
            }
        }
    }

    /// A digit goes where the line of that number on the front page leads; on any other page it peeks at the source
    /// of that number.
    pub(super) fn digit(&mut self, key: Key) -> Vec<Effect> {
        let digit = key.text().and_then(|digit| digit.to_digit(10));
        let Some(number) = digit.and_then(|digit| usize::try_from(digit).ok()) else {
            return Vec::new();
        };
        if !self.overlays.is_empty() {
            return self.typed(TextInput::Key(key));
        }
        let (library, reader) = (&self.state.library, &self.state.reader);
        let lines = reader.numbered_links();
        if reader.topic != library.front() || lines.is_empty() {
            self.peek_numbered(number);
            return Vec::new();
        }
        let line = number.checked_sub(1).and_then(|line| lines.get(line));
        let goal = line.map_or_else(
            || Err(format!("The lines of this page are 1 to {}.", lines.len())),
            |address| reader.goal_of_address(address, library),
        );
        self.follow(goal)
    }

    /// Peeks at the source of that number; one more digit shows another.
    pub(super) fn peek_numbered(&mut self, number: usize) {
        let (library, reader) = (&self.state.library, &self.state.reader);
        match numbered(number, reader) {
            Some(id) => {
                let card = Card::of_source(library, reader, id, CardSize::Strip);
                self.put(Card {
                    number: TypedNumber(number),
                    ..card
                });
            }
            None => self.say(&no_number(reader)),
        }
    }

    /// Shows where something leads, in a strip at the foot.
    pub(super) fn peek(&mut self, goal: &Goal) {
        let (library, reader) = (&self.state.library, &self.state.reader);
        let leading = |topic: TopicId, slug: Option<&str>| Card {
            goal: Some(goal.clone()),
            ..Card::opening_of(library, topic, slug)
        };
        let card = match goal {
            Goal::Topic(topic) | Goal::Anchor(topic, _) => leading(*topic, None),
            Goal::Heading(topic, slug) => leading(*topic, Some(slug)),
            Goal::Source(id) => Card::of_source(library, reader, id, CardSize::Strip),
            Goal::Outside(address) => Card::of_address(address),
            Goal::Sign(id) => match Card::of_sign(library, id) {
                Some(card) => card,
                None => return self.say("This sign is no longer in the list."),
            },
            Goal::Site(name) => return self.open_site(name),
            Goal::Command(command) => return self.say(&format!("Enter: {}.", command.row().does)),
        };
        self.put(card);
    }

    /// The topics for a place on the body: the finder, filled in.
    fn open_site(&mut self, name: &str) {
        self.open_typed(Opening::Finder, &format!("site:{name} "));
    }

    /// Opens what a person calls a topic; see [`goal_named`](crate::app::ReadingState::goal_named).
    ///
    /// # Errors
    /// When the name means no such place; the sentence says which there are.
    pub fn open(&mut self, name: &str) -> Result<(), String> {
        let goal = self.state.goal_named(name)?;
        self.go(goal);
        Ok(())
    }

    pub fn go(&mut self, goal: Goal) -> Vec<Effect> {
        let state = &mut self.state;
        match goal {
            Goal::Topic(topic) => {
                self.overlays.clear();
                state.visit(topic, Anchor(0));
            }
            Goal::Heading(topic, slug) => {
                self.overlays.clear();
                let said = state.visit_heading(topic, &slug);
                self.message = said.or_else(|| self.message.take());
            }
            Goal::Anchor(topic, anchor) => {
                self.overlays.clear();
                state.visit(topic, anchor);
            }
            Goal::Source(id) => {
                let (library, reader) = (&state.library, &state.reader);
                let card = Card::of_source(library, reader, &id, CardSize::Whole);
                self.put(card);
            }
            Goal::Site(name) => self.open_site(&name),
            Goal::Outside(_) | Goal::Sign(_) => self.peek(&goal),
            Goal::Command(command) => return self.run(command),
        }
        Vec::new()
    }
}
