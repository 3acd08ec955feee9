//! How the program is linked, where the linker and the system can do more than they are asked by themselves.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The addresses that are set right at every start, in a table of bits instead of 24 bytes each.
const PACKED_ADDRESSES: &str = "-Wl,-z,pack-relative-relocs";

/// The functions that a start and the first keys need; `tests/benches/order.sh` finds them.
const FIRST: &str = include_str!("first.txt");

/// Asks for what a trial program could be linked with and then ran.
pub fn ask() -> io::Result<()> {
    if env::var_os("CARGO_CFG_TARGET_OS").is_none_or(|system| system != "linux") {
        return Ok(());
    }
    ask_for(PACKED_ADDRESSES)?;
    if env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        let script = folder().join("first.ld");
        fs::write(&script, first_together())?;
        ask_for(&format!("-Wl,-T,{}", script.display()))?;
    }
    Ok(())
}

fn ask_for(argument: &str) -> io::Result<()> {
    if runs_with(argument)? {
        println!("cargo::rustc-link-arg-bins={argument}");
    }
    Ok(())
}

/// Lays the functions needed first side by side: the system brings 64 kB of the program at a time.
fn first_together() -> String {
    let name = |name: &str| name.trim_end_matches('*').to_owned();
    let names = FIRST.lines().map(name);
    let sections = names.map(|name| format!("  *(.text.{name}* .text.unlikely.{name}*)\n"));
    let sections: String = sections.collect();
    format!("SECTIONS {{ .text.first : {{\n{sections}}} }} INSERT BEFORE .text;\n")
}

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default())
}

/// Whether a program that is linked this way can be made and started. What cannot be tried here, because it is
/// for another machine, goes without.
fn runs_with(argument: &str) -> io::Result<bool> {
    let folder = folder();
    let (source, program) = (folder.join("trial.rs"), folder.join("trial"));
    fs::write(&source, "fn main() {}\n")?;
    let linked = compiler(&source, &program)
        .arg(format!("-Clink-arg={argument}"))
        .status();
    let ran = Command::new(&program).stdin(Stdio::null()).status();
    // A trial that was never made leaves nothing to remove.
    let _ = fs::remove_file(&program);
    Ok(linked.is_ok_and(|it| it.success()) && ran.is_ok_and(|it| it.success()))
}

/// The compiler as it makes the program itself.
fn compiler(source: &Path, program: &Path) -> Command {
    let mut compiler = Command::new(env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    if let Ok(target) = env::var("TARGET") {
        compiler.args(["--target", &target]);
    }
    if let Ok(linker) = env::var("RUSTC_LINKER") {
        compiler.arg(format!("-Clinker={linker}"));
    }
    let flags = env::var("CARGO_ENCODED_RUSTFLAGS").unwrap_or_default();
    compiler.args(flags.split('\x1f').filter(|flag| !flag.is_empty()));
    compiler.arg(source).arg("-o").arg(program);
    compiler.stdout(Stdio::null()).stderr(Stdio::null());
    compiler
}
