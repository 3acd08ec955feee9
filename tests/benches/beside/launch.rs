//! A program made the first of a session on its own terminal: so it gets the signals that terminals send.

use std::ffi::OsString;
use std::fs::File;
use std::io::{Read as _, Write as _, stdin, stdout};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustix::process::{ioctl_tiocsctty, setsid};

/// The first argument of this program when it is to become another.
pub const WORD: &str = "--launch";

/// What to start.
#[derive(Clone)]
pub struct Launch {
    pub program: PathBuf,
    pub arguments: Vec<OsString>,
    /// Where the program keeps what it keeps.
    pub state: PathBuf,
    /// What the terminal says when it is asked for side margins.
    pub answer: &'static str,
}

/// The answers a terminal may give to `ESC [ ? 69 $ p`.
pub const HAS_MARGINS: &str = "\x1b[?69;2$y";
pub const NO_MARGINS: &str = "\x1b[?69;0$y";

impl Launch {
    pub fn new(program: &Path, arguments: &[&str], state: PathBuf) -> Self {
        Self {
            program: program.to_owned(),
            arguments: arguments.iter().map(OsString::from).collect(),
            state,
            answer: HAS_MARGINS,
        }
    }

    pub fn with(mut self, argument: &str) -> Self {
        self.arguments.push(argument.into());
        self
    }

    pub const fn without_margins(mut self) -> Self {
        self.answer = NO_MARGINS;
        self
    }

    /// The same with SIGHUP ignored from the first moment.
    pub fn deaf(self) -> Self {
        let mut arguments: Vec<OsString> =
            vec!["-c".into(), "trap '' HUP; exec \"$0\" \"$@\"".into()];
        arguments.push(self.program.into());
        arguments.extend(self.arguments);
        Self {
            program: PathBuf::from("/bin/sh"),
            arguments,
            ..self
        }
    }
}

/// Takes the terminal named first for its own, says so, waits for a word, and becomes the program named next.
pub fn become_another(mut arguments: impl Iterator<Item = OsString>) {
    let terminal = arguments.next().expect("a terminal");
    let program = arguments.next().expect("a program");
    setsid().unwrap();
    let terminal = File::options()
        .read(true)
        .write(true)
        .open(terminal)
        .unwrap();
    ioctl_tiocsctty(&terminal).unwrap();
    stdout().write_all(b".").unwrap();
    stdout().flush().unwrap();
    stdin().read_exact(&mut [0]).unwrap();
    let error = Command::new(program)
        .args(arguments)
        .stdin(terminal.try_clone().unwrap())
        .stdout(terminal.try_clone().unwrap())
        .stderr(terminal)
        .exec();
    eprintln!("{error}");
}
