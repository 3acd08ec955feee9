//! A long page that is laid out or searched for a session, beside the threads that screens are drawn on.

use std::future::pending;
use std::mem;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::task::{JoinError, JoinHandle};

use crate::app::{PageDone, PageWork};
use crate::hosts::ssh::connection::Connection;

/// Work that is under way, or waits for its turn; nobody waits for it once this is dropped.
#[derive(Debug)]
pub struct PageTask {
    /// What is begun with when the turn comes, which may be a while after it was asked for.
    wanted: Arc<Mutex<Option<PageWork>>>,
    task: JoinHandle<Result<Option<PageDone>, JoinError>>,
}

impl PageTask {
    pub fn begin(connection: &Arc<Connection>, work: PageWork) -> Self {
        let wanted = Arc::new(Mutex::new(Some(work)));
        let (connection, begun) = (Arc::clone(connection), Arc::clone(&wanted));
        let task = tokio::spawn(async move {
            let server = Arc::clone(&connection.server);
            let work = move || {
                let work = replace(&begun, None)?;
                server.test_events(&[]);
                Some(work.perform())
            };
            connection.run_blocking(work).await
        });
        Self { wanted, task }
    }

    /// Wants this instead, or nothing any more; of no effect on what is begun with.
    pub fn want(&self, work: Option<PageWork>) {
        replace(&self.wanted, work);
    }

    /// What came of it: nothing when nothing was wanted any more. Without a task it is never done.
    pub async fn done(task: &mut Option<Self>) -> Result<Option<PageDone>, JoinError> {
        match task {
            Some(task) => (&mut task.task).await.flatten(),
            None => pending().await,
        }
    }
}

fn replace(wanted: &Mutex<Option<PageWork>>, work: Option<PageWork>) -> Option<PageWork> {
    let mut wanted = wanted.lock().unwrap_or_else(PoisonError::into_inner);
    mem::replace(&mut *wanted, work)
}

impl Drop for PageTask {
    fn drop(&mut self) {
        self.task.abort();
    }
}
