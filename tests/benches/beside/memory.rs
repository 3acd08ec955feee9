//! Memory while reading, and whether it grows.

use std::time::Duration;

use crate::launch::Launch;
use crate::process::{memory, resident};
use crate::stage::Stage;
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{SILENCE, Size, Terminal};
use crate::trees::Trees;

const TWENTY: &str = "jjjjj jjjjj jjjjj bG";
/// Neither quits nor stops nor hands anything to another program.
const KEYS: [&str; 44] = [
    "j", "k", " ", "b", "d", "u", "g", "G", "}", "{", "]", "[", "\t", "h", "l", "\r", "\x7f", "H",
    "L", "s", "/", "n", "N", "o", "r", "w", "v", "K", "!", "=", "t", "z", "?", "c", "a", "l", "e",
    "i", "\x1b[A", "\x1b[B", "\x1b[6~", "\x1b\x1b", "\x1b\x1b", "\x1b\x1b",
];
const AT_ONCE: u32 = 100;

/// A program that was read in, with its memory before and after.
struct Read {
    terminal: Terminal,
    first: f64,
    after: f64,
}

impl Read {
    fn new(launch: &Launch, size: Size, keys: &str) -> Self {
        let mut terminal = Terminal::start(launch, size);
        terminal.shown();
        let first = memory(terminal.pid);
        let after = pressed(&mut terminal, keys);
        Self {
            terminal,
            first,
            after,
        }
    }
}

fn pressed(terminal: &mut Terminal, keys: &str) -> f64 {
    for key in keys.chars() {
        terminal.press(&key.to_string());
    }
    settled(terminal)
}

fn settled(terminal: &mut Terminal) -> f64 {
    while terminal.settle(SILENCE * 4).is_some() {}
    memory(terminal.pid)
}

/// Goal 4. Only one of ours lives at a time: two would share pages, and each would seem smaller.
pub fn measure(stage: &Stage, size: Size, trees: &Trees, table: &Table<'_>) {
    let add = |row: BenchRow| table.add(&row.at(size));
    let goal = Limit::Most(2.5);
    let mut read = stage.topic().map(|launch| Read::new(launch, size, TWENTY));
    add(BenchRow::new(4, "PSS after the first screen, MB", read.map(|it| it.first)).limit(goal));
    add(BenchRow::new(4, "  after 20 keys", read.map(|it| it.after)).limit(goal));
    let found = pressed(&mut read.ours.terminal, "scalcium");
    add(BenchRow::new(4, "  after the finder", found).limit(Limit::Most(8.0)));
    let after = read.ours.after;
    drop(read);
    let large = Read::new(&trees.large(stage), size, "jk");
    let limit = Limit::Times(1.2, "built in, 20 keys", after);
    add(BenchRow::new(4, "  5,000 topics, first screen", large.first).limit(limit));
    add(BenchRow::new(
        4,
        "  5,000 topics, with the index",
        large.after,
    ));
}

/// All memory after many keys pressed at random.
pub fn growth(stage: &Stage, size: Size, table: &Table<'_>) {
    let mut terminal = Terminal::start(&stage.reader(&[]), size);
    terminal.shown();
    let mut dice = 7;
    let mut grown = Vec::new();
    for keys in [1_000, 99_000] {
        for _ in 0..keys / AT_ONCE {
            let keys: Vec<&str> = (0..AT_ONCE).map(|_| KEYS[roll(&mut dice)]).collect();
            terminal.send(&keys.concat());
            terminal.settle(Duration::from_millis(10));
            terminal.forget();
        }
        grown.push(resident(terminal.pid));
    }
    let row = BenchRow::new(4, "RSS after 100,000 random keys, MB", grown[1]);
    let row = row.limit(Limit::Times(1.2, "after 1,000", grown[0]));
    table.add(&row.at(size));
}

/// A linear congruential generator: chance that repeats.
const fn roll(dice: &mut u64) -> usize {
    *dice = dice
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    (*dice >> 33) as usize % KEYS.len()
}
