//! A reference: its topics, what they say together, and finding in it.
//!
//! It is a crate of its own because the build script uses it too: the index of the reference that is part of the program
//! is built with it.

pub mod library;
pub mod search;
pub mod terms;

pub use calcinosis_content as content;
