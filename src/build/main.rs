//! Reads the content once, so that no start of the program has to, and again when a file of it changes.
#![expect(
    clippy::print_stdout,
    reason = "this is how a build script says what it wants"
)]

use std::env;
use std::fs;
use std::io;
use std::path::PathBuf;

use calcinosis_content::{PackedReference, SourceFile, from_folder, packed};
use calcinosis_reference::library::Library;
use calcinosis_reference::search::Index;

/// Writes the reference, its index and its links as the files that `src/content.rs` holds.
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = root.join("content");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/build");
    let read = |file: &SourceFile| Ok((file.path.to_string(), file.text()?.into_owned()));
    let files: io::Result<Vec<(String, String)>> = from_folder(&root)?.iter().map(read).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    let reference = packed(files?);
    fs::write(out.join("reference"), &reference)?;
    let reference = PackedReference::new(reference.leak(), &[], &[]);
    let library = Library::load(&Box::leak(Box::new(reference)).files());
    let index = Index::new(&library).packed();
    fs::write(out.join("index"), index.map_err(io::Error::other)?)?;
    let links = library.links().packed();
    fs::write(out.join("links"), links.map_err(io::Error::other)?)
}
