//! Frames on their way to a terminal that may take them in parts.

use crate::hosts::local::terminal::LocalTerminal;

#[derive(Debug, Default)]
pub(super) struct Output {
    bytes: Vec<u8>,
    sent: usize,
    is_waiting: bool,
}

impl Output {
    /// Where to write what goes out next.
    pub(super) const fn more(&mut self) -> &mut Vec<u8> {
        &mut self.bytes
    }

    /// Whether the terminal has not taken everything yet.
    pub(super) const fn is_waiting(&self) -> bool {
        self.is_waiting
    }

    pub(super) fn clear(&mut self) {
        self.bytes.clear();
        self.sent = 0;
        self.is_waiting = false;
    }

    /// Sends what the terminal takes. That it is gone shows in the next wait.
    pub(super) fn send(&mut self, terminal: &LocalTerminal) {
        let rest = self.bytes.get(self.sent..).unwrap_or_default();
        if rest.is_empty() {
            return self.clear();
        }
        self.sent += terminal.write(rest).unwrap_or(rest.len());
        self.is_waiting = self.sent < self.bytes.len();
        if !self.is_waiting {
            self.clear();
        }
    }
}
