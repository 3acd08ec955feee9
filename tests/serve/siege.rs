//! Many hostile addresses at once: newcomers still get in.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use calcinosis::hosts::ssh::Refusal;
use russh::client;
use tokio::io::AsyncReadExt as _;
use tokio::net::{TcpSocket, TcpStream};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::harness::{PATIENCE, Trusting, options, serve, set, until};

/// Addresses that hold all they are given and come again at once, and newcomers with an address each.
const HOSTILE: u8 = 200;
const NEWCOMERS: u8 = 40;

async fn connect_from(own: Ipv4Addr, address: SocketAddr) -> std::io::Result<TcpStream> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((own, 0).into())?;
    socket.connect(address).await
}

/// Holds logins that never go on, and opens another whenever one ends.
async fn besiege(own: Ipv4Addr, address: SocketAddr) {
    loop {
        let Ok(mut stream) = connect_from(own, address).await else {
            return;
        };
        let mut bytes = [0; 256];
        while matches!(stream.read(&mut bytes).await, Ok(1..)) {}
    }
}

async fn log_in(own: Ipv4Addr, address: SocketAddr) -> Option<client::Handle<Trusting>> {
    let stream = connect_from(own, address).await.ok()?;
    let config = Arc::new(client::Config::default());
    let connected = client::connect_stream(config, stream, Trusting::default());
    let mut session = connected.await.ok()?;
    let answer = session.authenticate_none("reader").await.ok()?;
    answer.success().then_some(session)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn newcomers_get_in_beside_two_hundred_hostile_addresses() {
    let mut options = options();
    set(&mut options, "exempt", "");
    let running = serve(options).await;
    let address = running.addresses[0];
    let mut hostile = JoinSet::new();
    for number in 0..HOSTILE {
        for _ in 0..8 {
            let own = Ipv4Addr::new(127, 1, number / 16, number);
            hostile.spawn(besiege(own, address));
        }
    }
    until("all places taken", || {
        running.counters().refusals(Refusal::Evicted) >= 100
    })
    .await;
    let mut came = Vec::new();
    for number in 0..NEWCOMERS {
        let own = Ipv4Addr::new(127, 2, number, 1);
        came.extend(timeout(PATIENCE, log_in(own, address)).await.ok().flatten());
    }
    assert!(
        came.len() * 100 >= usize::from(NEWCOMERS) * 95,
        "{} of {NEWCOMERS} got in",
        came.len()
    );
    hostile.shutdown().await;
}
