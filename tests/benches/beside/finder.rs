//! Letters typed in the finder, beside an editor that shows the first match.

use crate::figures::{median, milliseconds, worst};
use crate::launch::Launch;
use crate::stage::Stage;
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{SILENCE, Size, Terminal};

const WORDS: [&str; 4] = ["calcium", "tumoral", "white lump", "scleroderma"];
const ESCAPE: &str = "\x1b";

/// Types words after a key and gives the time and the bytes of every letter.
fn typed(terminal: &mut Terminal, key: &str) -> (Vec<f64>, Vec<f64>) {
    let (mut times, mut bytes) = (Vec::new(), Vec::new());
    for word in WORDS {
        terminal.press(key);
        for letter in word.chars() {
            let answer = terminal.press(&letter.to_string());
            times.extend(answer.took.map(milliseconds));
            bytes.push((terminal.bytes.len() - answer.from) as f64);
        }
        terminal.send(ESCAPE);
        terminal.settle(SILENCE * 2);
    }
    (times, bytes)
}

/// Goal 8.
pub fn measure(stage: &Stage, size: Size, table: &Table<'_>) {
    let start = |launch: &Launch| {
        let mut terminal = Terminal::start(launch, size);
        terminal.shown();
        terminal
    };
    let mut ours = start(&stage.topic().ours);
    let mut vim = stage.vim().map(|launch| start(&launch));
    let (mut times, mut bytes, mut editor) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..(table.0.runs / 20).max(1) {
        let (time, size) = typed(&mut ours, "s");
        times.extend(time);
        bytes.extend(size);
        editor.extend(vim.iter_mut().flat_map(|vim| typed(vim, "/").0));
    }
    let letter = median(times.iter().copied());
    let goal = Limit::Times(0.8, "vim's first match", median(editor));
    for row in [
        BenchRow::new(8, "letter in the finder, hits shown, p50", letter).limit(goal),
        BenchRow::new(8, "  the slowest", worst(times)),
        BenchRow::new(8, "  bytes", median(bytes)),
    ] {
        table.add(&row.at(size));
    }
}
