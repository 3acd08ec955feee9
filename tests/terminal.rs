//! The program in a pseudo-terminal: it draws, follows the window, and leaves the terminal as it was.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod pty;

use std::env::current_exe;
use std::fs;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use calcinosis::app::Settings;
use calcinosis::content::embedded;
use calcinosis::hosts::answers::LATEST;
use calcinosis::hosts::keeper::Keeper;
use calcinosis::hosts::local::{self, LocalTerminal, Work};
use calcinosis::library::Library;
use calcinosis::session::Session;
use rustix::process::Signal;

use pty::{LIMIT, Pty};

/// A word of the hint line, which is on every screen.
const READY: &str = "s search";
/// What ends at once ends within this, on a busy machine too.
const AT_ONCE: Duration = Duration::from_secs(2);

fn reader() -> Pty {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
    command.arg("--private");
    let mut pty = Pty::start(command, (80, 24));
    pty.until_text(READY);
    pty
}

#[test]
fn it_draws_reads_and_quits() {
    let mut pty = reader();
    assert!(pty.screen().alternate_screen());
    pty.send(b"]]");
    pty.until_text("Topic 3 of");
    pty.send(b"q");
    let (status, took) = pty.end();
    assert!(
        status.success() && took < AT_ONCE,
        "{status} after {took:?}"
    );
    pty.check_restored();
}

/// A folder with a long page and another, and the reader of it, when it says that it is ready.
fn writer(arguments: &[&str], ready: &str) -> (tempfile::TempDir, Pty) {
    let folder = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (1..=60).map(|it| format!("Line {it}.")).collect();
    let lines = lines.join("\n\n");
    fs::write(folder.path().join("a.md"), format!("# First\n\n{lines}")).unwrap();
    fs::write(folder.path().join("b.md"), "# Second\n\nShort.\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
    command
        .env("LC_ALL", "C.UTF-8")
        .args(["--private", "--content"])
        .arg(folder.path())
        .args(arguments);
    let mut pty = Pty::start(command, (80, 24));
    pty.until_text(ready);
    (folder, pty)
}

#[test]
fn what_a_writer_changes_is_shown_at_the_place_where_it_was_read() {
    let (folder, mut pty) = writer(&["--watch", "a"], READY);
    pty.until_text("Line 1.");
    pty.send(b" ");
    pty.until("later lines", |screen| {
        let contents = screen.contents();
        contents.contains("Line 14.") && !contents.contains("Line 1.")
    });
    let page = folder.path().join("a.md");
    let text = fs::read_to_string(&page).unwrap();
    let text = text.replace(
        "# First\n",
        "# First\n\nOne more above.\n\n## And a heading\n",
    );
    fs::write(&page, text.replace("Line 14.", "Line fourteen.")).unwrap();
    pty.until("the edited line in its place", |screen| {
        let contents = screen.contents();
        contents.contains("Line fourteen.") && !contents.contains("One more")
    });
    fs::write(folder.path().join("c.md"), "# Third\n\nNew.\n").unwrap();
    pty.until_text("Third");
    fs::remove_file(folder.path().join("c.md")).unwrap();
    pty.until("no third page", |screen| {
        !screen.contents().contains("Third")
    });
    fs::remove_file(page).unwrap();
    pty.until_text("“First” is no longer there.");
    pty.send(b"q");
    assert!(pty.end().0.success());
}

#[test]
fn in_plain_mode_what_a_writer_changes_is_told_with_the_next_line() {
    let (folder, mut pty) = writer(&["--plain", "--watch", "b"], "Short.");
    let page = folder.path().join("b.md");
    for text in ["Longer.", "石灰 и кальций."] {
        // As most editors save: another file takes the name.
        let draft = folder.path().join(".draft");
        fs::write(&draft, format!("# Second\n\n{text}\n")).unwrap();
        fs::rename(&draft, &page).unwrap();
        let start = Instant::now();
        while !pty.screen().contents().contains(text) {
            assert!(start.elapsed() < LIMIT, "{}", pty.screen().contents());
            // The top of the page again.
            pty.send(b"g\n");
            assert!(pty.read(), "no answer");
        }
    }
    pty.send(b"q\n");
    assert!(pty.end().0.success());
}

#[test]
fn without_watching_a_key_reads_the_content_again() {
    let (folder, mut pty) = writer(&["b"], READY);
    pty.until_text("Short.");
    fs::write(folder.path().join("b.md"), "# Second\n\nLonger.\n").unwrap();
    fs::write(folder.path().join("sub.md"), "# Added\n").unwrap();
    pty.send(b"R");
    pty.until("the new text and page", |screen| {
        let contents = screen.contents();
        contents.contains("Longer.") && contents.contains("Added")
    });
    pty.send(b"q");
    assert!(pty.end().0.success());
}

#[test]
fn without_a_locale_one_line_says_what_to_set() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("a.md"), "# Кальциноз\n").unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
    command
        .env_clear()
        .args(["--private", "--content"])
        .arg(folder.path());
    let mut pty = Pty::start(command, (110, 24));
    pty.until_text("set LANG=C.UTF-8, or symbols = \"unicode\" in the settings");
    pty.send(b"q");
    assert!(pty.end().0.success());
}

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
    let is_in_time = before.elapsed() < LATEST;
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
fn a_paste_is_text_for_the_finder_whether_or_not_it_is_bracketed() {
    for bytes in [
        &b"\x1b[200~quick calcium\x1b[201~"[..],
        b"quick calcium",
        b"quick calcium\rqqq",
    ] {
        let mut pty = reader();
        pty.send(bytes);
        pty.until_text("quick calcium");
        pty.send(b"\x1b");
        pty.until_text(READY);
        pty.send(b"q");
        assert!(pty.end().0.success());
    }
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

#[test]
fn words_that_name_no_topic_open_the_finder_filled_in() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
    command.args(["--private", "lump", "on", "my", "elbow"]);
    let mut pty = Pty::start(command, (80, 24));
    pty.until_text("Search: lump on my elbow");
    pty.until_text("> ");
    pty.send(b"\r");
    pty.until_text(READY);
}

#[test]
fn a_lone_escape_is_heeded_without_another_key() {
    let mut pty = reader();
    pty.send(b"?");
    pty.until("help", |screen| {
        !screen.contents().contains(READY) || screen.contents().contains("Everywhere")
    });
    pty.send(b"\x1b");
    pty.until("page", |screen| {
        screen.contents().contains(READY) && !screen.contents().contains("Everywhere")
    });
}

#[test]
fn it_follows_the_window_down_to_one_cell_and_back() {
    let mut pty = reader();
    pty.resize(1, 1);
    pty.until("lone cell", |screen| screen.contents().len() <= 1);
    for width in 2..60 {
        pty.resize(width, width);
    }
    pty.resize(100, 30);
    pty.until("wide screen", |screen| {
        let last = screen.rows(0, 100).last().unwrap_or_default();
        last.contains(READY)
    });
    pty.send(b"q");
    assert!(pty.end().0.success());
    pty.check_restored();
}

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
    command.args(["--exact", "panic_in_a_session", "--ignored", "--nocapture"]);
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

/// A folder with a page that is laid out beside the keys.
fn long_page() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let line = "A [lump](b.md) of calcium in the *skin*.[^a] ";
    let text = format!("# Long\n\n{}", line.repeat(12_000));
    fs::write(folder.path().join("long.md"), text).unwrap();
    fs::write(folder.path().join("short.md"), "# Short\n\nBrief.\n").unwrap();
    folder
}

#[test]
fn a_long_page_keeps_no_key_waiting() {
    let folder = long_page();
    let start = |topic: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_calcinosis"));
        command
            .args(["--private", "--content"])
            .arg(folder.path())
            .arg(topic);
        Pty::start(command, (80, 24))
    };
    // While it is opened.
    let mut pty = start("long");
    pty.until_text("being laid out");
    pty.send(b"q");
    let (status, took) = pty.end();
    assert!(status.success() && took < AT_ONCE, "{took:?}");
    pty.check_restored();
    // Another page is read meanwhile, and it is there in the end.
    let mut pty = start("short");
    pty.until_text("Brief.");
    pty.send(b"[");
    pty.until_text("being laid out");
    pty.send(b"]");
    pty.until_text("Brief.");
    pty.send(b"[");
    pty.until_text("A lump of calcium");
    // While the window changes, and while it is searched.
    pty.resize(60, 20);
    pty.send(b"/calcium\rn");
    pty.send(b"q");
    let (status, took) = pty.end();
    assert!(status.success() && took < AT_ONCE, "{took:?}");
    pty.check_restored();
}
