//! Every end of a session puts the client's terminal back and says why.

use std::process::Command;
use std::time::Duration;

use calcinosis::content::SourceFile;
use calcinosis::library::Library;

use crate::harness::{
    Terminal, connect, faulty, loaded, options, reference, serve, serve_with, set, timed, until,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_fault_ends_one_session_and_the_others_go_on() {
    let options = options();
    let mut reference = reference(&options);
    reference.test_events = Some(faulty);
    let running = serve_with(options, reference).await;
    let first = connect(running.addresses[0]).await.unwrap();
    let second = connect(running.addresses[0]).await.unwrap();
    let mut unlucky = Terminal::open(&first, (80, 24)).await;
    let mut other = Terminal::open(&second, (80, 24)).await;
    unlucky.shows("Welcome.").await;
    other.shows("Welcome.").await;
    unlucky.press(b"M\x1b[20~").await;
    unlucky.ends().await;
    assert!(unlucky.is_restored());
    assert!(
        unlucky.text().contains("Others are not affected."),
        "{}",
        unlucky.text()
    );
    assert_eq!(unlucky.status, Some(1));
    assert_eq!(running.counters().faults.get(), 1);
    other.press(b"smil").await;
    other.shows("Milia").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_drain_says_how_to_come_back_to_the_same_topic() {
    let mut options = options();
    set(&mut options, "name", "reference.example.org");
    let mut running = serve(options).await;
    let address = running.addresses[0];
    let session = connect(address).await.unwrap();
    let mut terminal = Terminal::asking(&session, (80, 24), &[]).await;
    terminal
        .channel
        .exec(true, "open types/tumoral")
        .await
        .unwrap();
    terminal.press(b"M").await;
    terminal.shows("Line 1.").await;
    let ((), ()) = tokio::join!(running.drain(), terminal.ends());
    assert!(terminal.is_restored());
    let port = address.port();
    let command = format!("ssh -t -p {port} reference.example.org open types/tumoral");
    let text = terminal.text().replace('\n', "");
    assert!(text.contains(&command), "{text}");
    assert!(connect(address).await.is_err(), "no new connection");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_idle_reader_is_told_and_then_sent_away_restored() {
    let mut options = options();
    set(&mut options, "idle", "1200ms");
    set(&mut options, "idle-notice", "900ms");
    let running = serve(options).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"M").await;
    terminal.shows("Still reading?").await;
    // A key goes on for another while.
    let pressed = std::time::Instant::now();
    terminal.press(b"j").await;
    terminal
        .until("the notice gone", |it| {
            !it.text().contains("Still reading?")
        })
        .await;
    terminal.ends().await;
    assert!(pressed.elapsed() >= Duration::from_millis(1100));
    assert!(terminal.is_restored());
    assert!(terminal.text().contains("Nothing was pressed"));
    until("the connection to end", || session.is_closed()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_oldest_session_ends_although_keys_are_pressed() {
    let mut options = options();
    set(&mut options, "oldest-session", "700ms");
    let running = serve(options).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    terminal.press(b"jk").await;
    terminal.ends().await;
    assert!(terminal.is_restored());
    assert!(terminal.text().contains("longest time"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_leaves_frees_its_place() {
    let mut options = options();
    set(&mut options, "max-sessions", "1");
    let running = serve(options).await;
    for _ in 0..3 {
        let mut session = None;
        timed("a free place", async {
            while session.is_none() {
                session = connect(running.addresses[0]).await.ok();
            }
        })
        .await;
        let session = session.unwrap();
        let mut terminal = Terminal::open(&session, (80, 24)).await;
        terminal.shows("Welcome.").await;
    }
}

/// The command that is shown at the end is going to be typed into a shell.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_way_back_is_safe_to_type_whatever_a_page_is_called() {
    let options = options();
    let mut reference = reference(&options);
    reference.load = Box::new(|| {
        let page =
            |path: &str, words: &str| SourceFile::new(path, format!("# A page\n\n{words}\n"));
        let files = [
            page("_index.md", "Welcome."),
            page("it's $(reboot)\u{1b}[31m; x.md", "Words of it."),
        ];
        Ok(loaded(Library::load(&files)))
    });
    let mut running = serve_with(options, reference).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"]").await;
    terminal.shows("Words of it.").await;
    let ((), ()) = tokio::join!(running.drain(), terminal.ends());
    let text = terminal.text().replace('\n', "");
    let topic = text.split(" open ").nth(1).unwrap();
    let script = format!("printf %s {topic}");
    let typed = Command::new("sh").args(["-c", &script]).output().unwrap();
    let typed = String::from_utf8(typed.stdout).unwrap();
    assert_eq!(typed, "it's $(reboot)[31m; x");
    let last = terminal.bytes.rsplit(|byte| *byte == b'R').next().unwrap();
    assert!(!last.contains(&0x1b), "{topic}");
}
