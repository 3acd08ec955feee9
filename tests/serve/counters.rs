//! What is counted, told to Prometheus on an address of its own.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{Terminal, connect, options, serve, set, timed};

pub async fn get(address: SocketAddr, path: &str) -> String {
    let mut stream = TcpStream::connect(address).await.unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: here\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timed("counters", stream.read_to_string(&mut answer))
        .await
        .unwrap();
    answer
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn counters_are_told_on_an_address_of_their_own() {
    let mut options = options();
    set(&mut options, "metrics", "127.0.0.1:0");
    let running = serve(options).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"smil").await;
    terminal.shows("Milia").await;
    let _ = session.channel_open_direct_tcpip("a", 1, "b", 2).await;
    // A frame is counted once it is sent, and may be seen before.
    let text = timed("a frame that is counted", async {
        loop {
            let text = get(running.metrics.unwrap(), "/metrics").await;
            if !text.contains("key_to_frame_seconds_count 0\n") {
                break text;
            }
        }
    })
    .await;
    assert!(text.starts_with("HTTP/1.1 200 OK\r\n"), "{text}");
    for line in [
        "calcinosis_sessions 1\n",
        "calcinosis_connects_total 1\n",
        "calcinosis_terminals_total 1\n",
        "calcinosis_keys_total 4\n",
        "calcinosis_refusals_total{reason=\"forwarding\"} 1\n",
    ] {
        assert!(text.contains(line), "{line} in {text}");
    }
    assert!(!text.contains("mil"), "what is typed is not told");
    let other = get(running.metrics.unwrap(), "/").await;
    assert!(other.starts_with("HTTP/1.1 404"), "{other}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_who_ask_for_counters_and_take_nothing_delay_nobody() {
    let mut options = options();
    set(&mut options, "metrics", "127.0.0.1:0");
    let running = serve(options).await;
    let metrics = running.metrics.unwrap();
    let start = Instant::now();
    let mut silent = Vec::new();
    for _ in 0..200 {
        silent.push(TcpStream::connect(metrics).await.unwrap());
    }
    let text = get(metrics, "/metrics").await;
    assert!(text.contains("calcinosis_sessions 0"), "{text}");
    assert!(
        start.elapsed() < Duration::from_secs(4),
        "their time was not waited for"
    );
    drop(silent);
}
