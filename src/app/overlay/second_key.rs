//! A key that waits for a second one: a mark's letter, what to copy, how to write.

use ratatui::layout::Rect;

use crate::app::command::{COMMANDS, Command};
use crate::app::context::Context;
use crate::app::outcome::{Goal, Outcome, Then};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::list::ListRow;
use crate::app::overlay::text_field::TextInput;
use crate::app::panes::Shape;
use crate::layout::Anchor;
use crate::library::TopicId;

/// The name of the place that was left by the last jump to a mark, as in vi.
const LAST: char = '\'';

/// What the second key decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondKey {
    Mark,
    GoToMark,
    /// What of the page to copy.
    Copy,
    /// How to copy the visit sheet.
    CopySheet,
    /// How to write the visit sheet to a file.
    Export,
}

impl SecondKey {
    /// Whatever the second key asks for is done where the first was pressed.
    pub const fn command(self, command: Command) -> Then {
        match command {
            Command::Escape => Then::Close,
            other => Then::Run(other),
        }
    }

    /// Where the marks are shown; the commands stand on the hint line.
    pub fn area(self, app: &AppParts<'_>) -> Option<Rect> {
        let marks = marks(app).len();
        (self == Self::GoToMark).then(|| foot(app.shape, marks))
    }

    pub const fn title(self) -> &'static str {
        match self {
            Self::Mark | Self::GoToMark => "Marks",
            Self::Copy | Self::CopySheet | Self::Export => "Choose",
        }
    }

    /// The marks there are, or the commands to choose from.
    pub fn items(self, app: &AppParts<'_>) -> Items<'static> {
        let items = match self {
            Self::Mark | Self::GoToMark => marks(app).into_iter().map(mark).collect(),
            Self::Copy | Self::CopySheet | Self::Export => self.choices().map(choice).collect(),
        };
        Items {
            items,
            ..Items::default()
        }
    }

    /// The commands that have a key here.
    fn choices(self) -> impl Iterator<Item = Command> {
        let context = self.context();
        let rows = COMMANDS.iter();
        let own = rows.filter(move |row| row.keys.iter().any(|keys| keys.context == context));
        own.map(|row| row.command)
    }
}

impl Layer for SecondKey {
    fn context(&self) -> Context {
        match self {
            Self::Mark | Self::GoToMark => Context::Mark,
            Self::Copy => Context::Copy,
            Self::CopySheet => Context::CopySheet,
            Self::Export => Context::Export,
        }
    }

    /// A letter after `m` or `\'`.
    fn typed(&mut self, input: TextInput<'_>, app: &mut AppPartsMut<'_>) -> Outcome {
        let TextInput::Key(key) = input else {
            return Then::Stay.into();
        };
        match (*self, key.text()) {
            (Self::GoToMark, Some(letter)) => go_to(letter, app),
            (Self::Mark, Some(letter @ 'a'..='z')) => {
                let place = app.reader.place_to_keep(app.library);
                app.kept.edit().marks.insert(letter.to_string(), place);
                Outcome::from(Then::Close)
                    .saying(format!("Marked; '{letter} comes back here."))
                    .asking(app.kept.save())
            }
            _ => Outcome::from(Then::Close).saying("A mark is a letter from a to z."),
        }
    }

    /// Chooses by number, for plain mode.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        let command = self.choices().nth(row);
        command.map_or(Then::Close, Then::Run).into()
    }

    /// What stands in the hint line before the keys.
    fn prompt(&self) -> Option<String> {
        let asks = match self {
            Self::Mark => "Mark this place with a letter, a to z: ",
            Self::GoToMark => "Go to the mark: ",
            Self::Copy => "Copy: ",
            Self::CopySheet => "Copy as: ",
            Self::Export => "Write as: ",
        };
        Some(asks.to_owned())
    }

    /// Whatever the second key asks for is done where the first was pressed.
    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        match command {
            Command::Escape => Then::Close.into(),
            other => Then::Run(other).into(),
        }
    }

    fn renew(&mut self, _: &AppPartsMut<'_>, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        true
    }
}

/// The marks that lead somewhere, a row each.
fn marks(app: &AppParts<'_>) -> Vec<ListRow> {
    let marks = app.kept.shelf.marks.iter();
    marks
        .filter_map(|(letter, place)| ListRow::of_place(app.library, place, &format!("{letter}  ")))
        .collect()
}

fn mark(row: ListRow) -> ListItem<'static> {
    ListItem {
        told: Some(row.text.clone()),
        text: row.text.into(),
        detail: row.detail.into(),
        ..ListItem::default()
    }
}

fn choice(command: Command) -> ListItem<'static> {
    let row = command.row();
    ListItem {
        text: format!("{}: {}", row.name, row.does).into(),
        ..ListItem::default()
    }
}

/// The rows at the foot that so many lines below a title take.
fn foot(shape: Shape, lines: usize) -> Rect {
    let over = shape.over();
    let height = u16::try_from(lines + 1).unwrap_or(u16::MAX);
    let height = height.min(over.height);
    Rect {
        y: over.bottom() - height,
        height,
        ..over
    }
}

fn go_to(letter: char, app: &AppPartsMut<'_>) -> Outcome {
    let place = app.kept.shelf.marks.get(&letter.to_string());
    match place.and_then(|place| place.find(app.library)) {
        Some((topic, offset)) => Then::Go(Goal::Anchor(topic, Anchor(offset))).into(),
        None if letter == LAST => Then::Run(Command::Back).into(),
        None if place.is_some() => Outcome::from(Then::Close)
            .saying("The topic with that mark is no longer in this reference."),
        None => Outcome::from(Then::Close).saying(format!("No mark {letter}; m{letter} sets it.")),
    }
}
