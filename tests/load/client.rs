//! Readers: each a client of the SSH library with a channel, a terminal, and nobody looking at it.

use std::borrow::Cow;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use russh::client::{self, Handle, Msg};
use russh::keys::{PrivateKey, PrivateKeyWithHashAlg, PublicKeyOrCertificate};
use russh::{Channel, ChannelMsg, Disconnect, Preferred, compression, kex};
use tokio::io::BufReader;
use tokio::net::{TcpSocket, TcpStream};
use tokio::sync::{Semaphore, mpsc};
use tokio::task::JoinSet;
use tokio::time::{sleep_until, timeout};

/// Clients that log in at the same time.
const AT_ONCE: usize = 64;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(30);

/// Where readers come from, and how many of them log in at the same time.
#[derive(Clone, Copy, Debug)]
pub struct Source {
    pub own: Ipv4Addr,
    pub at_once: usize,
}

/// A source that the server does not limit.
const HERE: Source = Source {
    own: Ipv4Addr::LOCALHOST,
    at_once: AT_ONCE,
};

#[derive(Clone, Debug)]
pub enum Login {
    None,
    Key(Arc<PrivateKey>),
}

pub struct Trusting;

impl client::Handler for Trusting {
    type Error = russh::Error;

    async fn check_server_key(&mut self, _: &PublicKeyOrCertificate) -> Result<bool, russh::Error> {
        Ok(true)
    }
}

/// Many readers.
pub struct Crowd {
    readers: Vec<mpsc::Sender<&'static [u8]>>,
    times: Arc<Mutex<Vec<f64>>>,
    answered: Arc<AtomicUsize>,
    alive: Arc<AtomicUsize>,
    tasks: JoinSet<()>,
}

impl Crowd {
    /// Lets this many readers log in and see their first screen.
    pub async fn gather(address: SocketAddr, login: Login, count: usize, size: (u16, u16)) -> Self {
        Self::gather_from(HERE, (address, login), count, size).await
    }

    /// As [`gather`](Self::gather), all of them from one source.
    pub async fn gather_from(
        source: Source,
        (address, login): (SocketAddr, Login),
        count: usize,
        size: (u16, u16),
    ) -> Self {
        let mut crowd = Self {
            readers: Vec::new(),
            times: Arc::default(),
            answered: Arc::default(),
            alive: Arc::default(),
            tasks: JoinSet::new(),
        };
        let places = Arc::new(Semaphore::new(source.at_once));
        let mut coming = JoinSet::new();
        for _ in 0..count {
            let place = Arc::clone(&places).acquire_owned().await.unwrap();
            let login = login.clone();
            coming.spawn(async move {
                let opened = timeout(PATIENCE, open((source.own, address), &login, size)).await;
                drop(place);
                opened.unwrap().unwrap()
            });
            while let Some(opened) = coming.try_join_next() {
                crowd.seat(opened.unwrap());
            }
        }
        while let Some(opened) = coming.join_next().await {
            crowd.seat(opened.unwrap());
        }
        crowd
    }

    fn seat(&mut self, (session, channel): (Handle<Trusting>, Channel<Msg>)) {
        let (keys, pressed) = mpsc::channel(4);
        self.readers.push(keys);
        self.alive.fetch_add(1, Ordering::Relaxed);
        let (times, answered, alive) = (
            Arc::clone(&self.times),
            Arc::clone(&self.answered),
            Arc::clone(&self.alive),
        );
        self.tasks.spawn(async move {
            attend(channel, pressed, &times, &answered).await;
            alive.fetch_sub(1, Ordering::Relaxed);
            drop(session);
        });
    }

    pub const fn len(&self) -> usize {
        self.readers.len()
    }

    pub fn alive(&self) -> usize {
        self.alive.load(Ordering::Relaxed)
    }

    /// Everybody opens a topic, not all the same one, and scrolls a little; then all is quiet.
    pub async fn read(&self) {
        const SCRIPTS: [&[&[u8]]; 4] = [
            &[b"]", b"j"],
            &[b"]", b"]", b"j"],
            &[b"]", b"]", b"]", b"j"],
            &[b"]", b"]", b"j", b"j"],
        ];
        for step in 0..4 {
            let keys = self.readers.iter().zip(SCRIPTS.iter().cycle());
            for (reader, script) in keys {
                if let Some(key) = script.get(step) {
                    self.press_one(reader, key).await;
                }
            }
            self.settle().await;
        }
        self.times.lock().unwrap().clear();
    }

    async fn press_one(&self, reader: &mpsc::Sender<&'static [u8]>, key: &'static [u8]) {
        // Not more at once than the machine can answer.
        let _ = reader.send(key).await;
    }

    /// Waits until nothing is answered for a while.
    async fn settle(&self) {
        let mut before = usize::MAX;
        loop {
            let now = self.answered.load(Ordering::Relaxed);
            if now == before {
                return;
            }
            before = now;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
    }

    /// Opens the finder of everybody, and pastes into it for as long as it is polled.
    pub async fn paste(&self) {
        static PASTE: [u8; 4096] = [b'x'; 4096];
        for reader in &self.readers {
            self.press_one(reader, b"s").await;
        }
        loop {
            for reader in &self.readers {
                self.press_one(reader, &PASTE).await;
            }
        }
    }

    /// Presses keys at an even pace, one reader after the other; the times to the answers in milliseconds. Fails where
    /// most keys have no answer, as at the end of a page.
    pub async fn press(&self, a_second: usize, time: Duration) -> Vec<f64> {
        self.times.lock().unwrap().clear();
        let start = Instant::now();
        let count = (time.as_secs_f64() * a_second as f64) as usize;
        let pause = Duration::from_secs(1) / u32::try_from(a_second).unwrap();
        for (number, reader) in (0..count).zip(self.readers.iter().cycle()) {
            let due = start + pause * u32::try_from(number).unwrap();
            if Instant::now() < due {
                sleep_until(due.into()).await;
            }
            let round = number / self.readers.len();
            let _ = reader.try_send(if round.is_multiple_of(2) { b"j" } else { b"k" });
        }
        self.settle().await;
        let mut times = self.times.lock().unwrap().clone();
        let answered = times.len();
        assert!(
            answered * 10 >= count * 9,
            "{answered} of {count} keys were answered"
        );
        times.sort_by(f64::total_cmp);
        times
    }
}

/// One reader: a key is pressed when asked for, and the time to the first byte of the answer noted.
async fn attend(
    mut channel: Channel<Msg>,
    mut pressed: mpsc::Receiver<&'static [u8]>,
    times: &Mutex<Vec<f64>>,
    answered: &AtomicUsize,
) {
    let mut since = None;
    loop {
        tokio::select! {
            key = pressed.recv() => {
                let Some(key) = key else { return };
                since = Some(Instant::now());
                if channel.data(key).await.is_err() { return }
            }
            message = channel.wait() => match message {
                Some(ChannelMsg::Data { .. }) => {
                    answered.fetch_add(1, Ordering::Relaxed);
                    if let Some(since) = since.take() {
                        let time: Instant = since;
                        times.lock().unwrap().push(time.elapsed().as_secs_f64() * 1e3);
                    }
                }
                Some(ChannelMsg::Close) | None => return,
                Some(_) => {}
            }
        }
    }
}

async fn log_in(
    (own, address): (Ipv4Addr, SocketAddr),
    login: &Login,
) -> Result<Handle<Trusting>, russh::Error> {
    let socket = TcpSocket::new_v4()?;
    if own != Ipv4Addr::LOCALHOST {
        socket.bind((own, 0).into())?;
    }
    log_in_over(socket.connect(address).await?, login).await
}

/// A login over a connection that is there.
pub async fn log_in_over(
    stream: TcpStream,
    login: &Login,
) -> Result<Handle<Trusting>, russh::Error> {
    let config = client::Config {
        preferred: Preferred {
            kex: Cow::Borrowed(&[
                kex::CURVE25519,
                kex::EXTENSION_SUPPORT_AS_CLIENT,
                kex::EXTENSION_OPENSSH_STRICT_KEX_AS_CLIENT,
            ]),
            compression: Cow::Borrowed(&[compression::NONE]),
            ..Preferred::default()
        },
        nodelay: true,
        ..client::Config::default()
    };
    stream.set_nodelay(true)?;
    // The tool shares the machine with what it measures: it asks the system seldom.
    let stream = BufReader::with_capacity(2048, stream);
    let mut session = client::connect_stream(Arc::new(config), stream, Trusting).await?;
    match login {
        Login::None => session.authenticate_none("reader").await?,
        Login::Key(key) => {
            let user = std::env::var("USER").unwrap_or_else(|_| "root".to_owned());
            let key = PrivateKeyWithHashAlg::new(Arc::clone(key), None);
            session.authenticate_publickey(user, key).await?
        }
    };
    Ok(session)
}

async fn open(
    address: (Ipv4Addr, SocketAddr),
    login: &Login,
    size: (u16, u16),
) -> Result<(Handle<Trusting>, Channel<Msg>), russh::Error> {
    let session = log_in(address, login).await?;
    let channel = open_screen(&session, size).await?;
    Ok((session, channel))
}

/// A channel with a terminal, once its first screen is drawn.
pub async fn open_screen(
    session: &Handle<Trusting>,
    size: (u16, u16),
) -> Result<Channel<Msg>, russh::Error> {
    let mut channel = session.channel_open_session().await?;
    let (columns, rows) = (u32::from(size.0), u32::from(size.1));
    channel
        .request_pty(true, "xterm-256color", columns, rows, 0, 0, &[])
        .await?;
    channel.request_shell(true).await?;
    loop {
        match channel.wait().await {
            Some(ChannelMsg::Data { .. }) => return Ok(channel),
            Some(ChannelMsg::Close) | None => return Err(russh::Error::Disconnect),
            Some(_) => {}
        }
    }
}

/// Logins for a while, each on a connection of its own: how many, and how many a second.
pub async fn handshakes(address: SocketAddr, login: Login, time: Duration) -> (usize, f64) {
    let start = Instant::now();
    let made = Arc::new(AtomicUsize::new(0));
    let mut makers = JoinSet::new();
    for _ in 0..AT_ONCE {
        let (login, made) = (login.clone(), Arc::clone(&made));
        makers.spawn(async move {
            while start.elapsed() < time {
                let session = log_in((HERE.own, address), &login).await.unwrap();
                made.fetch_add(1, Ordering::Relaxed);
                let _ = session
                    .disconnect(Disconnect::ByApplication, "", "en")
                    .await;
            }
        });
    }
    makers.join_all().await;
    let made = made.load(Ordering::Relaxed);
    (made, made as f64 / start.elapsed().as_secs_f64())
}
