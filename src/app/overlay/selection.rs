//! Choosing: moving a selection among rows, and the digits of a number.

use crate::app::command::Command;
use crate::app::context::Motion;
use crate::app::outcome::{Outcome, Then};
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

/// The number that digits typed one after the other make.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TypedNumber(usize);

impl TypedNumber {
    pub const fn of(number: usize) -> Self {
        Self(number)
    }

    /// Takes a digit: it extends the number while there are so many, else it begins another. None past the last.
    pub fn typed(&mut self, input: TextInput<'_>, count: usize) -> Option<usize> {
        let digit = digit(input)?;
        let longer = self.0.saturating_mul(10).saturating_add(digit);
        let extends = self.0 > 0 && longer <= count;
        self.0 = if extends { longer } else { digit };
        Some(self.0).filter(|number| (1..=count).contains(number))
    }
}

/// The digit that was typed.
pub fn digit(input: TextInput<'_>) -> Option<usize> {
    let TextInput::Key(key) = input else {
        return None;
    };
    usize::try_from(key.text()?.to_digit(10)?).ok()
}

/// The source of that number on the open page.
pub fn numbered(number: usize, reader: &Reader) -> Option<&str> {
    let id = reader.page.citations.get(number.checked_sub(1)?)?;
    Some(id)
}

/// What is said where no source has the number.
pub fn no_number(reader: &Reader) -> String {
    match reader.page.citations.len() {
        0 => "This page cites no source.".to_owned(),
        count => format!("The sources of this page are 1 to {count}."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::Key;

    #[test]
    fn a_digit_extends_the_number_while_there_are_so_many() {
        let mut number = TypedNumber::default();
        let mut typed = |digit, count| number.typed(TextInput::Key(Key::char(digit)), count);
        assert_eq!(typed('1', 12), Some(1));
        assert_eq!(typed('2', 12), Some(12));
        assert_eq!(typed('3', 12), Some(3));
        assert_eq!(typed('0', 12), None);
        assert_eq!(typed('4', 12), Some(4));
        assert_eq!(typed('5', 3), None);
    }
}
