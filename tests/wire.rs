//! Frames through the encoder into two emulators: whatever happened before, the screen is right.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking"
)]

#[path = "support/any_tree.rs"]
mod any_tree;
#[path = "support/cases.rs"]
mod cases;
mod emulator;
#[path = "support/trees.rs"]
mod trees;

#[path = "wire/bursts.rs"]
mod bursts;
#[path = "wire/doubtful.rs"]
mod doubtful;
#[path = "wire/resized.rs"]
mod resized;
#[path = "wire/seen.rs"]
mod seen;
#[path = "wire/session.rs"]
mod session;
#[path = "wire/story.rs"]
mod story;
#[path = "wire/window.rs"]
mod window;

use std::num::NonZero;

use calcinosis::wire::{Capabilities, Encoder, Frame};
use proptest::prelude::*;

use cases::cases;
use emulator::Emulator;
use seen::{check_emulator, check_vt100};
use story::{Change, capabilities, next_frame, story};

fn tell(
    capabilities: Capabilities,
    size: (u16, u16),
    changes: &[Change],
    mut see: impl FnMut(&[u8], &Frame),
) {
    let mut encoder = Encoder::new(capabilities);
    encoder.enter(true, &mut Vec::new());
    let mut before: Option<Frame> = None;
    for change in changes {
        let blank = Frame::new(size.0, size.1);
        let frame = next_frame(before.as_ref().unwrap_or(&blank), change);
        let mut bytes = Vec::new();
        encoder.encode(before.as_mut(), &frame, &mut bytes);
        see(&bytes, &frame);
        before = Some(frame);
    }
}

proptest! {
    #![proptest_config(cases(400))]

    #[test]
    fn any_frames_reach_a_strict_terminal_with_margins((size, changes) in story(), capabilities in capabilities()) {
        let mut emulator = Emulator::new(size.0.into(), size.1.into(), capabilities.background_erase);
        emulator.is_cursor_shown = false;
        tell(capabilities, size, &changes, |bytes, frame| {
            emulator.feed(bytes);
            check_emulator(&emulator, frame);
        });
    }

    #[test]
    fn any_frames_reach_another_emulator((size, changes) in story(), capabilities in capabilities()) {
        // It knows no side margins, erases with the background, and shows a cursor until told.
        let capabilities = Capabilities { left_right_margins: false, background_erase: true, ..capabilities };
        let mut parser = vt100::Parser::new(NonZero::new(size.1).unwrap(), NonZero::new(size.0).unwrap(), 0);
        parser.process(b"\x1b[?25l");
        tell(capabilities, size, &changes, |bytes, frame| {
            parser.process(bytes);
            check_vt100(parser.screen(), frame);
        });
    }
}
