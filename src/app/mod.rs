//! One reader's state and what each event does to it: no I/O, no drawing.

pub mod bindings;
pub mod body;
pub mod card;
pub mod command;
pub mod compare;
pub mod effect;
pub mod field;
pub mod figure;
pub mod finder;
pub mod glossary;
pub mod grid;
pub mod help;
pub mod hints;
pub mod history;
pub mod keep;
pub mod keymap;
pub mod links;
pub mod list;
pub mod overlay;
mod page_cache;
pub mod palette;
pub mod panes;
pub mod reader;
pub mod rows;
pub mod side;
pub mod tree;

pub mod cards;
mod chosen;
mod columns;
mod context;
mod go;
mod mouse;
mod peek;
mod reload;
mod run;
mod sources;
mod spots;
mod typing;
mod window;
mod wording;
mod words;

use std::sync::Arc;

use crate::app::bindings::Bindings;
use crate::app::history::History;
use crate::app::keep::Kept;
use crate::app::keymap::Context;
use crate::app::overlay::Overlay;
use crate::app::panes::{Pane, Panes, Shape};
use crate::app::reader::Reader;
use crate::app::tree::Tree;
use crate::config::{Dots, ThemeName};
use crate::input::Event;
use crate::layout::{Drawings, Options, Symbols};
use crate::library::{Library, TopicId};
use crate::search::Index;

pub use command::Command;
pub use effect::Effect;
pub use page_cache::{Pages, Shared};

/// How the reader wants things: what `+`, `-`, `t`, `z` and the command line set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest line of prose, in columns.
    pub measure: usize,
    pub symbols: Symbols,
    /// What figures are drawn in.
    pub dots: Dots,
    pub drawings: Drawings,
    pub tree: bool,
    pub zoom: bool,
    pub mouse: bool,
    pub theme: ThemeName,
    /// The columns given to the tree by hand.
    pub tree_width: Option<u16>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            symbols: Symbols::Unicode,
            dots: Dots::Braille,
            drawings: Drawings::Drawn,
            tree: true,
            zoom: false,
            mouse: false,
            theme: ThemeName::default(),
            tree_width: None,
        }
    }
}

impl Settings {
    const fn shape(&self, (width, height): (u16, u16), focus: Pane) -> Shape {
        Shape {
            width,
            height,
            tree: self.tree,
            zoom: self.zoom,
            focus,
            tree_width: self.tree_width,
        }
    }

    /// How a page is laid out on a screen of this shape.
    fn options(&self, shape: Shape) -> Options {
        // A pane that is not shown keeps the width it would have.
        let reader = Shape {
            focus: Pane::Reader,
            ..shape
        };
        let width = reader.panes().reader.map_or(shape.width, |area| area.width);
        Options {
            width: usize::from(width).max(1),
            measure: self.measure,
            symbols: self.symbols,
            drawings: self.drawings,
        }
    }
}

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
    overlay: Option<Overlay>,
    message: Option<String>,
    bindings: Arc<Bindings>,
    /// What outlives this visit.
    pub kept: Kept,
    /// Ctrl-c was pressed once.
    interrupted: bool,
    /// The rule between tree and page is held by the mouse.
    dragging: bool,
    /// The digits of a source's number typed so far.
    number: String,
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
        let focus = Pane::Tree;
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
            overlay: None,
            message: None,
            bindings,
            kept: Kept::default(),
            interrupted: false,
            dragging: false,
            number: String::new(),
        };
        app.lay_out();
        app
    }

    /// What happened, and what the host must do about it.
    pub fn update(&mut self, event: &Event) -> Vec<Effect> {
        let effects = self.heed(event);
        self.settle_finder();
        effects
    }

    fn heed(&mut self, event: &Event) -> Vec<Effect> {
        match event {
            Event::Key(key) => self.key(*key),
            Event::Paste(text) => {
                self.paste(text);
                Vec::new()
            }
            Event::Resize { width, height } => {
                self.resize(*width, *height);
                Vec::new()
            }
            Event::Mouse(mouse) => self.mouse(*mouse),
            Event::Report(_) => Vec::new(),
        }
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

    pub const fn overlay(&self) -> Option<&Overlay> {
        self.overlay.as_ref()
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

    /// Where keys are looked up now.
    pub fn context(&self) -> Context {
        match (&self.overlay, self.focus) {
            (Some(overlay), _) => overlay.context(),
            (None, Pane::Tree) => Context::Tree,
            (None, Pane::Reader) => Context::Reader,
        }
    }
}
