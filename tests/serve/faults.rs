//! What clients and lines do wrong harms nobody else.

use std::sync::Arc;

use calcinosis::config::Settings;
use calcinosis::input::{Event, parse_keys};
use calcinosis::session::Session;
use calcinosis::wire::Capabilities;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::harness::{Terminal, connect, options, serve, small, timed, until};
use crate::relay::{Relay, Way};

/// Bytes that mean nothing, always the same.
fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x2545_f491_u32;
    let next = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(next).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn garbage_ends_its_own_connection_only() {
    let running = serve(options()).await;
    let address = running.addresses[0];
    let reader = connect(address).await.unwrap();
    let mut terminal = Terminal::open(&reader, (80, 24)).await;
    terminal.shows("Welcome.").await;
    let greeted = |bytes: &[u8]| [b"SSH-2.0-x\r\n", bytes].concat();
    for bytes in [
        noise(100_000),
        greeted(&noise(100_000)),
        greeted(&[0; 64]),
        greeted(b"\0\0\0\x0c\x0a\x14"),
        greeted(&[0xff; 64]),
        b"GET / HTTP/1.1\r\n\r\n".to_vec(),
        vec![b'\n'; 100_000],
    ] {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let _ = stream.write_all(&bytes).await;
        let _ = stream.shutdown().await;
        let mut answer = Vec::new();
        let _ = timed("the end", stream.read_to_end(&mut answer)).await;
    }
    // After the key exchange.
    let relay = Relay::to(address).await;
    let garbled = connect(relay.address).await.unwrap();
    let garbled_terminal = Terminal::open(&garbled, (80, 24)).await;
    relay.up(Way::Garbled);
    garbled_terminal.press(b"j").await;
    until("the end", || running.sessions() <= 1).await;
    terminal.press(b"smil").await;
    terminal.shows("Milia").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_killed_in_the_middle_of_a_frame_frees_its_place() {
    let running = serve(options()).await;
    let relay = Relay::to(running.addresses[0]).await;
    let session = connect(relay.address).await.unwrap();
    let mut terminal = Terminal::open(&session, (500, 200)).await;
    terminal
        .until("a first byte", |terminal| !terminal.bytes.is_empty())
        .await;
    relay.down(Way::Stalled);
    terminal.press(b"]] zz").await;
    relay.down(Way::Cut);
    until("a free place", || running.sessions() == 0).await;
    assert_eq!(running.counters().faults.get(), 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_slow_client_skips_frames_and_never_keys() {
    let library = Arc::new(small());
    let size = (80, 24);
    let mut local = Session::new(library, Settings::default(), size, Capabilities::XTERM);
    let script = "]]]".to_owned() + &"j".repeat(100);
    let keys = parse_keys(&script).unwrap();
    local.handle(&keys.into_iter().map(Event::Key).collect::<Vec<_>>());
    let top = local.app().state.reader.top;

    let running = serve(options()).await;
    let relay = Relay::to(running.addresses[0]).await;
    let session = connect(relay.address).await.unwrap();
    let mut terminal = Terminal::open(&session, size).await;
    terminal.press(b"]]]").await;
    terminal.shows("Line 1.").await;
    // Nobody reads while 5,000 keys are pressed; 100 of them are left over in one direction.
    relay.down(Way::Stalled);
    let before = running.counters().sent_bytes.get();
    for _ in 0..50 {
        terminal.press(&[b'j'; 51]).await;
        terminal.press(&[b'k'; 49]).await;
    }
    until("all keys", || running.counters().keys.get() >= 5003).await;
    relay.down(Way::Open);
    let line = format!("Line {}.", top / 2 + 1);
    terminal.shows(&line).await;
    let sent = running.counters().sent_bytes.get() - before;
    assert!(sent < 5000 * 64, "{sent} bytes for frames that nobody saw");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_megabyte_pasted_is_bounded_and_the_reader_goes_on() {
    let running = serve(options()).await;
    let session = connect(running.addresses[0]).await.unwrap();
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.press(b"s").await;
    terminal
        .until("a field", |terminal| {
            terminal.screen.screen().bracketed_paste()
        })
        .await;
    terminal.press(b"\x1b[200~").await;
    for _ in 0..32 {
        terminal.press(&vec![b'x'; 32 * 1024]).await;
    }
    terminal.press(b"\x1b[201~").await;
    terminal.press(b"\x1b").await;
    terminal.shows("Welcome.").await;
    terminal.press(&noise(4 * 1024)).await;
    terminal.press(b"\x18\x1b\x1b\x1b\x03\x03").await;
    terminal.ends().await;
    assert_eq!(running.counters().faults.get(), 0);
}
