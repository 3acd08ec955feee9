//! The command line of the screen: every command by name, completed as it is typed.

use ratatui::layout::{Position, Rect};

use crate::app::command::{COMMANDS, Command, CommandRow};
use crate::app::context::Context;
use crate::app::outcome::{Outcome, Then, TypedCommand};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{position, step};
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::app::panes::ONE_PANE_BELOW;
use crate::config::{MEASURES, ThemeName, symbols};
use crate::library::TopicId;

/// Columns for the commands' names.
const NAME_WIDTH: usize = 20;

/// Commands that take words, with what they do.
pub const WITH_WORDS: &[(&str, &str)] = &[
    (
        "open",
        "open a topic by id or search key: open types/tumoral#blood-tests",
    ),
    ("search", "find topics: search chalk from a finger"),
    ("find", "find in this page: find phosphate"),
    ("theme", "a colour theme by name: theme dark"),
    ("measure", "the longest line in columns: measure 60"),
    (
        "symbols",
        "the signs: symbols unicode, symbols blocks, symbols ascii",
    ),
];

/// A row that completes what is typed: its name and what it does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Completion {
    pub name: &'static str,
    pub does: &'static str,
}

/// What is typed behind the colon, and the chosen completion.
#[derive(Clone, Debug, Default)]
pub struct CommandLine {
    pub field: TextField,
    selected: usize,
    absent: Vec<Command>,
}

impl CommandLine {
    /// One that does not offer these commands.
    pub fn without(absent: Vec<Command>) -> Self {
        Self {
            absent,
            ..Self::default()
        }
    }

    /// The commands that fit what is typed: by the start of their name, then by any of their words.
    pub fn rows(&self) -> Vec<Completion> {
        let typed = self.field.text().trim().to_lowercase();
        let first = typed.split(' ').next().unwrap_or_default();
        let with_words = WITH_WORDS
            .iter()
            .map(|(name, does)| Completion { name, does });
        let twice = |row: &&CommandRow| !WITH_WORDS.iter().any(|(name, _)| *name == row.name);
        let is_offered = |row: &&CommandRow| !row.within && !self.absent.contains(&row.command);
        let named = COMMANDS.iter().filter(is_offered).filter(twice);
        let named = named.map(|row| Completion {
            name: row.name,
            does: row.does,
        });
        let all: Vec<Completion> = with_words.chain(named).collect();
        let begins = |row: &&Completion| row.name.starts_with(first);
        let has = |row: &&Completion| {
            !row.name.starts_with(first)
                && typed
                    .split(' ')
                    .all(|word| row.does.contains(word) || row.name.contains(word))
        };
        all.iter()
            .filter(begins)
            .chain(all.iter().filter(has))
            .copied()
            .collect()
    }

    pub fn items(&self, width: u16) -> Items<'_> {
        // A narrow screen has no room for a column of names.
        let is_narrow = width < ONE_PANE_BELOW;
        let item = |row: Completion| {
            let both = format!("{}: {}", row.name, row.does);
            let (lead, text) = if is_narrow {
                ("", both.clone().into())
            } else {
                (row.name, row.does.into())
            };
            ListItem {
                lead: lead.into(),
                text,
                told: Some(both),
                ..ListItem::default()
            }
        };
        Items {
            items: self.rows().into_iter().map(item).collect(),
            selected: Some(self.selected),
            lead: if is_narrow { 0 } else { NAME_WIDTH },
            is_roomy: false,
            empty: &[],
        }
    }

    /// Puts the chosen name into the field, ready for its words.
    fn complete(&mut self) {
        if let Some(row) = self.rows().get(self.selected) {
            let space = if takes_words(row.name) { " " } else { "" };
            self.field = TextField::with(format!("{}{space}", row.name));
            self.selected = 0;
        }
    }

    /// Does what is typed: a command by name, one with words, or the chosen row.
    fn run(&self) -> Outcome {
        let typed = self.field.text().trim();
        let (name, words) = typed.split_once(' ').unwrap_or((typed, ""));
        let words = words.trim();
        let close = || Outcome::from(Then::Close);
        // `export html` is the command `export-html`; what is not said is text.
        let joined = format!("{name}-{words}");
        let joined =
            Command::named(&joined).or_else(|| Command::named(joined.strip_suffix("-text")?));
        if let Some(command) = joined {
            return Then::Run(command).into();
        }
        if !words.is_empty() || (takes_words(name) && Command::named(name).is_none()) {
            return match with_words(name, words) {
                Ok(command) => Then::RunTyped(command).into(),
                Err(sentence) => close().saying(sentence),
            };
        }
        let chosen = self.rows().get(self.selected).map(|row| row.name);
        if let Some(command) = Command::named(name).or_else(|| Command::named(chosen?)) {
            return Then::Run(command).into();
        }
        match chosen {
            Some(name) if takes_words(name) => close().saying(wants_words(name)),
            _ => close().saying(unknown(name)),
        }
    }
}

impl Layer for CommandLine {
    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        let rows = self.rows().len();
        if step(&mut self.selected, rows, command) {
            return Then::Stay.into();
        }
        match command {
            Command::Enter => self.run(),
            Command::Complete => {
                self.complete();
                Then::Stay.into()
            }
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut AppPartsMut<'_>) -> Outcome {
        self.field.edit(input);
        self.selected = 0;
        Then::Stay.into()
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let row = self
            .items(area.width)
            .row_at(at, area, app.settings.symbols);
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        self.selected = row.min(self.rows().len().saturating_sub(1));
        self.run()
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.selected, self.rows().len()))
    }

    fn context(&self) -> Context {
        Context::CommandLine
    }

    fn renew(&mut self, _: &AppPartsMut<'_>, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        true
    }

    fn field(&self) -> Option<&TextField> {
        Some(&self.field)
    }

    fn prompt(&self) -> Option<String> {
        Some(":".to_owned())
    }
}

fn takes_words(name: &str) -> bool {
    WITH_WORDS.iter().any(|(known, _)| *known == name)
}

fn wants_words(name: &str) -> String {
    format!("{name} wants a word behind it.")
}

/// A command with the words behind it.
fn with_words(name: &str, words: &str) -> Result<TypedCommand, String> {
    Ok(match name {
        _ if words.is_empty() => return Err(wants_words(name)),
        "open" => TypedCommand::Open(words.to_owned()),
        "search" => TypedCommand::Search(words.to_owned()),
        "find" => TypedCommand::Find(words.to_owned()),
        "theme" => TypedCommand::Theme(theme(words)?),
        "measure" => TypedCommand::Measure(measure(words)?),
        "symbols" => {
            let signs = symbols(words).map_err(|error| format!("{error}."))?;
            let wanted = || "Signs are unicode, blocks or ascii.".to_owned();
            let (symbols, dots) = signs.ok_or_else(wanted)?;
            TypedCommand::Symbols(symbols, dots)
        }
        other => return Err(unknown(other)),
    })
}

fn theme(name: &str) -> Result<ThemeName, String> {
    let names: Vec<&str> = ThemeName::ALL.iter().map(|theme| theme.name()).collect();
    let unknown = || format!("No theme is called {name}; there are {}.", names.join(", "));
    ThemeName::named(name).ok_or_else(unknown)
}

fn measure(columns: &str) -> Result<usize, String> {
    let (least, most) = MEASURES;
    let columns = columns.parse().ok();
    columns
        .filter(|it| (least..=most).contains(it))
        .ok_or_else(|| format!("A measure is a number of columns from {least} to {most}."))
}

fn unknown(name: &str) -> String {
    let near =
        Command::nearest(name).map_or_else(String::new, |near| format!(" Did you mean {near}?"));
    format!("No command is called {name}.{near}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(typed: &str) -> Vec<&'static str> {
        let line = CommandLine {
            field: TextField::with(typed),
            selected: 0,
            ..CommandLine::default()
        };
        line.rows().into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn the_start_of_a_name_comes_before_words_in_the_sentence() {
        assert_eq!(names("out").first(), Some(&"outline"));
        assert!(names("headings").contains(&"outline"));
        assert!(names("theme da").contains(&"theme"));
    }

    #[test]
    fn every_command_that_stands_alone_is_reachable() {
        let all = names("");
        for row in COMMANDS.iter().filter(|row| !row.within) {
            assert!(all.contains(&row.name), "{}", row.name);
        }
    }

    #[test]
    fn completing_leaves_room_for_words() {
        let mut line = CommandLine {
            field: TextField::with("op"),
            selected: 0,
            ..CommandLine::default()
        };
        line.complete();
        assert_eq!(line.field.text(), "open ");
    }
}
