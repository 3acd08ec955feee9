//! A document at a width: lines of spans with roles, never colours.
