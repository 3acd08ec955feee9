//! A named pipe, which nobody writes to: whoever opens it waits.

use std::path::Path;
use std::process::Command;

pub fn make_pipe(path: impl AsRef<Path>) {
    let made = Command::new("mkfifo").arg(path.as_ref()).status();
    assert!(made.unwrap().success());
}
