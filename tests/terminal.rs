//! The program in a pseudo-terminal: it draws, follows the window, and leaves the terminal as it was.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a test may fail by panicking"
)]

mod pty;

#[path = "terminal/answers.rs"]
mod answers;
#[path = "terminal/ends.rs"]
mod ends;
#[path = "terminal/writer.rs"]
mod writer;

use std::fs;
use std::process::Command;
use std::time::Duration;

use pty::Pty;

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
