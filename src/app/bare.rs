//! What scrolling alone changes: with nothing over the page, only which of its lines are in sight.

use std::ptr;
use std::sync::Arc;

use crate::app::panes::Pane;
use crate::app::{App, Command};
use crate::input::Event;
use crate::layout::Layout;

/// A page that is read with nothing over it.
#[derive(Clone, Debug)]
pub struct BarePage(Arc<Layout>);

impl PartialEq for BarePage {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(Arc::as_ptr(&self.0), Arc::as_ptr(&other.0))
    }
}

impl App {
    /// The page, while the keys are its own and neither a dialog nor a message stands over it.
    pub fn bare_page(&self) -> Option<BarePage> {
        let is_bare = !self.shape().is_too_small()
            && self.focus == Pane::Reader
            && self.overlay.is_none()
            && self.message.is_none()
            && self.number.is_empty();
        is_bare.then(|| BarePage(Arc::clone(&self.reader.layout)))
    }

    /// Whether an event asks for other lines of the page, and for nothing else.
    pub fn scrolls_by(&self, event: &Event) -> bool {
        let Event::Key(key) = event else {
            return false;
        };
        let command = self.bindings.command_for(*key, self.context());
        let at_end = || self.reader.is_at_end(self.reader_height());
        // At the end of a page the next topic follows.
        if command == Some(Command::PageDown) && at_end() {
            return false;
        }
        matches!(
            command,
            Some(
                Command::LineDown
                    | Command::LineUp
                    | Command::PageDown
                    | Command::PageUp
                    | Command::HalfDown
                    | Command::HalfUp
                    | Command::Top
                    | Command::Bottom
                    | Command::NextHeading
                    | Command::PreviousHeading
            )
        )
    }
}
