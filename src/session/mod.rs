//! One reader on one screen: events in, effects and frames out.

mod picture;
mod shown;

use std::mem;
use std::sync::Arc;

use ratatui::buffer::Buffer;

use crate::app::side::Beside;
use crate::app::{App, Effect, Settings, Shared};
use crate::input::{Event, Report};
use crate::library::{Library, TopicId};
use crate::ui::Drawn;
use crate::wire::{self, Capabilities, Encoder};
use picture::Picture;
use shown::Shown;

/// The largest screen that is drawn, in columns and rows.
const LARGEST: (u16, u16) = (1000, 1000);

/// An app, the terminal it is drawn on, and what that terminal shows now.
#[derive(Debug)]
pub struct Session {
    app: App,
    encoder: Encoder,
    shown: Shown,
    /// The cells of the frame before last, to be drawn on next.
    spare: Buffer,
    /// What the third column of those cells tells about, if they differ from the last frame in the lines of the page
    /// alone.
    spare_near: Option<Beside>,
    /// Whether since the last frame nothing changed but which lines of the page are in sight.
    only_lines: bool,
    /// Whether the terminal brackets pastes, as it should while text can be typed.
    pastes: bool,
}

/// Cells that many sessions draw on, one after the other, so that none needs its own.
#[derive(Debug, Default)]
pub struct Scratch {
    before: Buffer,
    now: Buffer,
}

impl Session {
    pub fn new(
        library: Arc<Library>,
        settings: Settings,
        size: (u16, u16),
        terminal: Capabilities,
    ) -> Self {
        Self::sharing(Shared::new(library), settings, size, terminal)
    }

    /// As [`new`](Self::new), for one of many readers of a library.
    pub fn sharing(
        shared: Shared,
        settings: Settings,
        size: (u16, u16),
        terminal: Capabilities,
    ) -> Self {
        Self::of(App::sharing(shared, settings, bounded(size)), terminal)
    }

    /// As [`new`](Self::new), with another topic than the front page open.
    pub fn at(
        topic: TopicId,
        library: Arc<Library>,
        settings: Settings,
        (size, terminal): ((u16, u16), Capabilities),
    ) -> Self {
        let app = App::at(topic, Shared::new(library), settings, bounded(size));
        Self::of(app, terminal)
    }

    fn of(app: App, terminal: Capabilities) -> Self {
        Self {
            app,
            encoder: Encoder::new(terminal),
            shown: Shown::Nothing,
            spare: Buffer::default(),
            spare_near: None,
            only_lines: false,
            pastes: false,
        }
    }

    /// Takes all that happened since the last frame; what the host must do comes back.
    pub fn handle(&mut self, events: &[Event]) -> Vec<Effect> {
        self.shown.note(&self.app);
        let mut effects = Vec::new();
        for event in events {
            match event {
                Event::Resize { width, height } => {
                    let (width, height) = bounded((*width, *height));
                    effects.extend(self.update(&Event::Resize { width, height }));
                }
                Event::Report(Report::LeftRightMargins(can)) => {
                    self.encoder.set_left_right_margins(*can);
                }
                other => effects.extend(self.update(other)),
            }
        }
        if effects.contains(&Effect::Redraw) {
            self.shown = Shown::Nothing;
        }
        effects
    }

    fn update(&mut self, event: &Event) -> Vec<Effect> {
        let bare = self.app.bare_page().filter(|_| self.app.scrolls_by(event));
        if bare.is_none() {
            self.shown.settle(&self.app);
        }
        let effects = self.app.update(event);
        self.only_lines &= bare.is_some() && bare == self.app.bare_page();
        effects
    }

    pub const fn app(&self) -> &App {
        &self.app
    }

    /// The app, to be changed by its host: with a new library, or a notice.
    pub fn change(&mut self) -> &mut App {
        self.shown.note(&self.app);
        self.shown.settle(&self.app);
        self.only_lines = false;
        &mut self.app
    }

    /// Writes what turns a shell's terminal into the reader's; the next frame draws everything.
    pub fn enter(&mut self, out: &mut Vec<u8>) {
        self.shown = Shown::Nothing;
        self.encoder.enter(out);
        self.pastes = false;
        if self.app.settings.mouse {
            wire::mouse(true, out);
        }
    }

    /// Writes what puts the terminal back.
    pub fn leave(&mut self, out: &mut Vec<u8>) {
        self.shown = Shown::Nothing;
        self.encoder.leave(out);
    }

    /// Writes what turns the frame before into the present one; nothing when they are the same.
    /// The frame is kept: the fastest way where there is one reader.
    pub fn draw(&mut self, out: &mut Vec<u8>) {
        if self.draw_over(out) {
            return;
        }
        self.shown.settle(&self.app);
        let before = self.shown.take(&self.app, Buffer::default());
        let near = before.as_ref().filter(|_| self.only_lines);
        let near = near.map(|before| before.beside);
        let near = mem::replace(&mut self.spare_near, near);
        let cells = mem::take(&mut self.spare);
        let mut now = self.picture(before.as_ref(), cells, near);
        self.encode(before.as_ref(), &mut now, out);
        self.shown = Shown::Picture(Box::new(now));
        self.spare = before.map(|before| before.frame.cells).unwrap_or_default();
    }

    /// Where lines of the page moved and the terminal moves them too, changes the frame before into the present one;
    /// where they could not, leaves it. Whether that was enough.
    fn draw_over(&mut self, out: &mut Vec<u8>) -> bool {
        let is_bare = self.only_lines && self.app.bare_page().is_some();
        let Shown::Picture(picture) = &mut self.shown else {
            return false;
        };
        if is_bare && picture.stands_still(&self.app) {
            debug_assert!(picture.shows(&self.app));
            return true;
        }
        let hint = picture.moved_until(&self.app).filter(|_| is_bare);
        let motion = hint.and_then(|hint| self.encoder.motion(&picture.frame, hint));
        let Some((hint, motion)) = hint.zip(motion) else {
            return false;
        };
        let status = picture.go_on(&self.app, hint);
        if !self.encoder.takes_links() {
            picture.frame.links.clear();
        }
        if !motion.is_exact() {
            picture.settle(&self.app);
        }
        debug_assert!(picture.shows(&self.app));
        self.encoder
            .encode_moved(motion, &picture.frame, status.as_slice(), out);
        true
    }

    /// As [`draw`](Self::draw), and keeps no frame: drawing is pure, so the frame before is drawn again
    /// from the state before. The smallest way where there are thousands of readers.
    pub fn draw_on(&mut self, scratch: &mut Scratch, out: &mut Vec<u8>) {
        let cells = mem::take(&mut scratch.before);
        let before = self.shown.take(&self.app, cells);
        let mut now = self.picture(before.as_ref(), mem::take(&mut scratch.now), None);
        self.encode(before.as_ref(), &mut now, out);
        self.shown = Shown::Present;
        scratch.now = now.frame.cells;
        if let Some(before) = before {
            scratch.before = before.frame.cells;
        }
    }

    /// The present frame; where only lines moved, the frame before with those lines drawn again. With `near` the
    /// cells to draw on differ from it in no more than that, and their third column tells about so much.
    fn picture(
        &self,
        before: Option<&Picture>,
        mut cells: Buffer,
        near: Option<Beside>,
    ) -> Picture {
        let only_lines = self.only_lines && self.app.bare_page().is_some();
        let Some(before) = before.filter(|_| only_lines) else {
            return Picture::of(&self.app, cells);
        };
        if near.is_none() {
            cells.clone_from(&before.frame.cells);
        }
        let beside = self.app.beside();
        let with_side = [before.beside, near.unwrap_or(before.beside)] != [beside; 2];
        let now = Picture::scrolled(&self.app, cells, with_side);
        debug_assert_eq!(
            now.frame.cells,
            Picture::of(&self.app, Buffer::default()).frame.cells
        );
        now
    }

    fn encode(&mut self, before: Option<&Picture>, now: &mut Picture, out: &mut Vec<u8>) {
        let typing = self
            .app
            .overlay()
            .is_some_and(|overlay| overlay.field().is_some());
        if typing != self.pastes {
            self.pastes = typing;
            wire::bracketed_paste(typing, out);
        }
        if !self.encoder.takes_links() {
            now.frame.links.clear();
        }
        now.frame.scroll = before.and_then(|before| now.moved_since(before));
        self.encoder
            .encode(before.map(|before| &before.frame), &now.frame, out);
        self.only_lines = true;
    }

    /// The screen as cells, and where things are on it.
    pub fn screen(&self) -> (Buffer, Drawn) {
        picture::screen(&self.app, Buffer::default())
    }
}

fn bounded((width, height): (u16, u16)) -> (u16, u16) {
    (width.min(LARGEST.0), height.min(LARGEST.1))
}
