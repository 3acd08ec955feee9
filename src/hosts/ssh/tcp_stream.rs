//! A client's TCP connection: counted, and cut from outside when it has to end.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use rustix::net::Shutdown;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;

use crate::hosts::ssh::allowance::Allowance;
use crate::hosts::ssh::counters::Counters;

/// The connection as the SSH library sees it.
#[derive(Debug)]
pub struct CountedStream {
    stream: Arc<TcpStream>,
    counters: Arc<Counters>,
    allowance: Arc<Allowance>,
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
        }
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
        loop {
            ready!(self.stream.poll_read_ready(context))?;
            match self.stream.try_read(buffer.initialize_unfilled()) {
                Ok(count) => {
                    self.counters.received_bytes.add(count as u64);
                    if !self.allowance.spend(count) {
                        return Poll::Ready(Err(io::ErrorKind::QuotaExceeded.into()));
                    }
                    buffer.advance(count);
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
                    self.counters.sent_bytes.add(count as u64);
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
