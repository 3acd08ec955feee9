//! What holds for any reference, any file, any keys and any order of saving.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test may fail by panicking"
)]

#[path = "support/cases.rs"]
mod cases;

#[path = "support/any_tree.rs"]
mod any_tree;
#[path = "support/safety.rs"]
mod safety;

#[path = "properties/finding.rs"]
mod finding;
#[path = "properties/hostile.rs"]
mod hostile;
#[path = "properties/letters.rs"]
mod letters;
#[path = "properties/markdown.rs"]
mod markdown;
#[path = "properties/outputs.rs"]
mod outputs;
#[path = "properties/reading.rs"]
mod reading;
#[path = "properties/returning.rs"]
mod returning;
#[path = "properties/shelf.rs"]
mod shelf;
#[path = "properties/typing.rs"]
mod typing;
