//! What all connections of a server share: content, limits, counters; each can be exchanged while it runs.

use std::fmt;
use std::net::SocketAddr;
use std::ptr;
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use anyhow::Context as _;
use russh::keys::ssh_key::Fingerprint;
use russh::keys::{HashAlg, PrivateKey};
use tokio::sync::{Semaphore, watch};
use tokio::task::{JoinError, spawn_blocking};
use tracing::{error, info, warn};

use crate::app::{App, Shared, WeakCache};
use crate::content::text::one_line;
use crate::hosts::ssh::answers::CommandAnswer;
use crate::hosts::ssh::authorized_keys::AuthorizedKeys;
use crate::hosts::ssh::counters::Counters;
use crate::hosts::ssh::gate::Gate;
use crate::hosts::ssh::options::ServeOptions;
use crate::hosts::ssh::protocol;
use crate::hosts::ssh::refusal::Refusal;
use crate::hosts::ssh::refusal_log::{Happening, RefusalLog};
use crate::input::Event;
use crate::library::Library;
use crate::search::Index;

/// Commands and long pages that are worked on at the same time.
const WORKERS: usize = 2;

/// What a server serves: where the content comes from, and who understands commands.
pub struct Reference {
    pub load: Box<dyn Fn() -> anyhow::Result<Loaded> + Send + Sync>,
    pub words: fn(&Library, &Index, &[String]) -> CommandAnswer,
    /// The options as they are when the files are read anew.
    pub options: Box<dyn Fn() -> anyhow::Result<ServeOptions> + Send + Sync>,
    /// Called with all events, and without any before a long page is worked on; for tests, which plant faults with it.
    /// No option sets it.
    pub test_events: Option<fn(&[Event])>,
}

impl fmt::Debug for Reference {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Reference").finish_non_exhaustive()
    }
}

/// Content as it was read, and the pages that are broken, a sentence each.
#[derive(Debug, Default)]
pub struct Loaded {
    pub library: Library,
    pub broken: Vec<String>,
}

/// The library and what follows from it, once for all sessions.
#[derive(Debug)]
pub struct Content {
    pub shared: Shared,
    pub index: Arc<Index>,
    /// What the words of commands come to, for those who ask the same at the same time.
    answers: WeakCache<Vec<String>, CommandAnswer>,
}

/// The options in force, and what is made from them.
#[derive(Debug)]
pub struct ActiveOptions {
    pub options: ServeOptions,
    pub config: Arc<russh::server::Config>,
    /// The keys that may read; anybody may without.
    pub readers: Option<AuthorizedKeys>,
}

#[derive(Debug)]
pub struct Server {
    pub counters: Arc<Counters>,
    pub gate: Arc<Gate>,
    pub refusal_log: Arc<RefusalLog>,
    reference: Reference,
    key: PrivateKey,
    rules: watch::Sender<Arc<ActiveOptions>>,
    content: watch::Sender<Arc<Content>>,
    /// Turns to true when the server is about to end.
    pub draining: watch::Sender<bool>,
    /// Where it listens, which no reload changes.
    addresses: Vec<SocketAddr>,
    /// Turns for what is done beside the threads that screens are drawn on: others wait, and screens go on.
    workers: Arc<Semaphore>,
    /// The number of the newest connection.
    pub connections: AtomicU64,
    /// Held by every channel whose task lives.
    pub channels: Arc<()>,
}

impl Content {
    /// Reads everything and makes the index; takes as long as that takes.
    /// Broken pages are shown as well as they can be, or nothing is taken while there are any.
    pub fn load(reference: &Reference, strictly: bool) -> anyhow::Result<Self> {
        let Loaded { library, broken } = (reference.load)()?;
        anyhow::ensure!(!strictly || broken.is_empty(), "{}", broken.join("; "));
        for page in broken {
            warn!("a page is broken: {}", one_line(&page));
        }
        anyhow::ensure!(library.len() > 1, "there is no topic in it");
        library.links();
        let index = Arc::new(Index::of(&library));
        let shared = Shared {
            index: Some(Arc::clone(&index)),
            ..Shared::from(Arc::new(library))
        };
        Ok(Self {
            shared,
            index,
            answers: WeakCache::default(),
        })
    }
}

/// An error in words, and what to do when the server has given up the right to read something.
fn explained(error: &anyhow::Error) -> String {
    let words = one_line(&format!("{error:#}"));
    if words.contains("Permission denied") {
        format!("{words}; what was not named at the start is read only after a restart")
    } else {
        words
    }
}

impl ActiveOptions {
    fn new(options: ServeOptions, key: &PrivateKey) -> anyhow::Result<Self> {
        let readers = options.authorized_keys.as_deref();
        Ok(Self {
            config: Arc::new(protocol::config(&options, key)),
            readers: readers.map(AuthorizedKeys::read).transpose()?,
            options,
        })
    }
}

impl Server {
    pub fn new(
        reference: Reference,
        options: ServeOptions,
        key: PrivateKey,
        counters: Arc<Counters>,
    ) -> anyhow::Result<Self> {
        let addresses = options.listen.clone();
        let rules = ActiveOptions::new(options, &key)?;
        let content = Content::load(&reference, false).context("the content cannot be served")?;
        Ok(Self {
            counters,
            gate: Arc::default(),
            refusal_log: Arc::default(),
            reference,
            key,
            rules: watch::Sender::new(Arc::new(rules)),
            content: watch::Sender::new(Arc::new(content)),
            draining: watch::Sender::new(false),
            addresses,
            workers: Arc::new(Semaphore::new(WORKERS)),
            connections: AtomicU64::new(0),
            channels: Arc::default(),
        })
    }

    pub fn rules(&self) -> Arc<ActiveOptions> {
        Arc::clone(&self.rules.borrow())
    }

    pub fn content(&self) -> Arc<Content> {
        Arc::clone(&self.content.borrow())
    }

    /// Newer content than a reader has, unless the reader is in the middle of something.
    pub fn newer_content(&self, app: &App) -> Option<Shared> {
        let content = self.content();
        let is_newer = !ptr::eq(&raw const *content.shared.library, app.state.library());
        (is_newer && app.overlay().is_none()).then(|| content.shared.clone())
    }

    /// What was counted since the start, and what there is now, for Prometheus.
    pub fn metrics(&self) -> String {
        let occupancy = self.gate.occupancy();
        let runtime = tokio::runtime::Handle::try_current();
        let tasks = runtime.map_or(0, |runtime| runtime.metrics().num_alive_tasks());
        self.counters.text([
            ("sessions", "Readers logged in", occupancy.sessions),
            (
                "unauthenticated",
                "Connections not logged in yet",
                occupancy.unauthenticated,
            ),
            ("channels", "Channels that are served", self.open_channels()),
            ("tasks", "Live tasks of the runtime", tasks),
        ])
    }

    /// Channels that are served.
    pub fn open_channels(&self) -> usize {
        Arc::strong_count(&self.channels) - 1
    }

    /// Does something for a connection beside the threads that screens are drawn on, once its turn comes. What is begun
    /// with keeps its turn to its end, whoever still waits for it. A failure is counted, and takes nobody down.
    pub async fn run_blocking<T: Send + 'static>(
        &self,
        connection: u64,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, JoinError> {
        // The semaphore is never closed.
        let turn = Arc::clone(&self.workers).acquire_owned().await;
        let done = spawn_blocking(move || {
            let _turn = turn;
            work()
        });
        done.await.inspect_err(|_| self.note_fault(connection))
    }

    /// Counts and logs a fault of ours.
    pub fn note_fault(&self, connection: u64) {
        self.counters.faults.add(1);
        error!(connection, "a fault of ours");
    }

    /// Counts and logs that something was refused.
    pub fn refuse(&self, refusal: Refusal, client: SocketAddr) {
        self.counters.refused(refusal);
        self.refusal_log
            .note(Happening::Refused, refusal.name(), client.ip());
    }

    /// What a command comes to. Those who ask the same share the answer as long as one of them has not read it.
    pub fn answer(&self, words: &[String]) -> Arc<CommandAnswer> {
        let content = self.content();
        content.answers.get(words.to_vec(), || {
            (self.reference.words)(&content.shared.library, &content.index, words)
        })
    }

    pub fn test_events(&self, events: &[Event]) {
        if let Some(test) = self.reference.test_events {
            test(events);
        }
    }

    /// Reads the limits anew; what is broken leaves the old in force. Readers stay.
    pub fn reload_rules(&self) {
        match (self.reference.options)().and_then(|options| ActiveOptions::new(options, &self.key))
        {
            Ok(rules) => {
                self.rules.send_replace(Arc::new(rules));
            }
            Err(error) => error!("the settings are kept as they were: {}", explained(&error)),
        }
    }

    /// Reads the content, for [`take_content`](Self::take_content); takes as long as that takes.
    pub fn load_content(&self) -> anyhow::Result<Content> {
        Content::load(&self.reference, true)
    }

    pub fn take_content(&self, content: anyhow::Result<Content>) {
        match content {
            Ok(content) => {
                let topics = content.shared.library.len();
                self.content.send_replace(Arc::new(content));
                self.counters.reloads.add(1);
                info!(topics, "content read anew");
            }
            Err(error) => error!("the content is kept as it was: {}", explained(&error)),
        }
    }

    pub fn fingerprint(&self) -> Fingerprint {
        self.key.fingerprint(HashAlg::Sha256)
    }

    /// The command that reaches this server, with these flags.
    pub fn ssh_command(&self, flags: &str) -> String {
        let rules = self.rules();
        let options = &rules.options;
        let port = self.addresses.first().map_or(22, SocketAddr::port);
        let port = if port == 22 {
            String::new()
        } else {
            format!("-p {port} ")
        };
        let host = if options.name.is_empty() {
            self.addresses
                .first()
                .map(SocketAddr::ip)
                .filter(|address| !address.is_unspecified())
                .map_or_else(|| "HOST".to_owned(), |address| address.to_string())
        } else {
            options.name.clone()
        };
        format!("ssh {flags}{port}{host}")
    }
}
