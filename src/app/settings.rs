//! How a reader wants the screen, and what follows from it for the layout of a page.

use crate::app::panes::{Pane, Shape};
use crate::config::{MEASURES, ThemeName, symbols, symbols_name};
use crate::layout::{Drawings, Options, Symbols};

/// What `+`, `-`, `t`, `z` and the command line set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The longest line of prose, in columns.
    pub measure: usize,
    pub symbols: Symbols,
    pub drawings: Drawings,
    pub tree: bool,
    pub zoom: bool,
    pub mouse: bool,
    pub theme: ThemeName,
    /// The columns given to the tree by hand.
    pub tree_width: Option<u16>,
}

/// What a key changes of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingChange {
    Tree,
    Zoom,
    Wider,
    Narrower,
    Theme,
    Mouse,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            measure: 72,
            symbols: Symbols::Unicode,
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
    /// What decides where things lie on a screen of this size.
    pub const fn shape(&self, (width, height): (u16, u16), focus: Pane) -> Shape {
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
    pub fn options(&self, shape: Shape) -> Options {
        let reader = shape.with_reader().panes().reader;
        let width = reader.map_or(shape.width, |area| area.width);
        self.options_at(width)
    }

    /// How something over the page is laid out, with so many columns of the screen left free beside it.
    pub fn options_over(&self, shape: Shape, beside: u16) -> Options {
        self.options_at(shape.width.saturating_sub(beside))
    }

    /// What a reader changes by keys, by the names and in the words of the settings file.
    pub fn by_name(&self) -> Vec<(&'static str, String)> {
        let width = self.tree_width.map(|columns| columns.to_string());
        vec![
            ("theme", self.theme.name().to_owned()),
            ("measure", self.measure.to_string()),
            (
                "symbols",
                symbols_name((self.symbols, self.drawings)).to_owned(),
            ),
            ("mouse", self.mouse.to_string()),
            ("tree", self.tree.to_string()),
            ("tree-width", width.unwrap_or_default()),
        ]
    }

    /// The same with another value; a value that is none changes nothing.
    pub fn set(&mut self, name: &str, value: &str) {
        match name {
            "theme" => self.theme = ThemeName::named(value).unwrap_or(self.theme),
            "measure" => {
                self.measure = value
                    .parse()
                    .unwrap_or(self.measure)
                    .clamp(MEASURES.0, MEASURES.1);
            }
            "symbols" => {
                let signs = symbols(value).ok().flatten();
                (self.symbols, self.drawings) = signs.unwrap_or((self.symbols, self.drawings));
            }
            "mouse" => self.mouse = value.parse().unwrap_or(self.mouse),
            "tree" => self.tree = value.parse().unwrap_or(self.tree),
            "tree-width" => self.tree_width = value.parse().ok().or(self.tree_width),
            _ => {}
        }
    }

    fn options_at(&self, width: u16) -> Options {
        Options {
            width: usize::from(width).max(1),
            measure: self.measure,
            symbols: self.symbols,
            drawings: self.drawings,
        }
    }
}
