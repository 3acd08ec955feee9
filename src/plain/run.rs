//! What a typed line makes plain mode do: what its command's twin in the table says.

use crate::app::Effect;
use crate::app::overlay::lists;
use crate::app::reader::links::ActivationTarget;
use crate::command::{Command, Context, Motion, Opening, PlainTwin};
use crate::input::{Event, Key};
use crate::plain::parse::{SETTING, command_named};
use crate::plain::reading::{HEIGHT, PlainReader};
use crate::plain::{output, parts};

const FINDER: Command = Command::Open(Opening::Finder);

/// What help begins with, and the commands it names.
const HELP: &str = "Words search, a number follows a link, Enter reads on, contents lists all topics, ? and a word finds more help.";
const HELPED: &[&str] = &[
    "outline", "find", "sources", "urgent", "back", "body", "compare", "clip", "sheet", "quit",
];

impl PlainReader {
    /// A number chooses, an empty line goes on, a key or the name of a command runs it, anything else is searched for.
    pub(super) fn run_line(&mut self, line: &str) -> Vec<Effect> {
        if let Ok(number) = line.parse::<usize>() {
            return self.choose(number);
        }
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        if !rest.is_empty() && SETTING.contains(&word) {
            return self.enter(Opening::CommandLine, line);
        }
        if let Some(words) = line.strip_prefix('/').filter(|words| !words.is_empty()) {
            return self.enter(Opening::Find, words.trim());
        }
        if line.contains(['/', '#']) && line.len() > 1 && self.app.open(line).is_ok() {
            return Vec::new();
        }
        if line.is_empty() && self.app.overlay().is_some() {
            self.close();
            return Vec::new();
        }
        match command_named(&self.app, word, rest) {
            _ if line == "contents" => self.contents(),
            _ if matches!(word, "?" | "help") && !rest.is_empty() => {
                self.run_over_page(Command::Open(Opening::Help), Some(rest))
            }
            _ if line.is_empty() => self.step_part(true),
            Some(command) => self.run(command, rest),
            None => self.run_over_page(FINDER, Some(line)),
        }
    }

    /// Does what a command has plain mode do, with the words behind it.
    fn run(&mut self, command: Command, rest: &str) -> Vec<Effect> {
        match command.row().plain {
            _ if command == Command::Open(Opening::Help) => self.help(),
            _ if command == Command::Close => {
                // The sheet is told at the end.
                self.app.state.kept.asked_to_leave = true;
                self.run_over_page(command, None)
            }
            PlainTwin::Search => self.run_over_page(FINDER, Some(rest)),
            PlainTwin::NextPart => self.step_part(true),
            PlainTwin::PreviousPart => self.step_part(false),
            PlainTwin::FirstPart => self.go_to_part(0),
            PlainTwin::LastPart => self.go_to_part(parts::parts(&self.app).saturating_sub(1)),
            PlainTwin::Contents => self.contents(),
            PlainTwin::Find(_) if !rest.is_empty() => self.enter(Opening::Find, rest),
            PlainTwin::Letter(_) | PlainTwin::MaybeLetter if !rest.is_empty() => {
                self.run_over_page(command, None);
                let letter = rest.chars().next().unwrap_or(' ');
                self.app.update(&Event::Key(Key::char(letter)))
            }
            PlainTwin::Words(_) | PlainTwin::Row(_) if !rest.is_empty() => {
                self.run_on_sheet(command, rest)
            }
            PlainTwin::Close => {
                self.close();
                Vec::new()
            }
            PlainTwin::OnSheet => {
                self.open_sheet();
                self.app.run(command)
            }
            PlainTwin::Find(sentence)
            | PlainTwin::Letter(sentence)
            | PlainTwin::Words(sentence)
            | PlainTwin::Row(sentence)
            | PlainTwin::Instead(sentence) => {
                self.close();
                self.app.say(sentence);
                Vec::new()
            }
            PlainTwin::Run | PlainTwin::MaybeLetter | PlainTwin::Narrowed => {
                self.run_over_page(command, Some(rest).filter(|rest| !rest.is_empty()))
            }
        }
    }

    /// Runs a command with nothing over the page, and types words into what it opens.
    fn run_over_page(&mut self, command: Command, words: Option<&str>) -> Vec<Effect> {
        self.close();
        let effects = self.app.run(command);
        if let Some(words) = words {
            self.app.update(&Event::Paste(words.to_owned()));
        }
        effects
    }

    /// Opens a field, types words into it, and enters them.
    fn enter(&mut self, field: Opening, words: &str) -> Vec<Effect> {
        self.run_over_page(Command::Open(field), Some(words));
        self.app.run(Command::Enter)
    }

    /// A command of the visit sheet: with the number of a row before the words, where it takes one.
    fn run_on_sheet(&mut self, command: Command, rest: &str) -> Vec<Effect> {
        self.open_sheet();
        let (number, words) = rest.split_once(' ').unwrap_or((rest, ""));
        let row = number.parse::<usize>().ok();
        let row = row.filter(|_| command != Command::AddNote);
        if let Some(row) = row {
            let rows = self.numbers().unwrap_or_default();
            if !(1..=rows).contains(&row) {
                return self.refuse(row, rows);
            }
            self.app.run(Command::Move(Motion::Top));
            for _ in 1..row {
                self.app.run(Command::Move(Motion::LineDown));
            }
        }
        let effects = self.app.run(command);
        if self.app.context() != Context::Note {
            return effects;
        }
        self.app.update(&Event::Key(Key::ctrl('u')));
        let words = if row.is_some() { words } else { rest };
        self.app.update(&Event::Paste(words.to_owned()));
        self.app.run(Command::Enter)
    }

    /// Lays the visit sheet open; one that is open remembers what was taken off.
    fn open_sheet(&mut self) {
        if self.app.context() != Context::Sheet {
            self.run_over_page(Command::Open(Opening::VisitSheet), None);
        }
    }

    /// Chooses a numbered row; with no list told, a link of the part told last.
    fn choose(&mut self, number: usize) -> Vec<Effect> {
        if let Some(rows) = self.numbers().filter(|rows| *rows > 0)
            && !(1..=rows).contains(&number)
        {
            return self.refuse(number, rows);
        }
        let row = number.checked_sub(1);
        if let Some(effects) = row.and_then(|row| self.app.choose(row)) {
            return effects;
        }
        self.close();
        let links = parts::links(&self.app, self.part);
        if let Some(link) = row.and_then(|row| links.get(row)) {
            let target = ActivationTarget::Link(*link);
            let state = &self.app.state;
            let goal = state.reader.goal_of(&target, state.library());
            return self.app.follow(goal);
        }
        self.refuse(number, links.len())
    }

    /// How many rows of what lies over the page have a number.
    fn numbers(&self) -> Option<usize> {
        Some(output::numbers(&self.app, self.app.overlay()?))
    }

    fn refuse(&mut self, number: usize, last: usize) -> Vec<Effect> {
        let end = match last {
            0 => String::new(),
            last => format!("; the last is {last}"),
        };
        self.app
            .say(&format!("There is no number {number} here{end}."));
        Vec::new()
    }

    fn close(&mut self) {
        while self.app.overlay().is_some() {
            self.app.run(Command::Escape);
        }
    }

    /// The next part of the page, or the one before; past the end, the next topic.
    fn step_part(&mut self, forward: bool) -> Vec<Effect> {
        let last = parts::parts(&self.app).saturating_sub(1);
        match (forward, self.part) {
            (true, part) if part >= last => self.run_over_page(Command::NextTopic, None),
            (true, part) => self.go_to_part(part + 1),
            (false, 0) => self.run_over_page(Command::PreviousTopic, None),
            (false, part) => self.go_to_part(part - 1),
        }
    }

    fn go_to_part(&mut self, part: usize) -> Vec<Effect> {
        self.close();
        let line = parts::first_line(&self.app, part);
        self.app.state.reader.go_to_line(line, usize::from(HEIGHT));
        self.part = parts::part_at(&self.app, line);
        Vec::new()
    }

    fn help(&mut self) -> Vec<Effect> {
        self.close();
        let absent = self.app.state.absent();
        let rows = HELPED.iter().filter_map(|name| Command::named(name));
        let rows = rows.filter(|command| !absent.contains(command));
        let line = |command: Command| {
            let row = command.row();
            let key = self.app.bindings.key_for(command, Context::Reader);
            let key = key.map_or_else(String::new, |key| format!("{} ", key.ascii_name()));
            format!("  {key}{}: {}\n", row.name, row.does)
        };
        let lines: String = rows.map(line).collect();
        self.app.say(&format!("{HELP}\n{lines}"));
        Vec::new()
    }

    /// All topics, numbered, as the tree shows them.
    fn contents(&mut self) -> Vec<Effect> {
        self.close();
        let state = &self.app.state;
        let list = lists::contents(state.library(), state.reader.topic);
        self.app.overlays.push(list.into());
        Vec::new()
    }
}
