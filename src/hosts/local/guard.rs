//! Puts the terminal back on every way out, a panic included.

use std::io;
use std::panic::{set_hook, take_hook};
use std::sync::Arc;
use std::thread;

use crate::hosts::local::terminal::LocalTerminal;

#[derive(Debug)]
pub(super) struct Guard {
    terminal: Arc<LocalTerminal>,
}

impl Guard {
    /// Switches the terminal to single keys; from now on a panic restores it before it says anything.
    pub(super) fn new(terminal: &Arc<LocalTerminal>) -> io::Result<Self> {
        let hooked = Arc::clone(terminal);
        let owner = thread::current().id();
        let before = take_hook();
        set_hook(Box::new(move |panic| {
            // A panic in the background ends that work and must not disturb the screen.
            if thread::current().id() == owner {
                hooked.restore();
                before(panic);
            }
        }));
        terminal.make_raw()?;
        Ok(Self {
            terminal: Arc::clone(terminal),
        })
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.terminal.restore();
    }
}
