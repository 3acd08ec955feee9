//! Help: every binding, filtered by a word or by pressing the key.

use std::sync::Arc;

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::keymap::{Binding, Bindings, key_name};
use crate::app::outcome::{Outcome, Then};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{position, step};
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::input::Key;
use crate::layout::Symbols;
use crate::library::TopicId;

/// Columns for the keys' names, and the share of a narrow screen that they take at most.
const KEYS_WIDTH: (usize, usize) = (20, 3);

/// How a binding fits the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HelpFit {
    Key,
    Name,
    Words,
}

/// The table of keys, what filters it, and the chosen row.
#[derive(Clone, Debug, Default)]
pub struct Help {
    pub field: TextField,
    /// The key that was pressed to ask what it does.
    pub pressed: Option<Key>,
    selected: usize,
    /// Where help was called from: its bindings stand first.
    from: Option<Context>,
    bindings: Arc<Bindings>,
}

impl Help {
    pub fn new(from: Context, bindings: Arc<Bindings>) -> Self {
        Self {
            from: Some(from),
            bindings,
            ..Self::default()
        }
    }

    /// The bindings that the filter leaves: those of the key that was typed first, then those of the place help was
    /// called from, then the others.
    pub fn rows(&self) -> Vec<&Binding> {
        let near = self.from.map_or(&[][..], Context::lookup);
        let ranked = self.bindings.iter().filter_map(|binding| {
            let far = near.iter().position(|context| *context == binding.context);
            let far = far.unwrap_or(near.len());
            Some(((self.rank(binding)?, far), binding))
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, binding)| binding).collect()
    }

    /// How well a binding fits the filter, best first; None when it does not.
    fn rank(&self, binding: &Binding) -> Option<HelpFit> {
        if let Some(key) = self.pressed.or_else(|| self.typed_key()) {
            let is_of_key = binding.keys.contains(&key);
            if is_of_key || self.pressed.is_some() {
                return is_of_key.then_some(HelpFit::Key);
            }
        }
        let query = self.field.text().trim().to_lowercase();
        let is_name = |key: &Key| {
            let names = [key.to_string(), key.ascii_name()];
            names
                .iter()
                .any(|name| query.len() > 1 && name.to_lowercase().contains(&query))
        };
        if query.is_empty() || binding.keys.iter().any(is_name) {
            return Some(HelpFit::Name);
        }
        let (does, name) = (binding.does, binding.command.row().name);
        let has = |word: &str| does.to_lowercase().contains(word) || name.contains(word);
        query.split_whitespace().all(has).then_some(HelpFit::Words)
    }

    /// A single letter is a word to look for and a key that was pressed, both at once.
    fn typed_key(&self) -> Option<Key> {
        let mut letters = self.field.text().chars();
        let first = letters.next()?;
        letters.next().is_none().then(|| Key::char(first))
    }

    /// Types into the filter, or asks for a key that types nothing.
    fn filter(&mut self, input: TextInput<'_>) {
        self.selected = 0;
        let is_typed = self.field.edit(input);
        self.pressed = match input {
            TextInput::Key(key) => (!is_typed).then_some(key),
            TextInput::Paste(_) => None,
        };
    }

    /// Returns to where help was called from, and does there what the chosen binding says.
    fn run_chosen(&self) -> Outcome {
        match self.chosen() {
            Some(binding) if self.holds(binding) => Then::Run(binding.command).into(),
            Some(binding) => Outcome::from(Then::Close).saying(binding.elsewhere()),
            None => Then::Close.into(),
        }
    }

    /// The table, each binding below the name of its place.
    pub fn items(&self, width: u16, symbols: Symbols) -> Items<'_> {
        let item = |binding: &Binding| ListItem {
            group: binding.context.title(),
            lead: names(binding, symbols).into(),
            text: binding.does.into(),
            told: Some(format!(
                "{} (or {}): {}",
                names(binding, Symbols::Ascii),
                binding.command.row().name,
                binding.does
            )),
            ..ListItem::default()
        };
        let (most, share) = KEYS_WIDTH;
        Items {
            items: self.rows().into_iter().map(item).collect(),
            selected: Some(self.selected),
            lead: most.min(usize::from(width) / share),
            is_roomy: false,
            empty: &["No key does that. Backspace widens the filter."],
        }
    }

    /// The name of the key that was pressed.
    pub fn asked(&self, symbols: Symbols) -> String {
        self.pressed
            .map_or_else(String::new, |key| key_name(key, symbols))
    }

    fn chosen(&self) -> Option<&Binding> {
        self.rows().get(self.selected).copied()
    }

    /// Whether a binding holds where help was called from.
    fn holds(&self, binding: &Binding) -> bool {
        let from = self.from.unwrap_or(Context::Anywhere);
        binding
            .keys
            .iter()
            .any(|key| self.bindings.command_for(*key, from) == Some(binding.command))
    }
}

impl Layer for Help {
    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        let rows = self.rows().len();
        if step(&mut self.selected, rows, command) {
            return Then::Stay.into();
        }
        match command {
            Command::Enter => self.run_chosen(),
            _ => Then::Pass.into(),
        }
    }

    fn typed(&mut self, input: TextInput<'_>, _: &mut AppPartsMut<'_>) -> Outcome {
        self.filter(input);
        Then::Stay.into()
    }

    fn mouse(&mut self, at: Position, area: Rect, app: &mut AppPartsMut<'_>) -> Outcome {
        let symbols = app.settings.symbols;
        let row = self.items(area.width, symbols).row_at(at, area, symbols);
        row.map_or_else(|| Then::Stay.into(), |row| self.choose(row, app))
    }

    /// Selects a row and does what Enter does there.
    fn choose(&mut self, row: usize, _: &mut AppPartsMut<'_>) -> Outcome {
        self.selected = row.min(self.rows().len().saturating_sub(1));
        self.run_chosen()
    }

    fn position(&self, _: &AppParts<'_>) -> Option<String> {
        Some(position(self.selected, self.rows().len()))
    }

    fn context(&self) -> Context {
        Context::Help
    }

    fn renew(&mut self, _: &AppPartsMut<'_>, _: &dyn Fn(TopicId) -> Option<TopicId>) -> bool {
        true
    }

    fn field(&self) -> Option<&TextField> {
        Some(&self.field)
    }
}

/// The names of a binding's keys.
fn names(binding: &Binding, symbols: Symbols) -> String {
    let names: Vec<String> = binding
        .keys
        .iter()
        .map(|key| key_name(*key, symbols))
        .collect();
    names.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::command::Opening;
    use crate::app::context::Motion;
    use crate::input::{KeyCode, parse_keys};

    fn first(script: &str) -> Command {
        let mut help = Help::new(Context::Reader, Arc::default());
        for key in parse_keys(script).unwrap() {
            help.filter(TextInput::Key(key));
        }
        help.rows()[0].command
    }

    #[test]
    fn a_key_finds_its_binding_first_letters_too() {
        assert_eq!(first("j"), Command::Move(Motion::LineDown));
        assert_eq!(first("G"), Command::Move(Motion::Bottom));
        assert_eq!(first("<space>"), Command::Move(Motion::PageDown));
        assert_eq!(first("<tab>"), Command::OtherPane);
        assert_eq!(first("<c-d>"), Command::Move(Motion::HalfDown));
        assert_eq!(first("outline"), Command::Open(Opening::Outline));
        assert_eq!(first("esc"), Command::Escape);
    }

    #[test]
    fn every_key_that_help_does_not_need_itself_is_found_by_pressing_it() {
        let all = Bindings::default();
        let bindings = all
            .iter()
            .filter(|binding| binding.context == Context::Browse);
        for key in bindings.flat_map(|binding| binding.keys.iter()) {
            let needed = all.command_for(*key, Context::Help).is_some();
            let edits = matches!(
                key.code,
                KeyCode::Backspace | KeyCode::Home | KeyCode::End | KeyCode::Left | KeyCode::Right
            ) || key.modifiers.control;
            if needed || edits {
                continue;
            }
            let mut help = Help::new(Context::Reader, Arc::default());
            help.filter(TextInput::Key(*key));
            assert!(help.rows()[0].keys.contains(key), "{key}");
        }
    }
}
