//! Every end puts the terminal back: quitting, signals, a terminal that is gone, a panic.

use std::env::current_exe;
use std::process::Command;
use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::embedded;
use calcinosis::hosts::keeper::Keeper;
use calcinosis::hosts::local::{self, LocalTerminal, Work};
use calcinosis::library::Library;
use calcinosis::session::Session;
use rustix::process::Signal;

use crate::pty::Pty;
use crate::{AT_ONCE, READY, reader};

#[test]
fn signals_end_it_and_leave_the_terminal_as_it_was() {
    for (signal, code) in [(Signal::TERM, 143), (Signal::HUP, 129), (Signal::INT, 130)] {
        let mut pty = reader();
        pty.signal(signal);
        let (status, took) = pty.end();
        assert_eq!(status.code(), Some(code), "{signal:?}");
        assert!(took < AT_ONCE, "{took:?}");
        pty.check_restored();
    }
}

#[test]
fn suspending_hands_the_terminal_back_until_it_goes_on() {
    let mut pty = reader();
    for by_key in [true, false] {
        if by_key {
            pty.send(b"\x1a");
        } else {
            pty.signal(Signal::TSTP);
        }
        pty.until_stopped();
        pty.check_restored();
        pty.signal(Signal::CONT);
        pty.until("screen again", |screen| {
            screen.alternate_screen() && screen.contents().contains(READY)
        });
    }
    pty.send(b"q");
    assert!(pty.end().0.success());
    pty.check_restored();
}

#[test]
fn it_draws_again_after_it_was_stopped_by_force() {
    let mut pty = reader();
    pty.signal(Signal::STOP);
    pty.until_stopped();
    let before = pty.bytes.len();
    pty.signal(Signal::CONT);
    let entered = |bytes: &[u8]| bytes.windows(8).any(|part| part == b"\x1b[?1049h");
    while !entered(&pty.bytes[before..]) {
        assert!(pty.read(), "nothing is drawn");
    }
}

#[test]
fn a_terminal_that_vanishes_ends_it() {
    // The terminal controls nobody here, so no signal comes: the end of input is all there is.
    let mut pty = reader();
    pty.hang_up();
    let (status, took) = pty.end();
    assert_eq!(status.code(), Some(129));
    assert!(took < AT_ONCE, "{took:?}");
}

#[test]
fn a_panic_restores_the_terminal_before_it_speaks() {
    let mut command = Command::new(current_exe().unwrap());
    command.args([
        "--exact",
        "ends::panic_in_a_session",
        "--ignored",
        "--nocapture",
    ]);
    let mut pty = Pty::start(command, (80, 24));
    pty.until_text(READY);
    pty.send(b"R");
    assert!(!pty.end().0.success());
    pty.check_restored();
    let text = String::from_utf8_lossy(&pty.bytes);
    let (_, after) = text.rsplit_once("\x1b[?1049l").unwrap();
    assert!(after.contains("on purpose"), "{after}");
}

/// Not a test: the program of the one above.
#[test]
#[ignore = "it panics on purpose"]
fn panic_in_a_session() {
    let library = Arc::new(Library::load(&embedded()));
    let terminal = LocalTerminal::open().unwrap();
    let (size, capabilities) = (terminal.size(), local::capabilities());
    let mut session = Session::new(
        Arc::clone(&library),
        Settings::default(),
        size,
        capabilities,
    );
    let reload = || panic!("on purpose");
    let keeper = &mut Keeper::default();
    let work = Work::Index(library);
    local::run(terminal, &mut session, work, (&reload, None), keeper).unwrap();
}
