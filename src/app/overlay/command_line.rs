//! What is typed on the hint line: a command by its name, completed as it is typed, or what to find in the page.

use crate::app::overlay::selection::step;
use crate::app::panes::{ONE_PANE_BELOW, framed};
use crate::app::{Items, Layer, ListItem, Outcome, Panel, ReadingState, Then, Typing};
use crate::command::{COMMANDS, Command, CommandRow, Context, Opening, TextField, TextInput};
use crate::library::TopicId;

/// Columns for the commands' names.
const NAME_WIDTH: usize = 20;

/// Commands that take words, with what they do.
const WITH_WORDS: &[Completion] = &[
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

/// The name of a command, and what it does.
type Completion = (&'static str, &'static str);

/// What is typed behind the colon, and the chosen completion.
#[derive(Clone, Debug, Default)]
pub struct CommandLine {
    pub field: TextField,
    pub selected: usize,
    /// The commands that it does not offer, for this reference has nothing for them.
    pub absent: Vec<Command>,
}

impl CommandLine {
    /// The commands that fit what is typed: by the start of their name, then by any of their words.
    fn rows(&self) -> Vec<Completion> {
        let typed = self.field.text().trim().to_lowercase();
        let first = typed.split(' ').next().unwrap_or_default();
        let is_offered = |row: &&CommandRow| {
            !row.within && !self.absent.contains(&row.command) && !takes_words(row.name)
        };
        let named = COMMANDS.iter().filter(is_offered);
        let named = named.map(|row| (row.name, row.does));
        let all = WITH_WORDS.iter().copied().chain(named);
        let (mut begun, others): (Vec<_>, Vec<_>) =
            all.partition(|(name, _)| name.starts_with(first));
        let says = |(name, does): &Completion| {
            let mut words = typed.split(' ');
            words.all(|word| does.contains(word) || name.contains(word))
        };
        begun.extend(others.into_iter().filter(says));
        begun
    }

    fn items(&self, width: u16) -> Items<'_> {
        // A narrow screen has no room for a column of names.
        let is_narrow = width < ONE_PANE_BELOW;
        let item = |(name, does): Completion| {
            let both = format!("{name}: {does}");
            let (lead, text) = if is_narrow {
                ("", both.clone().into())
            } else {
                (name, does.into())
            };
            ListItem {
                lead: lead.into(),
                text,
                plain_text: Some(both),
                ..ListItem::default()
            }
        };
        Items {
            items: self.rows().into_iter().map(item).collect(),
            selected: Some(self.selected),
            lead: if is_narrow { 0 } else { NAME_WIDTH },
            ..Items::default()
        }
    }

    /// Puts the chosen name into the field, ready for its words.
    fn complete(&mut self) {
        if let Some((name, _)) = self.rows().get(self.selected) {
            let space = if takes_words(name) { " " } else { "" };
            self.field = TextField::with(format!("{name}{space}"));
            self.selected = 0;
        }
    }

    /// Does what is typed: a command by name, one with words, or the chosen row.
    fn run(&self) -> Outcome {
        let typed = self.field.text().trim();
        let (name, words) = typed.split_once(' ').unwrap_or((typed, ""));
        let words = words.trim();
        // `export html` is the command `export-html`; what is not said is text.
        let joined = format!("{name}-{words}");
        let joined =
            Command::named(&joined).or_else(|| Command::named(joined.strip_suffix("-text")?));
        if let Some(command) = joined {
            return Then::Run(command).into();
        }
        if !words.is_empty() || (takes_words(name) && Command::named(name).is_none()) {
            return with_words(name, words);
        }
        let chosen = self.rows().get(self.selected).map(|(name, _)| *name);
        if let Some(command) = Command::named(name).or_else(|| Command::named(chosen?)) {
            return Then::Run(command).into();
        }
        match chosen {
            Some(name) if takes_words(name) => close_saying(wants_words(name)),
            _ => close_saying(unknown(name)),
        }
    }
}

impl Layer for CommandLine {
    fn command(&mut self, command: Command, _: &mut ReadingState) -> Outcome {
        let rows = self.rows().len();
        match command {
            _ if step(&mut self.selected, rows, command) => Then::Stay.into(),
            Command::Enter => self.run(),
            Command::Complete => {
                self.complete();
                Then::Stay.into()
            }
            _ => Then::Unhandled.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut ReadingState) -> Outcome {
        self.field.edit(input);
        self.selected = 0;
        Then::Stay.into()
    }

    fn choose(&mut self, row: usize, _: &mut ReadingState) -> Outcome {
        self.selected = row.min(self.rows().len().saturating_sub(1));
        self.run()
    }

    fn context(&self) -> Context {
        Context::CommandLine
    }

    fn renew(&mut self, _: &ReadingState, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        true
    }

    fn typing(&self) -> Option<Typing<'_>> {
        Some((":".into(), Some(&self.field)))
    }

    fn panel<'a>(&'a self, app: &'a ReadingState) -> Option<Panel<'a>> {
        let width = framed(app.shape().over()).width;
        Some(Panel::over(app, "Commands", self.items(width)))
    }
}

fn takes_words(name: &str) -> bool {
    WITH_WORDS.iter().any(|(known, _)| *known == name)
}

fn wants_words(name: &str) -> String {
    format!("{name} wants a word behind it.")
}

/// What a command does with the words behind it.
fn with_words(name: &str, words: &str) -> Outcome {
    let words = words.to_owned();
    let then = match name {
        _ if words.is_empty() => return close_saying(wants_words(name)),
        "open" => Then::GoTo(words),
        "search" => Then::Type(Opening::Finder, words),
        "find" => Then::Type(Opening::Find, words),
        "theme" | "measure" | "symbols" => Then::Set(name.to_owned(), words),
        other => return close_saying(unknown(other)),
    };
    then.into()
}

fn close_saying(sentence: String) -> Outcome {
    Outcome::from(Then::Close).saying(sentence)
}

fn unknown(name: &str) -> String {
    let near =
        Command::nearest(name).map_or_else(String::new, |near| format!(" Did you mean {near}?"));
    format!("No command is called {name}.{near}")
}

/// What is looked for, from which line on.
#[derive(Clone, Debug)]
pub struct FindInPage {
    pub field: TextField,
    from: usize,
}

impl FindInPage {
    pub fn from_line(from: usize) -> Self {
        Self {
            field: TextField::default(),
            from,
        }
    }
}

impl Layer for FindInPage {
    fn context(&self) -> Context {
        Context::Find
    }

    fn command(&mut self, command: Command, app: &mut ReadingState) -> Outcome {
        let height = app.reader_height();
        match command {
            Command::FindNext | Command::FindPrevious => {
                app.reader.step_match(command == Command::FindNext, height);
                Then::Stay.into()
            }
            Command::Enter => {
                let found = app.reader.found.as_ref();
                if found.is_some_and(|it| it.matches.is_empty() && !it.is_sought) {
                    app.reader.forget_found();
                    return Outcome::from(Then::Close).saying("No match in this page.");
                }
                Then::Close.into()
            }
            Command::Escape => {
                app.reader.forget_found();
                app.reader.go_to_line(self.from, height);
                Then::Close.into()
            }
            _ => Then::Unhandled.into(),
        }
    }

    /// Looks for what is typed so far, from the line where finding began.
    fn typed(&mut self, input: TextInput<'_>, app: &mut ReadingState) -> Outcome {
        self.field.edit(input);
        let height = app.reader_height();
        app.reader.go_to_line(self.from, height);
        app.reader.find(self.field.text(), None);
        app.reader.show_match(height);
        Then::Stay.into()
    }

    fn panel<'a>(&'a self, _: &'a ReadingState) -> Option<Panel<'a>> {
        None
    }

    fn typing(&self) -> Option<Typing<'_>> {
        Some(("/".into(), Some(&self.field)))
    }
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
        line.rows().into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn the_start_of_a_name_comes_before_words_in_the_sentence() {
        assert_eq!(names("out").first(), Some(&"outline"));
        assert!(names("headings").contains(&"outline"));
        assert!(names("theme da").contains(&"theme"));
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
