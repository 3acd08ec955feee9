//! Files as written: where they come from, front matter, and Markdown as data.
