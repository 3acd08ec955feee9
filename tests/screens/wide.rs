//! The third column: outline, and sources beside the lines that cite them.

use super::support::{press, screen, session, text};
use super::{WIDE, WIDEST};

#[test]
fn sources_stand_beside_the_lines_that_cite_them() {
    insta::assert_snapshot!("notes_120x40", screen(WIDE, "]]<space>"));
    insta::assert_snapshot!("notes_140x40", screen(WIDEST, "]]<space>"));
}

#[test]
fn many_sources_are_said_shorter_and_never_overlap() {
    let mut session = session(WIDE);
    assert_eq!(session.change().open("glossary"), Ok(()));
    press(&mut session, "<space>");
    insta::assert_snapshot!("notes_many", text(&session));
}
