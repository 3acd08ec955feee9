//! The command line of the screen: every command by name, completed as it is typed.

use crate::app::command::{COMMANDS, Words};
use crate::app::field::Field;
use crate::app::panes::ONE_PANE_BELOW;
use crate::app::rows::{Frame, Item, ItemLine, in_sight};
use crate::app::{App, Command, Effect};
use crate::config::{MEASURES, ThemeName, symbols};
use crate::layout::Symbols;

/// Columns for the commands' names.
const NAME_WIDTH: usize = 20;

/// Commands that take a word, with what they do.
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
pub struct Row {
    pub name: &'static str,
    pub does: &'static str,
}

/// What is typed behind the colon, and the chosen completion.
#[derive(Clone, Debug, Default)]
pub struct Palette {
    pub field: Field,
    pub selected: usize,
}

impl Palette {
    /// The commands that fit what is typed: by the start of their name, then by any of their words.
    pub fn rows(&self) -> Vec<Row> {
        let typed = self.field.text().trim().to_lowercase();
        let first = typed.split(' ').next().unwrap_or_default();
        let with_words = WITH_WORDS.iter().map(|(name, does)| Row { name, does });
        let twice = |words: &&Words| !WITH_WORDS.iter().any(|(name, _)| *name == words.name);
        let named = COMMANDS
            .iter()
            .filter(|words| stands_alone(words))
            .filter(twice);
        let named = named.map(|words| Row {
            name: words.name,
            does: words.does,
        });
        let all: Vec<Row> = with_words.chain(named).collect();
        let begins = |row: &&Row| row.name.starts_with(first);
        let has = |row: &&Row| {
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

    /// The lines in sight.
    pub fn in_sight(&self, width: u16, height: u16, symbols: Symbols) -> Vec<ItemLine> {
        // A narrow screen has no room for a column of names.
        let lead = if width < ONE_PANE_BELOW {
            0
        } else {
            NAME_WIDTH
        };
        let item = |row: Row| match lead {
            0 => Item {
                text: format!("{}: {}", row.name, row.does).into(),
                ..Item::default()
            },
            _ => Item {
                lead: row.name.into(),
                text: row.does.into(),
                ..Item::default()
            },
        };
        let items: Vec<Item<'_>> = self.rows().into_iter().map(item).collect();
        let frame = Frame {
            width,
            height,
            lead,
            symbols,
        };
        in_sight(&items, self.selected, &frame)
    }

    pub fn step(&mut self, rows: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(rows).min(last);
    }

    /// Puts the chosen name into the field, ready for its words.
    pub fn complete(&mut self) {
        if let Some(row) = self.rows().get(self.selected) {
            let space = if WITH_WORDS.iter().any(|(name, _)| *name == row.name) {
                " "
            } else {
                ""
            };
            self.field = Field::with(format!("{}{space}", row.name));
            self.selected = 0;
        }
    }
}

/// Commands that mean nothing without what they are asked in.
const fn stands_alone(words: &Words) -> bool {
    use Command::{
        Enter, Escape, MoveDown, MoveUp, NextPlace, Note, Number, OpenPlace1, OpenPlace2,
        OpenPlace3, Remove, Restore, WholeTopic,
    };
    let in_lists = matches!(
        words.command,
        Enter | Escape | NextPlace | Number | OpenPlace1 | OpenPlace2 | OpenPlace3
    );
    let on_the_sheet = matches!(
        words.command,
        MoveDown | MoveUp | Note | Remove | Restore | WholeTopic
    );
    !in_lists && !on_the_sheet
}

impl App {
    /// Does what is typed: a command by name, one with words, or the chosen row.
    pub(super) fn run_typed(&mut self, palette: &Palette) -> Vec<Effect> {
        let typed = palette.field.text().trim();
        let (name, words) = typed.split_once(' ').unwrap_or((typed, ""));
        let words = words.trim();
        let wants_words = WITH_WORDS.iter().any(|(known, _)| *known == name);
        if !words.is_empty() || (wants_words && Command::named(name).is_none()) {
            self.run_with_words(name, words);
            return Vec::new();
        }
        let chosen = palette.rows().get(palette.selected).map(|row| row.name);
        let command = Command::named(name).or_else(|| Command::named(chosen?));
        if let Some(command) = command {
            return self.run(command);
        }
        self.say(&unknown(name));
        Vec::new()
    }

    fn run_with_words(&mut self, name: &str, words: &str) {
        let done = match name {
            _ if words.is_empty() => Err(format!("{name} wants a word behind it.")),
            "open" => self.open_named(words),
            "search" | "find" => {
                let command = Command::named(if name == "search" { "finder" } else { name });
                command.map(|command| self.run(command));
                self.paste(words);
                Ok(())
            }
            "theme" => self.set_theme(words),
            "measure" => self.set_measure_typed(words),
            "symbols" => self.set_symbols(words),
            other => Err(unknown(other)),
        };
        if let Err(sentence) = done {
            self.message = Some(sentence);
        }
    }

    fn open_named(&mut self, name: &str) -> Result<(), String> {
        let named = self
            .library
            .named(name)
            .map_err(|error| format!("{error}."))?;
        match named.heading {
            Some(slug) => self.visit_heading(named.topic, &slug),
            None => self.visit(named.topic),
        }
        Ok(())
    }

    fn set_theme(&mut self, name: &str) -> Result<(), String> {
        let names: Vec<&str> = ThemeName::ALL.iter().map(|theme| theme.name()).collect();
        let unknown = || format!("No theme is called {name}; there are {}.", names.join(", "));
        self.settings.theme = ThemeName::named(name).ok_or_else(unknown)?;
        Ok(())
    }

    fn set_symbols(&mut self, name: &str) -> Result<(), String> {
        let signs = symbols(name).map_err(|error| format!("{error}."))?;
        let wanted = || "Signs are unicode, blocks or ascii.".to_owned();
        (self.settings.symbols, self.settings.dots) = signs.ok_or_else(wanted)?;
        self.lay_out();
        Ok(())
    }

    fn set_measure_typed(&mut self, columns: &str) -> Result<(), String> {
        let (least, most) = MEASURES;
        let wanted = || format!("A measure is a number of columns from {least} to {most}.");
        self.set_measure(
            columns
                .parse()
                .ok()
                .filter(|it| (least..=most).contains(it))
                .ok_or_else(wanted)?,
        );
        Ok(())
    }
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
        let palette = Palette {
            field: Field::with(typed),
            selected: 0,
        };
        palette.rows().into_iter().map(|row| row.name).collect()
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
        for words in COMMANDS.iter().filter(|words| stands_alone(words)) {
            assert!(all.contains(&words.name), "{}", words.name);
        }
    }

    #[test]
    fn completing_leaves_room_for_words() {
        let mut palette = Palette {
            field: Field::with("op"),
            selected: 0,
        };
        palette.complete();
        assert_eq!(palette.field.text(), "open ");
    }
}
