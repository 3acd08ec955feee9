//! What a program does while nobody does anything.

use std::thread::sleep;
use std::time::Duration;

use crate::process::{processor, switches};
use crate::stage::Stage;
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{SILENCE, Size, Terminal};
use crate::three::Three;

const WHILE: Duration = Duration::from_secs(20);

/// Processor time in µs, wake-ups, bytes.
fn spent(terminal: &Terminal) -> [f64; 3] {
    let bytes = terminal.bytes.len() as f64;
    let switches = switches(terminal.pid) as f64;
    [processor(terminal.pid) as f64 / 1e3, switches, bytes]
}

/// Goal 15.
pub fn measure(stage: &Stage, size: Size, table: &Table<'_>) {
    let mut terminals = stage.topic().map(|launch| Terminal::start(launch, size));
    for terminal in terminals.each() {
        terminal.shown();
        terminal.press("j");
        while terminal.settle(SILENCE * 10).is_some() {}
    }
    let before = terminals.map(spent);
    sleep(WHILE);
    terminals.each().for_each(|terminal| {
        terminal.settle(Duration::ZERO);
    });
    let after = terminals.map(spent);
    for (place, what) in ["20 s idle: processor, µs", "  wake-ups", "  bytes"]
        .into_iter()
        .enumerate()
    {
        let one = |after: &[f64; 3], before: &[f64; 3]| after[place] - before[place];
        let both = |after: Option<[f64; 3]>, before: Option<[f64; 3]>| Some(one(&after?, &before?));
        let figures = Three {
            ours: one(&after.ours, &before.ours),
            less: both(after.less, before.less),
            floor: both(after.floor, before.floor),
        };
        table.add(
            &BenchRow::new(15, what, figures)
                .limit(Limit::Most(0.0))
                .at(size),
        );
    }
}
