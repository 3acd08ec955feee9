//! Settings as data: the themes by name, and what a terminal's variables say about it.

mod terminal;
mod theme_name;

pub use terminal::{Terminal, Variables};
pub use theme_name::ThemeName;
