//! The same queries asked of other programs, where they are installed.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::{tell, time};

const SCRIPT: &str = include_str!("fts5.py");

/// The full-text index of `SQLite`, ranked by bm25, in one process that stays up.
pub fn fts5(folder: &Path, queries: &[String]) {
    let child = Command::new("python3")
        .args(["-c", SCRIPT])
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn();
    let Ok(mut child) = child else {
        return println!("  SQLite FTS5 not measured: python3 is not installed");
    };
    if let Some(mut input) = child.stdin.take() {
        // A script that ended early says why by itself.
        let _ = input.write_all(queries.join("\n").as_bytes());
    }
    let Ok(output) = child.wait_with_output() else {
        return println!("  SQLite FTS5 not measured: its process was lost");
    };
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines = text.lines();
    println!(
        "  SQLite FTS5 {}",
        lines.next().unwrap_or("not measured: it gave no answer")
    );
    let times = lines.filter_map(|line| line.parse().ok().map(Duration::from_nanos));
    tell("  SQLite FTS5, each key typed", times.collect());
}

/// One ripgrep for each query, listing the files with any of its words.
pub fn ripgrep(folder: &Path, queries: &[String]) {
    let search = |query: &String| {
        let mut command = Command::new("rg");
        command.args(["--files-with-matches", "--ignore-case", "--fixed-strings"]);
        for word in query.split_whitespace() {
            command.args(["-e", word]);
        }
        let (time, output) = time(|| command.arg(folder).output());
        output.ok().map(|_| time)
    };
    let times: Option<Vec<Duration>> = queries.iter().take(20).map(search).collect();
    match times {
        Some(times) => tell("  ripgrep, whole query", times),
        None => println!("  ripgrep not measured: rg is not installed"),
    }
}
