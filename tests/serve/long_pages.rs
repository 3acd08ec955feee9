//! Long pages are laid out and searched beside the keys, when the turn of their reader comes.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Condvar, Mutex};

use calcinosis::content::SourceFile;
use calcinosis::hosts::ssh::{CommandAnswer, Reference};
use calcinosis::input::Event;
use calcinosis::library::Library;
use calcinosis::search::Index;

use crate::harness::{
    PATIENCE, Terminal, connect, loaded, options, reference, run, serve_with, timed, until,
};

/// A reference with pages that are laid out beside the keys.
fn with_long_pages() -> Reference {
    let page = |path: &str, title: &str, text: &str| {
        SourceFile::new(path, format!("+++\ntitle = \"{title}\"\n+++\n{text}\n"))
    };
    let line = "A [lump](b.md) of calcium in the *skin*.[^a] ".repeat(12_000);
    let pages = [
        page("_index.md", "Front", "Welcome."),
        page("long.md", "Long", &line),
        page("other.md", "Other", &line.replace("calcium", "uric acid")),
        page("short.md", "Short", "Brief."),
    ];
    Reference {
        load: Box::new(move || Ok(loaded(Library::load(&pages)))),
        ..reference(&options())
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_page_keeps_no_key_waiting() {
    let running = serve_with(options(), with_long_pages()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::asking(&session, (80, 24), &[]).await;
    terminal.channel.exec(true, "open long").await.unwrap();
    terminal.shows("being laid out").await;
    // Another page is read meanwhile, by this reader and by another.
    terminal.press(b"]]").await;
    terminal.shows("Brief.").await;
    let beside = connect(running.addresses[0]).await.unwrap();
    let mut other = Terminal::open(&beside, (80, 24)).await;
    other.shows("Welcome.").await;
    terminal.press(b"[[").await;
    terminal.shows("A lump of calcium").await;
    // While the window changes, and while it is searched.
    terminal.resize((60, 20), (60, 20)).await;
    terminal.press(b"/calcium\rn").await;
    terminal.press(b"q").await;
    terminal.ends().await;
    assert!(terminal.is_restored() && terminal.status == Some(0));
    other.press(b"]").await;
    other.shows("being laid out").await;
    other.press(b"q").await;
    other.ends().await;
    assert_eq!(other.status, Some(0));
}

/// Brings down what is done beside the keys.
fn fault_beside_the_keys(events: &[Event]) {
    assert!(!events.is_empty(), "a fault planted by a test");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_cannot_be_laid_out_says_so_and_the_reader_goes_on() {
    let reference = Reference {
        test_events: Some(fault_beside_the_keys),
        ..with_long_pages()
    };
    let running = serve_with(options(), reference).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    terminal.press(b"]").await;
    terminal
        .until(
            "a page that says what is wrong, and a message",
            |terminal| {
                let said = terminal.text();
                said.matches("Something went wrong with this page.").count() == 2
            },
        )
        .await;
    assert_eq!(running.counters().faults.get(), 1);
    terminal.press(b"]]").await;
    terminal.shows("Brief.").await;
    terminal.press(b"q").await;
    terminal.ends().await;
    assert!(terminal.is_restored() && terminal.status == Some(0));
}

/// Commands that hold their turns until they may end, for a while at most; and long pages that were begun with.
static HOLDING: AtomicUsize = AtomicUsize::new(0);
static MAY_END: (Mutex<bool>, Condvar) = (Mutex::new(false), Condvar::new());
static BEGUN: AtomicUsize = AtomicUsize::new(0);

fn held(_: &Library, _: &Index, _: &[String]) -> CommandAnswer {
    HOLDING.fetch_add(1, Ordering::Relaxed);
    let (may_end, told) = &MAY_END;
    let waits = |may_end: &mut bool| !*may_end;
    drop(told.wait_timeout_while(may_end.lock().unwrap(), PATIENCE, waits));
    CommandAnswer::complaint("done", 0)
}

fn count_pages(events: &[Event]) {
    BEGUN.fetch_add(usize::from(events.is_empty()), Ordering::Relaxed);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn of_long_pages_that_wait_for_their_turn_the_one_that_is_wanted_then_is_laid_out() {
    let reference = Reference {
        words: held,
        test_events: Some(count_pages),
        ..with_long_pages()
    };
    let running = serve_with(options(), reference).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let commands = async { tokio::join!(run(&session, "one"), run(&session, "other")) };
    let reading = async {
        until("all turns held", || HOLDING.load(Ordering::Relaxed) >= 2).await;
        let mut terminal = Terminal::open(&session, (80, 24)).await;
        terminal.shows("Welcome.").await;
        for title in ["Long", "Other"] {
            terminal.press(b"]").await;
            terminal
                .until("another page that waits", |terminal| {
                    terminal.rows()[0].contains(title) && terminal.text().contains("being laid out")
                })
                .await;
        }
        *MAY_END.0.lock().unwrap() = true;
        MAY_END.1.notify_all();
        terminal.shows("A lump of uric acid").await;
        assert_eq!(BEGUN.load(Ordering::Relaxed), 1);
    };
    let both = async { tokio::join!(commands, reading) };
    timed("the end", Box::pin(both)).await;
}
