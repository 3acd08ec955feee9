//! Files as written: where they come from, front matter, and Markdown as data.

mod ascii;
mod chart;
mod citation;
pub mod document;
mod evidence;
pub mod fields;
pub mod figure;
mod folder;
mod foreign;
pub mod front_matter;
mod head;
mod inline;
pub mod markdown;
pub mod natural;
pub mod nearest;
mod part;
pub mod record;
pub mod red_flags;
mod reference;
pub mod regular;
mod script;
pub mod source;
mod source_file;
pub mod split;
pub mod synonyms;
mod table;
mod target;
pub mod text;
mod walk;
mod words;

pub use ascii::{ascii, ascii_signs, is_tie};
pub use chart::{Chart, ChartGroup, ChartRow};
pub use citation::citation_key;
pub use document::{
    Block, BlockKind, Callout, Cell, Document, Inline, InlineKind, Item, SourceEntry,
};
pub use evidence::{Evidence, TopicKind, TreatmentOutcome};
pub use figure::Figure;
pub use folder::{
    AMBIGUOUS, ContentFolder, LONGEST_FILE, RED_FLAGS, SOURCES, SYNONYMS, from_folder,
    is_companion, is_markdown,
};
pub use front_matter::{FrontMatter, Interaction, Listing, Review, Severity};
pub use head::{Head, Text};
pub use part::part;
pub use red_flags::{RedFlag, RedFlags, Urgency, UrgencyWords};
pub use reference::{PackedReference, packed};
pub use source::{Author, Source};
pub use source_file::{Body, SourceFile};
pub use target::{COMMAND, leads_outside};
pub use words::SubjectWords;
