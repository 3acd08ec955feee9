//! The linear twin of the screen: text out, without drawing or escapes.

mod list;
mod markdown;
mod output;
mod parse;
mod parts;
mod reading;
mod run;
mod search;
mod show;

use std::fmt;

pub use list::list;
pub use reading::{PlainAnswer, PlainReader};
pub use search::{LIMIT, search};
pub use show::show;

/// Columns of text written to a pipe when no width is asked for.
pub const WIDTH: usize = 80;

/// How what the command line is asked for is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    #[default]
    Text,
    Markdown,
    Json,
}

/// A command that found nothing: a sentence that says what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NothingFound(pub String);

impl fmt::Display for NothingFound {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::error::Error for NothingFound {}

/// Data as JSON, indented, with a line feed behind it.
fn json(value: &impl serde::Serialize) -> String {
    let mut text = serde_json::to_string_pretty(value).unwrap_or_else(|_| "null".to_owned());
    text.push('\n');
    text
}
