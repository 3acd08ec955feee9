//! What commands do in the page: moving by lines, pages, headings and matches.

use std::sync::Arc;

use crate::app::pages::{find_in, is_long_text};
use crate::app::reader::{PageMatches, Reader};
use crate::app::{Outcome, Then};
use crate::command::{Command, Motion};
use crate::search::find::PageMatch;

impl Reader {
    /// What a command does in the page, of which so many lines are in sight.
    pub fn command(&mut self, command: Command, height: usize) -> Outcome {
        match command {
            Command::Move(motion) => self.move_by(motion, height),
            Command::NextHeading if !self.step_heading(true, height) => {
                Outcome::say("No heading further down.")
            }
            Command::PreviousHeading if !self.step_heading(false, height) => {
                Outcome::say("No heading further up.")
            }
            Command::NextHeading | Command::PreviousHeading => Then::Stay.into(),
            Command::FindNext => self.find_next(true, height),
            Command::FindPrevious => self.find_next(false, height),
            _ => Then::Unhandled.into(),
        }
    }

    fn move_by(&mut self, motion: Motion, height: usize) -> Outcome {
        let page = |down| isize::try_from(self.page_step(height, down)).unwrap_or(isize::MAX);
        let (down, up) = (page(true), page(false));
        match motion {
            Motion::LineDown => self.scroll_or_say(1, height),
            Motion::LineUp => self.scroll_or_say(-1, height),
            Motion::PageDown if self.is_at_end(height) => Then::Run(Command::NextTopic).into(),
            Motion::PageDown => self.scroll_or_say(down, height),
            Motion::PageUp => self.scroll_or_say(-up, height),
            Motion::HalfDown => self.scroll_or_say(down.div_euclid(2).max(1), height),
            Motion::HalfUp => self.scroll_or_say(-(up.div_euclid(2).max(1)), height),
            Motion::Top => {
                self.go_to_line(0, height);
                Then::Stay.into()
            }
            Motion::Bottom => {
                self.go_to_line(self.last_top(height), height);
                Then::Stay.into()
            }
        }
    }

    fn scroll_or_say(&mut self, lines: isize, height: usize) -> Outcome {
        match self.scroll(lines, height) {
            true => Then::Stay.into(),
            false if lines > 0 => Outcome::say("The end. Space goes on to the next topic."),
            false => Outcome::say("The top of the page."),
        }
    }

    fn find_next(&mut self, forward: bool, height: usize) -> Outcome {
        if self.found.is_none() {
            return Outcome::say("Nothing is being looked for; / finds in this page.");
        }
        match self.step_match(forward, height) {
            Some(_) => Then::Stay.into(),
            None if self.found.as_ref().is_some_and(|found| found.is_sought) => {
                Outcome::say("Still looking through this long page.")
            }
            None => Outcome::say("No match in this page."),
        }
    }

    /// Goes to the next heading, or the one before; whether there is one.
    pub fn step_heading(&mut self, forward: bool, height: usize) -> bool {
        let lines = self.layout.headings.iter().map(|heading| heading.line);
        let line = if forward {
            lines.into_iter().find(|line| *line > self.focus)
        } else {
            lines.rev().find(|line| *line < self.focus)
        };
        if let Some(line) = line {
            self.go_to_line(line, height);
        }
        line.is_some()
    }

    /// Looks for `query`; the current match is the one asked for, or the first from the cursor on. In a long page a host
    /// does it.
    pub fn find(&mut self, query: &str, wanted: Option<usize>) {
        if query.is_empty() {
            self.found = None;
            return;
        }
        let is_sought = self.is_opening || is_long_text(&self.layout);
        self.found = Some(PageMatches {
            query: query.to_owned(),
            matches: Arc::default(),
            current: 0,
            is_sought,
            wanted,
        });
        if !is_sought {
            self.set_matches(find_in(&self.layout, query, self.options.symbols));
        }
    }

    pub(super) fn set_matches(&mut self, matches: Vec<PageMatch>) {
        let focus = self.focus;
        let Some(found) = &mut self.found else {
            return;
        };
        let first = || {
            let at_cursor =
                |parts: &PageMatch| parts.first().is_some_and(|(line, _)| *line >= focus);
            matches.iter().position(at_cursor)
        };
        let current = found.wanted.take().or_else(first).unwrap_or(0);
        found.current = current.min(matches.len().saturating_sub(1));
        found.matches = Arc::new(matches);
        found.is_sought = false;
    }

    /// Looks for nothing any more; whether it looked for something.
    pub fn forget_found(&mut self) -> bool {
        self.found.take().is_some()
    }

    /// Goes to the next match or the one before, round the end; the line if there is one.
    pub fn step_match(&mut self, forward: bool, height: usize) -> Option<usize> {
        let found = self
            .found
            .as_mut()
            .filter(|found| !found.matches.is_empty())?;
        let count = found.matches.len();
        found.current = (found.current + if forward { 1 } else { count - 1 }) % count;
        self.show_match(height)
    }

    /// Brings the current match into view, a third from the top if the page must move.
    pub fn show_match(&mut self, height: usize) -> Option<usize> {
        let found = self.found.as_ref()?;
        let (line, _) = found.matches.get(found.current)?.first()?;
        let line = *line;
        if !self.visible(height).contains(&line) {
            self.go_to_line(line.saturating_sub(height / 3), height);
        }
        self.focus = line;
        if let Some(held) = &mut self.held {
            held.focus = self.layout.place_of(line);
        }
        Some(line)
    }
}
