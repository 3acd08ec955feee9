//! A window dragged about: 200 sizes in a second.

use std::time::{Duration, Instant};

use crate::figures::{median, milliseconds, worst};
use crate::process::processor;
use crate::stage::Stage;
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{SILENCE, Size, Terminal};
use crate::three::Three;

const SIZES: u16 = 200;
const PAUSE: Duration = Duration::from_millis(5);
const STORMS: usize = 2;

/// What a storm cost.
struct Storm {
    processor: f64,
    bytes: f64,
    /// From the last size to the last byte; nothing when all was drawn before.
    settled: f64,
    /// 1 when the screen shows another part of the text than before.
    moved: f64,
}

/// The text, without the lines that tell about it.
fn text(terminal: &mut Terminal, (_, height): Size) -> Vec<String> {
    let screen = terminal.told();
    let rows = screen.lines().skip(1).take(usize::from(height) - 3);
    let text: Vec<String> = rows.map(str::to_owned).collect();
    assert!(text.concat().trim().len() > 100, "little text on {screen}");
    text
}

/// Whether the text is another; tells where, for whoever looks for the reason.
fn is_other(before: &[String], after: &[String]) -> bool {
    let mut rows = before.iter().zip(after);
    let other = rows.find(|(before, after)| before != after);
    if let Some((before, after)) = other {
        eprintln!("before: {before}\nafter:  {after}");
    }
    other.is_some()
}

/// Sizes around the true one, never the same twice, and the true one at the end.
fn sizes((width, height): Size) -> impl Iterator<Item = Size> {
    (1..SIZES)
        .map(move |step| (width - 20 + step * 7 % 50, height - 8 + step * 3 % 20))
        .chain([(width, height)])
}

fn storm(terminal: &mut Terminal, size: Size) -> Storm {
    let before = text(terminal, size);
    let (spent, bytes) = (processor(terminal.pid), terminal.bytes.len());
    let mut last = Instant::now();
    for wanted in sizes(size) {
        let next = last + PAUSE;
        while let Some(rest) = next.checked_duration_since(Instant::now()) {
            terminal.read(rest);
        }
        last = Instant::now();
        terminal.resize(wanted);
    }
    let settled = terminal.settle(SILENCE);
    Storm {
        settled: settled.map_or(0.0, |settled| milliseconds(settled - last)),
        processor: (processor(terminal.pid) - spent) as f64 / 1e6,
        bytes: (terminal.bytes.len() - bytes) as f64,
        moved: f64::from(u8::from(is_other(&before, &text(terminal, size)))),
    }
}

/// Goal 16.
pub fn measure(stage: &Stage, size: Size, table: &Table<'_>) {
    let mut terminals = stage.topic().map(|launch| Terminal::start(launch, size));
    for terminal in terminals.each() {
        terminal.shown();
        for key in "   jjjjjjj".chars() {
            terminal.press(&key.to_string());
        }
        // Drawn as a whole, since our screen knows no side margins.
        terminal.resize((size.0 + 1, size.1));
        terminal.settle(SILENCE);
        terminal.resize(size);
        while terminal.settle(SILENCE * 4).is_some() {}
    }
    let mut storms = terminals.map(|_| Vec::new());
    for _ in 0..STORMS {
        for (terminal, storms) in terminals.each().zip(storms.each()) {
            storms.push(storm(terminal, size));
        }
    }
    let of = |figure: fn(&Storm) -> f64| -> Three<f64> {
        storms.map(|storms| median(storms.iter().map(figure)))
    };
    let moved = storms.map(|storms| worst(storms.iter().map(|it| it.moved)));
    for row in [
        BenchRow::new(16, "200 resizes in 1 s: processor", of(|it| it.processor))
            .limit(Limit::Less(1.0)),
        BenchRow::new(16, "  bytes", of(|it| it.bytes)).limit(Limit::Less(0.5)),
        BenchRow::new(16, "  settled after the last", of(|it| it.settled)).limit(Limit::Most(1.0)),
        BenchRow::new(16, "  another place shown (1 = yes)", moved).limit(Limit::Most(0.0)),
    ] {
        table.add(&row.at(size));
    }
}
