//! From a key to a command, or to a letter in the field that is open.

use crate::app::keymap::Context;
use crate::app::links::Typed;
use crate::app::overlay::Overlay;
use crate::app::{App, Command, Effect};
use crate::input::Key;

impl App {
    pub(super) fn key(&mut self, key: Key) -> Vec<Effect> {
        let context = self.context();
        self.message = None;
        let typed = context.takes_text() && key.text().is_some();
        let command = if typed {
            None
        } else {
            self.bindings.command_for(key, context)
        };
        if command != Some(Command::Interrupt) {
            self.interrupted = false;
        }
        if command != Some(Command::Number) && command != Some(Command::Enter) {
            self.number.clear();
        }
        match command {
            Some(Command::Number) => {
                self.type_number(key);
                Vec::new()
            }
            Some(command) => self.run(command),
            None if matches!(context, Context::Mark | Context::Note) => self.type_keeping(key),
            None if context.takes_text() => {
                self.type_key(key);
                Vec::new()
            }
            None => {
                self.unbound(key, context);
                Vec::new()
            }
        }
    }

    fn unbound(&mut self, key: Key, context: Context) {
        self.close_prefix();
        let help = self.bindings.key_for(Command::Help, context);
        let help = help.map_or_else(|| "Esc".to_owned(), |key| key.to_string());
        self.message = Some(format!("{key} does nothing here; {help} shows the keys."));
    }

    /// A key in an open text field.
    fn type_key(&mut self, key: Key) {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => {
                let before = finder.field.text().to_owned();
                if finder.field.edit(key) && finder.field.text() != before {
                    finder.search(&self.library, self.index.as_deref());
                }
            }
            Some(Overlay::Find { field, .. }) => {
                field.edit(key);
                self.find_typed();
            }
            Some(Overlay::Help(help)) => help.type_key(key),
            Some(Overlay::Palette(palette)) => {
                palette.field.edit(key);
                palette.selected = 0;
            }
            Some(Overlay::Links(_)) => self.type_link(key),
            _ => {}
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        match &mut self.overlay {
            Some(Overlay::Finder(finder)) => {
                finder.field.insert(text);
                finder.search(&self.library, self.index.as_deref());
            }
            Some(Overlay::Find { field, .. }) => {
                field.insert(text);
                self.find_typed();
            }
            Some(Overlay::Help(help)) => help.field.insert(text),
            Some(Overlay::Palette(palette)) => palette.field.insert(text),
            Some(Overlay::Note(entry)) => entry.field.insert(text),
            _ => {}
        }
    }

    /// Looks for what is typed so far, from the line where finding began.
    fn find_typed(&mut self) {
        let Some(Overlay::Find { field, from }) = &self.overlay else {
            return;
        };
        let (query, from, height) = (field.text().to_owned(), *from, self.reader_height());
        self.reader.go_to_line(from, height);
        self.reader.find(&query, None);
        self.reader.show_match(height);
    }

    fn type_link(&mut self, key: Key) {
        let Some(Overlay::Links(choice)) = &mut self.overlay else {
            return;
        };
        let purpose = choice.purpose;
        let typed = key
            .text()
            .map_or(Typed::Nothing, |letter| choice.push(letter));
        match typed {
            Typed::Waiting => {}
            Typed::Nothing => {
                self.overlay = None;
                self.say("No link has that letter; Enter shows them again.");
            }
            Typed::Chosen(leads) => {
                self.overlay = None;
                self.use_spot(purpose, &leads);
            }
        }
    }
}
