//! A whole session in an emulator.

use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, Mouse, MouseKind, Report, parse_keys};
use calcinosis::library::Library;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::wire::{Capabilities, ColourDepth, Frame};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

use crate::cases::cases;
use crate::emulator::Emulator;
use crate::seen::check_emulator;
use crate::story::capabilities;

/// Keys that move about, and some that open and close things.
const KEYS: &[&str] = &[
    "j", "j", "j", "k", "<space>", "b", "d", "u", "G", "g", "}", "<tab>", "<enter>", "]", "<bs>",
    "t", "z", "o", "s", "c", "a", "<esc>", "?", "<down>", "/", "n", "w", "r", "+", ":",
];

const SIZES: &[(u16, u16)] = &[(80, 24), (120, 40), (40, 12), (1, 1), (80, 25), (81, 24)];

const PASTES: &[&str] = &["calcium", "石灰\tin\nskin", "e\u{301} 🦴", " "];

const WITH_MARGINS: Capabilities = Capabilities {
    left_right_margins: true,
    // With sixteen colours bold black is sent as black.
    colours: ColourDepth::Rgb,
    ..Capabilities::XTERM
};

fn any_event() -> impl Strategy<Value = Event> {
    let key = prop::sample::select(KEYS).prop_map(|key| events(key).remove(0));
    let kind = prop::sample::select(vec![
        MouseKind::Press,
        MouseKind::Drag,
        MouseKind::Release,
        MouseKind::WheelUp,
        MouseKind::WheelDown,
    ]);
    let mouse = (kind, 0..120_u16, 0..40_u16);
    let mouse = mouse.prop_map(|(kind, column, row)| Event::Mouse(Mouse { kind, column, row }));
    let paste = prop::sample::select(PASTES).prop_map(|text| Event::Paste(text.to_owned()));
    let size = prop::sample::select(SIZES);
    let report = prop_oneof![
        any::<bool>().prop_map(Report::LeftRightMargins),
        any::<bool>().prop_map(Report::BracketedPaste),
        Just(Report::CursorAt { row: 2, column: 5 }),
        Just(Report::DeviceAttributes),
    ];
    prop_oneof![
        20 => key,
        3 => mouse,
        1 => paste,
        2 => size.prop_map(|(width, height)| Event::Resize { width, height }),
        1 => report.prop_map(Event::Report),
    ]
}

pub fn events(keys: &str) -> Vec<Event> {
    let keys = parse_keys(keys).unwrap();
    keys.into_iter().map(Event::Key).collect()
}

/// The same session twice, once with its frame kept and once with its state, each on a terminal of its own.
pub struct Pair {
    sides: [(Session, Keep, Emulator); 2],
    /// Cells that both draw on in turn, as the sessions of a server do.
    scratch: Scratch,
}

impl Pair {
    pub fn new(library: &Arc<Library>, size: (u16, u16), capabilities: Capabilities) -> Self {
        let on_terminal = |keep| {
            let library = Arc::clone(library);
            let mut session = Session::new(library, Settings::default(), size, capabilities);
            session.enter(&mut Vec::new());
            let (width, height) = (size.0.into(), size.1.into());
            let mut emulator = Emulator::new(width, height, capabilities.background_erase);
            emulator.is_cursor_shown = false;
            (session, keep, emulator)
        };
        Self {
            sides: [on_terminal(Keep::Frame), on_terminal(Keep::State)],
            scratch: Scratch::default(),
        }
    }

    /// Handles events that come at once; then both terminals must show the frame as it is drawn from nothing.
    pub fn handle(&mut self, events: &[Event]) {
        let sent = self.sides.each_mut().map(|(session, keep, emulator)| {
            let mut bytes = Vec::new();
            for event in events {
                if let Event::Resize { width, height } = event {
                    emulator.resize((*width).into(), (*height).into());
                }
            }
            session.handle(events);
            session.draw(*keep, &mut self.scratch, &mut bytes);
            emulator.feed(&bytes);
            check_emulator(emulator, &frame_of(session));
            bytes
        });
        assert_eq!(sent[0], sent[1]);
    }
}

#[test]
fn a_session_shows_the_frame_drawn_from_nothing_whatever_it_keeps_of_the_one_before() {
    let library = Arc::new(Library::load(&embedded()));
    let mut runner = TestRunner::new(cases(48));
    let at_once = prop::collection::vec(any_event(), 0..4);
    let steps = prop::collection::vec(at_once, 1..30);
    let size = prop::sample::select(SIZES);
    let check = |(size, steps, capabilities): ((u16, u16), Vec<Vec<Event>>, Capabilities)| {
        let mut pair = Pair::new(&library, size, capabilities);
        pair.handle(&[]);
        for step in &steps {
            pair.handle(step);
        }
        Ok(())
    };
    runner.run(&(size, steps, capabilities()), check).unwrap();
}

#[test]
fn what_is_found_just_after_scrolling_is_marked_on_every_line() {
    let library = Arc::new(Library::load(&embedded()));
    for keys in [["j", "/e"], ["<space>", "j/ca<enter>"]] {
        let mut pair = Pair::new(&library, (80, 24), WITH_MARGINS);
        for keys in keys {
            pair.handle(&events(keys));
        }
    }
}

#[test]
fn a_window_that_changes_back_before_the_next_frame_is_drawn_whole() {
    let library = Arc::new(Library::load(&embedded()));
    let mut pair = Pair::new(&library, (80, 24), WITH_MARGINS);
    pair.handle(&[]);
    let sizes = [(40, 12), (80, 24)];
    pair.handle(&sizes.map(|(width, height)| Event::Resize { width, height }));
}

pub fn frame_of(session: &Session) -> Frame {
    let (cells, drawn) = session.screen();
    Frame {
        cells,
        cursor: drawn.cursor,
        links: drawn.links,
        scroll: None,
    }
}
