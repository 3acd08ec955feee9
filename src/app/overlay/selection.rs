//! Choosing: moving a selection among rows, and the digits of a source's number.

use crate::app::command::Command;
use crate::app::context::Motion;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::text_field::TextInput;
use crate::app::reader::Reader;

/// Rows by which a page moves in a list; lists are at most a screen high.
const LIST_PAGE: isize = 10;

/// The rows by which a command moves a selection; None when it is not one that moves.
pub const fn rows_moved(command: Command) -> Option<isize> {
    let Command::Move(motion) = command else {
        return None;
    };
    Some(match motion {
        Motion::LineDown => 1,
        Motion::LineUp => -1,
        Motion::PageDown | Motion::HalfDown => LIST_PAGE,
        Motion::PageUp | Motion::HalfUp => -LIST_PAGE,
        Motion::Top => isize::MIN,
        Motion::Bottom => isize::MAX,
    })
}

/// What came of moving by lines, which ends with the last.
pub fn moved_or_end(moved: bool, lines: isize) -> Outcome {
    match moved {
        true => Then::Stay.into(),
        false if lines > 0 => Outcome::say("The end: nothing lies further down."),
        false => Outcome::say("The top: nothing lies further up."),
    }
}

/// Moves a selection among so many rows, stopping at the ends; whether the command was one that moves.
pub fn step(selected: &mut usize, rows: usize, command: Command) -> bool {
    let Some(by) = rows_moved(command) else {
        return false;
    };
    *selected = selected
        .saturating_add_signed(by)
        .min(rows.saturating_sub(1));
    true
}

/// Which of so many rows is selected, as the status line says it.
pub fn position(selected: usize, rows: usize) -> String {
    match rows {
        0 => String::new(),
        rows => format!("{} of {rows}", selected + 1),
    }
}

/// The first visible row of rows of one height so that the selected one is in view: lists turn by whole pages.
pub const fn first_row(selected: usize, height: usize) -> usize {
    match selected.checked_div(height) {
        Some(pages) => pages * height,
        None => selected,
    }
}

/// The digits of a source's number typed so far.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TypedNumber(String);

/// What the digits typed so far mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DigitsMeaning {
    /// One more digit could still name another source.
    Waiting(usize),
    Chosen(usize),
    Nothing,
}

impl DigitsMeaning {
    pub fn of(typed: &str, count: usize) -> Self {
        match typed.parse::<usize>() {
            Ok(number) if number == 0 || number > count => Self::Nothing,
            Ok(number) if number * 10 <= count => Self::Waiting(number),
            Ok(number) => Self::Chosen(number),
            Err(_) => Self::Nothing,
        }
    }
}

impl TypedNumber {
    /// The number typed so far, which is forgotten.
    pub fn take(&mut self) -> Option<usize> {
        std::mem::take(&mut self.0).parse().ok()
    }

    /// The number that waits for one more digit.
    pub fn value(&self) -> Option<usize> {
        self.0.parse().ok()
    }

    /// Takes a digit, and peeks at a source as soon as no other number can be meant.
    pub fn typed(&mut self, input: TextInput<'_>, reader: &Reader) -> Outcome {
        if let TextInput::Key(key) = input {
            self.0.extend(key.text());
        }
        let count = reader.page.citations.len();
        match DigitsMeaning::of(&self.0, count) {
            DigitsMeaning::Chosen(_) => {
                let goal = numbered(self.take(), reader);
                goal.map_or(Then::Stay, Then::Peek).into()
            }
            DigitsMeaning::Waiting(number) => {
                Outcome::say(format!("Source {number}: Enter, or one more digit."))
            }
            DigitsMeaning::Nothing => {
                self.0.clear();
                Outcome::say(format!("The sources of this page are 1 to {count}."))
            }
        }
    }
}

/// The source of that number on the open page.
pub fn numbered(number: Option<usize>, reader: &Reader) -> Option<Goal> {
    let id = reader.page.citations.get(number?.checked_sub(1)?)?;
    Some(Goal::Source(id.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digit_waits_only_while_another_could_follow() {
        assert_eq!(DigitsMeaning::of("3", 9), DigitsMeaning::Chosen(3));
        assert_eq!(DigitsMeaning::of("1", 9), DigitsMeaning::Chosen(1));
        assert_eq!(DigitsMeaning::of("1", 12), DigitsMeaning::Waiting(1));
        assert_eq!(DigitsMeaning::of("2", 12), DigitsMeaning::Chosen(2));
        assert_eq!(DigitsMeaning::of("12", 12), DigitsMeaning::Chosen(12));
        assert_eq!(DigitsMeaning::of("13", 12), DigitsMeaning::Nothing);
        assert_eq!(DigitsMeaning::of("0", 12), DigitsMeaning::Nothing);
        assert_eq!(DigitsMeaning::of("12", 120), DigitsMeaning::Waiting(12));
    }
}
