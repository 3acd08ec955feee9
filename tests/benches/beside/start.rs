//! From exec to the first screen, to the end, and what both cost.

use std::rc::Rc;
use std::time::Duration;

use crate::figures::{median, milliseconds};
use crate::launch::Launch;
use crate::stage::{Stage, TOPIC, last_word};
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{Size, Terminal};
use crate::three::Three;

/// Nothing that is asked to quit takes so long.
const LIMIT: Duration = Duration::from_secs(10);

/// Starts of one program.
pub struct Starts {
    launch: Box<dyn Fn() -> Launch>,
    word: String,
    /// What is pressed before it is asked to quit.
    keys: &'static str,
    text: Vec<f64>,
    settled: Vec<f64>,
    bytes: Vec<f64>,
    quit: Vec<f64>,
    processor: Vec<f64>,
}

impl Starts {
    pub fn new(launch: impl Fn() -> Launch + 'static, size: Size) -> Self {
        Self {
            word: last_word(&launch(), size),
            launch: Box::new(launch),
            keys: "",
            text: Vec::new(),
            settled: Vec::new(),
            bytes: Vec::new(),
            quit: Vec::new(),
            processor: Vec::new(),
        }
    }

    const fn pressing(mut self, keys: &'static str) -> Self {
        self.keys = keys;
        self
    }

    /// Starts it once, until its text is there.
    pub fn start(&mut self, size: Size) -> Terminal {
        let mut terminal = Terminal::start(&(self.launch)(), size);
        self.text.push(milliseconds(terminal.until(&self.word)));
        terminal
    }

    /// Starts it once and lets it quit.
    fn whole(&mut self, size: Size) {
        let mut terminal = self.start(size);
        let shown = self.text.last().copied().unwrap_or(f64::NAN);
        let settled = terminal.settled_start().map_or(shown, milliseconds);
        self.settled.push(settled);
        self.bytes.push(terminal.bytes.len() as f64);
        if !self.keys.is_empty() {
            terminal.press(self.keys);
        }
        let (_, ending) = terminal.end(|terminal| terminal.send("q"), LIMIT);
        let ending = ending.expect("it quits");
        self.quit.push(milliseconds(ending.took));
        self.processor.push(milliseconds(ending.processor));
    }

    pub fn text(&self) -> f64 {
        median(self.text.iter().copied())
    }
}

fn fixed(launch: &Launch) -> impl Fn() -> Launch + use<> {
    let launch = launch.clone();
    move || launch.clone()
}

/// The programs at the front page, and ours in two more ways.
struct Front {
    peers: Three<Starts>,
    kept: Starts,
    private: Starts,
}

impl Front {
    fn new(stage: &Rc<Stage>, size: Size) -> Self {
        let launches = stage.front();
        let own = Rc::clone(stage);
        let mut peers = launches.map(|launch| Starts::new(fixed(launch), size));
        peers.ours = Starts::new(move || own.reader(&[]), size);
        let kept = stage.reader(&[]);
        read_and_leave(&kept, size);
        let own = Rc::clone(stage);
        Self {
            peers,
            kept: Starts::new(move || own.copied(&kept), size).pressing(" "),
            private: Starts::new(fixed(&stage.reader(&["--private"])), size),
        }
    }

    fn measure(&mut self, size: Size, runs: usize) {
        for _ in 0..runs {
            let own = [&mut self.kept, &mut self.private];
            for starts in self.peers.each().chain(own) {
                starts.whole(size);
            }
        }
    }
}

/// Leaves a place to come back to.
fn read_and_leave(launch: &Launch, size: Size) {
    let mut terminal = Terminal::start(&launch.clone().with(TOPIC), size);
    terminal.shown();
    terminal.press("jjj  ");
    terminal.end(|terminal| terminal.send("q"), LIMIT);
}

/// Goals 1, 3, 14 and 19.
pub fn measure(stage: &Rc<Stage>, size: Size, table: &Table<'_>) {
    let mut front = Front::new(stage, size);
    front.measure(size, table.0.runs);
    let Front {
        peers,
        kept,
        private,
    } = front;
    let of = |figures: fn(&Starts) -> &Vec<f64>| {
        peers.map(|starts| median(figures(starts).iter().copied()))
    };
    let ours = |starts: &Starts, figures: fn(&Starts) -> &Vec<f64>| Three {
        ours: median(figures(starts).iter().copied()),
        ..of(figures)
    };
    let goal = Limit::Less(0.95);
    for row in [
        BenchRow::new(1, "start until the text is there", of(|it| &it.text)).limit(goal),
        BenchRow::new(1, "  with a place kept", ours(&kept, |it| &it.text)).limit(goal),
        BenchRow::new(1, "  private", ours(&private, |it| &it.text)),
        BenchRow::new(1, "  until the last byte", of(|it| &it.settled)),
        BenchRow::new(3, "processor time, exec to exit", of(|it| &it.processor))
            .limit(Limit::Less(1.0)),
        BenchRow::new(14, "bytes of the first screen", of(|it| &it.bytes)).limit(Limit::Less(1.5)),
        BenchRow::new(
            19,
            "quit key to exit, private",
            ours(&private, |it| &it.quit),
        )
        .limit(Limit::Less(1.0)),
        BenchRow::new(19, "  nothing kept yet", of(|it| &it.quit)).limit(Limit::Less(1.0)),
        BenchRow::new(19, "  a new place to keep", ours(&kept, |it| &it.quit))
            .limit(Limit::Less(1.0)),
    ] {
        table.add(&row.at(size));
    }
}
