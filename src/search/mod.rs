//! Finding topics and places: by title and search key, by text, and in the page that is open.

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
mod titles;
mod weights;
mod words;

pub use index::Index;
pub use results::{Hit, Place, Results, Snippet, Why};
pub use titles::titles;
