//! One reader on one screen: events in, effects and frames out.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Effect, Settings};
use crate::input::Event;
use crate::library::Library;
use crate::ui::theme::Theme;
use crate::ui::{self, Drawn};

/// The largest screen that is drawn, in columns and rows.
const LARGEST: (u16, u16) = (1000, 1000);

/// An app and what its screen shows.
#[derive(Debug)]
pub struct Session {
    pub app: App,
}

impl Session {
    pub fn new(library: Arc<Library>, settings: Settings, size: (u16, u16)) -> Self {
        Self {
            app: App::new(library, settings, bounded(size)),
        }
    }

    /// Takes all that happened since the last frame; what the host must do comes back.
    pub fn handle(&mut self, events: &[Event]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for event in events {
            let event = match event {
                Event::Resize { width, height } => {
                    let (width, height) = bounded((*width, *height));
                    Event::Resize { width, height }
                }
                other => other.clone(),
            };
            effects.extend(self.app.update(&event));
        }
        effects
    }

    /// The screen as cells, and where things are on it.
    pub fn screen(&self) -> (Buffer, Drawn) {
        let (width, height) = self.app.size();
        let mut cells = Buffer::empty(Rect {
            x: 0,
            y: 0,
            width,
            height,
        });
        let drawn = ui::render(&self.app, Theme::at(self.app.settings.theme), &mut cells);
        (cells, drawn)
    }
}

fn bounded((width, height): (u16, u16)) -> (u16, u16) {
    (width.min(LARGEST.0), height.min(LARGEST.1))
}
