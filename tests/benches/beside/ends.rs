//! Every way to end: what is left in the terminal, and how long it takes.

use std::time::Duration;

use rustix::process::Signal;

use crate::figures::{milliseconds, worst};
use crate::launch::Launch;
use crate::modes::left;
use crate::stage::Stage;
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{Size, Terminal};
use crate::three::Three;

/// Who lives longer has not heard.
const LIMIT: Duration = Duration::from_millis(500);
const RUNS: usize = 2;
/// A size nobody reads at.
const TINY: Size = (20, 5);

fn reading(launch: &Launch, size: Size) -> Terminal {
    let mut terminal = Terminal::start(launch, size);
    terminal.shown();
    terminal.press("jj ");
    terminal
}

/// How long the end took, none if there was none, and how many things it left.
fn end(launch: &Launch, size: Size, how: How) -> Option<(f64, usize)> {
    let (mut terminal, ending) = reading(launch, size).end(how, LIMIT);
    let took = milliseconds(ending?.took);
    let mode = usize::from(!terminal.has_old_mode());
    let modes = left(&terminal.bytes).len();
    let screen = terminal.screen();
    let rest = [
        screen.application_keypad(),
        screen.application_cursor(),
        screen.bracketed_paste(),
        screen.alternate_screen(),
    ];
    let on = rest.into_iter().filter(|is_on| *is_on).count();
    Some((took, mode + modes + on))
}

type How = fn(&mut Terminal);

const ENDINGS: [(&str, How); 4] = [
    ("quit", |terminal| terminal.send("q")),
    ("SIGTERM", |terminal| terminal.signal(Signal::TERM)),
    ("SIGHUP", |terminal| terminal.signal(Signal::HUP)),
    ("SIGINT", |terminal| terminal.signal(Signal::INT)),
];

/// Goal 17.
pub fn restored(stage: &Stage, table: &Table<'_>) {
    let launches = stage.topic();
    for (name, how) in ENDINGS {
        let sizes = table.0.sizes.iter().copied().chain([TINY]);
        let sizes: Vec<Size> = sizes.collect();
        let ends = launches.map(|launch| -> Vec<(f64, usize)> {
            let each = sizes.iter().flat_map(|size| {
                (0..RUNS).map(|_| end(launch, *size, how).unwrap_or((f64::INFINITY, 0)))
            });
            each.collect()
        });
        let took = ends.map(|all| worst(all.iter().map(|end| end.0)));
        let left = ends.map(|all| all.iter().map(|end| end.1 as f64).sum());
        let left: Three<f64> = left;
        table.add(
            &BenchRow::new(17, format!("{name}: ended after, worst"), took).limit(Limit::Most(5.0)),
        );
        table.add(&BenchRow::new(17, "  things left on", left).limit(Limit::Most(0.0)));
    }
}

/// Goal 18.
pub fn gone(stage: &Stage, table: &Table<'_>) {
    let launches = stage.topic();
    let deaf = launches.map(|launch| launch.clone().deaf());
    for (what, launches) in [
        ("terminal gone, worst", launches),
        ("  and SIGHUP ignored", deaf),
    ] {
        let took = launches.map(|launch| {
            worst((0..RUNS).map(|_| {
                let terminal = reading(launch, table.0.sizes[0]);
                let (_, ending) = terminal.end(Terminal::hang_up, LIMIT);
                ending.map_or(f64::INFINITY, |ending| milliseconds(ending.took))
            }))
        });
        table.add(&BenchRow::new(18, what, took).limit(Limit::Most(50.0)));
    }
}
