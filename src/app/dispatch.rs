//! From a key to a command, and from a command to what it does: one arm, one call.

use std::mem;

use crate::app::kept::copy;
use crate::app::overlay::finder::Finder;
use crate::app::overlay::second_key::SecondKey;
use crate::app::state::measured;
use crate::app::{App, Effect, Outcome, Pane, Then};
use crate::command::{Binding, Command, Opening, TextInput};
use crate::input::Key;

impl App {
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        self.message = None;
        let is_typed = context.takes_text() && key.text().is_some();
        let command = if is_typed {
            None
        } else {
            self.bindings.command_for(key, context)
        };
        self.interrupted &= command == Some(Command::Interrupt);
        match command {
            // Which number is meant, only the key says.
            Some(Command::Number) => self.digit(key),
            Some(command) if self.state.has(command) => self.run(command),
            None if context.takes_text() => self.typed(TextInput::Key(key)),
            _ => self.unbound(key),
        }
    }

    pub(super) fn typed(&mut self, input: TextInput<'_>) -> Vec<Effect> {
        let outcome = match self.top() {
            Some((layer, state)) => layer.typed(input, state),
            None => Outcome::default(),
        };
        match (input, &outcome.then) {
            (TextInput::Key(key), Then::Unhandled) => self.unbound(key),
            _ => self.apply(outcome),
        }
    }

    /// Says which keys hold: while reading the one that shows all, elsewhere those of the hint line.
    fn unbound(&mut self, key: Key) -> Vec<Effect> {
        let hints = self.hints().into_iter();
        let is_reading = self.context().is_reading();
        let hints =
            hints.filter(|hint| !is_reading || hint.command == Command::Open(Opening::Help));
        let hints: Vec<String> = hints
            .map(|hint| format!("{} {}", hint.key, hint.word))
            .collect();
        self.message = Some(format!("{key} does nothing here: {}.", hints.join(", ")));
        Vec::new()
    }

    /// Does what a command asks, where the reader is: what lies on top is asked first.
    pub fn run(&mut self, command: Command) -> Vec<Effect> {
        let outcome = match self.top() {
            Some((layer, state)) => layer.command(command, state),
            None => self.state.command(command),
        };
        let outcome = match outcome.then {
            Then::Unhandled => self.run_anywhere(command),
            _ => outcome,
        };
        self.apply(outcome)
    }

    /// Chooses a row of what lies on top by its number, counted from 0; whether there are rows.
    pub fn choose(&mut self, row: usize) -> Option<Vec<Effect>> {
        let (layer, state) = self.top()?;
        let outcome = layer.choose(row, state);
        (outcome.then != Then::Unhandled).then(|| self.apply(outcome))
    }

    /// What a command does wherever it is asked for.
    fn run_anywhere(&mut self, command: Command) -> Outcome {
        match command {
            Command::Open(opening) => self.open_overlay(opening),
            Command::Change(change) => self.state.change_setting(change),
            Command::Copy(format) => copy::copy(format, &self.state),
            Command::CopySheet(format) => copy::copy_sheet(format, &self.state),
            Command::Export(format) => copy::export_sheet(format, &self.state),
            Command::NextHeading
            | Command::PreviousHeading
            | Command::FindNext
            | Command::FindPrevious => {
                self.state.focus = Pane::Reader;
                self.state.command(command)
            }
            Command::NextTopic => self.state.step_topic(true),
            Command::PreviousTopic => self.state.step_topic(false),
            Command::Back => self.state.step_history(true),
            Command::Forward => self.state.step_history(false),
            Command::OtherPane => self.state.other_pane(),
            Command::Left => self.state.focus_tree(),
            Command::Right | Command::Enter => self.read_or_follow(command),
            Command::Peek => self.peek_here(),
            Command::NextHit => Finder::open_next(&mut self.state),
            Command::AddNote => {
                self.show_sheet();
                let top = self.top();
                top.map_or_else(Outcome::default, |(sheet, state)| {
                    sheet.command(command, state)
                })
            }
            Command::Clip => self.state.clip(),
            Command::Bookmark => self.state.toggle_bookmark(),
            Command::Changes => self.ask_for_changes(),
            Command::KeepSettings => self.state.kept.keep_settings(),
            Command::Redraw => Outcome::asked(Effect::Redraw),
            Command::Reload => Outcome::asked(Effect::Reload),
            Command::Suspend => Outcome::asked(Effect::Suspend),
            Command::Close => self.close(),
            Command::Escape => self.escape(),
            Command::Interrupt => self.interrupt(),
            Command::Number
            | Command::Filter
            | Command::Complete
            | Command::OpenSection(_)
            | Command::PreviewDown
            | Command::PreviewUp
            | Command::Move(_)
            | Command::EditSheet(_) => self.elsewhere(command),
        }
    }

    /// Where a command would do something.
    fn elsewhere(&self, command: Command) -> Outcome {
        let binding = self.bindings.iter().find(|it| it.command == command);
        let own = || command.row().does.to_owned();
        Outcome::say(binding.map_or_else(own, Binding::elsewhere))
    }

    /// Goes where an outcome leads, and says and asks the host for what comes with it.
    pub(super) fn apply(&mut self, outcome: Outcome) -> Vec<Effect> {
        let Outcome {
            then,
            said,
            mut effects,
        } = outcome;
        if !matches!(then, Then::Unhandled | Then::Stay | Then::Open(_)) {
            self.overlays.pop();
        }
        match then {
            Then::Unhandled | Then::Stay | Then::Close => {}
            Then::ShowPage => self.overlays.clear(),
            Then::Go(goal) | Then::Open(goal) => effects.extend(self.go(goal)),
            Then::Peek(goal) => self.peek(&goal),
            Then::Numbered(number) => self.peek_numbered(number),
            Then::Run(command) => effects.extend(self.run(command)),
            Then::GoTo(name) => {
                if let Err(sentence) = self.open(&name) {
                    self.message = Some(format!("{sentence}."));
                }
            }
            Then::Type(opening, words) => effects.extend(self.open_typed(opening, &words)),
            Then::Set(name, value) => {
                let settings = &mut self.state.settings;
                self.message = match settings.set(&name, &value) {
                    Err(sentence) if sentence.ends_with('?') => Some(sentence),
                    Err(sentence) => Some(sentence + "."),
                    Ok(()) => (name == "measure").then(|| measured(settings.measure)),
                };
                self.state.lay_out();
            }
        }
        self.fit_overlay();
        self.message = said.or_else(|| self.message.take());
        effects
    }

    pub fn open_typed(&mut self, opening: Opening, words: &str) -> Vec<Effect> {
        let mut effects = self.run(Command::Open(opening));
        effects.extend(self.typed(TextInput::Paste(words)));
        effects
    }

    /// Closes what is on top; with nothing on top, the program ends.
    fn close(&mut self) -> Outcome {
        if self.overlays.pop().is_some() {
            return Then::Stay.into();
        }
        let is_kept = self.state.sheet_to_take().is_none();
        if !is_kept && !mem::replace(&mut self.state.kept.asked_to_leave, true) {
            self.overlays.push(SecondKey::Leave.into());
            return Then::Stay.into();
        }
        Outcome::asked(Effect::Quit)
    }

    fn escape(&mut self) -> Outcome {
        if self.overlays.pop().is_some() || self.state.reader.forget_found() {
            return Then::Stay.into();
        }
        Outcome::say("Nothing is open here; q quits.")
    }

    fn interrupt(&mut self) -> Outcome {
        if self.interrupted {
            return Outcome::asked(Effect::Quit);
        }
        self.interrupted = true;
        self.overlays.clear();
        Outcome::say("Press Ctrl-c again to quit, or q.")
    }
}
