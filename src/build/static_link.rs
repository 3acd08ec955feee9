//! Links the C library into the program where the system has it whole: to load the shared one costs a quarter of a
//! start.
//!
//! The usual `crt-static` needs `--target` on the command line, because with it no procedural macro can be built, and
//! `cargo build --release` is what people type. The compiler asks the linker for shared libraries by name; a folder
//! that is searched first has only whole ones under those names.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The libraries that the compiler asks for, and the file that holds each whole. Those after the second are parts of
/// `c` in newer systems, where their files are empty or missing.
const LIBRARIES: [(&str, &str); 7] = [
    ("gcc_s", "gcc_eh"),
    ("c", "c"),
    ("m", "m"),
    ("rt", "rt"),
    ("pthread", "pthread"),
    ("util", "util"),
    ("dl", "dl"),
];

/// `c` and `gcc_eh` need each other.
const LAST: &str = "-Wl,--start-group -lgcc -lgcc_eh -lc -Wl,--end-group";

/// Asks for it, on the machine that the program is for.
pub fn request(out: &Path) -> io::Result<()> {
    let is = |name: &str, value: &str| env::var(name).is_ok_and(|found| found == value);
    let features = env::var("CARGO_CFG_TARGET_FEATURE").unwrap_or_default();
    let is_native = env::var_os("HOST") == env::var_os("TARGET");
    let is_gnu = is("CARGO_CFG_TARGET_OS", "linux") && is("CARGO_CFG_TARGET_ENV", "gnu");
    let is_static = features.split(',').any(|feature| feature == "crt-static");
    if !is_native || !is_gnu || is_static || whole("c").is_none() || whole("gcc_eh").is_none() {
        return Ok(());
    }
    let folder = out.join("whole");
    // Made anew: the system's files may have moved.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder)?;
    for (name, library) in LIBRARIES {
        if let Some(file) = whole(library) {
            symlink(file, folder.join(format!("lib{name}.a")))?;
        }
    }
    println!("cargo::rustc-link-arg-bins=-static-pie");
    println!("cargo::rustc-link-arg-bins=-L{}", folder.display());
    for argument in LAST.split(' ') {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
    Ok(())
}

/// Where the linker finds the whole of a library.
fn whole(library: &str) -> Option<PathBuf> {
    let linker = env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into());
    let mut question = Command::new(linker);
    let answer = question.arg(format!("-print-file-name=lib{library}.a"));
    let answer = String::from_utf8(answer.output().ok()?.stdout).ok()?;
    // A library that is not there is answered with its bare name.
    Some(PathBuf::from(answer.trim_end())).filter(|file| file.is_absolute())
}
