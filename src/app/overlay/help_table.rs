//! The rows of help: what is worth knowing first, then every binding that fits what is asked, then advice.

use std::sync::Arc;

use crate::app::command::{Command, Opening};
use crate::app::context::Context;
use crate::app::keymap::{Binding, Bindings};
use crate::app::overlay::asked_words::{ADVICE, Advice, for_command};
use crate::input::Key;

/// What stands above the commands worth knowing first.
const FIRST: &str = "Useful here";

/// How many those are.
const MOST_FIRST: usize = 10;

/// How a row fits the filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum HelpFit {
    Key,
    Name,
    Words,
    /// Only people call it so.
    Asked,
}

/// A row of help, below the name of its group.
#[derive(Clone, Copy, Debug)]
pub enum HelpRow<'a> {
    Binding(&'static str, &'a Binding),
    Advice(&'static Advice),
}

/// What is asked: words, or a key that was pressed.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    pub text: &'a str,
    pub pressed: Option<Key>,
}

/// The bindings, and where help was called from.
#[derive(Clone, Debug, Default)]
pub struct HelpTable {
    /// Where help was called from: its bindings stand first.
    from: Option<Context>,
    /// What is worth knowing first there.
    first: Vec<Command>,
    /// What this reference has nothing for.
    absent: Vec<Command>,
    bindings: Arc<Bindings>,
}

impl HelpTable {
    /// Help called from a place, where these commands are worth knowing first.
    pub fn new(from: Context, first: Vec<Command>, bindings: Arc<Bindings>) -> Self {
        Self {
            from: Some(from),
            first,
            bindings,
            ..Self::default()
        }
    }

    #[must_use]
    pub fn without(self, absent: Vec<Command>) -> Self {
        Self { absent, ..self }
    }

    /// The rows that the filter leaves: those of the key that was typed first, then those of the place help was
    /// called from, then the others. Before anything is typed, what is worth knowing first stands above them.
    pub fn rows(&self, asked: &Asked<'_>) -> Vec<HelpRow<'_>> {
        let near = self.from.map_or(&[][..], Context::lookup);
        let bound = self.bindings.iter();
        let bound = bound.filter(|it| !self.is_absent(it));
        let ranked = bound.filter_map(|binding| {
            let far = near.iter().position(|context| *context == binding.context);
            let far = far.unwrap_or(near.len());
            let row = HelpRow::Binding(binding.context.title(), binding);
            Some(((asked.rank(binding)?, far), row))
        });
        let mut ranked: Vec<_> = ranked.collect();
        ranked.sort_by_key(|(rank, _)| *rank);
        let ranked = ranked.into_iter().map(|(_, row)| row);
        let mut rows = if asked.is_nothing() {
            self.first_rows()
        } else {
            Vec::new()
        };
        rows.extend(ranked);
        rows.extend(asked.advice());
        rows
    }

    /// Whether a binding opens what this reference has nothing for, or holds only there.
    fn is_absent(&self, binding: &Binding) -> bool {
        let urgent = Command::Open(Opening::Urgent);
        let is_of_urgent = binding.context == Context::Urgent && self.absent.contains(&urgent);
        is_of_urgent || self.absent.contains(&binding.command)
    }

    fn first_rows(&self) -> Vec<HelpRow<'_>> {
        let near = self.from.map_or(&[][..], Context::lookup);
        let binding = |command: &Command| {
            let bound = |context: &Context| {
                let is_it = |it: &&Binding| it.context == *context && it.command == *command;
                self.bindings.iter().find(is_it)
            };
            near.iter().find_map(bound)
        };
        let bound = self.first.iter().filter_map(binding).take(MOST_FIRST);
        bound
            .map(|binding| HelpRow::Binding(FIRST, binding))
            .collect()
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

impl Asked<'_> {
    const fn is_nothing(&self) -> bool {
        self.text.is_empty() && self.pressed.is_none()
    }

    fn advice<'b>(&self) -> impl Iterator<Item = HelpRow<'b>> {
        let query = self.query();
        let asked = move |advice: &&Advice| has_words(advice.words, &query);
        let is_typed = self.pressed.is_none();
        ADVICE
            .iter()
            .filter(move |_| is_typed)
            .filter(asked)
            .map(HelpRow::Advice)
    }

    fn query(&self) -> String {
        self.text.trim().to_lowercase()
    }

    /// How well a binding fits the filter, best first; None when it does not.
    fn rank(&self, binding: &Binding) -> Option<HelpFit> {
        if let Some(key) = self.pressed.or_else(|| self.typed_key()) {
            let is_of_key = binding.keys.contains(&key);
            if is_of_key || self.pressed.is_some() {
                return is_of_key.then_some(HelpFit::Key);
            }
        }
        let query = self.query();
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
        if query.split_whitespace().all(has) {
            return Some(HelpFit::Words);
        }
        has_words(for_command(name), &query).then_some(HelpFit::Asked)
    }

    /// A single letter is a word to look for and a key that was pressed, both at once.
    fn typed_key(&self) -> Option<Key> {
        let mut letters = self.text.chars();
        let first = letters.next()?;
        letters.next().is_none().then(|| Key::char(first))
    }
}

/// Whether each word that is typed begins one of these words.
fn has_words(words: &str, query: &str) -> bool {
    let begins = |typed: &str| words.split(' ').any(|word| word.starts_with(typed));
    !query.is_empty() && query.split_whitespace().all(begins)
}
