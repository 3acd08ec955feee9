//! One reader's state and what each event does to it: no I/O, no drawing.

pub mod command;
pub mod context;
mod dispatch;
pub mod history;
pub mod kept;
pub mod keymap;
mod mouse;
mod open;
pub mod outcome;
pub mod overlay;
mod page_cache;
pub mod panes;
pub mod reader;
mod settings;
pub mod side;
pub mod tree;
pub mod tree_lines;
mod visit;

use std::sync::Arc;

use crate::app::command::Opening;
use crate::app::context::Context;
use crate::app::history::History;
use crate::app::kept::Kept;
use crate::app::keymap::{Bindings, ShownHint, fitting};
use crate::app::outcome::Then;
use crate::app::overlay::last_search::LastSearch;
use crate::app::overlay::text_field::TextInput;
use crate::app::overlay::{Overlay, urgent};
use crate::app::panes::{Pane, Panes, Shape};
use crate::app::reader::Reader;
use crate::app::tree::Tree;
use crate::input::Event;
use crate::layout::Options;
use crate::library::{Library, TopicId};
use crate::search::Index;
use crate::shelf::Shelf;

pub use command::Command;
pub use outcome::Effect;
pub use page_cache::{Pages, Shared};
pub use settings::{SettingChange, Settings};

/// One reader: what is open, where, and what lies over it.
#[derive(Clone, Debug)]
pub struct App {
    library: Arc<Library>,
    index: Option<Arc<Index>>,
    pages: Arc<Pages>,
    pub settings: Settings,
    width: u16,
    height: u16,
    focus: Pane,
    pub tree: Tree,
    pub reader: Reader,
    history: History,
    /// What lies over the page, the topmost last.
    overlays: Vec<Overlay>,
    message: Option<String>,
    bindings: Arc<Bindings>,
    search: LastSearch,
    /// What outlives this visit.
    pub kept: Kept,
    /// Ctrl-c was pressed once.
    interrupted: bool,
    /// The rule between tree and page is held by the mouse.
    dragging: bool,
    /// The open page only follows the selection in the tree: it was not gone to.
    is_passing: bool,
}

impl App {
    /// A reader at the front page, on a screen of this size.
    pub fn new(library: Arc<Library>, settings: Settings, size: (u16, u16)) -> Self {
        Self::sharing(Shared::new(library), settings, size)
    }

    /// As [`new`](Self::new), for one of many readers of a library.
    pub fn sharing(shared: Shared, settings: Settings, size: (u16, u16)) -> Self {
        let front = shared.library.front();
        Self::at(front, shared, settings, size)
    }

    /// As [`sharing`](Self::sharing), with another topic than the front page open.
    pub fn at(topic: TopicId, shared: Shared, settings: Settings, size: (u16, u16)) -> Self {
        let (width, height) = size;
        let Shared {
            library,
            index,
            bindings,
            pages,
        } = shared;
        let focus = Pane::Reader;
        let options = settings.options(settings.shape((width, height), focus));
        let mut app = Self {
            tree: Tree::new(&library),
            reader: Reader::open(&library, &pages, topic, options),
            library,
            index,
            pages,
            settings,
            width,
            height,
            focus,
            history: History::default(),
            overlays: Vec::new(),
            message: None,
            bindings,
            search: LastSearch::default(),
            kept: Kept::default(),
            interrupted: false,
            dragging: false,
            is_passing: false,
        };
        app.lay_out();
        app
    }

    /// What happened, and what the host must do about it.
    pub fn update(&mut self, event: &Event) -> Vec<Effect> {
        let before = self.settings;
        let effects = self.handle(event);
        self.is_passing &= self.focus == Pane::Tree;
        if self.settings != before {
            self.kept.note_settings(&before, &self.settings);
        }
        effects
    }

    fn handle(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.key(*key),
            Event::Paste(text) => self.pasted(text),
            Event::Resize { width, height } => {
                (self.width, self.height) = (*width, *height);
                self.lay_out();
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(*mouse),
            Event::Report(_) => Vec::new(),
        }
    }

    /// A paste is text and never keys: it goes into the field that is open, or into the finder.
    fn pasted(&mut self, text: &str) -> Vec<Effect> {
        if self.takes_paste() {
            return self.typed(TextInput::Paste(text));
        }
        self.interrupted = false;
        self.message = None;
        if self.context().takes_one_key() {
            self.overlays.pop();
        }
        self.search_for(text)
    }

    /// Whether a field is open that text goes into.
    pub fn takes_paste(&self) -> bool {
        let overlay = self.overlay();
        overlay.is_some_and(|overlay| overlay.layer().field().is_some())
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The keys in force.
    pub fn bindings(&self) -> &Bindings {
        &self.bindings
    }

    /// Puts other keys in force, as the reader's settings say.
    pub fn set_bindings(&mut self, bindings: Bindings) {
        self.bindings = Arc::new(bindings);
    }

    /// What lies on top of the page.
    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    /// What lies over the page, the topmost last.
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    pub const fn focus(&self) -> Pane {
        self.focus
    }

    pub const fn history(&self) -> &History {
        &self.history
    }

    pub const fn size(&self) -> (u16, u16) {
        (self.width, self.height)
    }

    /// What decides where things lie on the screen.
    pub const fn shape(&self) -> Shape {
        self.settings.shape(self.size(), self.focus)
    }

    pub fn panes(&self) -> Panes {
        self.shape().panes()
    }

    /// How the open page is laid out.
    pub fn options(&self) -> Options {
        self.settings.options(self.shape())
    }

    /// How many lines of the page are visible.
    pub fn reader_height(&self) -> usize {
        self.shape().reader_height()
    }

    /// Fits what is open into the window.
    fn lay_out(&mut self) {
        let (options, height) = (self.options(), self.reader_height());
        self.reader
            .lay_out(&self.library, &self.pages, options, height);
        self.fit_overlay();
    }

    fn fit_overlay(&mut self) {
        self.ask_overlay(|overlay, app| {
            overlay.layer_mut().fit(app);
            Then::Stay.into()
        });
    }

    /// Where keys are looked up now.
    pub fn context(&self) -> Context {
        match (self.overlay(), self.focus) {
            (Some(overlay), _) => overlay.layer().context(),
            (None, Pane::Tree) => Context::Tree,
            (None, Pane::Reader) => Context::Reader,
        }
    }

    /// Whether something is being looked for that only an index finds.
    pub fn wants_index(&self) -> bool {
        self.index.is_none() && self.context() == Context::Finder
    }

    /// The hints of the place where the reader is, less those that would do nothing.
    pub fn hints(&self) -> Vec<ShownHint> {
        self.bindings
            .hints(self.context(), self.settings.symbols, |command| {
                self.offers(command)
            })
    }

    /// Whether a command would do something now.
    fn offers(&self, command: Command) -> bool {
        let offers = |overlay: &Overlay| overlay.layer().offers(command, &self.parts());
        self.has(command) && self.overlay().is_none_or(offers)
    }

    /// Whether there is such a thing in this reference: some have neither warning signs nor urgent topics.
    fn has(&self, command: Command) -> bool {
        command != Command::Open(Opening::Urgent) || urgent::exists(&self.library)
    }

    /// The commands that no place of this reference has a use for.
    pub fn absent(&self) -> Vec<Command> {
        let has_places = !self.library.words().sites.is_empty();
        let places = (!has_places).then_some(Command::Open(Opening::BodyMap));
        let urgent = Some(Command::Open(Opening::Urgent)).filter(|it| !self.has(*it));
        places.into_iter().chain(urgent).collect()
    }

    /// As many hints as fit so many columns, the one that must not be missing among them.
    pub fn fitting_hints(&self, columns: usize) -> Vec<ShownHint> {
        fitting(self.hints(), self.context(), columns)
    }

    /// The texts a topic had when it was read before, newest first, as the host has stored them.
    pub fn recalled(&mut self, id: &str, texts: &[String]) {
        let Some(topic) = self.library.find(id).filter(|it| *it == self.reader.topic) else {
            return;
        };
        match self.kept.changes_since(texts, &self.library, topic) {
            Ok(card) => self.overlays.push(Overlay::Card(card)),
            Err(sentence) => self.say(sentence),
        }
    }

    /// Goes on with a shelf that another instance has added to.
    pub fn set_shelf(&mut self, merged: Shelf) {
        self.kept.shelf = Arc::new(merged);
    }

    /// What was said is heard; what is said next stands alone.
    pub fn forget_message(&mut self) {
        self.message = None;
    }

    pub fn say(&mut self, message: &str) {
        self.message = Some(message.to_owned());
    }
}
