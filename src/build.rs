//! Builds again when a content file is added, changed or removed.
fn main() {}
