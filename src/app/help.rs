//! Help: every binding, filtered by a word or by pressing the key.

use crate::app::command::Command;
use crate::app::field::Field;
use crate::app::keymap::{Binding, Context, KEYMAP};
use crate::input::Key;

/// The table of keys, what filters it, and the chosen row.
#[derive(Clone, Debug, Default)]
pub struct Help {
    pub field: Field,
    /// The key that was pressed to ask what it does.
    pub pressed: Option<Key>,
    pub selected: usize,
    /// Where help was called from: its bindings stand first.
    from: Option<Context>,
}

impl Help {
    pub fn new(from: Context) -> Self {
        Self {
            from: Some(from),
            ..Self::default()
        }
    }

    /// The bindings that the filter leaves, those of the place help was called from first.
    pub fn rows(&self) -> Vec<&'static Binding> {
        let near = |binding: &Binding| Some(binding.context) == self.from;
        let (first, rest) = KEYMAP
            .iter()
            .partition::<Vec<&'static Binding>, _>(|binding| near(binding));
        first
            .into_iter()
            .chain(rest)
            .filter(|binding| self.matches(binding))
            .collect()
    }

    fn matches(&self, binding: &Binding) -> bool {
        if let Some(key) = self.pressed {
            return binding.keys.contains(&key);
        }
        let query = self.field.text().to_lowercase();
        let words = binding.command.words();
        let is_name = |name: String| {
            name == self.field.text() || (query.len() > 1 && name.to_lowercase().contains(&query))
        };
        let named = |key: &Key| is_name(key.to_string()) || is_name(key.ascii_name());
        query.is_empty()
            || binding.keys.iter().any(named)
            || query
                .split_whitespace()
                .all(|word| words.does.contains(word) || words.name.contains(word))
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

    pub fn chosen(&self) -> Option<Command> {
        self.rows()
            .get(self.selected)
            .map(|binding| binding.command)
    }
}
