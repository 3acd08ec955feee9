//! Answers Prometheus: one page over HTTP, on an address of its own.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::AbortHandle;
use tokio::time::{sleep, timeout};

use crate::hosts::ssh::server::Server;

/// Clients at once, the bytes and the time each gets.
const MOST_CLIENTS: usize = 32;
const LONGEST_REQUEST: usize = 4096;
const PATIENCE: Duration = Duration::from_secs(5);

/// Answers until the program ends. Those who are slow make room for the next.
pub async fn answer(server: Arc<Server>, listener: TcpListener) {
    let mut clients: VecDeque<AbortHandle> = VecDeque::new();
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                clients.retain(|client| !client.is_finished());
                if clients.len() >= MOST_CLIENTS
                    && let Some(oldest) = clients.pop_front()
                {
                    oldest.abort();
                }
                let server = Arc::clone(&server);
                let client = tokio::spawn(async move {
                    let _ = timeout(PATIENCE, respond(&server, stream)).await;
                });
                clients.push_back(client.abort_handle());
            }
            Err(_) => sleep(Duration::from_millis(100)).await,
        }
    }
}

async fn respond(server: &Server, mut stream: TcpStream) -> std::io::Result<()> {
    let mut request = Vec::new();
    while !request.windows(4).any(|end| end == b"\r\n\r\n") && request.len() < LONGEST_REQUEST {
        if stream.read_buf(&mut request).await? == 0 {
            break;
        }
    }
    let (status, body) = if request.starts_with(b"GET /metrics ") {
        ("200 OK", server.metrics())
    } else {
        (
            "404 Not Found",
            "The counters are under /metrics.\n".to_owned(),
        )
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).await?;
    stream.write_all(body.as_bytes()).await?;
    stream.shutdown().await
}
