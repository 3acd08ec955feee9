//! A window that changes again and again shows what one opened at its last size shows.

use std::sync::Arc;

use calcinosis::app::Shared;
use calcinosis::config::Settings;
use calcinosis::content::{SourceFile, embedded};
use calcinosis::input::{Event, Mouse, MouseKind};
use calcinosis::library::Library;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::wire::Frame;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use ratatui::buffer::Cell;

use crate::cases::cases;
use crate::resized::{MARGINS, Size, Story, any_story, at, both, resize};
use crate::session::{events, frame_of};

/// Keys that need the lines, the links or the headings of the page.
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
    "<enter>",
    "f",
    "p",
    "o",
    "s",
    "c",
    "a",
    "n",
    "/e",
    "/calcium<enter>",
    "?",
    ":",
    "]",
    "y",
    "<esc>",
    "G<space>",
];

/// Something that is no change of the window.
fn any_events() -> impl Strategy<Value = Vec<Event>> {
    let keys = prop::sample::select(KEYS).prop_map(events);
    let kind = prop::sample::select(vec![
        MouseKind::Press,
        MouseKind::WheelUp,
        MouseKind::WheelDown,
    ]);
    let mouse = (kind, 0..200_u16, 0..70_u16)
        .prop_map(|(kind, column, row)| vec![Event::Mouse(Mouse { kind, column, row })]);
    prop_oneof![3 => keys, 1 => mouse]
}

fn assert_same(one: &Frame, other: &Frame) {
    assert_eq!(one.cells, other.cells);
    assert_eq!(one.cursor, other.cursor);
    assert_eq!(one.links, other.links);
}

fn shared() -> Shared {
    let library = Library::load(&embedded());
    library.links();
    Shared::from(Arc::new(library))
}

/// Has stories told, each of readers of their own: what one lays out, another would take over.
fn tell<S: Strategy>(strategy: impl Fn(usize) -> S, check: impl Fn(&Shared, S::Value)) {
    let shared = shared();
    let mut runner = TestRunner::new(cases(96));
    let alone = || Shared::from(Arc::clone(&shared.library));
    let topics = shared.library.len();
    let check = |value| {
        check(&alone(), value);
        Ok(())
    };
    runner.run(&strategy(topics), check).unwrap();
}

#[test]
fn a_window_that_changed_shows_what_one_opened_at_its_size_shows() {
    tell(any_story, |shared, story| {
        let (resized, opened) = both(shared, &story);
        assert_same(&frame_of(&resized), &frame_of(&opened));
    });
}

/// A session that stands on any line, which need not be the first of its place, with the cursor on a heading perhaps.
fn anywhere(shared: &Shared, story: &Story, keys: &str) -> Session {
    let mut session = at(shared, story, *story.sizes.first().unwrap(), None);
    session.handle(&events(keys));
    session
}

#[test]
fn a_window_that_is_what_it_was_shows_what_it_showed() {
    let keys = prop::sample::select(vec!["", "j", "jjj", "kkkk", "d", "u", "}", "G", "Gk", "g"]);
    let strategy = |topics| (any_story(topics), keys.clone());
    tell(strategy, |shared, (story, keys)| {
        let mut session = anywhere(shared, &story, keys);
        session.change().message = None;
        let before = frame_of(&session);
        for size in story.sizes.iter().skip(1).chain(story.sizes.first()) {
            session.handle(&[resize(*size)]);
        }
        assert_same(&frame_of(&session), &before);
    });
}

#[test]
fn whatever_is_done_after_a_window_changed_is_done_on_the_whole_page() {
    let strategy = |topics| (any_story(topics), any_events());
    tell(strategy, |shared, (story, events)| {
        let (mut resized, mut opened) = both(shared, &story);
        assert_eq!(resized.handle(&events), opened.handle(&events));
        assert_same(&frame_of(&resized), &frame_of(&opened));
    });
}

fn longest(size: Size) -> Session {
    let mut session = Session::new(shared(), Settings::default(), size, MARGINS);
    session.change().open("start/claims-checked").unwrap();
    session
}

#[test]
fn the_head_of_a_table_that_is_held_stays_while_the_window_changes() {
    let rows: Vec<String> = (1..=90)
        .map(|row| format!("| row {row} | a value that is long enough to be parted |\n"))
        .collect();
    let rows = rows.concat();
    let text = format!("+++\ntitle = \"A\"\n+++\n\n| Name | What it is |\n|---|---|\n{rows}");
    let library = Library::load(&[SourceFile::new("_index.md", text)]);
    let settings = Settings {
        tree: false,
        ..Settings::default()
    };
    let mut session = Session::new(Arc::new(library), settings, (80, 24), MARGINS);
    session.handle(&events("<space><space><space>"));
    for size in [(79, 24), (50, 20), (44, 30), (44, 17), (44, 31), (70, 9)] {
        session.handle(&[resize(size)]);
        let frame = frame_of(&session);
        let second = frame.cells.content().iter().skip(size.0.into());
        let second: String = second.take(size.0.into()).map(Cell::symbol).collect();
        assert_eq!(
            second.starts_with(" Name"),
            size.1 > 10,
            "{size:?}: {second}"
        );
    }
}

#[test]
fn the_first_line_scrolled_after_a_window_changed_is_sent_as_any_other() {
    let drawn = |session: &mut Session, keep, scratch: &mut Scratch| {
        let mut bytes = Vec::new();
        session.draw(keep, scratch, &mut bytes);
        bytes.len()
    };
    for keep in [Keep::Frame, Keep::State] {
        let scratch = &mut Scratch::default();
        let mut session = longest((100, 30));
        drawn(&mut session, keep, scratch);
        session.handle(&events("jjjj"));
        drawn(&mut session, keep, scratch);
        session.handle(&[resize((80, 24))]);
        drawn(&mut session, keep, scratch);
        session.handle(&[resize((70, 24))]);
        drawn(&mut session, keep, scratch);
        session.handle(&events("?<esc>"));
        let silent = drawn(&mut session, keep, scratch);
        session.handle(&[resize((67, 24))]);
        drawn(&mut session, keep, scratch);
        let sent = ["j", "j", "j"].map(|key| {
            session.handle(&events(key));
            drawn(&mut session, keep, scratch)
        });
        assert_eq!(silent, 0);
        assert!(sent.iter().all(|sent| *sent < 200), "{sent:?}");
    }
}
