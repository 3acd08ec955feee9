//! Under a service manager: sockets that are handed over, what it is told, and the end it asks for.

use std::net::TcpListener;
use std::os::unix::net::UnixDatagram;
use std::sync::Arc;
use std::time::{Duration, Instant};

use russh::client;
use rustix::process::Signal;
use tokio::net::TcpStream;

use crate::harness::{Terminal, Trusting, connect, run, timed};
use crate::process::{Process, content};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sockets_are_inherited_and_a_service_manager_is_told() {
    let folder = content();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let manager = UnixDatagram::bind(folder.path().join("notify")).unwrap();
    manager
        .set_read_timeout(Some(crate::harness::PATIENCE))
        .unwrap();
    let told = || {
        let mut message = [0; 200];
        let length = manager.recv(&mut message).unwrap();
        String::from_utf8_lossy(&message[..length]).into_owned()
    };
    let process = Process::inheriting(folder.path(), listener);
    assert!(told().contains("READY=1"));
    assert_eq!(process.address(), address);
    let session = connect(address).await.unwrap();
    let (out, _, _) = run(&session, "show milia").await;
    assert!(out.starts_with("Milia"));
    // What is read anew knows nothing of the socket that was handed over.
    process.signal(Signal::HUP);
    assert!(told().contains("RELOADING=1"));
    assert!(told().contains("READY=1"));
    let mut terminal = Terminal::open(&session, (80, 24)).await;
    terminal.shows("Welcome.").await;
    process.signal(Signal::TERM);
    terminal.ends().await;
    let way_back = format!("ssh -t -p {} ", address.port());
    assert!(terminal.text().contains(&way_back), "{}", terminal.text());
    drop(session);
    process.ended();
    assert!(told().contains("STOPPING=1"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_restart_with_an_inherited_socket_refuses_no_connect() {
    let folder = content();
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    for _ in 0..3 {
        // Comes while nobody serves, and waits.
        let early = tokio::spawn(connect(address));
        let process = Process::inheriting(folder.path(), listener.try_clone().unwrap());
        let session = timed("a session", early).await.unwrap().unwrap();
        let (out, _, _) = run(&session, "show milia").await;
        assert!(out.starts_with("Milia"));
        drop(session);
        process.ended();
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_waits_for_nobody_who_has_not_logged_in() {
    let folder = content();
    let limits = ["--drain", "60s", "--login-grace", "60s"];
    let process = Process::start(folder.path(), &limits);
    let address = process.address();
    let silent = TcpStream::connect(address).await.unwrap();
    let config = Arc::new(client::Config::default());
    let connected = client::connect(config, address, Trusting::default());
    let greeted = connected.await.unwrap();
    let start = Instant::now();
    process.ended();
    assert!(
        start.elapsed() < Duration::from_secs(20),
        "{:?}",
        start.elapsed()
    );
    drop((silent, greeted));
}
