//! Key scripts and the screens they lead to, at three sizes.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test that cannot build its screen must fail"
)]

#[expect(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    reason = "a test that cannot build its screen must fail"
)]
mod support;

#[path = "screens/ascii.rs"]
mod ascii;
#[path = "screens/body_map.rs"]
mod body_map;
#[path = "support/cases.rs"]
mod cases;
#[path = "screens/citations.rs"]
mod citations;
#[path = "screens/command_line.rs"]
mod command_line;
#[path = "screens/compare.rs"]
mod compare;
#[path = "screens/contrast.rs"]
mod contrast;
#[path = "screens/every.rs"]
mod every;
#[path = "screens/finder.rs"]
mod finder;
#[path = "screens/first.rs"]
mod first;
#[path = "screens/foreign.rs"]
mod foreign;
#[path = "support/trees.rs"]
mod foreign_trees;
#[path = "screens/help.rs"]
mod help;
#[path = "screens/landing.rs"]
mod landing;
#[path = "screens/letters.rs"]
mod letters;
#[path = "screens/mouse.rs"]
mod mouse;
#[path = "screens/overlays.rs"]
mod overlays;
#[path = "screens/progress.rs"]
mod progress;
#[path = "screens/properties.rs"]
mod properties;
#[path = "screens/reading.rs"]
mod reading;
#[path = "screens/rows.rs"]
mod rows;
#[path = "screens/tables.rs"]
mod tables;
#[path = "screens/tasks.rs"]
mod tasks;
#[path = "screens/themes.rs"]
mod themes;
#[path = "screens/typing.rs"]
mod typing;
#[path = "screens/urgent.rs"]
mod urgent;
#[path = "screens/wide.rs"]
mod wide;

use support::screen;

const USUAL: (u16, u16) = (80, 24);
const WIDE: (u16, u16) = (120, 40);
const SMALL: (u16, u16) = (40, 12);

const WIDEST: (u16, u16) = (140, 40);

#[test]
fn esc_closes_what_is_open_and_keeps_the_place() {
    let before = screen(USUAL, "]]jjj");
    for overlay in [
        "sstones<esc>",
        "/chalk<esc>",
        "o<esc>",
        "?<esc>",
        "!<esc>",
        "=<esc>",
        "<enter><esc>",
        "r<esc>",
    ] {
        assert_eq!(
            screen(USUAL, &format!("]]jjj{overlay}")),
            before,
            "after {overlay}"
        );
    }
}
