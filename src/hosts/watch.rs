//! Tells when the files of a content folder change.

use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use anyhow::Context as _;
use notify::{Event, EventKind, RecursiveMode, Watcher as _};

pub use notify::RecommendedWatcher as Watcher;

use crate::content::is_markdown;

/// Editors write a file in several steps: what is quiet for so long is whole.
const QUIET: Duration = Duration::from_millis(80);

/// Calls `changed` after each burst of changes below a folder, on a thread of its own, until it says no or what is
/// given back is dropped.
///
/// # Errors
/// With what to do, where the folder cannot be watched.
pub fn watch(
    folder: &Path,
    changed: impl FnMut() -> bool + Send + 'static,
) -> anyhow::Result<Watcher> {
    let (sender, bursts) = channel();
    let notice = move |event: notify::Result<Event>| {
        if event.is_ok_and(|event| concerns_content(&event)) {
            // Without a listener nobody waits any more.
            let _ = sender.send(());
        }
    };
    let cannot = || format!("{} cannot be watched; leave out --watch", folder.display());
    let mut watcher = notify::recommended_watcher(notice).with_context(cannot)?;
    watcher
        .watch(folder, RecursiveMode::Recursive)
        .with_context(cannot)?;
    thread::Builder::new()
        .name("watch".to_owned())
        .spawn(move || tell(&bursts, changed))
        .with_context(cannot)?;
    Ok(watcher)
}

fn tell(bursts: &Receiver<()>, mut changed: impl FnMut() -> bool) {
    while bursts.recv().is_ok() {
        while bursts.recv_timeout(QUIET).is_ok() {}
        if !changed() {
            return;
        }
    }
}

/// Whether the event is about a page, a companion or a folder, and not only that we read it. Names that begin with
/// a dot are those of editors and of version control.
fn concerns_content(event: &Event) -> bool {
    let is_content = |path: &Path| {
        let name = path.file_name().map(|name| name.to_string_lossy());
        name.is_some_and(|name| {
            !name.starts_with('.')
                && (is_markdown(&name) || name.ends_with(".toml") || !name.contains('.'))
        })
    };
    !matches!(event.kind, EventKind::Access(_)) && event.paths.iter().any(|path| is_content(path))
}
