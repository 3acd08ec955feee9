//! Help: what is typed or pressed, and the commands it finds.

use calcinosis::command::{Bindings, Context};
use calcinosis::input::KeyCode;

use super::USUAL;
use super::support::{press, session};

/// The group of each row, and what is said of it: its keys, its name in brackets, what it does.
fn rows(keys: &str) -> Vec<(String, String)> {
    let mut session = session(USUAL);
    press(&mut session, &format!("]?{keys}"));
    let app = session.app();
    let overlay = app.overlay().unwrap();
    let items = overlay.layer().panel(&app.state).unwrap().items.items;
    let row = |it: &calcinosis::app::overlay::items::ListItem<'_>| {
        (it.group.to_string(), it.plain_text.clone().unwrap())
    };
    items.iter().map(row).collect()
}

fn is_command(row: &(String, String), name: &str) -> bool {
    row.1.contains(&format!("(or {name})"))
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
        let found = rows(typed);
        assert!(found.iter().any(|row| is_command(row, name)), "{found:?}");
    }
    for typed in ["font", "bigger", "settings"] {
        let found = rows(typed);
        assert!(found.iter().any(|(group, _)| group == "Elsewhere"));
    }
}

#[test]
fn what_is_worth_knowing_first_stands_above_all_and_again_in_its_group() {
    let all = rows("");
    assert!(all[0].0 == "Useful here" && is_command(&all[0], "finder"));
    let again = all.iter().filter(|row| is_command(row, "finder")).count();
    assert_eq!(again, 2);
}

#[test]
fn a_key_finds_its_binding_first_letters_too() {
    for (keys, name) in [
        ("j", "line-down"),
        ("G", "bottom"),
        ("<space>", "page-down"),
        ("<tab>", "other-pane"),
        ("<c-d>", "half-page-down"),
        ("outline", "outline"),
        ("esc", "cancel"),
    ] {
        assert!(is_command(&rows(keys)[0], name), "{keys}");
    }
}

#[test]
fn every_key_that_help_does_not_need_itself_is_found_by_pressing_it() {
    let all = Bindings::default();
    let bindings = all.iter().filter(|it| it.context == Context::Browse);
    for key in bindings.flat_map(|binding| binding.keys.iter()) {
        let needed = all.command_for(*key, Context::Help).is_some();
        let edits = matches!(
            key.code,
            KeyCode::Backspace | KeyCode::Home | KeyCode::End | KeyCode::Left | KeyCode::Right
        ) || key.modifiers.control;
        if needed || edits {
            continue;
        }
        let (_, told) = &rows(&key.script_name())[0];
        let (keys, _) = told.split_once(" (or ").unwrap();
        assert!(keys.split(' ').any(|it| it == key.ascii_name()), "{told}");
    }
}
