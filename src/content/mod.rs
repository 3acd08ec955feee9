//! Files as written: where they come from, front matter, and Markdown as data.

mod ascii;
pub mod document;
mod embedded;
pub mod fields;
pub mod figure;
mod folder;
pub mod front_matter;
mod head;
pub mod markdown;
pub mod nearest;
mod packed;
mod part;
pub mod regular;
pub mod source;
mod source_file;
pub mod split;
pub mod synonyms;
mod target;
pub mod text;

pub use ascii::{ascii, is_tie};
pub use document::{Block, BlockKind, Cell, Document, Inline, InlineKind, Item, SourceEntry};
pub use embedded::{
    embedded, embedded_source, embedded_source_id, embedded_source_place, embedded_sources,
    embedded_synonyms,
};
pub use figure::Figure;
pub use folder::{ContentFolder, FolderError, LONGEST_FILE, from_folder, is_markdown};
pub use front_matter::{Evidence, FrontMatter, Review};
pub use head::{Head, Text};
pub use part::part;
pub use source::Source;
pub use source_file::{Body, SourceFile};
pub use target::leads_outside;
