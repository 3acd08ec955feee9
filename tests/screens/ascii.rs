//! Terminals that have only ASCII: every screen stays within it.

use calcinosis::app::Settings;
use calcinosis::layout::{Drawings, Symbols};

use super::support::{press, session_of, session_with, text};
use super::{SMALL, USUAL, WIDE};

const ASCII: Settings = Settings {
    measure: 72,
    symbols: Symbols::Ascii,
    dots: calcinosis::config::Dots::Braille,
    drawings: Drawings::Drawn,
    tree: true,
    zoom: false,
    mouse: false,
    theme: calcinosis::config::ThemeName::Terminal,
    tree_width: None,
};

/// Key scripts to every kind of screen.
const SCREENS: &[&str] = &[
    "",
    "j<enter>",
    "G",
    "o",
    "<esc>r",
    "9",
    "<enter>",
    "<esc><esc>K",
    "<esc>w",
    "jj<enter>",
    "<esc>v",
    "l<space>lx",
    "<esc>=",
    "<esc>!",
    "<esc>s",
    "calcium",
    "<esc>/calcium",
    "<enter>",
    "?",
    "<esc>z",
    "<space>",
    "T",
    "M",
    "]",
    "G",
    "<enter>",
];

#[test]
fn every_screen_is_ascii() {
    for size in [USUAL, WIDE, SMALL] {
        let mut session = session_with(ASCII, size);
        for script in SCREENS {
            press(&mut session, script);
            let screen = text(&session);
            let other = screen.chars().find(|it| !it.is_ascii());
            assert_eq!(other, None, "after {script:?} at {size:?}:\n{screen}");
        }
    }
}

#[test]
fn signs_of_the_content_are_spelled() {
    let page = "+++\ntitle = \"µg ± Größe\"\n+++\n## Doses ≥ 5\n\nTake ≤ 5 µg – “no more” … at 37 °C.\n\n| A → B | × |\n|---|---|\n| ½ | é |\n";
    let mut session = session_of(&[("a.md", page)], USUAL);
    session.app.settings = ASCII;
    press(&mut session, "<enter>+");
    insta::assert_snapshot!("signs", text(&session));
}
