//! Typed and pasted text do the same in every field, wherever the selection and the cursor stand.

use calcinosis::input::{Event, Key, parse_keys};
use calcinosis::session::Session;
use proptest::prelude::*;

use crate::cases::cases;
use crate::outputs::{Outputs, fixture, rows, type_keys};

/// What opens each field, and whether a word in it moves a selection.
const FIELDS: &[&str] = &[
    "s",
    "sst",
    // It opens with what was looked for last, selected.
    "sstones<esc>s",
    "/",
    "/e",
    "o",
    ":",
    ":co",
    "?",
    "?co",
    "w",
    "v/",
    "r/",
    "maA/",
    "caA/",
    "cC/",
    "cCn",
    "Ca",
    "sglossary<enter>o",
    "!",
];

const MOVES: &[&str] = &[
    "<down>", "<down>", "<up>", "<c-n>", "<c-p>", "<pgdn>", "<pgup>", "<left>", "<right>",
    "<home>", "<end>", "<bs>", "x", "<del>", "<c-w>",
];

/// They begin with a letter: until one is typed, a list takes a digit for a row and a blank for a page.
const TEXTS: &[&str] = &[
    "stones",
    "s",
    "zo",
    "co",
    "e",
    "skin sand",
    "é",
    "石",
    "e\u{301}",
    "n",
    "j",
    "k",
    "q",
    "a1",
    "x?",
    "what is ",
];

fn opened(field: &str, moves: &[&str]) -> (Session, bool) {
    let mut session = Outputs::of(&fixture("six-pages")).session((80, 24));
    for keys in std::iter::once(&"]]a").chain([&field]).chain(moves) {
        type_keys(&mut session, keys);
    }
    let takes = session.app().takes_paste();
    (session, takes)
}

#[test]
fn every_field_takes_text() {
    for field in FIELDS.iter().filter(|it| **it != "!") {
        assert!(opened(field, &[]).1, "{field}");
    }
}

fn type_and_paste(typed: &mut Session, pasted: &mut Session, text: String) {
    for letter in text.chars() {
        typed.handle(&[Event::Key(Key::char(letter))]);
    }
    pasted.handle(&[Event::Paste(text)]);
}

#[test]
fn a_filter_that_fits_nothing_any_more_leaves_no_column_selected_by_the_letters_before() {
    let [mut typed, mut pasted] = ["v/", "v/"].map(|field| opened(field, &[]).0);
    type_and_paste(&mut typed, &mut pasted, "ya".to_owned());
    assert_eq!(typed.screen().0, pasted.screen().0);
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn typed_is_pasted(
        field in prop::sample::select(FIELDS),
        moves in prop::collection::vec(prop::sample::select(MOVES), 0..6),
        text in prop_oneof![prop::sample::select(TEXTS).prop_map(str::to_owned), "[a-z][a-z ]{0,7}"],
    ) {
        let (mut typed, takes) = opened(field, &moves);
        prop_assume!(takes);
        let mut pasted = opened(field, &moves).0;
        type_and_paste(&mut typed, &mut pasted, text);
        for keys in ["", "<enter>"] {
            let keys: Vec<Event> = parse_keys(keys).unwrap().into_iter().map(Event::Key).collect();
            prop_assert_eq!(typed.handle(&keys), pasted.handle(&keys));
            let ((one, at), (other, there)) = (typed.screen(), pasted.screen());
            prop_assert_eq!(rows(&one), rows(&other));
            prop_assert_eq!(one, other);
            prop_assert_eq!(at.cursor, there.cursor);
        }
    }
}
