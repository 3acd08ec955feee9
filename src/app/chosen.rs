//! Commands while something lies over the page: moving in it, and choosing.

use crate::app::card::Card;
use crate::app::help::Help;
use crate::app::list::List;
use crate::app::overlay::Overlay;
use crate::app::{App, Command, Effect};
use crate::layout::Anchor;

/// Rows by which a page moves in a list; lists are at most a screen high.
const LIST_PAGE: isize = 10;

impl App {
    /// Runs a command in what is on top; None when it is not one of its own.
    pub(super) fn run_in_overlay(&mut self, command: Command) -> Option<Vec<Effect>> {
        let rows = match command {
            Command::LineDown => 1,
            Command::LineUp => -1,
            Command::PageDown => LIST_PAGE,
            Command::PageUp => -LIST_PAGE,
            Command::Top => isize::MIN,
            Command::Bottom => isize::MAX,
            other => return self.choose(other),
        };
        self.step_overlay(rows);
        Some(Vec::new())
    }

    /// Selects a row of the list that is open, counted from 0.
    pub fn select_row(&mut self, row: usize) {
        self.step_overlay(isize::MIN);
        self.step_overlay(isize::try_from(row).unwrap_or(isize::MAX));
    }

    pub(super) fn step_overlay(&mut self, rows: isize) {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => finder.step(rows),
            Some(Overlay::List(list)) => list.step(rows),
            Some(Overlay::Body(map)) => map.step(rows),
            Some(Overlay::Help(help)) => help.step(rows),
            Some(Overlay::Compare(compare)) => compare.scroll(rows),
            Some(Overlay::Palette(palette)) => palette.step(rows),
            Some(Overlay::Sheet(view)) => view.selected = view.selected.saturating_add_signed(rows),
            Some(Overlay::Card(card)) => card.top = card.top.saturating_add_signed(rows),
            _ => {}
        }
        self.bound_card();
        self.settle_compare(false);
    }

    fn choose(&mut self, command: Command) -> Option<Vec<Effect>> {
        match command {
            Command::Enter => return Some(self.enter()),
            Command::Copy => return Some(self.copy_source()),
            Command::NextPlace => match &mut self.overlay {
                Some(Overlay::Finder(finder)) => finder.next_place(),
                Some(Overlay::Palette(palette)) => palette.complete(),
                _ => {}
            },
            Command::OpenPlace1 => self.open_hit(Some(0)),
            Command::OpenPlace2 => self.open_hit(Some(1)),
            Command::OpenPlace3 => self.open_hit(Some(2)),
            Command::Escape => self.cancel(),
            Command::Left => self.step_compare(false),
            Command::Right => self.step_compare(true),
            Command::KeepColumn | Command::HideColumn | Command::ShowColumns => {
                self.choose_columns(command);
            }
            Command::FindNext | Command::FindPrevious => {
                self.reader
                    .step_match(command == Command::FindNext, self.reader_height());
            }
            Command::Back => {
                if let Some(Overlay::Links(choice)) = &mut self.overlay {
                    choice.typed.pop();
                }
            }
            _ => return None,
        }
        Some(Vec::new())
    }

    fn enter(&mut self) -> Vec<Effect> {
        if self.peek_typed() {
            return Vec::new();
        }
        match &self.overlay {
            Some(Overlay::Finder(_)) => self.open_hit(None),
            Some(Overlay::List(list)) => {
                if let Some(goal) = list.chosen().cloned() {
                    self.go(goal);
                }
            }
            Some(Overlay::Card(card)) => match card.goal.clone() {
                Some(goal) => self.go(goal),
                None => self.cancel(),
            },
            Some(Overlay::Find { .. }) => {
                self.overlay = None;
                if self
                    .reader
                    .found()
                    .is_some_and(|found| found.matches.is_empty())
                {
                    self.reader.forget_found();
                    self.say("No match in this page.");
                }
            }
            Some(Overlay::Help(_)) => return self.run_from_help(),
            Some(Overlay::Body(_)) => self.open_site(),
            Some(Overlay::Compare(compare)) => {
                if let Some(topic) = compare.chosen().map(|column| column.topic) {
                    self.visit(topic);
                }
            }
            Some(Overlay::Palette(palette)) => {
                let palette = palette.clone();
                self.overlay = None;
                return self.run_typed(&palette);
            }
            Some(Overlay::Links(_) | Overlay::Prefix(_) | Overlay::Sheet(_) | Overlay::Note(_))
            | None => {}
        }
        Vec::new()
    }

    /// Returns to where help was called from, and runs the chosen binding there.
    fn run_from_help(&mut self) -> Vec<Effect> {
        let Some(Overlay::Help(help)) = self.overlay.take() else {
            return Vec::new();
        };
        let chosen = help.chosen().cloned();
        let holds = chosen.as_ref().is_some_and(|binding| help.holds(binding));
        self.overlay = help.behind.map(|behind| *behind);
        match chosen {
            Some(binding) if holds => return self.run(binding.command),
            Some(binding) => self.message = Some(binding.elsewhere()),
            None => {}
        }
        Vec::new()
    }

    /// Opens the chosen hit, at the place asked for or at the one chosen by Tab.
    fn open_hit(&mut self, place: Option<usize>) {
        let Some(Overlay::Finder(finder)) = &self.overlay else {
            return;
        };
        match finder.chosen(place.unwrap_or(finder.place)) {
            Some((topic, Some(anchor))) => self.visit_at(topic, Anchor(anchor)),
            Some((topic, None)) => self.visit(topic),
            None => self.say("Nothing to open: no topic matches."),
        }
    }

    /// Closes what is on top and leaves everything as it was before.
    pub(super) fn cancel(&mut self) {
        match self.overlay.take() {
            Some(Overlay::Find { from, .. }) => {
                self.reader.forget_found();
                self.reader.go_to_line(from, self.reader_height());
            }
            Some(
                Overlay::Card(Card { behind, .. })
                | Overlay::List(List { behind, .. })
                | Overlay::Help(Help { behind, .. }),
            ) => self.overlay = behind.map(|behind| *behind),
            _ => {}
        }
    }
}
