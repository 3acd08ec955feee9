//! What a person can do at a terminal: events, keys, and their names.
