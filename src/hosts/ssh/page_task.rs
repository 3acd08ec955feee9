//! A long page that is laid out or searched for a session, beside the threads that screens are drawn on.

use std::future::pending;
use std::sync::Arc;

use tokio::task::{JoinHandle, spawn_blocking};

use crate::app::{PageDone, PageWork};
use crate::hosts::ssh::server::Server;

/// Work that is under way, or waits until fewer are worked on; nobody waits for it once this is dropped.
#[derive(Debug)]
pub struct PageTask(JoinHandle<Option<PageDone>>);

impl PageTask {
    pub fn begin(server: &Server, work: PageWork) -> Self {
        let workers = Arc::clone(&server.workers);
        Self(tokio::spawn(async move {
            let permit = workers.acquire_owned().await.ok()?;
            let work = move || {
                let _permit = permit;
                work.perform()
            };
            spawn_blocking(work).await.ok()
        }))
    }

    /// What came of it, or None when it failed; without a task it is never done.
    pub async fn done(task: &mut Option<Self>) -> Option<PageDone> {
        match task {
            Some(task) => (&mut task.0).await.ok().flatten(),
            None => pending().await,
        }
    }
}

impl Drop for PageTask {
    fn drop(&mut self) {
        self.0.abort();
    }
}
