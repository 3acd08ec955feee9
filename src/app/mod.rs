//! One reader's state and what each event does to it: no I/O, no drawing.

mod dispatch;
pub mod kept;
mod mouse;
mod open;
pub mod outcome;
pub mod overlay;
mod pages;
pub mod panes;
pub mod reader;
pub mod side;
mod state;
pub mod tree;
mod visit;

use std::sync::Arc;

use crate::app::pages::BROKEN;
use crate::command::keymap::fitting;
use crate::command::{Bindings, Command, Context, Opening, ShownHint, TextInput};
use crate::config::Settings;
use crate::input::Event;
use crate::library::TopicId;
use crate::search::Index;

pub use kept::Kept;
pub use outcome::{Effect, Goal, Outcome, Then};
pub use overlay::Overlay;
pub use overlay::card::{Card, CardSize};
pub use overlay::comparison::Comparison;
pub use overlay::items::{Items, ListItem};
pub use overlay::layer::{Choices, Layer, Panel, PanelField, Typing};
pub use overlay::list::List;
pub use overlay::selection::Filter;
pub use pages::{PageDone, PageWork, Pages, Shared, WeakCache};
pub use panes::{Pane, Panes, Shape};
pub use reader::figure::SiteMark;
pub use reader::{History, HistoryPlace, Reader};
pub use state::{LastSearch, ReadingState};
pub use tree::{Tree, TreeRow};

/// One reader: what is read, and what lies over it.
#[derive(Clone, Debug)]
pub struct App {
    pub state: ReadingState,
    /// What lies over the page, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What is said at the foot of the screen until the next key.
    pub message: Option<String>,
    pub bindings: Arc<Bindings>,
    /// Ctrl-c was pressed once.
    interrupted: bool,
    /// The rule between tree and page is held by the mouse.
    dragging: bool,
}

impl App {
    /// A reader at the front page, on a screen of this size.
    pub fn new(shared: impl Into<Shared>, settings: Settings, size: (u16, u16)) -> Self {
        let shared = shared.into();
        let front = shared.library.front();
        Self::at(front, shared, settings, size)
    }

    /// As [`new`](Self::new), with another topic than the front page open.
    pub fn at(
        topic: TopicId,
        shared: impl Into<Shared>,
        settings: Settings,
        size: (u16, u16),
    ) -> Self {
        let shared = shared.into();
        Self {
            state: ReadingState::at(topic, &shared, settings, size),
            overlays: Vec::new(),
            message: None,
            bindings: shared.bindings,
            interrupted: false,
            dragging: false,
        }
    }

    /// What happened, and what the host must do about it.
    pub fn update(&mut self, event: &Event) -> Vec<Effect> {
        let before = self.state.settings;
        let effects = self.handle(event);
        let state = &mut self.state;
        state.is_passing &= state.focus == Pane::Tree;
        if state.settings != before {
            state.kept.note_settings(&before, &state.settings);
        }
        effects
    }

    fn handle(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.key(*key),
            Event::Paste(text) => self.pasted(text),
            Event::Resize { width, height } => {
                self.state.size = (*width, *height);
                self.lay_out();
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(*mouse),
            Event::Report(_) => Vec::new(),
        }
    }

    /// A paste is text and never keys: it goes into the field that is open, or into the finder.
    fn pasted(&mut self, text: &str) -> Vec<Effect> {
        self.interrupted = false;
        self.message = None;
        if self.takes_paste() {
            return self.typed(TextInput::Paste(text));
        }
        if self.context().takes_one_key() {
            self.overlays.pop();
        }
        self.open_typed(Opening::Finder, text)
    }

    /// Whether a field is open that text goes into.
    pub fn takes_paste(&self) -> bool {
        self.typing().is_some_and(|(_, field)| field.is_some())
    }

    /// What is typed in what lies on top.
    pub fn typing(&self) -> Option<Typing<'_>> {
        self.overlay()?.layer().typing()
    }

    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    /// What lies on top, with the state that it may look at and change.
    fn top(&mut self) -> Option<(&mut dyn Layer, &mut ReadingState)> {
        let overlay = self.overlays.last_mut()?;
        Some((overlay.layer_mut(), &mut self.state))
    }

    /// Fits what is open into the window.
    fn lay_out(&mut self) {
        self.state.lay_out();
        self.fit_overlay();
    }

    fn fit_overlay(&mut self) {
        if let Some((layer, state)) = self.top() {
            layer.fit(state);
        }
    }

    pub fn context(&self) -> Context {
        match (self.overlay(), self.state.focus) {
            (Some(overlay), _) => overlay.layer().context(),
            (None, Pane::Tree) => Context::Tree,
            (None, Pane::Reader) => Context::Reader,
        }
    }

    /// Whether something is being looked for that only an index finds, or the links of a page wait for it.
    pub fn wants_index(&self) -> bool {
        let is_sought = self.context() == Context::Finder || !self.state.library.knows_links();
        self.state.index.is_none() && is_sought
    }

    /// Takes what was done beside the keys, unless something else is wanted by now.
    pub fn take(&mut self, done: PageDone) {
        if let Some(Outcome { said, .. }) = self.state.take(done) {
            self.message = said.or_else(|| self.message.take());
            self.fit_overlay();
        }
    }

    /// Wants no more what could not be done, and says so.
    pub fn abandon_work(&mut self) {
        self.state.reader.abandon_work();
        self.say(BROKEN);
    }

    /// Does at once what is wanted, where nobody can press a key meanwhile.
    pub fn finish_work(&mut self) {
        while let Some(work) = self.state.work() {
            self.take(work.perform());
        }
    }

    /// The library has been indexed: the finder searches text from now on.
    pub fn set_index(&mut self, index: Arc<Index>) {
        self.state.set_index(index);
        if let Some((layer, state)) = self.top() {
            layer.search_again(state);
        }
        self.fit_overlay();
    }

    /// The content was read anew: the reader stays at the same topic and place, and what shows something that is no
    /// longer there is closed.
    pub fn renew(&mut self, shared: impl Into<Shared>) {
        let shared = shared.into();
        let old = Arc::clone(&self.state.library);
        let new = Arc::clone(&shared.library);
        let moved = |topic: TopicId| new.find(&old.topic(topic).id);
        let said = self.state.renew(shared, &moved);
        self.message = said.or_else(|| self.message.take());
        let state = &mut self.state;
        self.overlays
            .retain_mut(|overlay| overlay.layer_mut().renew(state, &moved));
        self.fit_overlay();
    }

    /// The hints of the place where the reader is, less those that would do nothing.
    pub fn hints(&self) -> Vec<ShownHint> {
        let symbols = self.state.settings.symbols;
        self.bindings
            .hints(self.context(), symbols, |command| self.offers(command))
    }

    /// Whether a command would do something now.
    fn offers(&self, command: Command) -> bool {
        let offers = |overlay: &Overlay| overlay.layer().offers(command, &self.state);
        self.state.has(command) && self.overlay().is_none_or(offers)
    }

    /// As many hints as fit so many columns, the one that must not be missing among them.
    pub fn fitting_hints(&self, columns: usize) -> Vec<ShownHint> {
        fitting(self.hints(), self.context(), columns)
    }

    pub fn say(&mut self, message: &str) {
        self.message = Some(message.to_owned());
    }
}
