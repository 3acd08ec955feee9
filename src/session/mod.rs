//! One reader on one screen: events in, effects and frames out.

mod rendered;

use std::mem;
use std::time::{Duration, Instant};

use ratatui::buffer::Buffer;

use crate::app::{App, Effect, Shared};
use crate::config::Settings;
use crate::input::{Decoder, Event, Report, without_brackets};
use crate::layout::Symbols;
use crate::library::TopicId;
use crate::ui::Drawn;
use crate::wire::{self, Capabilities, Encoder};
use rendered::{PreviousFrame, RenderedFrame};

/// The largest screen that is drawn, in columns and rows.
const LARGEST: (u16, u16) = (1000, 1000);

/// An answer that has not come so long after the question is not coming: the slowest lines need 0.6 s there and back.
pub const LATEST_ANSWER: Duration = Duration::from_millis(700);

/// The questions go out in one piece, and so do the answers: the rest comes so long after the first at the latest.
const BETWEEN_ANSWERS: Duration = Duration::from_millis(60);

/// An app, the terminal it is drawn on, and what that terminal shows now.
#[derive(Debug)]
pub struct Session {
    app: App,
    decoder: Decoder,
    encoder: Encoder,
    previous: PreviousFrame,
    /// Whether the terminal has shown that it brackets pastes.
    brackets: bool,
    /// Until when answers to what it was asked are awaited; None once it has answered all of it.
    answers_until: Option<Instant>,
}

/// What a session keeps from one frame to the next, to know what its terminal shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keep {
    /// The frame: the fastest way where there is one reader.
    Frame,
    /// The state it was drawn from. Drawing is pure, so the frame can be drawn again: the smallest way where there are
    /// thousands of readers.
    State,
}

/// Cells to draw on, whose memory is used again; many sessions may take turns with them.
#[derive(Debug, Default)]
pub struct Scratch {
    previous: Buffer,
    next: Buffer,
}

impl Session {
    pub fn new(
        shared: impl Into<Shared>,
        settings: Settings,
        size: (u16, u16),
        terminal: Capabilities,
    ) -> Self {
        Self::of(App::new(shared, settings, bounded(size)), terminal)
    }

    /// As [`new`](Self::new), with another topic than the front page open.
    pub fn at(
        topic: TopicId,
        shared: impl Into<Shared>,
        settings: Settings,
        (size, terminal): ((u16, u16), Capabilities),
    ) -> Self {
        Self::of(App::at(topic, shared, settings, bounded(size)), terminal)
    }

    fn of(app: App, terminal: Capabilities) -> Self {
        let mut decoder = Decoder::new();
        decoder.resize(app.state.size.0, app.state.size.1);
        Self {
            app,
            decoder,
            encoder: Encoder::new(terminal),
            previous: PreviousFrame::Unknown,
            brackets: false,
            answers_until: None,
        }
    }

    /// What the terminal sent.
    pub fn decode(&mut self, bytes: &[u8]) -> Vec<Event> {
        let mut events = Vec::new();
        self.decoder.decode(bytes, &mut events);
        if let Some(until) = &mut self.answers_until
            && events.iter().any(|it| matches!(it, Event::Report(_)))
        {
            *until = Instant::now() + BETWEEN_ANSWERS;
        }
        events
    }

    /// Whether half a sequence is held: [`flush`](Self::flush) is wanted if nothing follows within
    /// [`ESCAPE_PATIENCE`](crate::input::ESCAPE_PATIENCE).
    pub const fn holds_sequence(&self) -> bool {
        self.decoder.is_waiting()
    }

    /// What the half sequence means by itself.
    pub fn flush(&mut self) -> Vec<Event> {
        let mut events = Vec::new();
        self.decoder.flush(&mut events);
        events
    }

    /// To be called with the events of each read, before [`handle`](Self::handle): what can only be a paste is one event,
    /// also where the terminal does not say so.
    pub fn recognise_paste(&mut self, events: &mut Vec<Event>) {
        let shows = |event: &Event| {
            matches!(
                event,
                Event::Paste(_) | Event::Report(Report::BracketedPaste(true))
            )
        };
        self.brackets |= events.iter().any(shows);
        if !self.brackets {
            let (app, context) = (&self.app, self.app.context());
            let is_key = |key| app.bindings.command_for(key, context).is_some();
            without_brackets(events, app.takes_paste(), is_key);
        }
    }

    /// How long an answer of the terminal is still awaited: whoever has the terminal next would take it for keys. None
    /// when it has answered everything.
    pub fn answer_patience(&self) -> Option<Duration> {
        let until = self.answers_until?;
        Some(until.saturating_duration_since(Instant::now()))
    }

    /// Takes all that happened since the last frame; what the host must do comes back.
    pub fn handle(&mut self, events: &[Event]) -> Vec<Effect> {
        self.previous.keep_state(&self.app);
        let mut effects = Vec::new();
        for event in events {
            match event {
                Event::Resize { width, height } => {
                    let (width, height) = bounded((*width, *height));
                    // Even if it changes back before the next frame, the terminal may have lost what it showed.
                    if (width, height) != self.app.state.size {
                        self.previous = PreviousFrame::Unknown;
                    }
                    self.decoder.resize(width, height);
                    effects.extend(self.app.update(&Event::Resize { width, height }));
                }
                Event::Report(report) => self.note(*report),
                other => effects.extend(self.app.update(other)),
            }
        }
        if effects.contains(&Effect::Redraw) {
            self.previous = PreviousFrame::Unknown;
        }
        effects
    }

    /// Takes what the terminal says of itself, and nothing else: the reader has left.
    pub fn note_answers(&mut self, events: &[Event]) {
        for event in events {
            if let Event::Report(report) = event {
                self.note(*report);
            }
        }
    }

    /// Takes what the terminal says of itself.
    fn note(&mut self, report: Report) {
        match report {
            Report::LeftRightMargins(can) => self.encoder.set_left_right_margins(can),
            Report::CursorAt { row: 2, column } if self.answers_until.is_some() => {
                if self.encoder.set_reached(column) {
                    self.previous = PreviousFrame::Unknown;
                }
            }
            Report::DeviceAttributes => self.answers_until = None,
            Report::BracketedPaste(_) | Report::CursorAt { .. } => {}
        }
    }

    pub const fn app(&self) -> &App {
        &self.app
    }

    /// The app, to be changed by its host: with a new library, or a notice.
    pub fn change(&mut self) -> &mut App {
        self.previous.keep_state(&self.app);
        &mut self.app
    }

    /// Writes what turns a shell's terminal into the reader's; the next frame draws everything.
    pub fn enter(&mut self, out: &mut Vec<u8>) {
        self.previous = PreviousFrame::Unknown;
        let is_unicode = self.app.state.settings.symbols == Symbols::Unicode;
        self.encoder.enter(is_unicode, out);
        let asks = self.encoder.capabilities().questions;
        self.answers_until = asks.then(|| Instant::now() + LATEST_ANSWER);
        if self.app.state.settings.mouse {
            wire::mouse(true, out);
        }
    }

    /// Writes what puts the terminal back.
    pub fn leave(&mut self, out: &mut Vec<u8>) {
        self.previous = PreviousFrame::Unknown;
        self.encoder.leave(out);
    }

    /// Writes what turns the previous frame into the present one; nothing when they are the same.
    pub fn draw(&mut self, keep: Keep, scratch: &mut Scratch, out: &mut Vec<u8>) {
        let cells = mem::take(&mut scratch.previous);
        let mut previous = self.previous.take(&self.app, cells);
        let mut next = RenderedFrame::of(&self.app, mem::take(&mut scratch.next));
        self.encode(previous.as_mut(), &mut next, out);
        let spare = previous.map(|previous| previous.frame.cells);
        match keep {
            Keep::Frame => {
                scratch.next = spare.unwrap_or_default();
                self.previous = PreviousFrame::Kept(Box::new(next));
            }
            Keep::State => {
                scratch.previous = spare.unwrap_or_default();
                scratch.next = next.frame.cells;
                self.previous = PreviousFrame::Present;
            }
        }
    }

    fn encode(
        &mut self,
        previous: Option<&mut RenderedFrame>,
        next: &mut RenderedFrame,
        out: &mut Vec<u8>,
    ) {
        if !self.encoder.takes_links() {
            next.frame.links.clear();
        }
        next.frame.scroll = previous
            .as_ref()
            .and_then(|previous| next.moved_since(previous));
        let previous = previous.map(|previous| &mut previous.frame);
        self.encoder.encode(previous, &next.frame, out);
    }

    /// The screen as cells, and where things are on it.
    pub fn screen(&self) -> (Buffer, Drawn) {
        rendered::screen(&self.app, Buffer::default())
    }
}

fn bounded((width, height): (u16, u16)) -> (u16, u16) {
    (width.min(LARGEST.0), height.min(LARGEST.1))
}
