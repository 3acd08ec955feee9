//! Files as written: where they come from, front matter, and Markdown as data.

mod ascii;
pub mod document;
pub mod fields;
pub mod figure;
pub mod front_matter;
pub mod markdown;
pub mod nearest;
mod part;
mod source_file;
pub mod text;

pub use ascii::{ascii, is_tie};
pub use document::{Block, BlockKind, Cell, Document, Inline, InlineKind, Item, SourceEntry};
pub use figure::Figure;
pub use front_matter::{Evidence, FrontMatter, Review};
pub use part::part;
pub use source_file::{FolderError, SourceFile, embedded, from_folder};
