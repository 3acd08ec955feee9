//! A reference you read in a terminal: the layers, from files to a screen.
//!
//! ```text
//! content ─► library ─► search ─┐
//!    └─────► layout ────────────┤
//! input ────────────────────────┴─► app ─► ui ─► wire ─► session ─► hosts ─► cli
//! ```
//!
//! An arrow means "is used by": a module imports only from modules to its left.

pub mod app;
pub mod cli;
pub mod config;
pub mod content;
pub mod hosts;
pub mod input;
pub mod layout;
pub mod library;
pub mod plain;
pub mod search;
pub mod session;
pub mod shelf;
pub mod ui;
pub mod wire;
