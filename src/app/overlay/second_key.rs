//! A key that waits for a second one: a mark's letter, what to copy, how to write.

use ratatui::layout::{Position, Rect};

use crate::app::overlay::lists::place_row;
use crate::app::panes::{foot, framed};
use crate::app::{Goal, Items, Layer, ListItem, Outcome, Panel, ReadingState, Then, Typing};
use crate::command::{COMMANDS, Command, CommandRow, Context, TextInput};
use crate::layout::Anchor;
use crate::library::TopicId;
use crate::shelf::Place;

/// The name of the place that was left by the last jump to a mark, as in vi.
const LAST: char = '\'';

/// The columns for the letters.
const LETTER_WIDTH: usize = 3;

/// What the second key decides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SecondKey {
    Mark,
    GoToMark,
    Copy,
    CopySheet,
    /// How to write the visit sheet to a file.
    Export,
    /// Whether to copy the visit sheet before leaving.
    Leave,
}

impl SecondKey {
    const fn title(self) -> &'static str {
        match self {
            Self::Mark => "Mark this place with a letter, a to z",
            Self::GoToMark => "Go to a mark by its letter",
            Self::Copy => "Copy by a letter",
            Self::CopySheet => "Copy the sheet by a letter",
            Self::Export => "Write the sheet to a file by a letter",
            Self::Leave => "The sheet ends with this session",
        }
    }

    /// The marks there are, or the commands to choose from, each behind its letter.
    fn items(self, app: &ReadingState) -> Items<'static> {
        let items = match self {
            Self::Mark | Self::GoToMark => marks(app),
            Self::Copy | Self::CopySheet | Self::Export | Self::Leave => {
                let context = self.context();
                let is_narrow = app.shape().is_narrow();
                let choices = self.choices();
                choices.map(|row| choice(row, context, is_narrow)).collect()
            }
        };
        Items {
            items,
            lead: LETTER_WIDTH,
            empty: &["No letter is taken yet."],
            ..Items::default()
        }
    }

    fn choices(self) -> impl Iterator<Item = &'static CommandRow> {
        let context = self.context();
        let rows = COMMANDS.iter();
        rows.filter(move |row| row.keys.iter().any(|keys| keys.context == context))
    }
}

impl Layer for SecondKey {
    fn context(&self) -> Context {
        match self {
            Self::Mark | Self::GoToMark => Context::Mark,
            Self::Copy => Context::Copy,
            Self::CopySheet => Context::CopySheet,
            Self::Export => Context::Export,
            Self::Leave => Context::Leave,
        }
    }

    /// A letter after `m` or `\'`.
    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        let TextInput::Key(key) = input else {
            return Then::Stay.into();
        };
        match (*self, key.text()) {
            (Self::GoToMark, Some(letter)) => go_to(letter, app),
            (Self::Mark, Some(letter @ 'a'..='z')) => {
                let place = app.reader.place_to_keep(&app.library);
                app.kept.edit().marks.insert(letter.to_string(), place);
                Outcome::from(Then::Close)
                    .saying(format!("Marked; '{letter} comes back here."))
                    .asking(app.kept.save())
            }
            _ => Outcome::say("A mark is a letter from a to z; Esc cancels."),
        }
    }

    /// A key is waited for, and no press.
    fn mouse(&mut self, _: Position, _: Rect, _: &mut ReadingState) -> Outcome {
        Then::Stay.into()
    }

    /// Chooses by number, for plain mode.
    fn choose(&mut self, row: usize, _: &mut ReadingState) -> Outcome {
        let command = self.choices().nth(row);
        command
            .map_or(Then::Close, |row| Then::Run(row.command))
            .into()
    }

    fn typing(&self) -> Option<Typing<'_>> {
        Some(("A letter: ".into(), None))
    }

    /// Whatever the second key asks for is done where the first was pressed.
    fn command(&mut self, command: Command, _: &mut ReadingState) -> Outcome {
        match command {
            Command::Escape => Then::Close.into(),
            other => Then::Run(other).into(),
        }
    }

    /// A card at the foot, as high as what it says needs.
    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let (over, items) = (app.shape().over(), self.items(app));
        let lines = items.in_sight(framed(over), app.settings.symbols).len();
        let height = u16::try_from(lines.max(items.empty.len()) + 1).unwrap_or(u16::MAX);
        Some(Panel {
            area: Some(foot(over, height)),
            ..Panel::over(app, self.title(), items)
        })
    }

    fn renew(&mut self, _: &ReadingState, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        true
    }
}

/// The marks that lead somewhere, a row each.
fn marks(app: &ReadingState) -> Vec<ListItem<'static>> {
    let marks = app.kept.shelf.marks.iter();
    let item = |(letter, place): (&String, &Place)| {
        let row = place_row(&app.library, place)?;
        Some(ListItem {
            plain_text: Some(format!("{letter}: {}", row.text)),
            lead: letter.clone().into(),
            ..row
        })
    };
    marks.filter_map(item).collect()
}

/// A command behind its letter: all that it does, or where there is little room a word or two.
fn choice(row: &'static CommandRow, context: Context, is_narrow: bool) -> ListItem<'static> {
    let own = row.keys.iter().find(|keys| keys.context == context);
    let does = own.and_then(|keys| keys.does).unwrap_or(row.does);
    let mut hints = row.hints.iter().filter(|hint| hint.context == context);
    let in_short = hints.next().filter(|_| is_narrow).map(|hint| hint.word);
    ListItem {
        lead: own.map_or("", |keys| keys.script).into(),
        text: in_short.unwrap_or(does).into(),
        plain_text: Some(format!("{}: {does}", row.name)),
        ..ListItem::default()
    }
}

fn go_to(letter: char, app: &ReadingState) -> Outcome {
    let place = app.kept.shelf.marks.get(&letter.to_string());
    match place.and_then(|place| place.find(&app.library)) {
        Some((topic, offset)) => Then::Go(Goal::Anchor(topic, Anchor(offset))).into(),
        None if letter == LAST => Then::Run(Command::Back).into(),
        None if place.is_some() => Outcome::from(Then::Close)
            .saying("The topic with that mark is no longer in this reference."),
        None => Outcome::say(format!("No mark {letter}; m{letter} sets it.")),
    }
}
