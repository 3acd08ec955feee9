//! Listed proxies say whom they speak for; nobody else may.

use std::net::SocketAddr;

use proxy_header::{ProxiedAddress, ProxyHeader};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::counters::get;
use crate::harness::{options, serve, set, timed};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_listed_proxy_says_whom_it_speaks_for_and_nobody_else_may() {
    let greeting = |address: SocketAddr, client: Option<&'static str>| async move {
        let mut stream = TcpStream::connect(address).await.unwrap();
        let mut bytes = [0; 200];
        let length = client.map_or(0, |client| {
            let client = client.parse().unwrap();
            let proxied = ProxiedAddress::stream(client, client);
            let header = ProxyHeader::with_address(proxied);
            header.encode_to_slice_v2(&mut bytes).unwrap()
        });
        stream.write_all(&bytes[..length]).await.unwrap();
        stream.write_all(b"SSH-2.0-test\r\n").await.unwrap();
        let mut answer = vec![0; 16];
        let _ = timed("an answer", stream.read(&mut answer)).await;
        (String::from_utf8_lossy(&answer).into_owned(), stream)
    };
    let mut listed = options();
    set(&mut listed, "proxy-from", "127.0.0.0/8");
    set(&mut listed, "exempt", "");
    set(&mut listed, "connects-burst", "1");
    set(&mut listed, "connects-per-second", "0");
    let running = serve(listed).await;
    let address = running.addresses[0];
    let (first, _held) = greeting(address, Some("192.0.2.1:1000")).await;
    assert!(first.starts_with("SSH-2.0-"), "{first}");
    let (other, _held) = greeting(address, Some("192.0.2.2:1000")).await;
    assert!(other.starts_with("SSH-2.0-"), "{other}");
    let (again, _held) = greeting(address, Some("192.0.2.1:1001")).await;
    assert!(again.starts_with("Too many"), "{again}");
    let (bare, _held) = greeting(address, None).await;
    assert!(bare.starts_with("The proxy sent"), "{bare}");

    let running = serve(options()).await;
    let mut stream = TcpStream::connect(running.addresses[0]).await.unwrap();
    let proxied = ProxiedAddress::stream(running.addresses[0], running.addresses[0]);
    let mut bytes = [0; 200];
    let length = ProxyHeader::with_address(proxied)
        .encode_to_slice_v2(&mut bytes)
        .unwrap();
    stream.write_all(&bytes[..length]).await.unwrap();
    stream.write_all(b"SSH-2.0-test\r\n").await.unwrap();
    let mut answer = Vec::new();
    let _ = timed("the end", stream.read_to_end(&mut answer)).await;
    assert!(
        answer.len() < 100,
        "a header from a stranger is no greeting"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_a_listed_proxy_opens_and_says_nothing_on_is_a_login_that_ends_in_time() {
    let mut options = options();
    set(&mut options, "proxy-from", "127.0.0.0/8");
    set(&mut options, "metrics", "127.0.0.1:0");
    set(&mut options, "login-grace", "2s");
    set(&mut options, "max-unauthenticated", "3");
    let running = serve(options).await;
    let (address, metrics) = (running.addresses[0], running.metrics.unwrap());
    let refused = |count: u32| format!("calcinosis_refusals_total{{reason=\"proxy\"}} {count}\n");
    let mut silent = Vec::new();
    for _ in 0..3 {
        silent.push(TcpStream::connect(address).await.unwrap());
    }
    timed("three logins", async {
        while !get(metrics, "/metrics")
            .await
            .contains("calcinosis_unauthenticated 3\n")
        {}
    })
    .await;
    for stream in &mut silent {
        let mut answer = String::new();
        let _ = timed("an end", stream.read_to_string(&mut answer)).await;
        assert!(answer.starts_with("The proxy sent no"), "{answer}");
    }
    let text = get(metrics, "/metrics").await;
    assert!(text.contains(&refused(3)), "{text}");
    assert!(text.contains("calcinosis_unauthenticated 0\n"), "{text}");
}
