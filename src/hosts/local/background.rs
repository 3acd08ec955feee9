//! Work that the first screen does not wait for: the index of all topics.

use std::io::{self, Read, Write};
use std::os::fd::{AsFd, BorrowedFd};
use std::os::unix::net::UnixStream;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::library::Library;
use crate::search::Index;

type Finished = (u32, Arc<Index>);

#[derive(Debug)]
pub(super) struct Background {
    reading: UnixStream,
    writing: UnixStream,
    sender: Sender<Finished>,
    receiver: Receiver<Finished>,
    /// Counts the libraries: an index of one that was replaced is of no use.
    generation: u32,
    /// What is to be indexed once the reader does something.
    next: Option<Arc<Library>>,
}

impl Background {
    pub(super) fn new() -> io::Result<Self> {
        let (reading, writing) = UnixStream::pair()?;
        reading.set_nonblocking(true)?;
        let (sender, receiver) = channel();
        Ok(Self {
            reading,
            writing,
            sender,
            receiver,
            generation: 0,
            next: None,
        })
    }

    /// Readable when something is finished.
    pub(super) fn waker(&self) -> BorrowedFd<'_> {
        self.reading.as_fd()
    }

    /// Notes a library to be indexed: not before somebody has seen it, and does something.
    pub(super) fn want(&mut self, library: Arc<Library>) {
        self.next = Some(library);
    }

    /// Begins what was asked for. Without a thread to do it the reader finds titles only.
    pub(super) fn begin(&mut self) {
        let Some(library) = self.next.take() else {
            return;
        };
        self.generation += 1;
        let generation = self.generation;
        let sender = self.sender.clone();
        let Ok(mut waker) = self.writing.try_clone() else {
            return;
        };
        let work = move || {
            let index = Arc::new(Index::new(&library));
            library.links();
            // The host may have ended meanwhile; then nobody waits.
            if sender.send((generation, index)).is_ok() {
                let _ = waker.write_all(b"i");
            }
        };
        let _ = thread::Builder::new().name("index".to_owned()).spawn(work);
    }

    /// The index of the newest library, if it just became ready.
    pub(super) fn finished(&self) -> Option<Arc<Index>> {
        let mut bytes = [0; 64];
        let _ = (&self.reading).read(&mut bytes);
        let newest = self
            .receiver
            .try_iter()
            .filter(|(generation, _)| *generation == self.generation);
        newest.last().map(|(_, index)| index)
    }
}
