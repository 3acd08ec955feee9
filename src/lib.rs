//! A reference you read in a terminal: the layers, from files to a screen.
//!
//! ```text
//! content ─► terms ─► library ─► search ─┐
//!    │                   └────► shelf ───┤             ┌─► plain ──────────────┐
//!    └─────► layout ─────────────────────┼─► app ──────┴┬─► ui ───► session ───┴─► hosts ─► cli
//! input ─► config ─► command ────────────┘   wire ──────┘
//! ```
//!
//! An arrow means "is used by": a module imports only from modules to its left, which `tests/layers.rs` holds. Two
//! crates of their own below `src` are what the build script uses too: `content`, and `reference` with [`terms`],
//! [`library`] and [`search`].
//!
//! The screen, and what draws each part of it:
//!
//! ```text
//!  Types › Dystrophic calcinosis      checked 2026-11-23 …   ui/status.rs
//!  ▾ Types            11 │ DYSTROPHIC CALCINOSIS             ui/tree.rs │ ui/reader.rs │ ui/side.rs
//! >   Dystrophic         │
//!     Metastatic         │ Calcium in tissue that was …      lines from layout, roles from ui/theme.rs
//!  15% of 132 lines                back: What is calcinosis  ui/status.rs
//!  s search   / find   o outline   Enter links   ? keys      ui/status.rs, from command/keymap.rs
//! ```
//!
//! The way of a key: a host reads bytes, [`input`] makes events of them, [`session::Session::handle`] gives them to
//! [`app::App::update`], which looks the key up in [`command::keymap`] and runs its [`command::Command`]; what only a
//! host can do comes back as [`app::Effect`]s, and [`session::Session::draw`] writes the difference of two frames through [`wire`].

pub mod app;
pub mod cli;
pub mod command;
pub mod config;
pub mod content;
pub mod hosts;
pub mod input;
pub mod layout;
pub mod plain;
pub mod session;
pub mod shelf;
pub mod ui;
pub mod wire;

pub use calcinosis_reference::{library, search, terms};
