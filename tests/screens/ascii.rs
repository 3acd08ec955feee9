//! Terminals that have only ASCII: every screen stays within it.

use calcinosis::config::Settings;
use calcinosis::layout::{Drawings, Symbols};

use super::USUAL;
use super::support::{press, session_of, text};

const ASCII: Settings = Settings {
    measure: 72,
    symbols: Symbols::AsciiOnly,
    drawings: Drawings::Drawn,
    tree: true,
    zoom: false,
    mouse: false,
    theme: calcinosis::config::ThemeName::Terminal,
    tree_width: None,
    margins: true,
};

#[test]
fn signs_of_the_content_are_spelled() {
    let page = "+++\ntitle = \"µg ± Größe\"\n+++\n## Doses ≥ 5\n\nTake ≤ 5 µg – “no more” … at 37 °C.\n\n| A → B | × |\n|---|---|\n| ½ | é |\n";
    let mut session = session_of(&[("a.md", page)], USUAL);
    session.change().state.settings = ASCII;
    press(&mut session, "]+");
    insta::assert_snapshot!("signs", text(&session));
}
