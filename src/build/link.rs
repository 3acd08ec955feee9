//! How the program is linked, where the linker and the system can do more than they are asked by themselves.

use std::env;
use std::fs;
use std::io;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The addresses that are set right at every start, in a table of bits instead of 24 bytes each.
const PACKED_ADDRESSES: &str = "-Wl,-z,pack-relative-relocs";

/// The functions that a start and the first keys need, or the files they are in; `tests/benches/order.sh` finds them.
const FIRST: &str = include_str!("first.txt");

/// The crates whose tables a start reads.
const FIRST_READ: [&str; 13] = [
    "clap_builder",
    "clap_lex",
    "alloc",
    "core",
    "std",
    "jiff",
    "jiff_core",
    "ratatui_core",
    "rustix",
    "signal_hook",
    "unicode_linebreak",
    "unicode_segmentation",
    "unicode_width",
];

/// A hash at the end of a name, and the letter behind it.
const HASH: usize = 17;

/// What a trial program does: enough to see that a thread can panic and another go on.
const TRIAL: &str = "fn main() {
    std::panic::set_hook(Box::new(|_| {}));
    assert!(std::thread::spawn(|| panic!()).join().is_err());
}
";

/// The libraries of the system, and the file that holds each whole. Names that the system has no file for were
/// made parts of `c` long ago.
const WHOLE: [(&str, &str); 7] = [
    ("gcc_s", "gcc_eh"),
    ("c", "c"),
    ("m", "m"),
    ("rt", "rt"),
    ("pthread", "pthread"),
    ("util", "util"),
    ("dl", "dl"),
];

/// Asks for what a trial program could be linked with and then ran.
pub fn ask() -> io::Result<()> {
    if env::var_os("CARGO_CFG_TARGET_OS").is_none_or(|system| system != "linux") {
        return Ok(());
    }
    let mut asked = Asked::default();
    asked.try_more(vec![PACKED_ADDRESSES.to_owned()])?;
    if env::var_os("CARGO_CFG_TARGET_ENV").is_some_and(|library| library == "gnu") {
        asked.try_more(self_contained()?)?;
    }
    if env::var_os("PROFILE").is_some_and(|profile| profile == "release") {
        let script = folder().join("first.ld");
        fs::write(&script, first_together())?;
        asked.try_more(vec![format!("-Wl,-T,{}", script.display())])?;
    }
    asked.say();
    Ok(())
}

/// The arguments that a trial program could be linked with.
#[derive(Default)]
struct Asked(Vec<String>);

impl Asked {
    /// Adds arguments unless they do harm.
    fn try_more(&mut self, arguments: Vec<String>) -> io::Result<()> {
        let all = [self.0.clone(), arguments].concat();
        if run_with(&all)? {
            self.0 = all;
        }
        Ok(())
    }

    fn say(&self) {
        for argument in &self.0 {
            println!("cargo::rustc-link-arg-bins={argument}");
        }
    }
}

/// Makes the program bring its own libraries, still at a new address in every run: to find and to load those of
/// the system takes a fifth of a start. The compiler asks for libraries to share; a folder that is searched
/// first has whole ones under the same names.
fn self_contained() -> io::Result<Vec<String>> {
    let folder = folder().join("whole");
    // Laid anew: the system's may have moved.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder)?;
    for (name, whole) in WHOLE {
        if let Some(file) = file_of(whole) {
            symlink(file, folder.join(format!("lib{name}.a")))?;
        }
    }
    let mut arguments = vec!["-static-pie".to_owned(), format!("-L{}", folder.display())];
    // They need one another.
    let last = "-Wl,--start-group -lgcc -lgcc_eh -lc -Wl,--end-group";
    arguments.extend(last.split(' ').map(str::to_owned));
    Ok(arguments)
}

/// Where the linker finds a library.
fn file_of(library: &str) -> Option<PathBuf> {
    let mut asking = Command::new(env::var_os("RUSTC_LINKER").unwrap_or_else(|| "cc".into()));
    let answer = asking.arg(format!("-print-file-name=lib{library}.a"));
    let answer = String::from_utf8(answer.output().ok()?.stdout).ok()?;
    Some(PathBuf::from(answer.trim_end())).filter(|file| file.is_absolute())
}

/// Lays the functions needed first side by side, and the tables: the system brings 64 kB of the program at a time.
/// Behind the functions stand those that differ in nothing but their types, which another compiler's hashes do not
/// tell apart.
fn first_together() -> String {
    let piece = |name: &str| {
        name.strip_suffix(".o").map_or_else(
            || format!("  *(.text.{name}* .text.unlikely.{name}*)\n"),
            |file| format!("  *{file}.o(.text .text.*)\n"),
        )
    };
    let exact = FIRST.lines().map(piece);
    let alike = FIRST.lines().filter_map(without_hash).map(piece);
    let functions: String = exact.chain(alike).collect();
    let tables = FIRST_READ.map(|name| format!("  *.{name}.*.rcgu.o(.rodata .rodata.*)\n"));
    before(".text", &functions) + &before(".rodata", &tables.concat())
}

/// Asks the linker for a section of these pieces before another.
fn before(section: &str, pieces: &str) -> String {
    format!("SECTIONS {{ {section}.first : {{\n{pieces}}} }} INSERT BEFORE {section};\n")
}

/// A function's name without the hash that it ends with, if it does.
fn without_hash(name: &str) -> Option<&str> {
    let (name, hash) = name.rsplit_once("17h")?;
    (hash.len() == HASH).then_some(name)
}

fn folder() -> PathBuf {
    PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default())
}

/// Whether a program that is linked with these arguments can be made and runs. What cannot be tried here, because
/// it is for another machine, goes without.
fn run_with(arguments: &[String]) -> io::Result<bool> {
    let folder = folder();
    let (source, program) = (folder.join("trial.rs"), folder.join("trial"));
    fs::write(&source, TRIAL)?;
    let arguments = arguments.iter().map(|it| format!("-Clink-arg={it}"));
    let linked = compiler(&source, &program).args(arguments).status();
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
