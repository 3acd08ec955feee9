//! Putting something over the page, and the strips and cards that places on the page lead to.

use std::sync::Arc;

use crate::app::App;
use crate::app::command::{Command, Opening};
use crate::app::kept::visit_sheet::VisitSheet;
use crate::app::outcome::{Effect, Goal, Outcome, Then};
use crate::app::overlay::Overlay;
use crate::app::overlay::body_map::BodyMap;
use crate::app::overlay::card::Card;
use crate::app::overlay::command_line::CommandLine;
use crate::app::overlay::comparison::Comparison;
use crate::app::overlay::find_in_page::FindInPage;
use crate::app::overlay::finder::Finder;
use crate::app::overlay::help::Help;
use crate::app::overlay::help_table::HelpTable;
use crate::app::overlay::layer::AppParts;
use crate::app::overlay::link_labels::{LinkLabels, Purpose};
use crate::app::overlay::list::List;
use crate::app::overlay::second_key::SecondKey;
use crate::app::overlay::selection::{no_number, numbered};
use crate::app::overlay::text_field::TextInput;
use crate::app::overlay::urgent::{self, Urgent};
use crate::app::overlay::{sign_card, sources};
use crate::app::panes::Pane;
use crate::app::reader::links::ActivationTarget;
use crate::input::Key;

impl App {
    /// The parts that what lies over the page may look at.
    pub fn parts(&self) -> AppParts<'_> {
        AppParts {
            library: &self.library,
            settings: &self.settings,
            shape: self.shape(),
            reader: &self.reader,
            kept: &self.kept,
        }
    }

    /// Lays something over the page, and over what lies there.
    fn put(&mut self, overlay: Overlay) -> Outcome {
        self.overlays.push(overlay);
        Then::Stay.into()
    }

    /// Lays a list over the page; one without rows says why instead.
    fn put_list(&mut self, list: List, none: &str) -> Outcome {
        if list.rows.is_empty() {
            return Outcome::say(none);
        }
        self.put(Overlay::List(list))
    }

    pub(super) fn open_overlay(&mut self, opening: Opening) -> Outcome {
        let (library, reader) = (Arc::clone(&self.library), &self.reader);
        let help = || {
            let hints = self.hints().into_iter().map(|hint| hint.command);
            let first = hints.filter(|command| *command != Command::Open(Opening::Help));
            let bindings = Arc::clone(&self.bindings);
            let table = HelpTable::new(self.context(), first.collect(), bindings);
            Help::new(table.without(self.absent()))
        };
        match opening {
            Opening::Finder => self.open_finder(),
            Opening::Find => self.open_find(),
            Opening::Outline => self.put_list(List::outline(reader), "This page has no headings."),
            Opening::Sources => self.put_list(
                sources::list(&library, reader),
                "This page cites no source.",
            ),
            Opening::Urgent if !urgent::exists(&library) => {
                Outcome::say("This reference lists nothing urgent.")
            }
            Opening::Urgent => self.put(Overlay::Urgent(Urgent::new(&library))),
            Opening::Bookmarks => self.put_list(
                List::bookmarks(&library, &self.kept),
                "No bookmark is set yet: a sets one here.",
            ),
            Opening::BodyMap => self.open_body_map(),
            Opening::Comparison => Comparison::new(&library, reader.topic).map_or_else(
                || Outcome::say("This topic has no neighbour to be compared with."),
                |compared| self.put(Overlay::Comparison(compared)),
            ),
            Opening::About => self.put(Overlay::Card(Card::about(&library, reader))),
            Opening::Help => self.put(Overlay::Help(help())),
            Opening::CommandLine => {
                self.put(Overlay::CommandLine(CommandLine::without(self.absent())))
            }
            Opening::Mark => self.put(Overlay::SecondKey(SecondKey::Mark)),
            Opening::GoToMark if self.kept.shelf.marks.is_empty() => {
                Outcome::say("No mark is set yet: m and a letter sets one.")
            }
            Opening::GoToMark => self.put(Overlay::SecondKey(SecondKey::GoToMark)),
            Opening::Copy => self.put(Overlay::SecondKey(SecondKey::Copy)),
            Opening::CopySheet => self.ask_on_sheet(SecondKey::CopySheet),
            Opening::Export if self.kept.rules.locked => {
                Outcome::say("No file is written here; y copies the sheet instead.")
            }
            Opening::Export => self.ask_on_sheet(SecondKey::Export),
            Opening::VisitSheet => self.put(Overlay::VisitSheet(VisitSheet::default())),
        }
    }

    /// Every topic with its section's indent, as a list.
    pub fn open_contents(&mut self) {
        self.overlays.clear();
        let list = List::contents(&self.library, self.reader.topic);
        self.overlays.push(Overlay::List(list));
    }

    fn open_finder(&mut self) -> Outcome {
        let mut finder = Finder::offering(&self.parts(), &self.history);
        finder.resume(&self.search, &self.library, self.index.as_deref());
        self.put(Overlay::Finder(finder))
    }

    /// Opens the finder filled in.
    pub fn search_for(&mut self, words: &str) -> Vec<Effect> {
        self.open_typed(Opening::Finder, words)
    }

    fn open_find(&mut self) -> Outcome {
        self.focus = Pane::Reader;
        self.put(Overlay::FindInPage(FindInPage::from_line(
            self.reader.top(),
        )))
    }

    fn open_body_map(&mut self) -> Outcome {
        let map = BodyMap::new(&self.library, self.reader.topic);
        if map.rows.is_empty() {
            return Outcome::say("No topic of this reference names a place.");
        }
        let has_own = map.own().next().is_some();
        let outcome = self.put(Overlay::BodyMap(map));
        if has_own {
            return outcome;
        }
        outcome.saying("This page names no place; here are all places.")
    }

    /// Lays the visit sheet open, unless it lies on top already.
    fn show_sheet(&mut self) {
        if !matches!(self.overlays.last(), Some(Overlay::VisitSheet(_))) {
            self.overlays
                .push(Overlay::VisitSheet(VisitSheet::default()));
        }
    }

    fn ask_on_sheet(&mut self, second: SecondKey) -> Outcome {
        self.show_sheet();
        if self.kept.shelf.sheet.is_empty() {
            return Outcome::say("Nothing is on the sheet yet.");
        }
        self.put(Overlay::SecondKey(second))
    }

    pub(super) fn add_note(&mut self) -> Outcome {
        self.show_sheet();
        self.ask_overlay(|overlay, app| overlay.layer_mut().command(Command::AddNote, app))
    }

    /// What Enter does in the tree and in the page: read the selected topic, or follow a link.
    pub(super) fn read_or_follow(&mut self, command: Command) -> Outcome {
        match (self.focus, command) {
            (Pane::Tree, _) => self.read_selected(),
            (Pane::Reader, Command::Enter) => self.label_links(Purpose::Follow),
            (Pane::Reader, _) => Outcome::say("Nothing unfolds in the page; Enter follows a link."),
        }
    }

    /// Peeks at the topic selected in the tree, or at something on the page.
    pub(super) fn peek_here(&mut self) -> Outcome {
        match (self.focus, self.tree.selected_topic()) {
            (Pane::Tree, Some(topic)) => {
                self.peek(&Goal::Topic(topic));
                Then::Stay.into()
            }
            _ => self.label_links(Purpose::Peek),
        }
    }

    /// Gives every link in view a letter; the only thing to peek at is peeked at.
    fn label_links(&mut self, purpose: Purpose) -> Outcome {
        let (library, height) = (&self.library, self.reader_height());
        let links = self
            .reader
            .activations(library, height, purpose == Purpose::Peek);
        self.focus = Pane::Reader;
        match (links.as_slice(), purpose) {
            ([], Purpose::Follow) => Outcome::say("No link and no source on this screen."),
            ([], Purpose::Peek) => Outcome::say("Nothing to look up on this screen."),
            ([only], Purpose::Peek) => match self.reader.goal_of(&only.target, library) {
                Ok(goal) => {
                    self.peek(&goal);
                    Then::Stay.into()
                }
                Err(sentence) => Outcome::say(sentence),
            },
            _ => self.put(Overlay::LinkLabels(LinkLabels::new(purpose, links))),
        }
    }

    /// Goes where a link of the open page leads, by its number in the layout.
    pub fn follow_link(&mut self, link: usize) -> Vec<Effect> {
        let target = ActivationTarget::Link(link);
        self.follow(self.reader.goal_of(&target, &self.library))
    }

    /// Goes there, or says why there is no way.
    pub(super) fn follow(&mut self, goal: Result<Goal, String>) -> Vec<Effect> {
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
        let lines = self.reader.numbered_links();
        if self.reader.topic != self.library.front() || lines.is_empty() {
            self.peek_numbered(number);
            return Vec::new();
        }
        let line = number.checked_sub(1).and_then(|line| lines.get(line));
        let goal = line.map_or_else(
            || Err(format!("The lines of this page are 1 to {}.", lines.len())),
            |address| self.reader.goal_of_address(address, &self.library),
        );
        self.follow(goal)
    }

    /// Peeks at the source of that number; one more digit shows another.
    pub(super) fn peek_numbered(&mut self, number: usize) {
        match numbered(number, &self.reader) {
            Some(id) => {
                let card = sources::strip(&self.library, &self.reader, id);
                self.overlays.push(Overlay::Card(card.numbered(number)));
            }
            None => self.say(&no_number(&self.reader)),
        }
    }

    /// Shows where something leads, in a strip at the foot.
    pub(super) fn peek(&mut self, goal: &Goal) {
        let library = &self.library;
        let card = match goal {
            Goal::Topic(topic) | Goal::Anchor(topic, _) => Card::opening_of(library, *topic, None),
            Goal::Heading(topic, slug) => Card::opening_of(library, *topic, Some(slug)),
            Goal::Source(id) => sources::strip(library, &self.reader, id),
            Goal::Outside(address) => Card::of_address(address),
            Goal::Sign(id) => match sign_card::card(library, id) {
                Some(card) => card,
                None => return self.say("This sign is no longer in the list."),
            },
            Goal::Site(name) => return self.open_site(name),
            Goal::Command(command) => return self.say(&format!("Enter: {}.", command.row().does)),
        };
        let leads = !matches!(goal, Goal::Source(_) | Goal::Outside(_) | Goal::Sign(_));
        let card = if leads {
            card.leading_to(goal.clone())
        } else {
            card
        };
        self.overlays.push(Overlay::Card(card));
    }

    /// A source's whole card.
    pub(super) fn open_source(&mut self, id: &str) {
        let card = sources::whole(&self.library, &self.reader, id);
        self.overlays.push(Overlay::Card(card));
    }

    /// The topics for a place on the body: the finder, filled in.
    pub(super) fn open_site(&mut self, name: &str) {
        self.search_for(&format!("site:{name} "));
    }
}
