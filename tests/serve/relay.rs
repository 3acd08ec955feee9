//! A line between client and server that can stall, break and garble.

use std::net::SocketAddr;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// What happens to the bytes of one direction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Open,
    /// Nothing is read any more, and nothing closed.
    Stalled,
    /// Every byte is changed.
    Garbled,
    Cut,
}

/// One connection's line.
pub struct Relay {
    pub address: SocketAddr,
    up: watch::Sender<Way>,
    down: watch::Sender<Way>,
}

impl Relay {
    /// A line to a server, for one client.
    pub async fn to(server: SocketAddr) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (up, down) = (watch::Sender::new(Way::Open), watch::Sender::new(Way::Open));
        let (upward, downward) = (up.subscribe(), down.subscribe());
        tokio::spawn(async move {
            let (client, _) = listener.accept().await.unwrap();
            let server = TcpStream::connect(server).await.unwrap();
            let (from_client, to_client) = client.into_split();
            let (from_server, to_server) = server.into_split();
            let up = carry(from_client, to_server, upward);
            let down = carry(from_server, to_client, downward);
            // The first that is cut takes the other with it.
            tokio::select! { () = up => {} () = down => {} }
        });
        Self { address, up, down }
    }

    /// From the client to the server.
    pub fn up(&self, way: Way) {
        self.up.send_replace(way);
    }

    /// From the server to the client.
    pub fn down(&self, way: Way) {
        self.down.send_replace(way);
    }
}

async fn carry(
    mut from: impl AsyncRead + Unpin,
    mut to: impl AsyncWrite + Unpin,
    mut way: watch::Receiver<Way>,
) {
    let mut bytes = [0; 4096];
    loop {
        let now = *way.borrow_and_update();
        tokio::select! {
            biased;
            changed = way.changed() => if changed.is_err() { return },
            read = from.read(&mut bytes), if matches!(now, Way::Open | Way::Garbled) => {
                let Ok(count @ 1..) = read else { return };
                let part = &mut bytes[..count];
                if now == Way::Garbled {
                    for byte in part.iter_mut() {
                        *byte ^= 0x5a;
                    }
                }
                if to.write_all(part).await.is_err() { return }
            }
        }
        if *way.borrow() == Way::Cut {
            return;
        }
    }
}
