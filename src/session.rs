//! One reader on one screen: events in, effects and frames out.

use std::sync::Arc;

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::{App, Effect, Settings};
use crate::input::{Event, Report};
use crate::library::Library;
use crate::ui::theme::Theme;
use crate::ui::{self, Drawn, View};
use crate::wire::{self, Capabilities, Encoder, Frame, LinkSpan, Scroll};

/// The largest screen that is drawn, in columns and rows.
const LARGEST: (u16, u16) = (1000, 1000);

/// An app, the terminal it is drawn on, and what that terminal shows now.
#[derive(Debug)]
pub struct Session {
    pub app: App,
    encoder: Encoder,
    shown: Option<Shown>,
    /// Whether the terminal brackets pastes, as it should while text can be typed.
    pastes: bool,
}

/// The frame the terminal shows, and which lines of which page are on it.
#[derive(Debug)]
struct Shown {
    frame: Frame,
    view: Option<View>,
}

impl Session {
    pub fn new(
        library: Arc<Library>,
        settings: Settings,
        size: (u16, u16),
        terminal: Capabilities,
    ) -> Self {
        Self {
            app: App::new(library, settings, bounded(size)),
            encoder: Encoder::new(terminal),
            shown: None,
            pastes: false,
        }
    }

    /// Takes all that happened since the last frame; what the host must do comes back.
    pub fn handle(&mut self, events: &[Event]) -> Vec<Effect> {
        let mut effects = Vec::new();
        for event in events {
            match event {
                Event::Resize { width, height } => {
                    let (width, height) = bounded((*width, *height));
                    effects.extend(self.app.update(&Event::Resize { width, height }));
                }
                Event::Report(Report::LeftRightMargins(can)) => {
                    self.encoder.set_left_right_margins(*can);
                }
                other => effects.extend(self.app.update(other)),
            }
        }
        if effects.contains(&Effect::Redraw) {
            self.shown = None;
        }
        effects
    }

    /// Writes what turns a shell's terminal into the reader's; the next frame draws everything.
    pub fn enter(&mut self, out: &mut Vec<u8>) {
        self.shown = None;
        self.encoder.enter(out);
        self.pastes = false;
        if self.app.settings.mouse {
            wire::mouse(true, out);
        }
    }

    /// Writes what puts the terminal back.
    pub fn leave(&mut self, out: &mut Vec<u8>) {
        self.shown = None;
        self.encoder.leave(out);
    }

    /// Writes what turns the frame before into the present one; nothing when they are the same.
    pub fn draw(&mut self, out: &mut Vec<u8>) {
        let typing = self
            .app
            .overlay()
            .is_some_and(|overlay| overlay.field().is_some());
        if typing != self.pastes {
            self.pastes = typing;
            wire::bracketed_paste(typing, out);
        }
        let (cells, drawn) = self.screen();
        let before = self.shown.take();
        let scroll = before
            .as_ref()
            .and_then(|shown| moved(shown.view.as_ref(), drawn.view.as_ref()));
        let frame = Frame {
            cells,
            cursor: drawn.cursor,
            links: if self.encoder.takes_links() {
                links(&drawn)
            } else {
                Vec::new()
            },
            scroll,
        };
        self.encoder
            .encode(before.as_ref().map(|shown| &shown.frame), &frame, out);
        self.shown = Some(Shown {
            frame,
            view: drawn.view,
        });
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

fn links(drawn: &Drawn) -> Vec<LinkSpan> {
    let span = |link: &ui::DrawnLink| LinkSpan {
        row: link.row,
        start: link.start,
        end: link.end,
        url: link.url.clone(),
    };
    drawn.links.iter().map(span).collect()
}

/// How far the same page moved in the same place between two frames.
fn moved(before: Option<&View>, now: Option<&View>) -> Option<Scroll> {
    let (before, now) = (before?, now?);
    if before.area != now.area || !Arc::ptr_eq(&before.layout, &now.layout) || before.top == now.top
    {
        return None;
    }
    let lines = i16::try_from(now.top.cast_signed() - before.top.cast_signed()).ok()?;
    Some(Scroll {
        area: now.area,
        lines,
    })
}
