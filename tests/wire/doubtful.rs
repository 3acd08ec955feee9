//! Pages full of symbols whose width terminals disagree on: whatever was there before, a screen is what Ctrl-l draws.

use std::num::NonZero;
use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::SourceFile;
use calcinosis::input::{Event, Report, parse_keys};
use calcinosis::library::Library;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::wire::{Capabilities, Encoder};

use crate::emulator::{Emulator, Widths};
use crate::seen::shown;
use crate::session::frame_of;

/// Variation selectors, keycaps, joined emoji, flags, marks, dingbats, ambiguous width, and words beside them.
const SYMBOLS: &[&str] = &[
    "1\u{fe0f}\u{20e3}",
    "\u{26a1}\u{fe0e}",
    "\u{2764}\u{fe0f}",
    "\u{26a0}\u{fe0f}x",
    "\u{1f468}\u{200d}\u{1f469}\u{200d}\u{1f467}",
    "\u{1f1e9}\u{1f1ea}",
    "\u{1f44d}\u{1f3fd}",
    "\u{1fae9}",
    "\u{26a1}",
    "e\u{301}",
    "\u{2714}",
    "±5",
    "→",
    "≤",
    "αβγ",
    "石灰",
    "moss",
    "iris",
    "larch",
    "**kelp**",
    "[dune](https://example.org)",
];

/// Every way of moving, and what lies over the page.
const KEYS: &str = "jjk<space>bdu}Gkg<tab>jkh<tab>j/moss<enter>n<esc><c-l>tj+jz!<esc>o<down><esc>siri<esc>vj<esc>G<bs>j";

fn library() -> Arc<Library> {
    let words = |seed: usize| {
        let word = |place: usize| SYMBOLS[(seed * 31 + place * (7 + seed % 5)) % SYMBOLS.len()];
        let words: Vec<&str> = (0..23 + seed % 7).map(word).collect();
        words.join(" ")
    };
    let page = |title: &str, first: usize| {
        let paragraphs: Vec<String> = (first..first + 8).map(words).collect();
        let [heading, list] = [3, 9].map(words);
        format!(
            "+++\ntitle = \"{title}\"\n+++\n{}\n\n## {heading}\n\n- {list}\n- {list}\n\n> {heading}\n\n{}\n",
            paragraphs[..4].join("\n\n"),
            paragraphs[4..].join("\n\n"),
        )
    };
    let files = [
        SourceFile::new("_index.md", page("Signs \u{26a0}\u{fe0f} in a row", 1)),
        SourceFile::new("a/_index.md", page("\u{2764}\u{fe0f} and moss", 40)),
        SourceFile::new("a/b.md", page("±5 → \u{1f1e9}\u{1f1ea}", 80)),
    ];
    Arc::new(Library::load(&files))
}

/// A reader on a terminal that has answered what it was asked.
pub struct Answered {
    session: Session,
    capabilities: Capabilities,
    scratch: Scratch,
}

impl Answered {
    pub fn new(library: Arc<Library>, capabilities: Capabilities, size: (u16, u16)) -> Self {
        let mut session = Session::new(library, Settings::default(), size, capabilities);
        session.enter(&mut Vec::new());
        let column = if capabilities.wide_ambiguous { 6 } else { 5 };
        let reports = [
            Report::LeftRightMargins(capabilities.left_right_margins),
            Report::CursorAt { row: 2, column },
            Report::DeviceAttributes,
        ];
        session.handle(&reports.map(Event::Report));
        Self {
            session,
            capabilities,
            scratch: Scratch::default(),
        }
    }

    /// What is sent after these events, beside what draws the same frame from nothing.
    pub fn handle(&mut self, events: &[Event]) -> (Vec<u8>, Vec<u8>) {
        let (mut sent, mut afresh) = (Vec::new(), Vec::new());
        self.session.handle(events);
        self.session.draw(Keep::Frame, &mut self.scratch, &mut sent);
        let mut frame = frame_of(&self.session);
        frame.links.retain(|_| self.capabilities.links);
        Encoder::new(self.capabilities).encode(None, &frame, &mut afresh);
        (sent, afresh)
    }
}

/// Has every key pressed, and gives what was sent for it beside what draws the same frame from nothing.
fn read(capabilities: Capabilities, size: (u16, u16), mut see: impl FnMut(&[u8], &[u8], &str)) {
    let mut reader = Answered::new(library(), capabilities, size);
    for key in parse_keys(KEYS).unwrap() {
        let (sent, afresh) = reader.handle(&[Event::Key(key)]);
        see(&sent, &afresh, &key.script_name());
    }
}

pub fn terminals() -> impl Iterator<Item = Capabilities> {
    let margins = Capabilities {
        left_right_margins: true,
        ..Capabilities::XTERM
    };
    let old = Capabilities {
        questions: false,
        ..Capabilities::LEAST
    };
    [Capabilities::XTERM, margins, old].into_iter()
}

#[test]
fn a_page_of_doubtful_widths_scrolled_by_every_key_is_what_is_drawn_afresh() {
    let opinions = [false, true].map(|wide_ambiguous| Widths::Clusters { wide_ambiguous });
    for widths in [Widths::Characters, opinions[0], opinions[1]] {
        for (capabilities, size) in terminals().zip([(80, 24), (120, 40), (60, 20)]) {
            let wide_ambiguous = widths == opinions[1];
            let capabilities = Capabilities {
                wide_ambiguous,
                ..capabilities
            };
            let emulator = || {
                let background = capabilities.background_erase;
                let mut emulator = Emulator::new(size.0.into(), size.1.into(), background);
                emulator.widths = widths;
                emulator
            };
            let mut scrolled = emulator();
            read(capabilities, size, |sent, afresh, key| {
                let mut drawn = emulator();
                scrolled.feed(sent);
                drawn.feed(afresh);
                for (row, (scrolled, drawn)) in
                    shown(&scrolled).iter().zip(&shown(&drawn)).enumerate()
                {
                    assert_eq!(scrolled, drawn, "{widths:?} {size:?} {key} row {row}");
                }
            });
        }
    }
}

#[test]
fn another_emulator_agrees() {
    // It wraps lines whatever it is told, so they end before the edge.
    let size = (110, 24);
    let parser = || {
        let (height, width) = (NonZero::new(size.1).unwrap(), NonZero::new(size.0).unwrap());
        vt100::Parser::new(height, width, 0)
    };
    let mut scrolled = parser();
    read(Capabilities::XTERM, size, |sent, afresh, key| {
        let mut drawn = parser();
        scrolled.process(sent);
        drawn.process(afresh);
        let rows = |parser: &vt100::Parser| -> Vec<String> {
            let rows = parser.screen().rows(0, size.0);
            rows.map(|row| row.trim_end().to_owned()).collect()
        };
        assert_eq!(rows(&scrolled), rows(&drawn), "{key}");
    });
}

#[test]
fn what_the_cursor_reached_tells_of_repetition_and_of_ambiguous_width() {
    let told = |with_sign, columns: &[u32]| {
        let mut encoder = Encoder::new(Capabilities::XTERM);
        encoder.enter(with_sign, &mut Vec::new());
        let is_stale = columns
            .iter()
            .fold(None, |_, column| Some(encoder.set_reached(*column)));
        let Capabilities {
            repeat,
            wide_ambiguous,
            ..
        } = encoder.capabilities();
        (repeat, wide_ambiguous, is_stale.unwrap())
    };
    assert_eq!(told(true, &[5]), (true, false, false));
    assert_eq!(told(true, &[6]), (true, true, true));
    assert_eq!(told(true, &[3]), (false, false, true));
    assert_eq!(told(true, &[4]), (false, true, true));
    assert_eq!(told(true, &[3, 3]), (false, false, false));
    assert_eq!(told(false, &[4]), (true, false, false));
    assert_eq!(told(false, &[2]), (false, false, true));
}
