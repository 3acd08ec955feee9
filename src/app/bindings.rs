//! The keys in force: the table, with what a reader's settings changed.

use crate::app::command::Command;
use crate::app::keymap::{Binding, Context, KEYMAP};
use crate::config::Rebinding;
use crate::input::Key;

/// The bindings of one reader.
#[derive(Clone, Debug)]
pub struct Bindings(Vec<Binding>);

impl Default for Bindings {
    fn default() -> Self {
        Self(KEYMAP.to_vec())
    }
}

impl Bindings {
    pub fn iter(&self) -> impl Iterator<Item = &Binding> {
        self.0.iter()
    }

    /// What a key asks for where the reader is.
    pub fn command_for(&self, key: Key, context: Context) -> Option<Command> {
        let found = |context: &Context| {
            self.iter()
                .find(|binding| binding.context == *context && binding.keys.contains(&key))
        };
        let binding = context.lookup().iter().find_map(found)?;
        Some(binding.command)
    }

    /// The first key that asks for `command` where the reader is.
    pub fn key_for(&self, command: Command, context: Context) -> Option<Key> {
        let order = context.lookup();
        let place = |it: &Binding| order.iter().position(|context| *context == it.context);
        let bound = self.iter().filter(|it| it.command == command);
        let placed = bound.filter_map(|it| Some((place(it)?, it)));
        let (_, binding) = placed.min_by_key(|(place, _)| *place)?;
        binding.keys.first().copied()
    }

    /// Gives commands other keys while reading; whatever had those keys there loses them.
    ///
    /// An error names the line of the settings and says what to do.
    pub fn rebind(&mut self, rebindings: &[Rebinding]) -> Result<(), (usize, String)> {
        for rebinding in rebindings {
            let command = Command::named(&rebinding.command)
                .filter(|command| can_be_rebound(*command))
                .ok_or_else(|| (rebinding.line, unknown(&rebinding.command)))?;
            self.free(&rebinding.keys);
            let own = self
                .0
                .iter_mut()
                .find(|binding| binding.command == command && binding.context == Context::Browse);
            match own {
                Some(binding) => binding.keys = rebinding.keys.clone().into(),
                None => self.0.push(Binding {
                    context: Context::Browse,
                    keys: rebinding.keys.clone().into(),
                    command,
                }),
            }
        }
        self.0.retain(|binding| !binding.keys.is_empty());
        Ok(())
    }

    fn free(&mut self, keys: &[Key]) {
        let reading = [Context::Browse, Context::Tree, Context::Reader];
        for binding in self.0.iter_mut().filter(|it| reading.contains(&it.context)) {
            if binding.keys.iter().any(|key| keys.contains(key)) {
                binding.keys.to_mut().retain(|key| !keys.contains(key));
            }
        }
    }
}

/// Whether a command may be given other keys: what closes and quits stays where everybody finds it.
pub const fn can_be_rebound(command: Command) -> bool {
    !matches!(command, Command::Escape | Command::Interrupt)
}

fn unknown(name: &str) -> String {
    let near = Command::nearest(name).map_or_else(
        || "`calcinosis config` lists the commands".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    format!("no command that can be given keys is called `{name}`; {near}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rebound(command: &str, key: char) -> Result<Bindings, (usize, String)> {
        let mut bindings = Bindings::default();
        let keys = vec![Key::char(key)];
        let command = command.to_owned();
        bindings
            .rebind(&[Rebinding {
                command,
                keys,
                line: 4,
            }])
            .map(|()| bindings)
    }

    #[test]
    fn a_command_gets_the_key_and_nothing_else_keeps_it() {
        let bindings = rebound("finder", 'o').unwrap();
        assert_eq!(
            bindings.command_for(Key::char('o'), Context::Reader),
            Some(Command::Finder)
        );
        assert_eq!(bindings.command_for(Key::char('s'), Context::Reader), None);
        assert_eq!(bindings.key_for(Command::Outline, Context::Reader), None);
    }

    #[test]
    fn a_slip_is_named_with_its_line() {
        let (line, sentence) = rebound("fnder", 'o').unwrap_err();
        assert_eq!(line, 4);
        assert!(sentence.contains("did you mean `finder`?"), "{sentence}");
        assert!(rebound("cancel", 'o').is_err());
    }
}
