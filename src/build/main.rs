//! Reads the content once, so that no start of the program has to, and again when a file of it changes.
#![expect(
    clippy::print_stdout,
    reason = "this is how a build script says what it wants"
)]

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use calcinosis_content::{is_markdown, packed};

/// Writes the reference as one file that `src/content.rs` holds.
fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").unwrap_or_default());
    let root = root.join("content");
    println!("cargo::rerun-if-changed={}", root.display());
    println!("cargo::rerun-if-changed=src/build");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let read = |file: &PathBuf| Ok((name(&root, file), fs::read_to_string(file)?));
    let files: io::Result<Vec<(String, String)>> = files.iter().map(read).collect();
    let out = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(out.join("reference"), packed(files?))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let is_toml = || path.extension().is_some_and(|end| end == "toml");
        if path.is_dir() {
            collect(&path, files)?;
        } else if is_markdown(&path.to_string_lossy()) || is_toml() {
            files.push(path);
        }
    }
    Ok(())
}

/// The path inside the content folder, with `/` between its parts.
fn name(root: &Path, file: &Path) -> String {
    let name = file.strip_prefix(root).unwrap_or(file);
    name.to_string_lossy().replace('\\', "/")
}
