//! Settings as data: by name and from a file, and what a terminal's variables say about it.

mod file;
mod settings;
mod statement;
mod terminal;
mod theme_name;

pub use file::{Config, ConfigError, Rebinding};
pub use settings::{MEASURES, SIGNS, Settings};
pub use statement::{line, with_setting};
pub use terminal::TerminalDefaults;
pub use theme_name::ThemeName;
