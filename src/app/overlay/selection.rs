//! Choosing among rows: moving the selection, letters that narrow them, and the digits of a number.

use std::borrow::Cow;

use crate::app::{Outcome, Reader, Then};
use crate::command::{Command, Motion, TextField, TextInput};
use crate::content::text::fold;
use crate::input::KeyCode;

/// Rows by which a page moves in a list; lists are at most a screen high.
const LIST_PAGE: isize = 10;

/// The rows by which a command moves a selection; None when it is not one that moves.
pub const fn rows_moved(command: Command) -> Option<isize> {
    match command {
        Command::Move(motion) => Some(rows_of(motion, LIST_PAGE, LIST_PAGE)),
        _ => None,
    }
}

/// The rows by which a motion goes, where so many are a page and half of one.
pub const fn rows_of(motion: Motion, page: isize, half: isize) -> isize {
    match motion {
        Motion::LineDown => 1,
        Motion::LineUp => -1,
        Motion::PageDown => page,
        Motion::PageUp => -page,
        Motion::HalfDown => half,
        Motion::HalfUp => -half,
        Motion::Top => isize::MIN,
        Motion::Bottom => isize::MAX,
    }
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
pub struct TypedNumber(pub usize);

impl TypedNumber {
    /// Takes a digit: it extends the number while there are so many, else it begins another. None past the last.
    pub fn typed(&mut self, input: TextInput<'_>, count: usize) -> Option<usize> {
        let digit = digit(input)?;
        let longer = self.0.saturating_mul(10).saturating_add(digit);
        let extends = self.0 > 0 && longer <= count;
        self.0 = if extends { longer } else { digit };
        Some(self.0).filter(|number| (1..=count).contains(number))
    }
}

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

/// What is said where no row is left.
pub const NOTHING_FITS: &[&str] = &["No row has these words. Backspace widens the filter."];

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FilterTyping {
    #[default]
    Always,
    /// Behind `/`: until then letters are commands.
    Behind,
    Open,
}

/// What is typed, and the row that is selected of those it leaves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    pub field: TextField,
    pub selected: usize,
    number: TypedNumber,
    typing: FilterTyping,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Typed {
    /// It was no key of a text field.
    Unknown,
    Done,
    /// The row of a number that no digit can extend.
    Chosen,
    /// The row of a number that one more digit can extend.
    Waiting(usize),
}

impl Typed {
    /// What comes of it where no row was chosen.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Unknown => Then::Unhandled.into(),
            Self::Done | Self::Chosen => Then::Stay.into(),
            Self::Waiting(number) => {
                Outcome::say(format!("Row {number}: Enter, or one more digit."))
            }
        }
    }
}

impl Filter {
    pub fn behind_slash() -> Self {
        Self {
            typing: FilterTyping::Behind,
            ..Self::default()
        }
    }

    /// What is typed, where that is on the hint line.
    pub fn typing(&self) -> Option<(Cow<'_, str>, Option<&TextField>)> {
        let prompt = if self.is_open() { "Filter: " } else { "" };
        Some((prompt.into(), Some(self.field()?)))
    }

    /// The field, where it is typed in or narrows.
    pub fn field(&self) -> Option<&TextField> {
        (self.is_open() || !self.is_empty()).then_some(&self.field)
    }

    pub fn is_open(&self) -> bool {
        self.typing != FilterTyping::Behind
    }

    pub fn is_empty(&self) -> bool {
        self.field.text().trim().is_empty()
    }

    /// Whether a row that says this is left: it has every word that is typed, or its beginning.
    pub fn fits(&self, said: &str) -> bool {
        let said = fold(said);
        let words = fold(self.field.text());
        words.split_whitespace().all(|word| said.contains(word))
    }

    /// Takes what is typed, of so many rows. While no letter is typed a digit chooses a row, and a blank is a page.
    pub fn typed(&mut self, input: TextInput<'_>, rows: usize) -> Typed {
        if self.is_empty() && digit(input).is_some() {
            return self.choose(input, rows);
        }
        self.number = TypedNumber::default();
        if let Some(motion) = motion(input).filter(|_| self.is_empty()) {
            step(&mut self.selected, rows, Command::Move(motion));
            return Typed::Done;
        }
        let before = self.field.text().to_owned();
        if !self.field.edit(input) {
            return Typed::Unknown;
        }
        if self.field.text() != before {
            self.selected = 0;
        }
        Typed::Done
    }

    fn choose(&mut self, input: TextInput<'_>, rows: usize) -> Typed {
        let Some(number) = self.number.typed(input, rows) else {
            return Typed::Unknown;
        };
        self.selected = number - 1;
        if number * 10 <= rows {
            Typed::Waiting(number)
        } else {
            self.number = TypedNumber::default();
            Typed::Chosen
        }
    }

    /// Moves the selection among so many rows, or opens and closes the field behind `/`; None where neither was asked.
    pub fn command(&mut self, command: Command, rows: usize) -> Option<Outcome> {
        self.number = TypedNumber::default();
        match (command, self.typing) {
            (Command::Filter, FilterTyping::Behind) => self.typing = FilterTyping::Open,
            (Command::Enter, FilterTyping::Open) => self.typing = FilterTyping::Behind,
            (Command::Escape, FilterTyping::Open) => *self = Self::behind_slash(),
            (Command::Escape, FilterTyping::Behind) if !self.is_empty() => {
                *self = Self::behind_slash();
            }
            _ => {
                let (lines, before) = (rows_moved(command)?, self.selected);
                step(&mut self.selected, rows, command);
                return Some(moved_or_end(self.selected != before, lines));
            }
        }
        Some(Then::Stay.into())
    }
}

/// How a key moves that would do nothing in an empty field.
const fn motion(input: TextInput<'_>) -> Option<Motion> {
    let TextInput::Key(key) = input else {
        return None;
    };
    match key.code {
        KeyCode::Char(' ') => Some(Motion::PageDown),
        KeyCode::Home => Some(Motion::Top),
        KeyCode::End => Some(Motion::Bottom),
        _ => None,
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

    fn type_all(filter: &mut Filter, text: &str, rows: usize) -> Typed {
        let keys = text.chars().map(|letter| TextInput::Key(Key::char(letter)));
        keys.fold(Typed::Unknown, |_, key| filter.typed(key, rows))
    }

    #[test]
    fn letters_narrow_and_digits_choose() {
        let mut filter = Filter::default();
        assert_eq!(type_all(&mut filter, "3", 9), Typed::Chosen);
        assert_eq!(filter.selected, 2);
        assert_eq!(type_all(&mut filter, "1", 12), Typed::Waiting(1));
        assert_eq!(type_all(&mut filter, "2", 12), Typed::Chosen);
        assert_eq!(filter.selected, 11);
        assert_eq!(type_all(&mut filter, "Löt 3", 12), Typed::Done);
        assert_eq!(filter.selected, 0);
        assert!(filter.fits("three of 3 LOTS") && !filter.fits("lots"));
    }

    #[test]
    fn behind_slash_enter_keeps_what_is_typed_and_escape_clears_it() {
        let mut filter = Filter::behind_slash();
        assert!(!filter.is_open());
        assert!(filter.command(Command::Filter, 3).is_some() && filter.is_open());
        type_all(&mut filter, "ab", 3);
        assert!(filter.command(Command::Enter, 3).is_some() && !filter.is_open());
        assert!(!filter.is_empty() && filter.command(Command::Enter, 3).is_none());
        assert!(filter.command(Command::Escape, 3).is_some() && filter.is_empty());
        assert!(filter.command(Command::Escape, 3).is_none());
    }
}
