//! What is done while the reader reads: reading all files of a folder, indexing them, and laying out long pages.

use std::fmt;
use std::io::Write as _;
use std::os::unix::net::UnixStream;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;

use crate::app::{PageDone, PageWork};
use crate::hosts::watch::{Watcher, watch};
use crate::library::Library;
use crate::search::Index;

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
    /// None when that failed.
    Page(Option<PageDone>),
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
    /// A long page is being worked on.
    has_page: bool,
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
            has_page: false,
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
        if let Some(report) = self.reporter() {
            spawn("index", move || work.perform(report));
        }
    }

    /// Begins with a long page, unless one is worked on: what is wanted then is asked for again.
    pub(super) fn begin_page(&mut self, work: impl FnOnce() -> Option<PageWork>) {
        if self.has_page {
            return;
        }
        let Some((work, mut report)) = work().zip(self.reporter()) else {
            return;
        };
        self.has_page = spawn("page", move || {
            let done = catch_unwind(AssertUnwindSafe(|| work.perform()));
            report(Done::Page(done.ok()));
        });
    }

    /// Hands over what was done, and wakes the reader.
    fn reporter(&self) -> Option<impl FnMut(Done) + Send + use<>> {
        let (generation, sender) = (self.generation, self.sender.clone());
        let mut waker = self.waker.try_clone().ok()?;
        Some(move |done| {
            // The host may have ended meanwhile; then nobody waits.
            if sender.send((generation, done)).is_ok() {
                let _ = waker.write_all(b"i");
            }
        })
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
    pub(super) fn finished(&mut self) -> Vec<Done> {
        let is_new = |(generation, done): &(u32, Done)| {
            *generation == self.generation || !matches!(done, Done::Loaded(_) | Done::Indexed(_))
        };
        let new = self.receiver.try_iter().filter(is_new);
        let new: Vec<Done> = new.map(|(_, done)| done).collect();
        self.has_page &= !new.iter().any(|done| matches!(done, Done::Page(_)));
        new
    }
}

/// Does it on a thread of this name; whether there is one.
fn spawn(name: &str, work: impl FnOnce() + Send + 'static) -> bool {
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(work)
        .is_ok()
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
        let index = Arc::new(Index::of(&library));
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
