//! Help: every binding, filtered by a word or by pressing the key.

use ratatui::layout::{Position, Rect};

use crate::app::command::Command;
use crate::app::context::Context;
use crate::app::keymap::{Binding, key_name};
use crate::app::outcome::{Outcome, Then};
use crate::app::overlay::help_table::{Asked, HelpRow, HelpTable};
use crate::app::overlay::items::{Items, ListItem};
use crate::app::overlay::layer::{AppParts, AppPartsMut, Layer};
use crate::app::overlay::selection::{position, step};
use crate::app::overlay::text_field::{TextField, TextInput};
use crate::input::Key;
use crate::layout::Symbols;
use crate::library::TopicId;

/// Columns for the keys' names, and the share of a narrow screen that they take at most.
const KEYS_WIDTH: (usize, usize) = (20, 3);

/// The table of keys, what filters it, and the chosen row.
#[derive(Clone, Debug, Default)]
pub struct Help {
    pub field: TextField,
    /// The key that was pressed to ask what it does.
    pub pressed: Option<Key>,
    selected: usize,
    table: HelpTable,
}

impl Help {
    pub fn new(table: HelpTable) -> Self {
        Self {
            table,
            ..Self::default()
        }
    }

    fn rows(&self) -> Vec<HelpRow<'_>> {
        self.table.rows(&Asked {
            text: self.field.text(),
            pressed: self.pressed,
        })
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
        match self.rows().get(self.selected) {
            Some(HelpRow::Binding(_, binding)) if self.table.holds(binding) => {
                Then::Run(binding.command).into()
            }
            Some(HelpRow::Binding(_, binding)) => {
                Outcome::from(Then::Close).saying(binding.elsewhere())
            }
            Some(HelpRow::Advice(advice)) => {
                Outcome::from(Then::Close).saying(format!("{}: {}.", advice.lead, advice.text))
            }
            None => Then::Close.into(),
        }
    }

    /// The table, each binding below the name of its place.
    pub fn items(&self, width: u16, symbols: Symbols) -> Items<'_> {
        let item = |row: HelpRow<'_>| match row {
            HelpRow::Binding(group, binding) => ListItem {
                group,
                lead: names(binding, symbols).into(),
                text: binding.does.into(),
                told: Some(format!(
                    "{} (or {}): {}",
                    names(binding, Symbols::Ascii),
                    binding.command.row().name,
                    binding.does
                )),
                ..ListItem::default()
            },
            HelpRow::Advice(advice) => ListItem {
                group: "Elsewhere",
                lead: advice.lead.into(),
                text: advice.text.into(),
                told: Some(format!("{}: {}", advice.lead, advice.text)),
                ..ListItem::default()
            },
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
}

impl Layer for Help {
    fn command(&mut self, command: Command, _: &mut AppPartsMut<'_>) -> Outcome {
        let rows = self.rows().len();
        if step(&mut self.selected, rows, command) {
            return Then::Stay.into();
        }
        match command {
            Command::Enter => self.run_chosen(),
            _ => Then::Unhandled.into(),
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
    use std::sync::Arc;

    use super::*;
    use crate::app::command::Opening;
    use crate::app::context::Motion;
    use crate::app::keymap::Bindings;
    use crate::input::{KeyCode, parse_keys};

    fn help() -> Help {
        let first = vec![Command::Open(Opening::Finder)];
        Help::new(HelpTable::new(Context::Reader, first, Arc::default()))
    }

    fn binding<'a>(row: &HelpRow<'a>) -> &'a Binding {
        match row {
            HelpRow::Binding(_, binding) => binding,
            HelpRow::Advice(advice) => panic!("{advice:?}"),
        }
    }

    fn commands(script: &str) -> Vec<Command> {
        let mut help = help();
        for key in parse_keys(script).unwrap() {
            help.filter(TextInput::Key(key));
        }
        let rows = help.rows().into_iter();
        let bindings = rows.filter(|row| matches!(row, HelpRow::Binding(..)));
        bindings.map(|row| binding(&row).command).collect()
    }

    fn first(script: &str) -> Command {
        commands(script)[0]
    }

    #[test]
    fn words_that_people_type_find_what_they_mean() {
        for (typed, name) in [
            ("colour", "theme"),
            ("color", "theme"),
            ("settings", "theme"),
            ("print", "export"),
            ("quit", "quit"),
            ("exit", "quit"),
            ("citations", "sources"),
        ] {
            let found = commands(typed);
            let wanted = Command::named(name).unwrap();
            assert!(found.contains(&wanted), "{typed}: {found:?}");
        }
        for typed in ["font", "bigger", "settings"] {
            let mut help = help();
            help.filter(TextInput::Paste(typed));
            let is_advice = |row: &HelpRow<'_>| matches!(row, HelpRow::Advice(_));
            assert!(help.rows().iter().any(is_advice), "{typed}");
        }
    }

    #[test]
    fn what_is_worth_knowing_first_stands_above_all_and_again_in_its_group() {
        let all = commands("");
        assert_eq!(all[0], Command::Open(Opening::Finder));
        assert_eq!(all.iter().filter(|it| **it == all[0]).count(), 2);
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
            let mut help = help();
            help.filter(TextInput::Key(*key));
            assert!(binding(&help.rows()[0]).keys.contains(key), "{key}");
        }
    }
}
