//! A whole session in an emulator.

use std::sync::Arc;

use calcinosis::app::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, Report, parse_keys};
use calcinosis::library::Library;
use calcinosis::session::Session;
use calcinosis::wire::{Capabilities, Frame, LinkSpan};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::emulator::Emulator;
use crate::seen::check_emulator;
use crate::story::capabilities;

/// Keys that move about, and some that open and close things.
const KEYS: &[&str] = &[
    "j", "j", "j", "k", "<space>", "b", "d", "u", "G", "g", "}", "<tab>", "<enter>", "]", "<bs>",
    "t", "z", "o", "s", "c", "a", "<esc>", "?", "<down>", "/", "n", "w", "r", "+",
];

#[test]
fn a_session_shows_its_screen_through_the_encoder() {
    let library = Arc::new(Library::load(&embedded()));
    let mut runner = TestRunner::new(ProptestConfig {
        failure_persistence: None,
        cases: 48,
        ..ProptestConfig::default()
    });
    let at_once = prop::collection::vec(prop::sample::select(KEYS), 1..4);
    let keys = prop::collection::vec(at_once.prop_map(|keys| keys.concat()), 1..30);
    let size = prop::sample::select(vec![(80, 24), (120, 40), (40, 12), (1, 1)]);
    let check = |(size, keys, capabilities): ((u16, u16), Vec<String>, Capabilities)| {
        read(&library, size, &keys, capabilities);
        Ok(())
    };
    runner.run(&(size, keys, capabilities()), check).unwrap();
}

#[test]
fn what_is_found_just_after_scrolling_is_marked_on_every_line() {
    let library = Arc::new(Library::load(&embedded()));
    for keys in [["<tab>", "j", "/e"], ["<tab>", "<space>", "j/ca<enter>"]] {
        let keys = keys.map(str::to_owned);
        let capabilities = Capabilities {
            left_right_margins: true,
            ..Capabilities::XTERM
        };
        read(&library, (80, 24), &keys, capabilities);
    }
}

/// Presses keys, all that are in one string at once, and looks at what an emulator shows after each string.
fn read(library: &Arc<Library>, size: (u16, u16), keys: &[String], capabilities: Capabilities) {
    let mut session = Session::new(Arc::clone(library), Settings::default(), size, capabilities);
    session.handle(&[Event::Report(Report::LeftRightMargins(
        capabilities.left_right_margins,
    ))]);
    session.enter(&mut Vec::new());
    let mut emulator = Emulator::new(size.0.into(), size.1.into(), capabilities.background_erase);
    emulator.is_cursor_shown = false;
    for keys in std::iter::once("").chain(keys.iter().map(String::as_str)) {
        let events: Vec<_> = parse_keys(keys)
            .unwrap()
            .into_iter()
            .map(Event::Key)
            .collect();
        session.handle(&events);
        let mut bytes = Vec::new();
        session.draw(&mut bytes);
        emulator.feed(&bytes);
        check_emulator(&emulator, &frame_of(&session));
    }
}

pub fn frame_of(session: &Session) -> Frame {
    let (cells, drawn) = session.screen();
    let links = drawn.links.into_iter().map(|link| LinkSpan {
        row: link.row,
        start: link.start,
        end: link.end,
        url: link.url,
    });
    Frame {
        cells,
        cursor: drawn.cursor,
        links: links.collect(),
        scroll: None,
        redrawn: None,
    }
}
