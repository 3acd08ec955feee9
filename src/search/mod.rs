//! Finding topics and places: by title and search key, by text, and in the page that is open.
//!
//! The engine is an inverted index of our own: words kept once, their stems, and a few bytes for each topic a
//! word stands in; no text is copied, snippets are read from the source again. It needs no crate. A general engine
//! would still need our ranking of search keys, our spelling rules and our reasons on top. `cargo bench --bench search` measures this one beside `SQLite` and ripgrep.

mod expand;
mod explain;
pub mod find;
mod gather;
mod index;
mod interner;
mod lexicon;
mod names;
mod naming;
mod notes;
mod outline;
mod passage;
mod postings;
mod query;
mod rank;
mod results;
mod snippet;
mod spelling;
mod stem;
mod stop_words;
mod sums;
mod synonyms;
mod titles;
mod weights;
mod words;

pub use index::Index;
pub use results::{Hit, Place, Results, Snippet, Why};
pub use titles::{Titles, titles};
