//! The whole reference, loaded once and never changed: topics in a tree, and their links.
