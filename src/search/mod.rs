//! Finding topics: by title and search key, then by text.
