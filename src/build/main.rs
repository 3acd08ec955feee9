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

/// Writes the reference as one file, and its index as another, that `src/content.rs` holds.
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
    let reference = Box::leak(Box::new(PackedReference::new(reference.leak(), &[])));
    let index = Index::new(&Library::load(&reference.files()));
    let index = index.packed().map_err(io::Error::other)?;
    fs::write(out.join("index"), index)
}
