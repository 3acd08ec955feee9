//! Commands over SSH answer as the command line does.

use crate::harness::{connect, options, run, serve};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_word_answers_with_its_exit_status() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let (out, err, status) = run(&session, "show types/milia").await;
    assert!(out.starts_with("MILIA\n"), "{out}");
    assert_eq!((err.as_str(), status), ("", Some(0)));
    let (out, _, status) = run(&session, "list --format json").await;
    assert!(out.starts_with("[\n"), "{out}");
    assert_eq!(status, Some(0));
    let (out, _, status) = run(&session, "search milia --format json").await;
    assert!(out.contains("\"types/milia\""), "{out}");
    assert_eq!(status, Some(0));
    let (out, _, status) = run(&session, "help").await;
    assert!(out.contains("open"), "{out}");
    assert_eq!(status, Some(0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_is_not_found_or_not_understood_says_so_on_standard_error() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    for (line, words, code) in [
        ("show nowhere", "nowhere", 1),
        ("search xyzzyxyzzy", "nothing found", 1),
        ("cat /etc/passwd", "no shell", 2),
        ("show types/milia; reboot", "no topic", 1),
        ("--content /etc list", "no shell", 2),
        ("", "no shell", 2),
    ] {
        let (out, err, status) = run(&session, line).await;
        assert_eq!((out.as_str(), status), ("", Some(code)), "{line}: {err}");
        assert!(err.contains(words), "{line}: {err}");
    }
    let (out, _, status) = run(&session, "search xyzzyxyzzy --format json").await;
    assert_eq!((out.trim(), status), ("[]", Some(1)));
}
