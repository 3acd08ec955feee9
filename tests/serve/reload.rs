//! Content and limits are read anew while readers stay, and they see what changed.

use std::fs;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Barrier, Mutex};

use rustix::process::Signal;

use calcinosis::hosts::ssh::ServerSignal;
use tokio::sync::mpsc;

use crate::harness::{
    Terminal, connect, loaded, options, reference, run, serve_with, set, small, timed,
};
use crate::pipe::make_pipe;
use crate::process::{Process, content};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hang_up_reads_content_and_limits_anew_and_drops_nobody() {
    let folder = content();
    let settings = folder.path().join("serve.toml");
    fs::write(&settings, "max-exec = 100\n").unwrap();
    let process = Process::start(folder.path(), &["--config", settings.to_str().unwrap()]);
    let session = connect(process.address()).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"]]").await;
    terminal.shows("Old text.").await;
    let page = folder.path().join("content/milia.md");
    let old = fs::read_to_string(&page).unwrap();
    fs::write(&page, old.replace("Old text", "New text")).unwrap();
    fs::write(&settings, "max-exec = 5\n").unwrap();
    process.signal(Signal::HUP);
    process.logs("content read anew");
    terminal.press(b"j").await;
    terminal.shows("New text.").await;
    let other = connect(process.address()).await.unwrap();
    let (_, err, _) = run(&other, "show milia").await;
    assert!(err.contains("too long"), "{err}");
    // A broken page, broken settings and missing content leave the old in force.
    fs::write(&settings, "max-exce = 5\n").unwrap();
    fs::write(&page, "+++\ntitle = \n+++\nBroken text.\n").unwrap();
    process.signal(Signal::HUP);
    process.logs("the settings are kept");
    assert!(process.logs("the content is kept").contains("milia.md:2"));
    fs::rename(
        folder.path().join("content"),
        folder.path().join("elsewhere"),
    )
    .unwrap();
    process.signal(Signal::HUP);
    process.logs("the settings are kept");
    process.logs("the content is kept");
    let other = connect(process.address()).await.unwrap();
    let mut terminal = Terminal::open(&other, (80, 24)).await;
    terminal.press(b"]]").await;
    terminal.shows("New text.").await;
    drop(other);
    process.ended();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_changed_since_it_was_read_is_marked_and_shown() {
    let folder = content();
    let process = Process::start(folder.path(), &[]);
    let session = connect(process.address()).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"]]").await;
    terminal.shows("Old text.").await;
    let page = folder.path().join("content/milia.md");
    let old = fs::read_to_string(&page).unwrap();
    fs::write(&page, old.replace("Old text", "New text")).unwrap();
    process.signal(Signal::HUP);
    process.logs("content read anew");
    terminal.press(b"h").await;
    terminal.shows("~ changed since you read it").await;
    terminal.press(b"D").await;
    terminal.shows("Was   Old text.").await;
    terminal.shows("Now   New text.").await;
    terminal.press(b"\x03\x03").await;
    terminal.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn plain_mode_reads_the_newest_text() {
    let folder = content();
    let process = Process::start(folder.path(), &[]);
    let session = connect(process.address()).await.unwrap();
    let channel = session.channel_open_session().await.unwrap();
    channel.request_shell(true).await.unwrap();
    let mut terminal = Terminal::new(channel, (80, 24));
    terminal.shows("Welcome.").await;
    let page = folder.path().join("content/milia.md");
    let old = fs::read_to_string(&page).unwrap();
    fs::write(&page, old.replace("Old text", "New text")).unwrap();
    process.signal(Signal::HUP);
    process.logs("content read anew");
    terminal.press(b"]\n").await;
    terminal.shows("New text.").await;
    terminal.press(b"q\n").await;
    terminal.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_reads_content_anew_obeys_and_waits_only_so_long() {
    let mut options = options();
    set(&mut options, "reload-time", "300ms");
    let mut reference = reference(&options);
    // The first reading ends, the others not before the test does.
    let begun = Arc::new(Barrier::new(2));
    let (release, held) = std::sync::mpsc::channel::<()>();
    let (begins, held) = (Arc::clone(&begun), Mutex::new(held));
    let is_first = AtomicBool::new(true);
    reference.load = Box::new(move || {
        if !is_first.swap(false, Ordering::Relaxed) {
            begins.wait();
            let _ = held.lock().unwrap().recv();
        }
        Ok(loaded(small()))
    });
    let running = serve_with(options, reference).await;
    let (sender, mut signals) = mpsc::channel(4);
    let told = async {
        sender.send(ServerSignal::Reload).await.unwrap();
        // The second begins only when the first, which never ends, is given up.
        sender.send(ServerSignal::Reload).await.unwrap();
        tokio::task::spawn_blocking(move || (begun.wait(), begun.wait()))
            .await
            .unwrap();
        // It is being read now, and a reader comes all the same.
        let session = connect(running.addresses[0]).await.unwrap();
        run(&session, "show types/milia").await;
        sender.send(ServerSignal::Stop).await.unwrap();
    };
    let both = async { tokio::join!(running.handle_signals(&mut signals), told) };
    timed("the end", Box::pin(both)).await;
    assert_eq!(running.counters().reloads.get(), 0);
    drop(release);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_that_turned_into_a_pipe_leaves_the_content_as_it_was() {
    let folder = content();
    let process = Process::start(folder.path(), &[]);
    let page = folder.path().join("content/milia.md");
    fs::remove_file(&page).unwrap();
    make_pipe(&page);
    process.signal(Signal::HUP);
    let kept = process.logs("the content is kept");
    assert!(kept.contains("milia.md cannot be read"), "{kept}");
    let session = connect(process.address()).await.unwrap();
    let (out, _, _) = run(&session, "show milia").await;
    assert!(out.contains("Old text."), "{out}");
    process.ended();
}

/// What a server may not read any more once it has started, whoever has taken it over.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_not_named_at_the_start_is_read_only_after_a_restart() {
    let folder = content();
    let (settings, elsewhere) = (folder.path().join("etc"), folder.path().join("elsewhere"));
    for folder in [&settings, &elsewhere] {
        fs::create_dir(folder).unwrap();
    }
    let settings = settings.join("serve.toml");
    fs::write(&settings, "").unwrap();
    fs::write(elsewhere.join("readers"), "").unwrap();
    let process = Process::start(folder.path(), &["--config", settings.to_str().unwrap()]);
    assert!(process.may_gain_no_privileges());
    if !process.is_confined() {
        // A kernel without Landlock, which the log said.
        return;
    }
    let readers = elsewhere.join("readers");
    let line = format!("authorized-keys = \"{}\"\n", readers.display());
    fs::write(&settings, line).unwrap();
    process.signal(Signal::HUP);
    let kept = process.logs("the settings are kept");
    assert!(kept.contains("only after a restart"), "{kept}");
    process.logs("content read anew");
    // A file that is put in the place of another is read.
    let newer = settings.with_extension("new");
    fs::write(&newer, "max-exec = 5\n").unwrap();
    fs::rename(&newer, &settings).unwrap();
    process.signal(Signal::HUP);
    process.logs("content read anew");
    let session = connect(process.address()).await.unwrap();
    let (_, err, _) = run(&session, "show milia").await;
    assert!(err.contains("too long"), "{err}");
    process.ended();
}
