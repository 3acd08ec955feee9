//! What is done while the reader reads: reading all files of a folder, and indexing them.

use std::fmt;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::hosts::watch::{Watcher, watch};
use crate::library::Library;
use crate::search::Index;

/// A library with more topics is searched by its names while its text is read, which takes seconds.
const AT_ONCE: usize = 1000;

/// Reads a library.
pub type Load = Box<dyn FnOnce() -> Library + Send>;

/// What is to be done.
pub enum Work {
    /// Index a library, once somebody looks for something.
    Index(Arc<Library>),
    /// Read the whole of a library that is shown in outline, at once, and index it.
    Load(Load),
}

/// What was done.
#[derive(Clone, Debug)]
pub(super) enum Done {
    Loaded(Arc<Library>),
    Indexed(Arc<Index>),
    /// The files of the content folder changed.
    Changed,
}

#[derive(Debug)]
pub(super) struct Background {
    /// Wakes the reader.
    waker: UnixStream,
    sender: Sender<(u32, Done)>,
    receiver: Receiver<(u32, Done)>,
    /// Counts the libraries: an index of one that was replaced is of no use.
    generation: u32,
    next: Option<Work>,
}

impl Background {
    pub(super) fn new(waker: UnixStream) -> Self {
        let (sender, receiver) = channel();
        Self {
            waker,
            sender,
            receiver,
            generation: 0,
            next: None,
        }
    }

    pub(super) fn want(&mut self, work: Work) {
        let is_urgent = matches!(work, Work::Load(_));
        self.next = Some(work);
        if is_urgent {
            self.begin();
        }
    }

    /// Begins what was asked for. Without a thread to do it nothing is found.
    pub(super) fn begin(&mut self) {
        let Some(work) = self.next.take() else {
            return;
        };
        self.generation += 1;
        let generation = self.generation;
        let sender = self.sender.clone();
        let Ok(mut waker) = self.waker.try_clone() else {
            return;
        };
        let report = move |done| {
            // The host may have ended meanwhile; then nobody waits.
            if sender.send((generation, done)).is_ok() {
                let _ = waker.write_all(b"i");
            }
        };
        let work = move || work.perform(report);
        let _ = thread::Builder::new().name("index".to_owned()).spawn(work);
    }

    /// Has the reader woken when files below the folder change.
    pub(super) fn watch(&self, folder: &Path) -> anyhow::Result<Watcher> {
        let sender = self.sender.clone();
        let mut waker = self.waker.try_clone()?;
        watch(folder, move || {
            sender.send((0, Done::Changed)).is_ok() && waker.write_all(b"i").is_ok()
        })
    }

    /// What became ready of the newest library, and whether there is a newer one.
    pub(super) fn finished(&self) -> Vec<Done> {
        let is_new = |(generation, done): &(u32, Done)| {
            *generation == self.generation || matches!(done, Done::Changed)
        };
        let new = self.receiver.try_iter().filter(is_new);
        new.map(|(_, done)| done).collect()
    }
}

impl Work {
    fn perform(self, mut report: impl FnMut(Done)) {
        let library = match self {
            Self::Index(library) => library,
            Self::Load(load) => {
                let library = Arc::new(load());
                report(Done::Loaded(Arc::clone(&library)));
                library
            }
        };
        if library.len() > AT_ONCE {
            report(Done::Indexed(Arc::new(Index::of_names(&library))));
        }
        let index = Arc::new(Index::new(&library));
        library.links();
        report(Done::Indexed(index));
    }
}

impl fmt::Debug for Work {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Index(_) => "Index",
            Self::Load(_) => "Load",
        })
    }
}
