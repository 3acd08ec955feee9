//! The log: one line an event, as text or as JSON, and nothing that a reader typed.
//!
//! An event is formatted where it happens and put into a bounded queue, which a thread of its own writes. A log that
//! nobody reads or that cannot be written costs lines, which are counted; it never costs a reader anything.

use std::io::{self, Write};
use std::panic;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use tracing::{error, warn};

use crate::hosts::ssh::counters::Counters;
use crate::hosts::ssh::options::LogFormat;

/// Lines that wait while the log is written slowly: some 200 kB.
const QUEUE: usize = 1024;

/// How long the end of the program waits for the lines that are queued, and how often it looks.
const LAST_LINES: Duration = Duration::from_millis(500);
const POLL_INTERVAL: Duration = Duration::from_millis(5);

/// The log of this process; [`finish`](Self::finish) it before the program ends.
#[derive(Debug)]
pub struct Log {
    queue: Arc<Queue>,
}

/// Where formatted lines are put. Putting one never waits.
#[derive(Debug)]
struct Queue {
    entries: SyncSender<LogEntry>,
    /// Entries not written yet.
    waiting: AtomicUsize,
    counters: Arc<Counters>,
}

enum LogEntry {
    Line(Vec<u8>),
    /// Code panicked at this place. Formatting an event could panic again, and a panic in the hook aborts: the
    /// writing thread does it.
    Fault(String),
}

impl Log {
    /// Starts the log on standard error. Only our own events are written: the SSH library's may hold what clients sent.
    pub fn start(format: LogFormat, counters: &Arc<Counters>) -> anyhow::Result<Self> {
        let (queue, entries) = Queue::new(counters);
        let writer = Arc::clone(&queue);
        thread::Builder::new()
            .name("log".to_owned())
            .spawn(move || writer.write_all_to(entries, io::stderr()))
            .context("no thread can be started for the log")?;
        let log = tracing_subscriber::fmt()
            .with_writer(Arc::clone(&queue))
            .with_ansi(false)
            // A complaint about the log would be printed, and a print that fails panics.
            .log_internal_errors(false);
        // A second start in one process, as in tests, keeps the first.
        let _ = match format {
            LogFormat::Text => log.with_target(false).try_init(),
            LogFormat::Json => log.json().with_target(false).try_init(),
        };
        let faults = Arc::clone(&queue);
        panic::set_hook(Box::new(move |fault| {
            // The message of a panic can quote the text it happened with.
            let place = fault.location().map(ToString::to_string);
            faults.put(LogEntry::Fault(place.unwrap_or_default()));
        }));
        Ok(Self { queue })
    }

    /// Waits until what was said is written, but not for a reader of the log that takes nothing.
    pub fn finish(&self) {
        let end = Instant::now() + LAST_LINES;
        while self.queue.waiting.load(Ordering::Acquire) > 0 && Instant::now() < end {
            thread::sleep(POLL_INTERVAL);
        }
    }
}

impl Queue {
    fn new(counters: &Arc<Counters>) -> (Arc<Self>, Receiver<LogEntry>) {
        let (sender, entries) = sync_channel(QUEUE);
        let queue = Self {
            entries: sender,
            waiting: AtomicUsize::new(0),
            counters: Arc::clone(counters),
        };
        (Arc::new(queue), entries)
    }

    fn put(&self, entry: LogEntry) {
        self.waiting.fetch_add(1, Ordering::AcqRel);
        if self.entries.try_send(entry).is_err() {
            self.waiting.fetch_sub(1, Ordering::AcqRel);
            self.counters.log_lines_lost.add(1);
        }
    }

    /// Writes entries as they come. What was lost is told with the first line that can be written again.
    fn write_all_to(&self, entries: impl IntoIterator<Item = LogEntry>, mut out: impl Write) {
        let mut told = 0;
        let mut is_torn = false;
        for entry in entries {
            match entry {
                LogEntry::Fault(place) => error!(place, "a fault of ours"),
                LogEntry::Line(line) => {
                    let begun = if is_torn {
                        out.write_all(b"\n")
                    } else {
                        Ok(())
                    };
                    is_torn = begun.and_then(|()| out.write_all(&line)).is_err();
                    if is_torn {
                        self.counters.log_lines_lost.add(1);
                    } else {
                        told = self.tell_what_was_lost(told);
                    }
                }
            }
            self.waiting.fetch_sub(1, Ordering::AcqRel);
        }
    }

    /// Logs how many lines were lost since the last time that was told; what has been told now.
    fn tell_what_was_lost(&self, told: u64) -> u64 {
        let lost = self.counters.log_lines_lost.get();
        if lost > told {
            warn!(lines = lost - told, "lines of this log were lost");
        }
        // The queue may be so full that this line is lost as well: then the next one tells.
        if self.counters.log_lines_lost.get() == lost {
            lost
        } else {
            told
        }
    }
}

impl Write for &Queue {
    /// Takes one formatted event.
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        self.put(LogEntry::Line(line.to_vec()));
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fails while it is full.
    struct Disk<'a> {
        written: &'a mut Vec<u8>,
        full: usize,
    }

    impl Write for Disk<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            if self.full > 0 {
                self.full -= 1;
                return Err(io::ErrorKind::StorageFull.into());
            }
            self.written.write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn a_queue_that_nobody_empties_loses_lines_and_counts_them() {
        let counters = Arc::default();
        let (queue, entries) = Queue::new(&counters);
        for _ in 0..QUEUE + 7 {
            (&*queue).write_all(b"a line\n").unwrap();
        }
        assert_eq!(counters.log_lines_lost.get(), 7);
        drop(entries);
        (&*queue).write_all(b"to nobody\n").unwrap();
        assert_eq!(counters.log_lines_lost.get(), 8);
    }

    #[test]
    fn a_disk_that_was_full_is_written_again_from_the_start_of_a_line() {
        let counters = Arc::default();
        let (queue, entries) = Queue::new(&counters);
        for line in ["one\n", "two\n", "three\n"] {
            (&*queue).write_all(line.as_bytes()).unwrap();
        }
        queue.put(LogEntry::Fault("here".to_owned()));
        let mut written = Vec::new();
        let disk = Disk {
            written: &mut written,
            full: 2,
        };
        queue.write_all_to(entries.try_iter(), disk);
        assert_eq!(String::from_utf8(written).unwrap(), "\nthree\n");
        assert_eq!(counters.log_lines_lost.get(), 2);
        assert_eq!(queue.waiting.load(Ordering::Acquire), 0);
    }
}
