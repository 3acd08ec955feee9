//! Settings as data: the themes by name, and what a terminal's variables say about it.

mod file;
mod statement;
mod terminal;
mod theme_name;

pub use file::{Config, ConfigError, FIELDS, MEASURES, Rebinding, SYMBOLS, symbols, symbols_name};
pub use statement::with_setting;
pub use terminal::TerminalDefaults;
pub use theme_name::ThemeName;
