//! What the terminal is asked, and what becomes of its answers.

use std::process::Command;
use std::time::{Duration, Instant};

use calcinosis::session::LATEST_ANSWER;
use rustix::process::Signal;

use crate::pty::Pty;
use crate::{AT_ONCE, READY, reader};

/// What a terminal answers to all it is asked.
const ANSWERS: &[u8] = b"\x1b[?69;2$y\x1b[?2004;0$y\x1b[2;5R\x1b[?62;22c";

/// The last of the questions, which go out in one piece.
const QUESTION: &[u8] = b"\x1b[c";

/// Leaves at once on a terminal that answers so late. Whether the answers still reach the shell; `None` where the
/// machine was too slow to tell.
fn leaks(late: Duration, leave: fn(&Pty)) -> Option<bool> {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
    command.arg("--private");
    let mut pty = Pty::start(command, (80, 24));
    let mut before = Instant::now();
    while !pty.bytes.windows(QUESTION.len()).any(|it| it == QUESTION) {
        before = Instant::now();
        assert!(pty.read(), "nothing is asked");
    }
    let asked = Instant::now();
    leave(&pty);
    pty.read_until(asked + late);
    let is_in_time = before.elapsed() < LATEST_ANSWER;
    pty.send(ANSWERS);
    pty.until_left();
    is_in_time.then(|| pty.has_unread())
}

#[test]
fn answers_that_come_after_leaving_never_reach_the_shell() {
    let leaves: [fn(&Pty); 5] = [
        |pty| pty.send(b"q"),
        |pty| pty.send(b"\x03\x03"),
        |pty| pty.send(b"\x1a"),
        |pty| pty.signal(Signal::TERM),
        |pty| pty.signal(Signal::HUP),
    ];
    for late in [0, 200, 400, 600].map(Duration::from_millis) {
        for leave in leaves {
            // They are waited for so long; where the machine was too slow for that, once more.
            let told = (0..20).find_map(|_| leaks(late, leave));
            assert_eq!(told, Some(false), "{late:?}");
        }
    }
}

#[test]
fn nobody_waits_for_an_answer_that_has_come() {
    let mut pty = reader();
    pty.send(ANSWERS);
    pty.send(b"q");
    let (status, took) = pty.end();
    assert!(status.success() && took < AT_ONCE);
    pty.check_restored();
    assert!(!pty.has_unread());
}

#[test]
fn a_terminal_is_not_asked_for_margins_where_the_reader_says_so() {
    let asked = |argument: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
        command.args(["--private", argument]);
        let mut pty = Pty::start(command, (80, 24));
        pty.until_text(READY);
        // An answer to what was not asked changes nothing.
        pty.send(b"\x1b[?69;2$y\x1b[Bjjj");
        pty.send(b"q");
        assert!(pty.end().0.success());
        pty.check_restored();
        String::from_utf8_lossy(&pty.bytes).into_owned()
    };
    assert!(!asked("--no-margins").contains("?69$p"));
    assert!(!asked("--no-margins").contains("?69h"));
    assert!(asked("--ascii").contains("?69$p"));
}
