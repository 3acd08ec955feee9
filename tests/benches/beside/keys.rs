//! Keys pressed one by one, each in all three, and what each cost.

use flate2::{Compress, Compression, FlushCompress};

use crate::figures::{mean, median, milliseconds, quantile};
use crate::launch::Launch;
use crate::stage::{PAGES, Stage};
use crate::table::{BenchRow, Limit, Table};
use crate::terminal::{SILENCE, Size, Terminal};
use crate::three::Three;

/// One round of reading; it ends where it began.
const ROUND: &str = "jjjjjjjjjjkkkkkjjjjj  b bbGgGgkj";
/// Only forward, for bytes.
const ONWARD: &str = "jjjjjjjjjjjj  ";
/// How many sessions jump to the end for the first time.
const JUMPS: usize = 3;

/// What one key cost.
struct Sample {
    key: char,
    took: f64,
    bytes: f64,
    /// Bytes of a compressed line, one stream for the whole session.
    packed: f64,
}

type Figure = fn(&Sample) -> f64;

struct Session {
    terminal: Terminal,
    packer: Compress,
    samples: Vec<Sample>,
    /// Letters of each page that was shown.
    texts: Vec<f64>,
}

impl Session {
    fn start(launch: &Launch, size: Size) -> Self {
        let mut terminal = Terminal::start(launch, size);
        terminal.shown();
        Self {
            terminal,
            packer: Compress::new(Compression::default(), true),
            samples: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// Past what the first key begins, such as margins set and an index made.
    fn warm(mut self, keys: &str) -> Self {
        self.terminal.press(keys);
        while self.terminal.settle(SILENCE * 2).is_some() {}
        let shown = self.terminal.bytes.len();
        self.pack(0, shown);
        self
    }

    fn pack(&mut self, from: usize, to: usize) -> f64 {
        let mut packed = Vec::with_capacity(2 * (to - from) + 64);
        let bytes = &self.terminal.bytes[from..to];
        self.packer
            .compress_vec(bytes, &mut packed, FlushCompress::Sync)
            .unwrap();
        packed.len() as f64
    }

    fn press(&mut self, key: char) {
        let answer = self.terminal.press(&key.to_string());
        let to = self.terminal.bytes.len();
        let packed = self.pack(answer.from, to);
        if let Some(took) = answer.took {
            self.samples.push(Sample {
                key,
                took: milliseconds(took),
                bytes: (to - answer.from) as f64,
                packed,
            });
        }
    }

    fn of<'a>(&'a self, keys: &'a str, figure: Figure) -> impl Iterator<Item = f64> + 'a {
        let samples = self.samples.iter().filter(|it| keys.contains(it.key));
        samples.map(figure)
    }

    fn median(&self, keys: &str, figure: Figure) -> f64 {
        median(self.of(keys, figure))
    }

    /// Letters on the screen, beside the tree. The screen knows no side margins.
    fn text(&mut self) -> f64 {
        let screen = self.terminal.told();
        let rows = screen.lines().filter_map(|row| row.split_once('│'));
        rows.map(|(_, text)| text.trim().len() as f64).sum()
    }
}

const LINE: &str = "jk";
const PAGE: &str = " b";
const JUMP: &str = "gG";

/// Goals 5, 6, 7, 11, 12 and 13.
pub fn measure(stage: &Stage, size: Size, table: &Table<'_>) {
    let mut sessions = stage
        .topic()
        .map(|launch| Session::start(launch, size).warm("jk"));
    let rounds = (table.0.runs / 5).max(1);
    for key in ROUND.repeat(rounds).chars() {
        for session in sessions.each() {
            session.press(key);
        }
    }
    let add = |row: BenchRow| table.add(&row.at(size));
    times(&sessions, add);
    if table.0.wants(6) {
        add(first_jump(stage, size));
    }
    if table.0.wants_any(&[11, 12, 13]) {
        bytes(stage, size, add);
    }
}

fn times(sessions: &Three<Session>, add: impl Fn(BenchRow)) {
    let of = |keys: &'static str| sessions.map(|it| it.median(keys, |sample| sample.took));
    let all = |share: f64| {
        sessions.map(|it| quantile(it.samples.iter().map(|sample| sample.took), share))
    };
    add(BenchRow::new(5, "line, tree shown, p50", of(LINE)).limit(Limit::Less(1.2)));
    add(BenchRow::new(6, "page, p50", of(PAGE)).limit(Limit::Less(1.0)));
    add(BenchRow::new(6, "end and home, p50", of(JUMP)).limit(Limit::Less(1.0)));
    let count = sessions.ours.samples.len();
    add(BenchRow::new(7, format!("all {count} keys, p99"), all(0.99)).limit(Limit::Floor(1.5)));
    add(BenchRow::new(7, "  the slowest", all(1.0)).limit(Limit::Most(2.0)));
}

/// The first jump to the end of a long topic beside those after it.
fn first_jump(stage: &Stage, size: Size) -> BenchRow {
    let mut firsts = Three {
        ours: Vec::new(),
        less: Some(Vec::new()),
        floor: Some(Vec::new()),
    };
    let mut others = Vec::new();
    for _ in 0..JUMPS {
        let mut sessions = stage.topic().map(|launch| Session::start(launch, size));
        for key in "GgGgG".chars() {
            sessions.each().for_each(|session| session.press(key));
        }
        let first = sessions.map(|it| it.samples.first().map_or(f64::NAN, |first| first.took));
        firsts.ours.push(first.ours);
        for (all, first) in [
            (&mut firsts.less, first.less),
            (&mut firsts.floor, first.floor),
        ] {
            all.as_mut().unwrap().extend(first);
        }
        others.extend(sessions.ours.samples.iter().skip(1).map(|it| it.took));
    }
    let figures = Three {
        less: firsts.less.filter(|all| !all.is_empty()),
        floor: firsts.floor.filter(|all| !all.is_empty()),
        ..firsts
    };
    BenchRow::new(
        6,
        "  first jump to the end",
        figures.map(|all| median(all.iter().copied())),
    )
    .limit(Limit::Times(1.5, "the next", median(others)))
}

/// Sessions that read the same.
struct Onward {
    peers: Three<Session>,
    hidden: Session,
    plain: Session,
}

impl Onward {
    /// Reads on in text that nobody has seen before: a compressed line must not know it.
    fn new(launches: &Three<Launch>, size: Size) -> Self {
        let session = |launch: &Launch, keys: &str| {
            let mut session = Session::start(launch, size).warm(keys);
            for key in ONWARD.chars() {
                session.press(key);
                if key == ' ' {
                    let text = session.text();
                    session.texts.push(text);
                }
            }
            session
        };
        Self {
            peers: launches.map(|launch| session(launch, "jk")),
            hidden: session(&launches.ours, "tjk"),
            plain: session(&launches.ours.clone().without_margins(), "jk"),
        }
    }

    fn each(&mut self) -> impl Iterator<Item = &mut Session> {
        let peers = self.peers.each();
        peers.chain([&mut self.hidden, &mut self.plain])
    }

    fn add(&mut self, mut other: Self) {
        for (all, session) in self.each().zip(other.each()) {
            all.samples.append(&mut session.samples);
            all.texts.append(&mut session.texts);
        }
    }
}

fn read_on(stage: &Stage, size: Size) -> Option<Onward> {
    let pages = PAGES.iter();
    let read = pages.map(|topic| Onward::new(&stage.page(topic), size));
    read.reduce(|mut all, more| {
        all.add(more);
        all
    })
}

/// The mean of all lines and pages, for on a slow line what counts is the sum.
fn bytes(stage: &Stage, size: Size, add: impl Fn(BenchRow)) {
    let Some(Onward {
        peers: sessions,
        hidden,
        plain,
    }) = read_on(stage, size)
    else {
        return;
    };
    let others = |session: &Session, keys: &'static str, figure: Figure| Three {
        ours: mean(session.of(keys, figure)),
        ..sessions.map(|it| mean(it.of(keys, figure)))
    };
    let text = Limit::Times(1.3, "text", mean(plain.texts.iter().copied()));
    let bytes: Figure = |it| it.bytes;
    let packed: Figure = |it| it.packed;
    let ours = &sessions.ours;
    let line = |session, what| BenchRow::new(11, what, others(session, LINE, bytes));
    let page = |session, what| BenchRow::new(12, what, others(session, PAGE, bytes));
    let over_ssh =
        |session, what, keys: &'static str| BenchRow::new(13, what, others(session, keys, packed));
    for row in [
        line(ours, "bytes of a line, side margins").limit(Limit::Most(75.0)),
        line(&hidden, "  tree hidden").limit(Limit::Less(1.3)),
        line(&plain, "  without side margins").limit(Limit::Most(800.0)),
        page(ours, "bytes of a page, side margins")
            .limit(Limit::Less(0.9))
            .limit(text),
        page(&plain, "  without side margins")
            .limit(Limit::Less(0.9))
            .limit(text),
        over_ssh(ours, "ssh -C: bytes of a line", LINE).limit(Limit::Most(50.0)),
        over_ssh(&plain, "  without side margins", LINE).limit(Limit::Most(75.0)),
        over_ssh(ours, "ssh -C: bytes of a page", PAGE).limit(Limit::Less(1.0)),
        over_ssh(&plain, "  without side margins", PAGE).limit(Limit::Less(1.0)),
    ] {
        add(row);
    }
}
