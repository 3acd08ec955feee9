//! The table of keys: nothing clashes, every command has its words, and forbidden keys stay free.

use std::collections::HashSet;

use calcinosis::app::Command;
use calcinosis::app::bindings::Bindings;
use calcinosis::app::command::COMMANDS;
use calcinosis::app::keymap::{Context, KEYMAP};
use calcinosis::input::{Key, KeyCode};

#[test]
fn no_key_has_two_meanings_in_one_context() {
    let mut seen = HashSet::new();
    for binding in KEYMAP {
        for key in binding.keys.iter() {
            assert!(
                seen.insert((binding.context, *key)),
                "{key} is bound twice: {}",
                binding.context.title()
            );
        }
    }
}

#[test]
fn keys_that_old_terminals_send_for_others_are_never_bound() {
    for letter in ['h', 'i', 'm', 'j'] {
        let key = Key::ctrl(letter);
        assert!(
            KEYMAP.iter().all(|binding| !binding.keys.contains(&key)),
            "{key} is another key on old terminals"
        );
    }
}

#[test]
fn every_command_has_words_and_a_key() {
    let mut names = HashSet::new();
    for words in COMMANDS {
        assert!(
            names.insert(words.name),
            "the name {} is given twice",
            words.name
        );
        assert!(
            !words.does.is_empty() && !words.does.ends_with('.'),
            "{}",
            words.name
        );
        let bound = KEYMAP
            .iter()
            .any(|binding| binding.command == words.command);
        assert!(bound, "no key asks for {}", words.name);
    }
    for binding in KEYMAP {
        assert_eq!(binding.command.words().command, binding.command);
        assert!(
            COMMANDS
                .iter()
                .any(|words| words.command == binding.command),
            "{:?} has no words",
            binding.command
        );
    }
}

#[test]
fn text_fields_leave_letters_to_typing() {
    for binding in KEYMAP.iter().filter(|binding| binding.context.takes_text()) {
        assert!(
            binding.keys.iter().all(|key| key.text().is_none()),
            "{}",
            binding.context.title()
        );
    }
}

#[test]
fn escape_never_quits() {
    let escape = Key::plain(KeyCode::Escape);
    let bindings = Bindings::default();
    for binding in KEYMAP {
        let command = bindings.command_for(escape, binding.context);
        assert!(
            command.is_none_or(|command| command == Command::Escape),
            "{}",
            binding.context.title()
        );
    }
    assert_eq!(
        bindings.command_for(escape, Context::Reader),
        Some(Command::Escape)
    );
}

#[test]
fn help_knows_every_binding_by_its_words() {
    for binding in KEYMAP {
        assert!(!binding.does().is_empty());
        let over = !matches!(binding.context, Context::Browse | Context::Anywhere);
        let elsewhere = ["in the tree", "in the reader", "on the command line"];
        assert!(
            !over
                || elsewhere
                    .iter()
                    .all(|words| !binding.does().contains(words)),
            "{}: {}",
            binding.context.title(),
            binding.does()
        );
    }
}
