//! The frame that a terminal shows, from which the next one differs.

use std::mem;

use ratatui::buffer::Buffer;

use crate::app::App;
use crate::session::rendered::RenderedFrame;

/// What is known of the frame that the terminal shows.
#[derive(Debug)]
pub(super) enum PreviousFrame {
    Unknown,
    Kept(Box<RenderedFrame>),
    /// It shows the state the app is in now, which can be drawn again.
    Present,
    /// It shows a state the app was in.
    State(Box<App>),
}

impl PreviousFrame {
    /// To be called before the app changes: keeps the state that is shown.
    pub(super) fn keep_state(&mut self, app: &App) {
        if matches!(self, Self::Present) {
            *self = Self::State(Box::new(app.clone()));
        }
    }

    /// The frame, which is drawn on `cells` if it was not kept.
    pub(super) fn take(&mut self, app: &App, cells: Buffer) -> Option<RenderedFrame> {
        match mem::replace(self, Self::Unknown) {
            Self::Unknown => None,
            Self::Kept(frame) => Some(*frame),
            Self::Present => Some(RenderedFrame::of(app, cells)),
            Self::State(app) => Some(RenderedFrame::of(&app, cells)),
        }
    }
}
