//! How a reader wants the screen, and what follows from it for the layout of a page.

use crate::app::{Pane, Shape};
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

    /// Takes a value for the setting of that name.
    ///
    /// # Errors
    /// With a sentence that says which values there are; nothing is changed then.
    pub fn set(&mut self, name: &str, value: &str) -> Result<(), String> {
        let is_on = || {
            let on = value.parse::<bool>();
            on.map_err(|error| format!("{name}: {error}."))
        };
        match name {
            "theme" => self.theme = theme(value)?,
            "measure" => self.measure = measure(value)?,
            "symbols" => {
                let signs = symbols(value).map_err(|error| format!("{error}."))?;
                let signs = signs.ok_or("Signs are unicode, blocks or ascii.")?;
                self.symbols = signs.0.on(self.symbols);
                if self.drawings.is_drawn() {
                    self.drawings = signs.1;
                }
            }
            "mouse" => self.mouse = is_on()?,
            "tree" => self.tree = is_on()?,
            "tree-width" => self.tree_width = value.parse().ok().or(self.tree_width),
            _ => {}
        }
        Ok(())
    }

    fn options_at(&self, width: u16) -> Options {
        Options {
            measure: self.measure,
            ..self.options_filling(usize::from(width).max(1))
        }
    }

    /// How a text is laid out that uses so many columns whatever the measure is.
    pub const fn options_filling(&self, width: usize) -> Options {
        Options {
            width,
            measure: width,
            symbols: self.symbols,
            drawings: self.drawings,
        }
    }
}

fn theme(name: &str) -> Result<ThemeName, String> {
    let names: Vec<&str> = ThemeName::ALL.iter().map(|theme| theme.name()).collect();
    let unknown = || format!("No theme is called {name}; there are {}.", names.join(", "));
    ThemeName::named(name).ok_or_else(unknown)
}

fn measure(columns: &str) -> Result<usize, String> {
    let (least, most) = MEASURES;
    let columns = columns.parse().ok();
    columns
        .filter(|it| (least..=most).contains(it))
        .ok_or_else(|| format!("A measure is a number of columns from {least} to {most}."))
}
