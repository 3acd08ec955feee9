//! Switching a terminal's modes, and putting all of them back.

use std::collections::hash_map::DefaultHasher;
use std::fmt::Write;
use std::hash::{BuildHasher as _, BuildHasherDefault};

use crossterm::cursor::{Hide, Show};
use crossterm::queue;
use crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, DisableLineWrap, EnableLineWrap,
    EndSynchronizedUpdate, EnterAlternateScreen, LeaveAlternateScreen,
};
use data_encoding::BASE64;

/// Presses, releases and drags of buttons, in the form that has no size limit.
const MOUSE_ON: &[u8] = b"\x1b[?1000h\x1b[?1002h\x1b[?1006h";
const MOUSE_OFF: &[u8] = b"\x1b[?1006l\x1b[?1002l\x1b[?1000l";
const PASTE_ON: &[u8] = b"\x1b[?2004h";
const PASTE_OFF: &[u8] = b"\x1b[?2004l";
/// Are there left and right margins (mode 69), are pastes bracketed (mode 2004), where is the cursor after a letter, two
/// repetitions of it (REP) and a sign of ambiguous width, and who are you, which every terminal answers: with that all
/// answers are there. Asked before the screen is drawn, for some terminals print the end of a question.
const MARGINS: &[u8] = b"\x1b[?69$p";
const PASTES: &[u8] = b"\x1b[?2004$p";
const REPEATED: &[u8] = b"\x1b[2Hx\x1b[2b";
const AMBIGUOUS: &[u8] = "±".as_bytes();
const WHERE: &[u8] = b"\x1b[6n";
const WHO: &[u8] = b"\x1b[c";
/// Ends half a sequence, an open link, every style, and margins.
const PLAIN: &[u8] = b"\x1b\\\x1b]8;;\x1b\\\x1b[m\x1b[?69l\x1b[r";
/// Addresses longer than this are not sent: terminals limit them differently.
const LONGEST_ADDRESS: usize = 2000;

/// A frame up to this many bytes is one read for a terminal, and one packet on the network.
const ARRIVES_WHOLE: usize = 160;

// Writing to a vector cannot fail, which is why what `queue!` returns is not looked at.

/// What is asked of a terminal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Questions {
    pub(super) margins: bool,
    /// Needs a sign that is not ASCII.
    pub(super) signs: bool,
}

pub(super) fn enter(asks: Option<Questions>, out: &mut Vec<u8>) {
    // Without wrapping no terminal scrolls when the last column is written.
    let _ = queue!(out, EnterAlternateScreen, DisableLineWrap, Hide);
    out.extend_from_slice(PASTE_ON);
    let Some(Questions { margins, signs }) = asks else {
        return;
    };
    let asked = [
        (margins, MARGINS),
        (true, PASTES),
        (true, REPEATED),
        (signs, AMBIGUOUS),
        (true, WHERE),
        (true, WHO),
    ];
    for (_, question) in asked.into_iter().filter(|(is_asked, _)| *is_asked) {
        out.extend_from_slice(question);
    }
}

/// Everything that puts a terminal back, whatever was going on; also for a panic or a signal.
pub fn restore() -> Vec<u8> {
    let mut out = PLAIN.to_vec();
    let _ = queue!(out, EndSynchronizedUpdate);
    mouse(false, &mut out);
    out.extend_from_slice(PASTE_OFF);
    // Emptied first: tmux leaves parts of the other screen behind when its size changed meanwhile.
    let empty = Clear(ClearType::All);
    let _ = queue!(out, EnableLineWrap, Show, empty, LeaveAlternateScreen);
    out
}

/// Brackets a frame so that a terminal shows it whole (mode 2026). A short one arrives whole anyway.
pub(super) fn synchronised(frame: &[u8], out: &mut Vec<u8>) {
    if frame.len() <= ARRIVES_WHOLE {
        out.extend_from_slice(frame);
        return;
    }
    let _ = queue!(out, BeginSynchronizedUpdate);
    out.extend_from_slice(frame);
    let _ = queue!(out, EndSynchronizedUpdate);
}

pub(super) fn cursor(shown: bool, out: &mut Vec<u8>) {
    let _ = if shown {
        queue!(out, Show)
    } else {
        queue!(out, Hide)
    };
}

pub fn mouse(on: bool, out: &mut Vec<u8>) {
    out.extend_from_slice(if on { MOUSE_ON } else { MOUSE_OFF });
}

/// Puts text on the clipboard of the terminal (OSC 52).
pub fn copy(text: &str, out: &mut Vec<u8>) {
    out.extend_from_slice(b"\x1b]52;c;");
    out.extend_from_slice(BASE64.encode(text.as_bytes()).as_bytes());
    out.extend_from_slice(b"\x1b\\");
}

/// Opens a link (OSC 8) or ends it. Parts of one link share an id, so that they light up together.
pub(super) fn link(address: Option<&str>, out: &mut Vec<u8>) {
    let address = address
        .filter(|address| is_offered(address))
        .map(printable)
        .filter(|address| address.len() <= LONGEST_ADDRESS);
    let opened = address.map_or_else(
        || "\x1b]8;;\x1b\\".to_owned(),
        |address| format!("\x1b]8;id={:x};{address}\x1b\\", link_id(&address)),
    );
    out.extend_from_slice(opened.as_bytes());
}

/// Whether a terminal is told of an address: others (`file:`, `ssh:`, a program's own) do things on the reader's machine.
fn is_offered(address: &str) -> bool {
    let scheme = address.split_once(':').map(|(scheme, _)| scheme);
    let is = |wanted| scheme.is_some_and(|scheme| scheme.eq_ignore_ascii_case(wanted));
    is("http") || is("https") || is("mailto")
}

/// An address in printable ASCII, as OSC 8 asks; every other byte is percent-encoded.
fn printable(address: &str) -> String {
    let mut text = String::with_capacity(address.len());
    for byte in address.bytes() {
        if byte.is_ascii_graphic() {
            text.push(char::from(byte));
        } else {
            let _ = write!(text, "%{byte:02X}");
        }
    }
    text
}

/// Sixteen bits tell the links on one screen apart.
fn link_id(address: &str) -> u64 {
    BuildHasherDefault::<DefaultHasher>::default().hash_one(address) & 0xffff
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut Vec<u8>)) -> String {
        let mut out = Vec::new();
        write(&mut out);
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn copied_text_travels_as_base64() {
        assert_eq!(
            written(|out| copy("calcium", out)),
            "\x1b]52;c;Y2FsY2l1bQ==\x1b\\"
        );
        assert_eq!(written(|out| copy("calc", out)), "\x1b]52;c;Y2FsYw==\x1b\\");
        assert_eq!(written(|out| copy("µg/L", out)), "\x1b]52;c;wrVnL0w=\x1b\\");
        assert_eq!(written(|out| copy("", out)), "\x1b]52;c;\x1b\\");
    }

    #[test]
    fn addresses_carry_no_control_characters() {
        let opened = written(|out| link(Some("https://example.org/a b\x1b]\u{e9}"), out));
        assert!(
            opened.ends_with(";https://example.org/a%20b%1B]%C3%A9\x1b\\"),
            "{opened:?}"
        );
        assert_eq!(written(|out| link(None, out)), "\x1b]8;;\x1b\\");
        for other in [
            "file:///etc/passwd",
            "ssh://host",
            "javascript:alert(1)",
            "x-app:do",
            "page",
        ] {
            assert_eq!(
                written(|out| link(Some(other), out)),
                "\x1b]8;;\x1b\\",
                "{other}"
            );
        }
        for offered in [
            "HTTPS://example.org",
            "http://example.org",
            "mailto:a@example.org",
        ] {
            assert!(
                written(|out| link(Some(offered), out)).contains(offered),
                "{offered}"
            );
        }
    }

    #[test]
    fn everything_switched_on_is_put_back() {
        let on = written(|out| {
            enter(None, out);
            mouse(true, out);
            synchronised(&[b' '; ARRIVES_WHOLE + 1], out);
        });
        let off = written(|out| out.extend(restore()));
        for mode in ["1049", "1000", "1002", "1006", "2004", "2026"] {
            assert!(on.contains(&format!("\x1b[?{mode}h")), "{mode}");
            assert!(off.contains(&format!("\x1b[?{mode}l")), "{mode}");
        }
        for mode in ["7", "25"] {
            assert!(on.contains(&format!("\x1b[?{mode}l")), "{mode}");
            assert!(off.contains(&format!("\x1b[?{mode}h")), "{mode}");
        }
    }
}
