//! Finding topics and places: by title and search key, by text, and in the page that is open.
//!
//! The engine is an inverted index of our own: words kept once, their stems, and a few bytes for each topic a
//! term stands in; no text is copied, snippets are read from the source again. A general engine would still need our
//! ranking of search keys, our spelling rules and our reasons on top. `cargo bench --bench search` measures this one
//! beside `SQLite` and ripgrep.
//!
//! ```text
//! indexer:  sections ─► tokenizer ─► stemmer ─► lexicon, postings, names ─► index
//! search:   query ─► expansion ─► ranking (name_match, proximity, trigrams) ─► explain (snippet) ─► results
//! ```

mod accumulator;
mod answer;
mod asides;
mod corrections;
mod expansion;
mod explain;
pub mod find;
mod index;
mod indexer;
mod lexicon;
mod name_match;
mod names;
mod postings;
mod proximity;
mod query;
mod query_term;
mod ranking;
mod results;

mod section_table;
mod sections;
mod snippet;
mod spelling;
mod synonyms;
mod trigrams;
mod weights;

pub use index::Index;
pub use results::{Hit, HitPlace, Preview, Results, Snippet, Why};
