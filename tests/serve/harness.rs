//! A server in this process, and clients that see what a terminal would show.

use std::borrow::Cow;
use std::net::SocketAddr;
use std::num::NonZero;
use std::sync::Arc;
use std::time::Duration;

use calcinosis::content::SourceFile;
use calcinosis::hosts::ssh::{
    self, CommandAnswer, Loaded, Reference, Running, ServeOptions, host_key,
};
use calcinosis::input::Event;
use calcinosis::library::Library;
use calcinosis::search::Index;
use russh::client::{self, Handle};
use russh::keys::PublicKeyOrCertificate;
use russh::{Channel, ChannelMsg, Preferred, compression};
use tokio::time::timeout;

/// How long a condition may take to come true.
pub const PATIENCE: Duration = Duration::from_secs(20);

pub type Session = Handle<Trusting>;

/// A client that trusts every server and remembers why it was sent away.
#[derive(Debug, Default)]
pub struct Trusting {
    pub goodbye: Arc<std::sync::Mutex<Option<String>>>,
}

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }

    async fn disconnected(
        &mut self,
        reason: client::DisconnectReason<russh::Error>,
    ) -> Result<(), russh::Error> {
        if let client::DisconnectReason::ReceivedDisconnect(info) = reason {
            *self.goodbye.lock().unwrap() = Some(info.message);
        }
        Ok(())
    }
}

/// Options for a server on a free port whose one source is not limited.
pub fn options() -> ServeOptions {
    let mut options = ServeOptions::new();
    set(&mut options, "listen", "127.0.0.1:0");
    set(&mut options, "exempt", "127.0.0.1");
    options
}

pub fn set(options: &mut ServeOptions, name: &str, value: &str) {
    options.set(name, &[value.to_owned()]).unwrap();
}

pub fn reference(options: &ServeOptions) -> Reference {
    let options = options.clone();
    Reference {
        load: Box::new(|| Ok(loaded(small()))),
        words,
        options: Box::new(move || Ok(options.clone())),
        test_events: None,
    }
}

pub const fn loaded(library: Library) -> Loaded {
    Loaded {
        library,
        broken: Vec::new(),
    }
}

/// Three short topics: most tests need no more, and an index takes time.
pub fn small() -> Library {
    let page = |path: &str, title: &str, text: &str| {
        SourceFile::new(path, format!("+++\ntitle = \"{title}\"\n+++\n{text}\n"))
    };
    let long = (1..200).map(|line| format!("Line {line}.\n\n"));
    let long = long.collect::<Vec<_>>().concat();
    Library::load(&[
        page("_index.md", "Small reference", "Welcome."),
        page("types/_index.md", "Types", "Kinds of bumps."),
        page("types/milia.md", "Milia", "Small white bumps."),
        page("types/tumoral.md", "Tumoral calcinosis", &long),
    ])
}

/// Commands as the command line answers them; that it does is tested with the real binary.
fn words(library: &Library, index: &Index, words: &[String]) -> CommandAnswer {
    calcinosis::cli::words::answer(library, index, words)
}

pub async fn serve(options: ServeOptions) -> Running {
    let reference = reference(&options);
    serve_with(options, reference).await
}

pub async fn serve_with(options: ServeOptions, reference: Reference) -> Running {
    let folder = tempfile::tempdir().unwrap();
    let key = host_key::make(&folder.path().join("key")).unwrap();
    ssh::start(options, reference, key, Arc::default())
        .await
        .unwrap()
}

/// Plants a fault: a reader who presses this key brings the session down.
pub fn faulty(events: &[Event]) {
    let key = calcinosis::input::parse_keys("<f9>").unwrap();
    assert!(
        !events.contains(&Event::Key(key[0])),
        "a fault planted by a test"
    );
}

pub async fn connect(address: SocketAddr) -> Result<Session, russh::Error> {
    Ok(connect_with(address, client::Config::default()).await?.0)
}

pub async fn connect_with(
    address: SocketAddr,
    config: client::Config,
) -> Result<(Session, Arc<std::sync::Mutex<Option<String>>>), russh::Error> {
    let handler = Trusting::default();
    let goodbye = Arc::clone(&handler.goodbye);
    let preferred = Preferred {
        compression: Cow::Borrowed(&[compression::NONE]),
        ..config.preferred.clone()
    };
    let config = client::Config {
        preferred,
        ..config
    };
    let mut session = client::connect(Arc::new(config), address, handler).await?;
    session.authenticate_none("reader").await?;
    Ok((session, goodbye))
}

/// A channel with a terminal, and what it shows.
pub struct Terminal {
    pub channel: Channel<client::Msg>,
    pub screen: vt100::Parser,
    /// Everything that arrived.
    pub bytes: Vec<u8>,
    pub status: Option<u32>,
    pub errors: Vec<u8>,
    pub is_closed: bool,
}

impl Terminal {
    /// Opens the reader at a size, as `ssh` does.
    pub async fn open(session: &Session, size: (u16, u16)) -> Self {
        let terminal = Self::asking(session, size, &[]).await;
        terminal.channel.request_shell(true).await.unwrap();
        terminal
    }

    pub async fn asking(session: &Session, size: (u16, u16), environment: &[(&str, &str)]) -> Self {
        let channel = session.channel_open_session().await.unwrap();
        for (name, value) in environment {
            channel.set_env(false, *name, *value).await.unwrap();
        }
        let (columns, rows) = (u32::from(size.0), u32::from(size.1));
        channel
            .request_pty(true, "xterm-256color", columns, rows, 0, 0, &[])
            .await
            .unwrap();
        Self::new(channel, size)
    }

    pub fn new(channel: Channel<client::Msg>, size: (u16, u16)) -> Self {
        Self {
            channel,
            screen: vt100::Parser::new(non_zero(size.1), non_zero(size.0), 0),
            bytes: Vec::new(),
            status: None,
            errors: Vec::new(),
            is_closed: false,
        }
    }

    pub async fn press(&self, keys: &[u8]) {
        self.channel.data(keys).await.unwrap();
    }

    /// Takes what comes until a condition holds; says what was shown when it does not.
    pub async fn until(&mut self, what: &str, holds: impl Fn(&Self) -> bool + Send + Sync) {
        let waited = timeout(PATIENCE, async {
            while !holds(self) {
                if !self.take().await {
                    break;
                }
            }
        });
        let in_time = waited.await.is_ok();
        assert!(
            holds(self),
            "no {what} ({}):\n{}",
            if in_time { "it ended" } else { "in time" },
            self.text()
        );
    }

    pub async fn shows(&mut self, text: &str) {
        self.until(text, |terminal| terminal.text().contains(text))
            .await;
    }

    pub async fn ends(&mut self) {
        self.until("end", |terminal| terminal.is_closed).await;
    }

    /// Takes one message; false once there are no more.
    pub async fn take(&mut self) -> bool {
        match self.channel.wait().await {
            Some(ChannelMsg::Data { data }) => {
                self.screen.process(&data);
                self.bytes.extend_from_slice(&data);
            }
            Some(ChannelMsg::ExtendedData { data, .. }) => self.errors.extend_from_slice(&data),
            Some(ChannelMsg::ExitStatus { exit_status }) => self.status = Some(exit_status),
            Some(ChannelMsg::Close) | None => {
                self.is_closed = true;
                return false;
            }
            Some(_) => {}
        }
        true
    }

    /// Changes the window, and the emulator to what will be drawn.
    pub async fn resize(&mut self, asked: (u32, u32), drawn: (u16, u16)) {
        self.bytes.clear();
        self.screen = vt100::Parser::new(non_zero(drawn.1), non_zero(drawn.0), 0);
        self.channel
            .window_change(asked.0, asked.1, 0, 0)
            .await
            .unwrap();
    }

    pub fn rows(&self) -> Vec<String> {
        let screen = self.screen.screen();
        let rows = screen.rows(0, screen.size().1.get());
        rows.map(|row| row.trim_end().to_owned()).collect()
    }

    pub fn text(&self) -> String {
        self.screen.screen().contents()
    }

    pub fn is_restored(&self) -> bool {
        let screen = self.screen.screen();
        !screen.alternate_screen()
            && !screen.hide_cursor()
            && !screen.bracketed_paste()
            && screen.mouse_protocol_mode() == vt100::MouseProtocolMode::None
    }
}

/// Runs a command; what it wrote, what it complained about, its status.
pub async fn run(session: &Session, line: &str) -> (String, String, Option<u32>) {
    let channel = session.channel_open_session().await.unwrap();
    channel.exec(true, line).await.unwrap();
    let mut terminal = Terminal::new(channel, (80, 24));
    terminal.ends().await;
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (
        text(&terminal.bytes),
        text(&terminal.errors),
        terminal.status,
    )
}

const fn non_zero(size: u16) -> NonZero<u16> {
    NonZero::new(size).unwrap()
}

/// Waits for something, and says what was waited for when it does not come.
pub async fn timed<T>(what: &str, wanted: impl Future<Output = T>) -> T {
    timeout(PATIENCE, wanted)
        .await
        .unwrap_or_else(|_| panic!("waited in vain for {what}"))
}

/// Waits until something holds.
pub async fn until(what: &str, holds: impl Fn() -> bool + Send + Sync) {
    timed(what, async {
        while !holds() {
            tokio::task::yield_now().await;
        }
    })
    .await;
}
