//! Help: every binding, filtered by a word or by pressing the key.

use std::sync::Arc;

use crate::app::bindings::Bindings;
use crate::app::field::Field;
use crate::app::keymap::{Binding, Context};
use crate::app::overlay::Overlay;
use crate::app::rows::{Frame, Item, ItemLine, in_sight};
use crate::input::Key;
use crate::layout::Symbols;

/// Rows above the table: what is typed.
pub const ABOVE_ROWS: u16 = 1;

/// Columns for the keys' names, and the share of a narrow screen that they take at most.
const KEYS_WIDTH: (usize, usize) = (20, 3);

/// How a binding fits the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Key,
    Name,
    Words,
}

/// The table of keys, what filters it, and the chosen row.
#[derive(Clone, Debug, Default)]
pub struct Help {
    pub field: Field,
    /// The key that was pressed to ask what it does.
    pub pressed: Option<Key>,
    pub selected: usize,
    /// Where help was called from: its bindings stand first.
    from: Option<Context>,
    bindings: Arc<Bindings>,
    /// What help was called over, which closing it returns to.
    pub behind: Option<Box<Overlay>>,
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
        let ranked = self.bindings.iter().filter_map(|binding| {
            let far = Some(binding.context) != self.from;
            Some(((self.rank(binding)?, far), binding))
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        ranked.into_iter().map(|(_, binding)| binding).collect()
    }

    /// How well a binding fits the filter, best first; None when it does not.
    fn rank(&self, binding: &Binding) -> Option<Fit> {
        if let Some(key) = self.pressed.or_else(|| self.typed_key()) {
            let is_of_key = binding.keys.contains(&key);
            if is_of_key || self.pressed.is_some() {
                return is_of_key.then_some(Fit::Key);
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
            return Some(Fit::Name);
        }
        let (does, name) = (binding.does(), binding.command.words().name);
        let has = |word: &str| does.to_lowercase().contains(word) || name.contains(word);
        query.split_whitespace().all(has).then_some(Fit::Words)
    }

    /// A single letter is a word to look for and a key that was pressed, both at once.
    fn typed_key(&self) -> Option<Key> {
        let mut letters = self.field.text().chars();
        let first = letters.next()?;
        letters.next().is_none().then(|| Key::char(first))
    }

    /// The lines of the table in sight, each binding below the name of its place.
    pub fn in_sight(&self, width: u16, height: u16, symbols: Symbols) -> Vec<ItemLine> {
        let rows = self.rows();
        let item = |binding: &&Binding| Item {
            group: binding.context.title(),
            lead: names(binding, symbols).into(),
            text: binding.does().into(),
            ..Item::default()
        };
        let items: Vec<Item<'_>> = rows.iter().map(item).collect();
        let (most, share) = KEYS_WIDTH;
        let frame = Frame {
            width,
            height: height.saturating_sub(ABOVE_ROWS),
            lead: most.min(usize::from(width) / share),
            symbols,
        };
        in_sight(&items, self.selected, &frame)
    }

    /// Types into the filter, or asks for a key that types nothing.
    pub fn type_key(&mut self, key: Key) {
        self.selected = 0;
        self.pressed = None;
        if !self.field.edit(key) {
            self.pressed = Some(key);
        }
    }

    pub fn step(&mut self, rows: isize) {
        let last = self.rows().len().saturating_sub(1);
        self.selected = self.selected.saturating_add_signed(rows).min(last);
    }

    pub fn chosen(&self) -> Option<&Binding> {
        self.rows().get(self.selected).copied()
    }

    /// Whether a binding holds where help was called from.
    pub fn holds(&self, binding: &Binding) -> bool {
        let from = self.from.unwrap_or(Context::Anywhere);
        binding
            .keys
            .iter()
            .any(|key| self.bindings.command_for(*key, from) == Some(binding.command))
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

/// A key's name in the signs the terminal has.
pub fn key_name(key: Key, symbols: Symbols) -> String {
    match symbols {
        Symbols::Ascii => key.ascii_name(),
        Symbols::Unicode => key.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::Command;
    use crate::input::{KeyCode, parse_keys};

    fn first(script: &str) -> Command {
        let mut help = Help::new(Context::Reader, Arc::default());
        for key in parse_keys(script).unwrap() {
            help.type_key(key);
        }
        help.rows()[0].command
    }

    #[test]
    fn a_key_finds_its_binding_first_letters_too() {
        assert_eq!(first("j"), Command::LineDown);
        assert_eq!(first("G"), Command::Bottom);
        assert_eq!(first("<space>"), Command::PageDown);
        assert_eq!(first("<tab>"), Command::OtherPane);
        assert_eq!(first("<c-d>"), Command::HalfDown);
        assert_eq!(first("outline"), Command::Outline);
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
            help.type_key(*key);
            assert!(help.rows()[0].keys.contains(key), "{key}");
        }
    }
}
