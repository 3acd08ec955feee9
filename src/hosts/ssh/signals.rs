//! What a running server is told to do from outside, and what a service manager is told of it.

use std::time::Duration;

use sd_notify::NotifyState;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc;
use tokio::task::spawn_blocking;
use tokio::time::timeout;

/// How long a service manager may take to be told something.
const NOTIFY_TIMEOUT: Duration = Duration::from_secs(1);

/// What a running server is told to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ServerSignal {
    Stop,
    /// Read settings and content anew.
    Reload,
}

/// The signals that a service manager or a person sends.
pub fn watch_signals() -> anyhow::Result<mpsc::Receiver<ServerSignal>> {
    let (sender, received) = mpsc::channel(4);
    for (kind, meaning) in [
        (SignalKind::terminate(), ServerSignal::Stop),
        (SignalKind::interrupt(), ServerSignal::Stop),
        (SignalKind::hangup(), ServerSignal::Reload),
    ] {
        let mut signals = signal(kind)?;
        let sender = sender.clone();
        tokio::spawn(async move {
            while signals.recv().await.is_some() && sender.send(meaning).await.is_ok() {}
        });
    }
    Ok(received)
}

pub async fn reloading() {
    let mut states = vec![NotifyState::Reloading];
    states.extend(NotifyState::monotonic_usec_now());
    notify(states).await;
}

/// Tells a service manager, where there is one. One that takes nothing is not waited for.
pub async fn notify(states: Vec<NotifyState<'static>>) {
    let told = spawn_blocking(move || sd_notify::notify(&states));
    let _ = timeout(NOTIFY_TIMEOUT, told).await;
}
