//! What follows from the settings for the layout of a page.

use crate::app::{Pane, Shape};
use crate::layout::Options;

pub use crate::config::Settings;

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

    /// How a text is laid out in so many columns.
    pub fn options_at(&self, width: u16) -> Options {
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
