//! The programs that are measured, what they read, and where they keep things.

use std::cell::Cell;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use crate::launch::Launch;
use crate::terminal::{Size, Terminal};
use crate::three::Three;

/// The longest topic: all keys have somewhere to go.
pub const TOPIC: &str = "start/claims-checked";
/// A page of every section, long enough to go on in it at any size: prose, lists of links, tables.
pub const PAGES: [&str; 5] = [
    "start/when-to-seek-care",
    "types/tumoral",
    "causes/kidney-failure",
    "diagnostics/parathyroid-hormone",
    "treatments/surgical-excision",
];
const FRONT: &str = "_index";
/// Columns of the text that the others show: as long as a line of ours may be.
const MEASURE: &str = "72";
const FLOOR: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/benches/beside/floor.c");

pub struct Stage {
    pub folder: tempfile::TempDir,
    ours: PathBuf,
    less: Option<PathBuf>,
    floor: Option<PathBuf>,
    vim: Option<PathBuf>,
    states: Cell<usize>,
}

impl Stage {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let ours = std::env::var_os("CALCINOSIS_BIN")
            .map_or_else(|| env!("CARGO_BIN_EXE_calcinosis").into(), PathBuf::from);
        let floor = compiled(folder.path());
        println!("ours: {}", ours.display());
        let stage = Self {
            ours: laid_as_installed(&ours, folder.path()),
            less: found("less"),
            floor,
            vim: found("vim"),
            states: Cell::new(0),
            folder,
        };
        stage.write(TOPIC);
        for topic in PAGES {
            stage.write(topic);
        }
        stage.write(FRONT);
        stage.tell();
        stage
    }

    fn tell(&self) {
        for (name, path) in [("less", &self.less), ("vim", &self.vim)] {
            if path.is_none() {
                println!("{name} is not installed");
            }
        }
        if self.floor.is_none() {
            println!("no C compiler: nothing stands for the floor");
        }
    }

    /// Writes a topic as text, for those that read files.
    fn write(&self, topic: &str) {
        let mut command = Command::new(&self.ours);
        command.args(["show", "--width", MEASURE]);
        let output = command.arg(topic).output().unwrap();
        assert!(output.status.success(), "there is no topic {topic}");
        fs::write(self.text(topic), output.stdout).unwrap();
    }

    pub fn text(&self, topic: &str) -> PathBuf {
        self.folder.path().join(topic.replace('/', "-"))
    }

    /// A place where nothing is kept yet.
    pub fn state(&self) -> PathBuf {
        self.states.set(self.states.get() + 1);
        let state = self
            .folder
            .path()
            .join(format!("state{}", self.states.get()));
        fs::create_dir(&state).unwrap();
        state
    }

    /// A copy of what was kept, so that every start finds the same.
    pub fn copied(&self, launch: &Launch) -> Launch {
        let state = self.state();
        copy(&launch.state, &state);
        Launch {
            state,
            ..launch.clone()
        }
    }

    /// Our reader, as on the first day.
    pub fn reader(&self, arguments: &[&str]) -> Launch {
        Launch::new(&self.ours, arguments, self.state())
    }

    /// All three at the front page.
    pub fn front(&self) -> Three<Launch> {
        self.beside(self.reader(&[]), FRONT)
    }

    /// All three in the longest topic.
    pub fn topic(&self) -> Three<Launch> {
        self.beside(self.reader(&[TOPIC]), TOPIC)
    }

    /// All three in one of the pages.
    pub fn page(&self, topic: &str) -> Three<Launch> {
        self.beside(self.reader(&[topic]), topic)
    }

    fn beside(&self, ours: Launch, topic: &str) -> Three<Launch> {
        let text = self.text(topic);
        let other =
            |program: &PathBuf| Launch::new(program, &[text.to_str().unwrap()], self.state());
        Three {
            ours,
            less: self.less.as_ref().map(other),
            floor: self.floor.as_ref().map(other),
        }
    }

    /// An editor that shows the first match while it is typed.
    pub fn vim(&self) -> Option<Launch> {
        let options = "set incsearch ttimeout ttimeoutlen=5 t_RV= t_u7= shortmess+=I";
        let arguments = ["-N", "-u", "NONE", "-i", "NONE", "-n", "--cmd", options];
        let launch = Launch::new(self.vim.as_ref()?, &arguments, self.state());
        Some(launch.with(self.text(TOPIC).to_str().unwrap()))
    }
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let copied = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&copied).unwrap();
            copy(&path, &copied);
        } else {
            fs::copy(&path, copied).unwrap();
        }
    }
}

fn found(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(name))
        .find(|program| program.is_file())
}

/// The program as an installation lays it: how fast a file is mapped depends on who wrote it, and a linker's
/// lies in other pieces in the system's memory than what is copied.
fn laid_as_installed(program: &Path, folder: &Path) -> PathBuf {
    let installed = folder.join("calcinosis");
    fs::copy(program, &installed).expect("the program can be copied");
    installed
}

/// The smallest pager, linked statically where that is possible.
fn compiled(folder: &Path) -> Option<PathBuf> {
    let program = folder.join("floor");
    let is_made = ["-static", "-O2"].into_iter().any(|how| {
        let mut cc = Command::new("cc");
        cc.args(["-O2", how, FLOOR, "-o"]).arg(&program);
        let made = cc.stderr(Stdio::null()).status();
        made.is_ok_and(|status| status.success())
    });
    is_made.then_some(program)
}

/// A word that stands once in what a program writes first, as far down as there is one.
pub fn last_word(launch: &Launch, size: Size) -> String {
    let mut terminal = Terminal::start(launch, size);
    terminal.shown();
    let text = String::from_utf8_lossy(&terminal.bytes).into_owned();
    let screen = terminal.told();
    let lines: Vec<&str> = screen.lines().collect();
    let rows = lines.iter().take(usize::from(size.1) - 2).rev();
    let words = rows.flat_map(|row| {
        let pane = row.rsplit('│').next().unwrap_or_default();
        pane.split(|letter: char| !letter.is_ascii_alphabetic())
    });
    words
        .filter(|word| word.len() > 3)
        .find(|word| text.matches(word).count() == 1)
        .unwrap_or_else(|| panic!("no word stands alone on\n{screen}"))
        .to_owned()
}
