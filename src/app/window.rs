//! The window: how the open page is laid out in it, at its size now and when that changes.

use crate::app::App;
use crate::app::panes::{Pane, Shape};
use crate::layout::Options;

impl App {
    /// How the open page is laid out.
    pub fn options(&self) -> Options {
        self.settings.options(self.shape())
    }

    /// How many lines of the page are visible.
    pub fn reader_height(&self) -> usize {
        let shape = Shape {
            focus: Pane::Reader,
            ..self.shape()
        };
        shape
            .panes()
            .reader
            .map_or(1, |area| usize::from(area.height))
            .max(1)
    }

    pub(super) fn lay_out(&mut self) {
        let (options, height) = (self.options(), self.reader_height());
        self.reader
            .lay_out(&self.library, &self.pages, options, height);
        self.settle_compare(false);
    }

    /// Takes up a new size of the window.
    pub(super) fn resize(&mut self, width: u16, height: u16) {
        (self.width, self.height) = (width, height);
        self.lay_out();
    }
}
