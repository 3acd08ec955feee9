//! What a terminal shows, from which the next frame differs.

use std::mem;

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::session::picture::Picture;

/// What the terminal shows.
#[derive(Debug)]
pub(super) enum Shown {
    Nothing,
    /// A frame that was kept.
    Picture(Box<Picture>),
    /// The state the app is in now, which can be drawn again.
    Present,
    /// A state the app was in.
    State(Box<App>),
}

impl Shown {
    /// Keeps the present state, before that changes.
    pub(super) fn note(&mut self, app: &App) {
        if matches!(self, Self::Present) {
            *self = Self::State(Box::new(app.clone()));
        }
    }

    /// Makes the frame that is kept whole, while the app still knows what stands in it.
    pub(super) fn settle(&mut self, app: &App) {
        if let Self::Picture(picture) = self
            && !picture.settle(app)
        {
            *self = Self::Nothing;
        }
    }

    /// The frame, which is drawn on `cells` if it was not kept.
    pub(super) fn take(&mut self, app: &App, cells: Buffer) -> Option<Picture> {
        match mem::replace(self, Self::Nothing) {
            Self::Nothing => None,
            Self::Picture(picture) => Some(*picture),
            Self::Present => Some(Picture::of(app, cells)),
            Self::State(app) => Some(Picture::of(&app, cells)),
        }
    }
}
