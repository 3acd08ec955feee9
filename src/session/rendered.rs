//! A frame as an app draws it, how far its text moved since another, and what is known of the one that is shown.

use std::mem;
use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::App;
use crate::ui::theme::Theme;
use crate::ui::{self, Drawn, VisiblePage};
use crate::wire::{Frame, Scroll};

/// A frame, and which lines of which page are on it.
#[derive(Clone, Debug, Default)]
pub(super) struct RenderedFrame {
    pub(super) frame: Frame,
    view: Option<VisiblePage>,
}

impl RenderedFrame {
    /// Draws all that an app shows; the cells lend their memory.
    pub(super) fn of(app: &App, cells: Buffer) -> Self {
        let (cells, drawn) = screen(app, cells);
        Self {
            frame: Frame {
                cells,
                cursor: drawn.cursor,
                links: drawn.links,
                scroll: None,
            },
            view: drawn.view,
        }
    }

    /// How far the same page moved in the same place since an earlier frame.
    pub(super) fn moved_since(&self, before: &Self) -> Option<Scroll> {
        let (before, now) = (before.view.as_ref()?, self.view.as_ref()?);
        let is_same = before.area == now.area && Arc::ptr_eq(&before.layout, &now.layout);
        let lines = i16::try_from(now.top.cast_signed() - before.top.cast_signed()).ok()?;
        (is_same && lines != 0).then_some(Scroll {
            area: now.area,
            lines,
        })
    }
}

/// All that an app shows, drawn on these cells.
pub(super) fn screen(app: &App, mut cells: Buffer) -> (Buffer, Drawn) {
    let (width, height) = app.state.size;
    cells.resize(Rect::new(0, 0, width, height));
    let drawn = ui::render(app, Theme::at(app.state.settings.theme), &mut cells);
    (cells, drawn)
}

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
