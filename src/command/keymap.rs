//! The keys in force, as the table of commands and the reader's settings say, and the hints that name them.

use crate::command::{COMMANDS, Command, Context, Hint, Opening};
use crate::config::{ConfigError, Rebinding};
use crate::input::{Key, parse_keys};
use crate::layout::{Symbols, width};

/// With Ctrl these are backspace, tab, enter and a line feed on old terminals.
const SENT_FOR_OTHERS: [char; 4] = ['h', 'i', 'm', 'j'];

pub const BETWEEN_HINTS: usize = 3;

#[derive(Clone, Debug)]
pub struct Binding {
    pub context: Context,
    pub keys: Vec<Key>,
    pub command: Command,
    pub does: &'static str,
}

impl Binding {
    /// What to say where the binding does not hold.
    pub fn elsewhere(&self) -> String {
        let place = self.context.title().to_lowercase();
        format!("{place}: {}", self.does)
    }
}

/// The bindings of one reader, by context.
#[derive(Clone, Debug)]
pub struct Bindings(Vec<Binding>);

impl Default for Bindings {
    /// Those of the table; that every script of it is read is what `tests/keys.rs` holds.
    fn default() -> Self {
        let rows = COMMANDS.iter();
        let all = rows.flat_map(|row| {
            row.keys.iter().map(|keys| Binding {
                context: keys.context,
                keys: parse_keys(keys.script).unwrap_or_default(),
                command: row.command,
                does: keys.does.unwrap_or(row.does),
            })
        });
        let mut all: Vec<Binding> = all.collect();
        all.sort_by_key(|binding| binding.context);
        Self(all)
    }
}

impl Bindings {
    pub fn iter(&self) -> impl Iterator<Item = &Binding> {
        self.0.iter()
    }

    /// What a key asks for where the reader is.
    pub fn command_for(&self, key: Key, context: Context) -> Option<Command> {
        let binding = self.nearest(context, |it| it.keys.contains(&key));
        Some(binding?.command)
    }

    /// The first key that asks for `command` where the reader is.
    pub fn key_for(&self, command: Command, context: Context) -> Option<Key> {
        let binding = self.nearest(context, |it| it.command == command);
        binding?.keys.first().copied()
    }

    /// Of the bindings that are meant, the one that holds nearest to where the reader is.
    pub fn nearest(
        &self,
        context: Context,
        is_meant: impl Fn(&Binding) -> bool,
    ) -> Option<&Binding> {
        let distance = |it: &Binding| context.lookup().position(|context| context == it.context);
        let meant = self.iter().filter(|it| is_meant(it));
        let near = meant.filter_map(|it| Some((distance(it)?, it)));
        near.min_by_key(|(distance, _)| *distance).map(|(_, it)| it)
    }

    /// Gives commands other keys while reading; whatever had those keys there loses them.
    ///
    /// What cannot be done is passed over and given back, with the line of the settings and what to do.
    pub fn rebind(&mut self, rebindings: &[Rebinding]) -> Vec<ConfigError> {
        let mut errors = Vec::new();
        for rebinding in rebindings {
            if let Err(message) = self.rebind_one(rebinding) {
                let line = rebinding.line;
                errors.push(ConfigError { line, message });
            }
        }
        self.0.retain(|binding| !binding.keys.is_empty());
        errors
    }

    fn rebind_one(&mut self, rebinding: &Rebinding) -> Result<(), String> {
        let command = Command::named(&rebinding.command)
            .filter(|command| can_be_rebound(*command))
            .ok_or_else(|| unknown(&rebinding.command))?;
        if let Some(key) = rebinding.keys.iter().find(|key| !self.can_be_given(**key)) {
            return Err(format!(
                "`{}` keeps its meaning everywhere",
                key.script_name()
            ));
        }
        self.free(&rebinding.keys);
        let own = self
            .0
            .iter_mut()
            .find(|binding| binding.command == command && binding.context == Context::Browse);
        match own {
            Some(binding) => binding.keys.clone_from(&rebinding.keys),
            None => self.0.push(Binding {
                context: Context::Browse,
                keys: rebinding.keys.clone(),
                command,
                does: command.row().does,
            }),
        }
        Ok(())
    }

    /// Whether a key may mean something else: not one that closes or quits, nor one that old terminals send for another.
    fn can_be_given(&self, key: Key) -> bool {
        let fixed = self
            .iter()
            .filter(|it| it.context == Context::Anywhere && !can_be_rebound(it.command));
        let mut fixed = fixed.flat_map(|it| &it.keys);
        !fixed.any(|other| *other == key) && !SENT_FOR_OTHERS.map(Key::ctrl).contains(&key)
    }

    fn free(&mut self, keys: &[Key]) {
        let reading = [Context::Browse, Context::Tree, Context::Reader];
        for binding in self.0.iter_mut().filter(|it| reading.contains(&it.context)) {
            binding.keys.retain(|key| !keys.contains(key));
        }
    }

    /// The hints of a place, the most useful first, of those commands that do something now.
    pub fn hints(
        &self,
        context: Context,
        symbols: Symbols,
        does_something: impl Fn(Command) -> bool,
    ) -> Vec<ShownHint> {
        let rows = COMMANDS
            .iter()
            .filter(|row| does_something(row.command))
            .flat_map(|row| row.hints.iter().map(move |hint| (hint, row.command)));
        let mut ranked: Vec<(&Hint, Command)> =
            rows.filter(|(hint, _)| hint.context == context).collect();
        ranked.sort_by_key(|(hint, _)| hint.rank);
        let shown = ranked.into_iter().filter_map(|(hint, command)| {
            let key = self.key_for(command, context)?;
            let key = match command {
                Command::Number => "number".to_owned(),
                _ => key_name(key, symbols),
            };
            Some(ShownHint {
                command,
                key,
                word: hint.word,
            })
        });
        shown.collect()
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

/// A key's name in the signs the terminal has.
pub fn key_name(key: Key, symbols: Symbols) -> String {
    if symbols.is_unicode() {
        key.to_string()
    } else {
        key.ascii_name()
    }
}

/// A hint as it is shown: the key's name, and the word for what it does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownHint {
    pub command: Command,
    pub key: String,
    pub word: &'static str,
}

impl ShownHint {
    pub fn width(&self) -> usize {
        width::of(&self.key) + 1 + width::of(self.word)
    }
}

/// What is always shown: how to get out, or while reading, what is urgent and how to learn the keys.
pub const fn anchors(context: Context) -> &'static [Command] {
    if context.is_reading() {
        &[Command::Open(Opening::Urgent), Command::Open(Opening::Help)]
    } else {
        &[Command::Escape]
    }
}

/// As many hints as fit so many columns, the [`anchors`] of their context among them.
pub fn fitting(hints: Vec<ShownHint>, context: Context, columns: usize) -> Vec<ShownHint> {
    let anchors = anchors(context);
    let mut kept: Vec<ShownHint> = hints.clone();
    kept.retain(|hint| anchors.contains(&hint.command));
    let mut free = columns;
    let mut fitting = Vec::new();
    for hint in hints {
        let before = kept.len();
        kept.retain(|other| other.command != hint.command);
        let reserved: usize = kept.iter().map(|it| it.width() + BETWEEN_HINTS).sum();
        if hint.width() + reserved > free {
            kept.extend((kept.len() < before).then_some(hint));
            break;
        }
        free = free.saturating_sub(hint.width() + BETWEEN_HINTS);
        fitting.push(hint);
    }
    fitting.extend(kept);
    fitting
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rebound(command: &str, key: char) -> Result<Bindings, ConfigError> {
        rebound_to(command, Key::char(key))
    }

    fn rebound_to(command: &str, key: Key) -> Result<Bindings, ConfigError> {
        let mut bindings = Bindings::default();
        let rebinding = Rebinding {
            command: command.to_owned(),
            keys: vec![key],
            line: 4,
        };
        let error = bindings.rebind(&[rebinding]).pop();
        error.map_or(Ok(bindings), Err)
    }

    #[test]
    fn a_command_gets_the_key_and_nothing_else_keeps_it() {
        let bindings = rebound("finder", 'o').unwrap();
        assert_eq!(
            bindings.command_for(Key::char('o'), Context::Reader),
            Some(Command::Open(Opening::Finder))
        );
        assert_eq!(bindings.command_for(Key::char('s'), Context::Reader), None);
        assert_eq!(
            bindings.key_for(Command::Open(Opening::Outline), Context::Reader),
            None
        );
    }

    #[test]
    fn a_slip_is_named_with_its_line() {
        let error = rebound("fnder", 'o').unwrap_err();
        assert_eq!(error.line, 4);
        assert!(error.message.contains("did you mean `finder`?"), "{error}");
        for key in [
            Key::ctrl('c'),
            parse_keys("<esc>").unwrap()[0],
            Key::ctrl('j'),
        ] {
            assert!(rebound_to("copy", key).is_err(), "{key}");
        }
        assert!(rebound("cancel", 'o').is_err());
    }
}
