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
pub mod tree;
mod visit;

use std::sync::Arc;

use crate::app::overlay::lists;
use crate::app::pages::BROKEN;
use crate::command::keymap::fitting;
use crate::command::{Bindings, Command, Context, Opening, ShownHint};
use crate::config::Settings;
use crate::input::Event;
use crate::layout::Options;
use crate::library::{Library, TopicId};
use crate::search::Index;

pub use kept::Kept;
pub use outcome::{Effect, Goal, Outcome, Then};
pub use overlay::Overlay;
pub use overlay::card::{Card, CardSize};
pub use overlay::comparison::Comparison;
pub use overlay::items::{Items, ListItem};
pub use overlay::layer::{AppParts, AppPartsMut, Choices, LastSearch, Layer, Panel, PanelField};
pub use overlay::list::List;
pub use overlay::selection::Filter;
pub use overlay::text_field::{TextField, TextInput};
pub use pages::{PageDone, PageWork, Pages, Shared};
pub use panes::{Pane, Panes, Shape};
pub use reader::figure::SiteMark;
pub use reader::{History, HistoryPlace, Reader};
pub use tree::{Tree, TreeRow};

/// One reader: what is open, where, and what lies over it.
#[derive(Clone, Debug)]
pub struct App {
    library: Arc<Library>,
    index: Option<Arc<Index>>,
    pages: Arc<Pages>,
    pub settings: Settings,
    pub size: (u16, u16),
    pub focus: Pane,
    pub tree: Tree,
    pub reader: Reader,
    pub history: History,
    /// What lies over the page, the topmost last.
    pub overlays: Vec<Overlay>,
    /// What is said at the foot of the screen until the next key.
    pub message: Option<String>,
    pub bindings: Arc<Bindings>,
    search: LastSearch,
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
        let Shared {
            library,
            index,
            bindings,
            pages,
        } = shared.into();
        let focus = Pane::Reader;
        let options = Shape::of(&settings, size, focus).options(&settings);
        let mut app = Self {
            tree: Tree::new(&library),
            reader: Reader::open(&library, &pages, topic, options),
            library,
            index,
            pages,
            settings,
            size,
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
                self.size = (*width, *height);
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
        let overlay = self.overlay();
        overlay.is_some_and(|overlay| overlay.layer().field().is_some())
    }

    pub fn library(&self) -> &Library {
        &self.library
    }

    pub fn overlay(&self) -> Option<&Overlay> {
        self.overlays.last()
    }

    pub fn message(&self) -> Option<&str> {
        self.message.as_deref()
    }

    pub const fn shape(&self) -> Shape {
        Shape::of(&self.settings, self.size, self.focus)
    }

    pub fn panes(&self) -> Panes {
        self.shape().panes()
    }

    pub fn options(&self) -> Options {
        self.shape().options(&self.settings)
    }

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
        self.on_top(|layer, app| layer.fit(app));
    }

    pub fn context(&self) -> Context {
        match (self.overlay(), self.focus) {
            (Some(overlay), _) => overlay.layer().context(),
            (None, Pane::Tree) => Context::Tree,
            (None, Pane::Reader) => Context::Reader,
        }
    }

    /// Whether something is being looked for that only an index finds, or the links of a page wait for it.
    pub fn wants_index(&self) -> bool {
        let is_sought = self.context() == Context::Finder || !self.library.knows_links();
        self.index.is_none() && is_sought
    }

    /// What takes longer than a key may wait: a host does it beside the keys, one piece at a time, and hands over what
    /// came of it.
    pub fn work(&self) -> Option<PageWork> {
        self.reader.work(&self.library, &self.pages)
    }

    /// Takes what was done, unless something else is wanted by now.
    pub fn take(&mut self, done: PageDone) {
        let height = self.reader_height();
        let outcome = self.reader.take(done, (&self.library, &self.pages), height);
        if let Some(Outcome { said, .. }) = outcome {
            self.message = said.or_else(|| self.message.take());
            self.fit_overlay();
        }
    }

    /// Wants no more what could not be done, and says so.
    pub fn give_up(&mut self) {
        self.reader.give_up();
        self.say(BROKEN);
    }

    /// Does at once what is wanted, where nobody can press a key meanwhile.
    pub fn work_off(&mut self) {
        while let Some(work) = self.work() {
            self.take(work.perform());
        }
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
        command != Command::Open(Opening::Urgent) || lists::has_urgent(&self.library)
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

    pub fn say(&mut self, message: &str) {
        self.message = Some(message.to_owned());
    }
}
