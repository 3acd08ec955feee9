//! Coming back: a start after a start, and the content read again, lose nothing of where the reader was.

use std::sync::Arc;

use calcinosis::app::Shared;
use calcinosis::content::SourceFile;
use calcinosis::input::Event;
use calcinosis::library::Library;
use calcinosis::search::Index;
use calcinosis::session::Session;
use calcinosis::shelf::Shelf;
use proptest::prelude::*;
use ratatui::layout::Position;

use crate::any_tree::{Tree, any_tree, files};
use crate::cases::cases;
use crate::outputs::{Outputs, fixture, rows, type_keys};

const KEYS: &[&str] = &[
    "j",
    "jjj",
    "k",
    "<space>",
    "b",
    "d",
    "G",
    "g",
    "}",
    "]",
    "[",
    "<tab>",
    "<enter>",
    "<esc>",
    "<bs>",
    "L",
    "h",
    "l",
    "<left>",
    "<right>",
    "<down>",
    "<up>",
    "/e<enter>",
    "/sand<enter>",
    "n",
    "N",
    "sstones<enter>",
    "se",
    "s",
    "o",
    "ma",
    "a",
    "c",
    "t",
    "z",
    "C",
    "?",
    ":co",
    "r",
    "v",
    "w",
];

fn any_keys() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(KEYS), 0..25)
}

/// The six pages, or somebody else's.
fn any_files() -> impl Strategy<Value = Option<Tree>> {
    prop::option::of(any_tree())
}

fn read(tree: Option<&Tree>) -> Vec<SourceFile> {
    tree.map_or_else(|| fixture("six-pages"), files)
}

/// What is on the screen but the message, which says what was done last.
fn shown(session: &mut Session) -> (Vec<String>, Option<Position>) {
    session.change().message = None;
    let (cells, drawn) = session.screen();
    (rows(&cells), drawn.cursor)
}

proptest! {
    #![proptest_config(cases(60))]

    #[test]
    fn a_start_comes_back_to_the_place_the_tree_the_row_and_the_history(tree in any_files(), keys in any_keys()) {
        let files = read(tree.as_ref());
        let outputs = Outputs { shelf: Shelf::default(), ..Outputs::of(&files) };
        let mut first = outputs.session((80, 24));
        type_keys(&mut first, &keys.concat());
        // After a move the place is the start of a line; before it the page may hold a letter within one.
        type_keys(&mut first, "<esc><esc><esc>kj");
        let kept = first.change().state.shelf().to_toml();
        let mut second = outputs.session((80, 24));
        // The settings of a start come before its place.
        second.change().state.settings = first.app().state.settings;
        second.handle(&[Event::Resize { width: 80, height: 24 }]);
        second.change().state.restore(Shelf::from_toml(&kept).shelf);
        let visit = |session: &mut Session| session.change().state.shelf().visit.clone();
        prop_assert_eq!(visit(&mut second), visit(&mut first));
        let (one, other) = (first.app(), second.app());
        prop_assert_eq!(&one.state.tree.rows, &other.state.tree.rows);
        prop_assert_eq!(one.state.tree.selected, other.state.tree.selected);
        prop_assert_eq!(one.state.focus, other.state.focus);
        prop_assert_eq!(one.state.reader.place(), other.state.reader.place());
        for keys in ["<bs>", "<bs>", "L", "<bs>"] {
            type_keys(&mut first, keys);
            type_keys(&mut second, keys);
            prop_assert_eq!(visit(&mut second), visit(&mut first));
        }
    }

    #[test]
    fn content_read_again_leaves_the_screen_as_it_is(tree in any_files(), keys in any_keys()) {
        let files = read(tree.as_ref());
        let outputs = Outputs::of(&files);
        let mut session = outputs.session((80, 24));
        type_keys(&mut session, &keys.concat());
        let before = shown(&mut session);
        let overlays = session.app().overlays.len();
        let visit = session.change().state.shelf().visit.clone();
        let library = Arc::new(Library::load(&files));
        let index = Arc::new(Index::of(&library));
        session.change().renew(Shared { index: Some(index), ..Shared::from(library) });
        prop_assert_eq!(&session.change().state.shelf().visit, &visit);
        // What shows a part of the content may close; what is typed into may not.
        prop_assume!(session.app().overlays.len() == overlays);
        prop_assert_eq!(shown(&mut session), before);
        type_keys(&mut session, "<bs>");
        let mut other = outputs.session((80, 24));
        type_keys(&mut other, &keys.concat());
        type_keys(&mut other, "<bs>");
        prop_assert_eq!(shown(&mut session), shown(&mut other));
    }
}
