//! The table of commands and its keys: nothing clashes, nothing is forgotten, and every key does something or says why not.

#[expect(
    dead_code,
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test that cannot build its screen must fail, and no test file needs every helper"
)]
mod support;

use std::collections::HashSet;

use calcinosis::command::{Bindings, COMMANDS, Command, CommandRow, Context};
use calcinosis::input::{Event, Key, KeyCode, parse_keys};
use calcinosis::session::Session;

fn keys_of(row: &CommandRow) -> Vec<(Context, Key)> {
    let keys = row.keys.iter();
    keys.flat_map(|keys| {
        let parsed = parse_keys(keys.script).unwrap_or_default();
        parsed.into_iter().map(|key| (keys.context, key))
    })
    .collect()
}

#[test]
fn every_key_script_of_the_table_is_read() {
    for keys in COMMANDS.iter().flat_map(|row| row.keys) {
        assert!(
            parse_keys(keys.script).is_ok_and(|read| !read.is_empty()),
            "{keys:?}"
        );
    }
}

#[test]
fn no_key_has_two_meanings_in_one_context() {
    let mut seen = HashSet::new();
    for (context, key) in COMMANDS.iter().flat_map(keys_of) {
        assert!(
            seen.insert((context, key)),
            "{key} is bound twice: {}",
            context.title()
        );
    }
}

#[test]
fn keys_that_old_terminals_send_for_others_are_never_bound() {
    for (_, key) in COMMANDS.iter().flat_map(keys_of) {
        let taken = ['h', 'i', 'm', 'j'].map(Key::ctrl);
        assert!(
            !taken.contains(&key),
            "{key} is another key on old terminals"
        );
    }
}

#[test]
fn every_command_has_words_and_a_key() {
    let mut names = HashSet::new();
    for row in COMMANDS {
        assert!(
            names.insert(row.name),
            "the name {} is given twice",
            row.name
        );
        assert!(
            !row.does.is_empty() && !row.does.ends_with('.'),
            "{}",
            row.name
        );
        // One is only for the command line: who changes a file by a single key regrets it.
        let has_key = !row.keys.is_empty() || row.command == Command::KeepSettings;
        assert!(has_key, "no key asks for {}", row.name);
        assert_eq!(row.command.row().command, row.command);
        for hint in row.hints {
            let key = Bindings::default().key_for(row.command, hint.context);
            assert!(key.is_some(), "{} in {:?}", row.name, hint.context);
        }
    }
}

#[test]
fn hints_of_a_place_have_ranks_of_their_own() {
    let mut seen = HashSet::new();
    for hint in COMMANDS.iter().flat_map(|row| row.hints) {
        assert!(seen.insert((hint.context, hint.rank)), "{hint:?}");
    }
}

#[test]
fn text_fields_leave_letters_to_typing() {
    for (context, key) in COMMANDS.iter().flat_map(keys_of) {
        assert!(
            !context.takes_text() || key.text().is_none(),
            "{key}: {}",
            context.title()
        );
    }
}

#[test]
fn escape_never_quits() {
    let escape = Key::plain(KeyCode::Escape);
    let bindings = Bindings::default();
    for binding in bindings.iter() {
        let command = bindings.command_for(escape, binding.context);
        assert_eq!(
            command,
            Some(Command::Escape),
            "{}",
            binding.context.title()
        );
    }
}

#[test]
fn help_knows_every_binding_by_the_words_of_its_place() {
    for binding in Bindings::default().iter() {
        assert!(!binding.does.is_empty());
        let elsewhere = ["in the tree", "in the reader", "on the command line"];
        assert!(
            binding.context.is_reading()
                || elsewhere.iter().all(|words| !binding.does.contains(words)),
            "{}: {}",
            binding.context.title(),
            binding.does
        );
    }
}

/// Key scripts that lead to each context from the page on stones, each to where the keys have something to act on.
const PLACES: &[(Context, &str)] = &[
    (Context::Tree, "<tab>j"),
    (Context::Reader, "/chalk<enter>jj"),
    (Context::List, "aA"),
    (Context::Letters, "o<down>"),
    (Context::Filter, "r<down>/"),
    (Context::Urgent, "!"),
    (Context::Sources, "rj"),
    (Context::Card, "=j"),
    (Context::Source, "rj<enter>"),
    (Context::Compare, "vl"),
    (Context::Links, "<enter>"),
    (Context::Finder, "schalk<down>"),
    (Context::Find, "/chalk"),
    (Context::Help, "?<down>"),
    (Context::CommandLine, ":o<down>"),
    (Context::Mark, "m"),
    (Context::Copy, "y"),
    (Context::Sheet, "c]cCaask<enter>gj"),
    (Context::CopySheet, "cCy"),
    (Context::Export, "cCw"),
    (Context::Leave, "]]cq"),
    (Context::Note, "Ca"),
];

fn at(script: &str) -> Session {
    let mut session = support::session((80, 24));
    session.change().state.kept.rules.locked = false;
    // Leaving asks where nothing lasts.
    session.change().state.kept.rules.private = script.ends_with('q');
    assert_eq!(session.change().open("types/stones"), Ok(()));
    support::press(&mut session, script);
    session
}

#[test]
fn every_command_in_every_context_does_or_says_something() {
    let bindings = Bindings::default();
    let mut asked = HashSet::new();
    for (context, script) in PLACES {
        assert_eq!(at(script).app().context(), *context, "{script}");
        for (place, key) in COMMANDS.iter().flat_map(keys_of) {
            if !context.lookup().any(|it| it == place)
                || bindings.command_for(key, *context).is_none()
            {
                continue;
            }
            let mut session = at(script);
            let before = support::text(&session);
            let effects = session.handle(&[Event::Key(key)]);
            let said = session.app().message.as_deref().is_some();
            let changed = support::text(&session) != before;
            assert!(
                said || changed || !effects.is_empty(),
                "{key} at {script}\n{before}"
            );
            asked.insert((place, key));
        }
    }
    for (context, key) in COMMANDS.iter().flat_map(keys_of) {
        assert!(asked.contains(&(context, key)), "{key} in {context:?}");
    }
}

#[test]
fn every_command_asked_for_by_name_does_or_says_something() {
    let reading = PLACES.iter().filter(|(it, _)| it.is_reading());
    for (_, script) in reading {
        for row in COMMANDS {
            let mut session = at(script);
            let before = support::text(&session);
            let effects = session.change().run(row.command);
            let said = session.app().message.as_deref().is_some();
            let changed = support::text(&session) != before;
            assert!(
                said || changed || !effects.is_empty(),
                "{} at {script}\n{before}",
                row.name
            );
        }
    }
}

#[test]
fn an_unknown_key_says_which_keys_hold_and_closes_no_list() {
    let unknown = Key::plain(KeyCode::F(9));
    let typed = [
        Context::Finder,
        Context::Find,
        Context::Help,
        Context::Links,
        Context::CommandLine,
        Context::Note,
    ];
    for (context, script) in PLACES.iter().filter(|(it, _)| !typed.contains(it)) {
        let mut session = at(script);
        session.handle(&[Event::Key(unknown)]);
        assert!(session.app().message.as_deref().is_some(), "{script}");
        assert_eq!(session.app().context(), *context, "{script}");
    }
}
