//! From a key to a command, and from a command to what it does: one arm, one call.

use crate::app::kept::copy;
use crate::app::overlay::finder::Finder;
use crate::app::overlay::second_key::SecondKey;
use crate::app::{App, AppPartsMut, Effect, Layer, Outcome, Pane, TextInput, Then};
use crate::command::{Binding, Command, Opening, SettingChange};
use crate::config::MEASURES;
use crate::input::Key;

/// Columns by which `+` and `-` change the measure.
const MEASURE_STEP: usize = 4;

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
            Some(command) if self.has(command) => self.run(command),
            None if context.takes_text() => self.typed(TextInput::Key(key)),
            _ => self.unbound(key),
        }
    }

    pub(super) fn typed(&mut self, input: TextInput<'_>) -> Vec<Effect> {
        let outcome = self.on_top(|layer, app| layer.typed(input, app));
        let outcome = outcome.unwrap_or_default();
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
        let height = self.reader_height();
        let outcome = match (self.overlays.is_empty(), self.focus) {
            (false, _) => {
                let outcome = self.on_top(|layer, app| layer.command(command, app));
                outcome.unwrap_or_default()
            }
            (true, Pane::Tree) => {
                let outcome = self.tree.command(command, &self.library, height);
                self.follow_selection();
                outcome
            }
            (true, Pane::Reader) => self.reader.command(command, height),
        };
        if outcome.then == Then::Unhandled {
            let outcome = self.run_anywhere(command);
            return self.apply(outcome);
        }
        self.apply(outcome)
    }

    /// Chooses a row of what lies on top by its number, counted from 0; whether there are rows.
    pub fn choose(&mut self, row: usize) -> Option<Vec<Effect>> {
        let outcome = self.on_top(|layer, app| layer.choose(row, app))?;
        (outcome.then != Then::Unhandled).then(|| self.apply(outcome))
    }

    /// Asks what lies on top, with the parts of the app that it may look at and change.
    pub(super) fn on_top<T>(
        &mut self,
        ask: impl FnOnce(&mut dyn Layer, &mut AppPartsMut<'_>) -> T,
    ) -> Option<T> {
        let mut app = AppPartsMut {
            shape: self.shape(),
            library: &self.library,
            index: self.index.as_deref(),
            settings: &self.settings,
            reader: &mut self.reader,
            kept: &mut self.kept,
            search: &mut self.search,
        };
        let overlay = self.overlays.last_mut()?;
        Some(ask(overlay.layer_mut(), &mut app))
    }

    /// What a command does wherever it is asked for.
    fn run_anywhere(&mut self, command: Command) -> Outcome {
        match command {
            Command::Open(opening) => self.open_overlay(opening),
            Command::Change(change) => self.change_setting(change),
            Command::Copy(format) => copy::copy(format, &self.parts()),
            Command::CopySheet(format) => copy::copy_sheet(format, &self.parts()),
            Command::Export(format) => copy::export_sheet(format, &self.parts()),
            Command::NextHeading
            | Command::PreviousHeading
            | Command::FindNext
            | Command::FindPrevious => {
                self.focus = Pane::Reader;
                self.reader.command(command, self.reader_height())
            }
            Command::NextTopic => self.step_topic(true),
            Command::PreviousTopic => self.step_topic(false),
            Command::Back => self.step_history(true),
            Command::Forward => self.step_history(false),
            Command::OtherPane => self.other_pane(),
            Command::Left => self.focus_tree(),
            Command::Right | Command::Enter => self.read_or_follow(command),
            Command::Peek => self.peek_here(),
            Command::NextHit => {
                Finder::open_next(&mut self.search, &self.library, self.index.as_deref())
            }
            Command::AddNote => self.add_note(),
            Command::Clip => self.clip(),
            Command::Bookmark => self.toggle_bookmark(),
            Command::Changes => self.ask_for_changes(),
            Command::KeepSettings => self.kept.keep_settings(),
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
                self.message = match self.settings.set(&name, &value) {
                    Err(sentence) if sentence.ends_with('?') => Some(sentence),
                    Err(sentence) => Some(sentence + "."),
                    Ok(()) => (name == "measure").then(|| measured(self.settings.measure)),
                };
                self.lay_out();
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
        if self.sheet_to_take().is_some() && !std::mem::replace(&mut self.kept.asked_to_leave, true)
        {
            self.overlays.push(SecondKey::Leave.into());
            return Then::Stay.into();
        }
        Outcome::asked(Effect::Quit)
    }

    fn escape(&mut self) -> Outcome {
        if self.overlays.pop().is_some() || self.reader.forget_found() {
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

    fn change_setting(&mut self, change: SettingChange) -> Outcome {
        let measure = self.settings.measure;
        match change {
            SettingChange::Tree => self.toggle_tree(),
            SettingChange::Zoom => self.toggle_zoom(),
            SettingChange::Wider => self.set_measure(measure.saturating_add(MEASURE_STEP)),
            SettingChange::Narrower => self.set_measure(measure.saturating_sub(MEASURE_STEP)),
            SettingChange::Theme => {
                let theme = self.settings.theme.next();
                self.settings.theme = theme;
                Outcome::say(format!("Theme {}: {}.", theme.name(), theme.words()))
            }
            SettingChange::Mouse => {
                let on = !self.settings.mouse;
                self.settings.mouse = on;
                Outcome::say(if on {
                    "Mouse on: wheel and click; M gives selecting text back to the terminal."
                } else {
                    "Mouse off: the terminal selects text again."
                })
                .asking(Some(Effect::Mouse(on)))
            }
        }
    }

    fn toggle_tree(&mut self) -> Outcome {
        if self.shape().is_narrow() {
            return self.other_pane();
        }
        self.settings.zoom = false;
        self.settings.tree = !self.settings.tree;
        if !self.settings.tree {
            self.focus = Pane::Reader;
        }
        self.lay_out();
        Then::Stay.into()
    }

    fn toggle_zoom(&mut self) -> Outcome {
        self.settings.zoom = !self.settings.zoom;
        self.focus = Pane::Reader;
        self.lay_out();
        Then::Stay.into()
    }

    fn set_measure(&mut self, measure: usize) -> Outcome {
        let measure = measure.clamp(MEASURES.0, MEASURES.1);
        self.settings.measure = measure;
        self.lay_out();
        Outcome::say(measured(measure))
    }
}

fn measured(columns: usize) -> String {
    format!("Lines of at most {columns} columns.")
}
