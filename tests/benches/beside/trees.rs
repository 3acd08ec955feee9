//! Large trees of topics, made once and kept for the next run, and how long the first screen takes with them.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::Instant;

use crate::figures::{median, milliseconds};
use crate::launch::Launch;
use crate::stage::Stage;
use crate::start::Starts;
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::Size;
use crate::tree;

const LARGE: usize = 5_000;
const HUGE: usize = 100_000;
/// Pages of the large tree are so many generated ones long: 22 MB in all.
const PAGES: usize = 5;
/// As much of a file as a front matter is long.
const FRONT_MATTER: u64 = 512;
/// A tree that was not finished lacks this file beside it.
const FINISHED: &str = "finished";

pub struct Trees {
    large: PathBuf,
    huge: PathBuf,
}

impl Trees {
    pub fn new() -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        Self {
            large: folder.join("tree-of-5000"),
            huge: folder.join("tree-of-100000"),
        }
    }

    pub fn large(&self, stage: &Stage) -> Launch {
        make(&self.large, |folder| {
            tree::write(folder, LARGE).unwrap();
            lengthen(folder);
        });
        shown(stage, &self.large)
    }

    fn huge(&self, stage: &Stage) -> Launch {
        make(&self.huge, |folder| {
            tree::write(folder, HUGE).unwrap();
        });
        shown(stage, &self.huge)
    }
}

fn shown(stage: &Stage, folder: &Path) -> Launch {
    stage.reader(&["--content", folder.join("content").to_str().unwrap()])
}

fn make(folder: &Path, write: impl Fn(&Path)) {
    if folder.join(FINISHED).exists() {
        return;
    }
    let _ = fs::remove_dir_all(folder);
    let content = folder.join("content");
    fs::create_dir_all(&content).unwrap();
    write(&content);
    fs::write(folder.join(FINISHED), "").unwrap();
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let below = fs::read_dir(folder).unwrap().flat_map(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path)
        } else {
            vec![path]
        }
    });
    below.collect()
}

/// Adds the text of other pages to each.
fn lengthen(folder: &Path) {
    let files = files(folder);
    let texts: Vec<String> = files
        .iter()
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for (place, file) in files.iter().enumerate() {
        let others = (1..PAGES).map(|next| {
            let text = &texts[(place + next) % texts.len()];
            text.rsplit("+++\n").next().unwrap_or_default()
        });
        let text: String = std::iter::once(texts[place].as_str())
            .chain(others)
            .collect();
        fs::write(file, text).unwrap();
    }
}

/// What nobody can do without: a list of the files and the beginning of each.
fn front_matters(folder: &Path) -> f64 {
    let start = Instant::now();
    let mut bytes = 0;
    for file in files(folder) {
        let mut text = Vec::new();
        let file = fs::File::open(file).unwrap();
        bytes += file.take(FRONT_MATTER).read_to_end(&mut text).unwrap();
    }
    assert!(bytes > 0, "the tree is empty");
    milliseconds(start.elapsed())
}

/// Goal 2.
pub fn measure(stage: &Rc<Stage>, size: Size, trees: &Trees, table: &Table<'_>) {
    let fresh = |launch: Launch| {
        let own = Rc::clone(stage);
        Starts::new(
            move || Launch {
                state: own.state(),
                ..launch.clone()
            },
            size,
        )
    };
    let launches = [stage.reader(&[]), trees.large(stage), trees.huge(stage)];
    let mut reading = Vec::new();
    let [mut small, mut large, mut huge] = launches.map(fresh);
    for run in 0..(table.0.runs / 2).max(1) {
        small.start(size);
        large.start(size);
        reading.push(front_matters(&trees.large));
        if run % 4 == 0 {
            huge.start(size);
        }
    }
    let [small, large, huge] = [small, large, huge].map(|starts| starts.text());
    let reading = median(reading);
    for row in [
        BenchRow::new(2, "start, 5,000 topics (22 MB)", large)
            .limit(Limit::Times(1.2, "own small start", small))
            .limit(Limit::Times(2.0, "reading", reading)),
        BenchRow::new(2, "  100,000 topics (100 MB)", huge).limit(Limit::Times(
            1.2,
            "own small start",
            small,
        )),
    ] {
        table.add(&row.at(size));
    }
}
