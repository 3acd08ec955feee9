//! The full screen over SSH is the local one.

use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, parse_keys};
use calcinosis::library::Library;
use calcinosis::search::Index;
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;
use ratatui::buffer::{Buffer, CellWidth as _};

use crate::harness::{Terminal, connect, loaded, options, reference, run, serve, serve_with};

/// A script with the bytes a terminal sends for it.
const SCRIPTS: &[(&str, &[u8])] = &[
    ("", b""),
    ("]]jjj<space>", b"]]jjj "),
    ("<down><down><enter><tab>", b"\x1b[B\x1bOB\r\t"),
    ("stumoral", b"stumoral"),
    ("]]/calcium<enter>n", b"]]/calcium\rn"),
    ("!", b"!"),
    ("?", b"?"),
    ("zM", b"zM"),
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_hosts_show_the_same_screen_for_the_same_keys() {
    let library = Arc::new(Library::load(&embedded()));
    library.links();
    let index = Arc::new(Index::of(&library));
    let options = options();
    let mut reference = reference(&options);
    reference.load = Box::new(|| Ok(loaded(Library::load(&embedded()))));
    let running = serve_with(options, reference).await;
    for size in [(80, 24), (120, 40), (40, 12)] {
        for (script, bytes) in SCRIPTS {
            let settings = Settings::default();
            let mut local = Session::new(Arc::clone(&library), settings, size, Capabilities::XTERM);
            local.change().set_index(Arc::clone(&index));
            let keys = parse_keys(script).unwrap();
            local.handle(&keys.into_iter().map(Event::Key).collect::<Vec<_>>());
            let (cells, drawn) = local.screen();
            let expected = rows(&cells);
            let session = connect(running.addresses[0]).await.unwrap();
            let mut terminal = Terminal::open(&session, size).await;
            terminal.press(bytes).await;
            terminal
                .until("screen like the local one", |terminal| {
                    terminal.rows() == expected
                })
                .await;
            let cursor = drawn.cursor.map(|at| (at.y, at.x));
            let shown = Some(terminal.screen.screen().cursor_position());
            assert_eq!(shown, cursor, "cursor after {script}");
            terminal.press(b"\x03\x03").await;
            terminal.ends().await;
            assert!(terminal.is_restored());
            assert_eq!(terminal.status, Some(0));
        }
    }
}

fn rows(cells: &Buffer) -> Vec<String> {
    let area = *cells.area();
    let row = |y| {
        let mut row = String::new();
        let mut x = 0;
        while x < area.width {
            let cell = &cells[(x, y)];
            row.push_str(cell.symbol());
            x += cell.cell_width().max(1);
        }
        row.trim_end().to_owned()
    };
    (0..area.height).map(row).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn resizing_follows_the_window_whatever_its_size() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Small reference").await;
    for (asked, drawn) in [
        ((100, 30), (100, 30)),
        ((0, 0), (80, 24)),
        ((10_000, 10_000), (500, 200)),
        ((u32::MAX, 1), (500, 1)),
        ((1, 1), (1, 1)),
        ((80, 24), (80, 24)),
    ] {
        terminal.resize(asked, drawn).await;
        terminal
            .until("text in the last row", |terminal| {
                terminal.rows().last().is_some_and(|row| !row.is_empty())
            })
            .await;
    }
    // Of many at once the last is drawn, and nothing has to be pressed for that.
    for width in 40..100 {
        terminal.resize((width.into(), 24), (width, 24)).await;
    }
    terminal.resize((120, 40), (120, 40)).await;
    terminal
        .until("text in row 40", |terminal| {
            terminal.rows().get(39).is_some_and(|row| !row.is_empty())
        })
        .await;
    terminal.shows("Small reference").await;
    terminal.press(b"q").await;
    terminal.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn open_begins_at_a_topic() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::asking(&session, (80, 24), &[]).await;
    terminal
        .channel
        .exec(true, "open types/milia")
        .await
        .unwrap();
    terminal.shows("Small white bumps.").await;
    terminal.press(b"q").await;
    terminal.ends().await;
    let (_, error, code) = run(&session, "open nowhere").await;
    assert!(
        error.contains("nowhere") && code == Some(1),
        "{code:?} {error}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_lone_escape_is_the_escape_key_and_sequences_may_come_in_pieces() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"s").await;
    terminal.press(b"mil").await;
    terminal.shows("Milia").await;
    terminal.press(b"\x1b").await;
    terminal.shows("Welcome.").await;
    for byte in b"\x1b[B\xff\xfe\x1b[?999;999zj\xc3" {
        terminal.press(&[*byte]).await;
    }
    // Enter gives the links their letters; the escape takes them away, and q leaves.
    terminal.press(b"\r").await;
    terminal.shows("Type a letter").await;
    terminal.press(b"\x1b").await;
    terminal.shows("s search").await;
    terminal.press(b"q").await;
    terminal.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_environment_says_how_to_draw() {
    let running = serve(options()).await;
    for (environment, colour) in [
        (&[("NO_COLOR", "1")], false),
        (&[("LANG", "C.UTF-8")], true),
    ] {
        let session = connect(running.addresses[0]).await.unwrap();
        let mut terminal = Terminal::asking(&session, (80, 24), environment).await;
        terminal.channel.request_shell(true).await.unwrap();
        terminal.shows("Welcome.").await;
        let text = String::from_utf8_lossy(&terminal.bytes).into_owned();
        let is_coloured = (30..38)
            .chain(90..98)
            .any(|number| text.contains(&format!("{number}m")));
        assert_eq!(is_coloured, colour, "{environment:?} {text:?}");
    }
}
