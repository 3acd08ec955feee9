//! What commands do in the page: moving by lines, pages, headings and matches.

use crate::app::{Command, Motion, Outcome, Reader, Then};

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
}
