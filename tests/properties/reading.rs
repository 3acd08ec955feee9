//! References of other people: whatever is in the folder, it is listed, shown, told, drawn, checked and read again.

use std::sync::Arc;

use calcinosis::app::Goal;
use calcinosis::library::Library;
use calcinosis::session::Session;
use proptest::prelude::*;

use crate::any_tree::{Tree, any_page, any_tree, files};
use crate::cases::cases;
use crate::letters::{Letters, read};
use crate::outputs::{Outputs, assert_screen_safe, type_keys};
use crate::safety::assert_safe;

/// Keys that open everything there is, and letters for what is open.
const KEYS: &[&str] = &[
    "j",
    "k",
    "<space>",
    "b",
    "d",
    "u",
    "G",
    "g",
    "}",
    "{",
    "]",
    "[",
    "<tab>",
    "<enter>",
    "<bs>",
    "L",
    "t",
    "z",
    "+",
    "-",
    "T",
    "o",
    "s",
    "smoss",
    "/",
    "/e<enter>",
    "n",
    "r",
    "K",
    "=",
    "w",
    "v",
    "c",
    "C",
    "a",
    "A",
    "ma",
    "'a",
    "?",
    ":",
    "!",
    "D",
    "yt",
    "1",
    "l",
    "h",
    "x",
    "<esc>",
    "<esc>",
    "<down>",
    "<up>",
    "e",
    ":open one<enter>",
];

/// Lines for plain mode.
const LINES: &[&str] = &[
    "",
    "",
    "",
    "1",
    "2",
    "7",
    "moss",
    "s e",
    "o",
    "r",
    "=",
    "w",
    "v",
    "contents",
    "back",
    "b",
    "find e",
    "n",
    "K",
    "clip",
    "sheet",
    "]",
    "[",
    "copy-topic",
    "D",
    "?",
    "!",
    "open one",
    "a/one#iris",
    "G",
    "g",
];

fn some_of(all: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(all), 0..most)
}

/// The tree with some pages gone and another that is new or other than it was.
fn any_change() -> impl Strategy<Value = (Vec<bool>, String)> {
    (
        prop::collection::vec(prop::bool::weighted(0.7), 6),
        any_page(),
    )
}

fn changed(tree: &Tree, (stays, page): &(Vec<bool>, String)) -> Tree {
    let kept = tree.iter().zip(stays).filter(|(_, stays)| **stays);
    let mut kept: Tree = kept.map(|(file, _)| file.clone()).collect();
    match kept.first_mut() {
        Some((_, text)) => page.clone_into(text),
        None => kept.push(("one.md".to_owned(), page.clone())),
    }
    kept
}

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn any_tree_is_listed_shown_and_checked(tree in any_tree()) {
        let files = files(&tree);
        let outputs = Outputs::of(&files);
        outputs.assert_check_safe();
        for id in outputs.library.ids() {
            outputs.assert_topic_safe(id);
            prop_assert_eq!(outputs.library.find(&outputs.library.topic(id).id), Some(id));
        }
    }

    #[test]
    fn any_tree_answers_any_line_of_plain_mode(tree in any_tree(), lines in some_of(LINES, 20), width in 1..90_u16) {
        let files = files(&tree);
        let outputs = Outputs::of(&files);
        let mut reader = outputs.plain(width);
        assert_safe(&reader.greeting());
        for line in lines {
            let answer = reader.answer(line);
            prop_assert!(!answer.text.trim().is_empty(), "{}", line);
            assert_safe(&answer.text);
        }
    }

    #[test]
    fn plain_mode_tells_every_letter_of_every_page(tree in any_tree(), width in 12..90_u16) {
        let files = files(&tree);
        let outputs = Outputs::of(&files);
        let library = &outputs.library;
        for id in library.ids() {
            let mut reader = outputs.plain(width);
            reader.app_mut().go(Goal::Topic(id));
            let mut told = reader.answer("g").text;
            let parts = reader.app_mut().state.reader.layout.headings.len();
            for _ in 0..parts {
                let more = reader.answer("").text;
                if reader.app_mut().state.reader.topic != id {
                    break;
                }
                told.push_str(&more);
            }
            let written = library.topic(id).source.as_ref().map(|file| file.text().unwrap());
            let lost = Letters::of(&told).lost_of(&Letters::of(&read(&written.unwrap_or_default())));
            prop_assert_eq!(lost, None, "{} told as {}", library.topic(id).id, told);
        }
    }

    #[test]
    fn any_tree_is_drawn_under_any_keys_and_read_again_in_place(
        tree in any_tree(), keys in some_of(KEYS, 25), size in (1..130_u16, 1..45_u16), change in any_change(),
    ) {
        let files = files(&tree);
        let outputs = Outputs::of(&files);
        let mut session = outputs.session(size);
        for key in &keys {
            type_keys(&mut session, key);
            assert_screen_safe(&session);
        }
        type_keys(&mut session, "<esc><esc><esc><esc>");
        let topic = |session: &Session| session.app().state.library().topic(session.app().state.reader.topic).id.clone();
        let before = topic(&session);
        let library = Library::load(&crate::any_tree::files(&changed(&tree, &change)));
        let is_there = library.find(&before).is_some();
        session.change().renew(Arc::new(library));
        assert_screen_safe(&session);
        prop_assert!(!is_there || topic(&session) == before, "{} became {}", before, topic(&session));
        for key in &keys {
            type_keys(&mut session, key);
            assert_screen_safe(&session);
        }
    }
}
