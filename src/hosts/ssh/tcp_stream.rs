//! A client's TCP connection: counted, and cut from outside when it has to end.

use std::io;
use std::mem;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use rustix::net::Shutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::hosts::ssh::allowance::Allowance;
use crate::hosts::ssh::counters::Counters;

/// Bytes asked of the system at once. The library asks for a packet's length and then for the packet.
const AT_ONCE: usize = 2048;

/// The connection as the SSH library sees it.
#[derive(Debug)]
pub struct CountedStream {
    stream: Arc<TcpStream>,
    counters: Arc<Counters>,
    allowance: Arc<Allowance>,
    /// What came and was not asked for yet; nothing, and no memory, while the client is silent.
    ahead: Vec<u8>,
}

/// Ends a [`CountedStream`] whoever holds it, also when it waits for a peer that went away.
#[derive(Clone, Debug)]
pub struct StreamCloser(Arc<TcpStream>);

impl CountedStream {
    pub fn new(stream: TcpStream, counters: Arc<Counters>) -> Self {
        Self {
            stream: Arc::new(stream),
            counters,
            allowance: Arc::default(),
            ahead: Vec::new(),
        }
    }

    /// Gives what came before; whether there was anything.
    fn hand_over(&mut self, buffer: &mut ReadBuf<'_>) -> bool {
        let ahead = mem::take(&mut self.ahead);
        self.take(&ahead, buffer);
        !ahead.is_empty()
    }

    /// Gives as many bytes as were asked for, and keeps the others.
    fn take(&mut self, bytes: &[u8], buffer: &mut ReadBuf<'_>) {
        let count = bytes.len().min(buffer.remaining());
        let (asked, others) = bytes.split_at_checked(count).unwrap_or((bytes, &[]));
        buffer.put_slice(asked);
        self.ahead.extend_from_slice(others);
    }

    /// What may still come, to be shared with those who know what it was.
    pub fn allowance(&self) -> Arc<Allowance> {
        Arc::clone(&self.allowance)
    }

    pub fn closer(&self) -> StreamCloser {
        StreamCloser(Arc::clone(&self.stream))
    }
}

impl StreamCloser {
    /// Ends reading and writing; what the system has taken already is still sent.
    pub fn cut(&self) {
        // Nothing is left to end when the peer was first.
        let _ = rustix::net::shutdown(&self.0, Shutdown::Both);
    }

    /// Says one counted before the connection ends, without waiting for anybody.
    pub fn say(&self, sentence: &str) {
        let _ = self.0.try_write(format!("{sentence}\r\n").as_bytes());
    }
}

impl AsyncRead for CountedStream {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let counted = self.get_mut();
        if counted.hand_over(buffer) {
            return Poll::Ready(Ok(()));
        }
        let mut bytes = [0; AT_ONCE];
        loop {
            ready!(counted.stream.poll_read_ready(context))?;
            match counted.stream.try_read(&mut bytes) {
                Ok(count) => {
                    counted.counters.bytes_in.add(count as u64);
                    if !counted.allowance.spend(count) {
                        return Poll::Ready(Err(io::ErrorKind::QuotaExceeded.into()));
                    }
                    counted.take(bytes.get(..count).unwrap_or_default(), buffer);
                    return Poll::Ready(Ok(()));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }
}

impl AsyncWrite for CountedStream {
    fn poll_write(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        loop {
            ready!(self.stream.poll_write_ready(context))?;
            match self.stream.try_write(bytes) {
                Ok(count) => {
                    self.counters.bytes_out.add(count as u64);
                    return Poll::Ready(Ok(count));
                }
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {}
                Err(error) => return Poll::Ready(Err(error)),
            }
        }
    }

    fn poll_flush(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(
            rustix::net::shutdown(&*self.stream, Shutdown::Write).or_else(|error| match error {
                rustix::io::Errno::NOTCONN => Ok(()),
                other => Err(other.into()),
            }),
        )
    }
}
