//! What the allocator is asked for by a key and by its frame, and the bytes a terminal with side margins is sent:
//! `cargo bench --bench allocations`.
//!
//! `-- --press page --size 80x24 --times 20` only presses keys, for `instructions.sh` to count what they cost.

#![expect(clippy::print_stdout, reason = "the table is what this is for")]
#![expect(
    clippy::unwrap_used,
    reason = "a measurement that cannot go on must fail"
)]

use std::sync::Arc;

use allocation_counter::{AllocationInfo, measure};
use calcinosis::config::Settings;
use calcinosis::content::embedded;
use calcinosis::input::{Event, Key, parse_keys};
use calcinosis::library::Library;
use calcinosis::search::Index;
use calcinosis::session::{Keep, Scratch, Session};
use calcinosis::wire::Capabilities;

type Size = (u16, u16);

const SIZES: [Size; 3] = [(80, 24), (120, 40), (200, 60)];
/// Keys are pressed this often; the middle of the counts is printed.
const PRESSES: usize = 20;
/// The first presses lay out and set margins; they are not counted.
const WARM: usize = 2;

/// Opens the finder.
const FINDER: &str = "s";
/// Presses nothing: the window is another one each time.
const RESIZE: &str = "resize";
/// The longest topic: all keys have somewhere to go.
const TOPIC: &str = "start/claims-checked";
const MARGINS: Capabilities = Capabilities {
    left_right_margins: true,
    ..Capabilities::XTERM
};

/// A name, the keys before, and the keys pressed in turn.
struct Script {
    name: &'static str,
    before: &'static str,
    keys: &'static str,
}

const SCRIPTS: [Script; 6] = [
    Script {
        name: "line",
        before: "",
        keys: "j",
    },
    Script {
        name: "page",
        before: "",
        keys: " b",
    },
    Script {
        name: "jump",
        before: "",
        keys: "Gg",
    },
    Script {
        name: "finder",
        before: FINDER,
        keys: "calcium in the finger tips",
    },
    Script {
        name: "redraw",
        before: "",
        keys: "<c-l>",
    },
    Script {
        name: RESIZE,
        before: "",
        keys: "",
    },
];

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let value = |name: &str| {
        let place = arguments.iter().position(|own| own == name)?;
        arguments.get(place + 1).map(String::as_str)
    };
    let Some(name) = value("--press") else {
        return table();
    };
    let script = SCRIPTS.iter().find(|script| script.name == name).unwrap();
    let (width, height) = value("--size").unwrap().split_once('x').unwrap();
    let size = (width.parse().unwrap(), height.parse().unwrap());
    let times = value("--times").unwrap().parse().unwrap();
    let mut reader = Reader::new(script, size);
    for event in script.presses(size).take(times) {
        reader.session.handle(&[event]);
        reader.draw();
    }
}

/// A session and where its bytes go.
struct Reader {
    session: Session,
    scratch: Scratch,
    out: Vec<u8>,
}

impl Reader {
    fn new(script: &Script, size: Size) -> Self {
        let library = Arc::new(Library::load(&embedded()));
        let mut session = Session::new(Arc::clone(&library), Settings::default(), size, MARGINS);
        session.change().open(TOPIC).unwrap();
        if script.before == FINDER {
            session.change().set_index(Arc::new(Index::new(&library)));
        }
        let mut reader = Self {
            session,
            scratch: Scratch::default(),
            out: Vec::with_capacity(1 << 16),
        };
        reader.draw();
        for key in script.before.chars() {
            reader.session.handle(&[Event::Key(Key::char(key))]);
            reader.draw();
        }
        reader
    }

    fn draw(&mut self) {
        self.out.clear();
        self.session
            .draw(Keep::Frame, &mut self.scratch, &mut self.out);
    }
}

impl Script {
    fn presses(&self, (width, height): Size) -> Box<dyn Iterator<Item = Event>> {
        if self.name == RESIZE {
            let size = move |step: u16| Event::Resize {
                width: width - 10 + step * 7 % 19,
                height: height - 4 + step * 3 % 7,
            };
            return Box::new((1..1000).map(size));
        }
        let keys = parse_keys(self.keys).unwrap();
        Box::new(keys.into_iter().cycle().map(Event::Key))
    }
}

fn table() {
    println!(
        "{:8} {:>8} {:>12} {:>12} {:>12} {:>12} {:>12}",
        "", "size", "key: times", "bytes", "frame: times", "bytes", "sent"
    );
    for script in &SCRIPTS {
        for (width, height) in SIZES {
            let ([key, frame], sent) = counts(script, (width, height));
            println!(
                "{:8} {:>8} {:>12} {:>12} {:>12} {:>12} {sent:>12}",
                script.name,
                format!("{width}x{height}"),
                key.0,
                key.1,
                frame.0,
                frame.1
            );
        }
    }
}

/// Allocations and their bytes: of a key, and of the frame after it; and the bytes of that frame.
fn counts(script: &Script, size: Size) -> ([(u64, u64); 2], usize) {
    let mut reader = Reader::new(script, size);
    let mut keys = Vec::new();
    let mut frames = Vec::new();
    let mut sent = Vec::new();
    for event in script.presses(size).take(WARM + PRESSES) {
        keys.push(measure(|| {
            reader.session.handle(&[event]);
        }));
        frames.push(measure(|| reader.draw()));
        sent.push(reader.out.len());
    }
    let mut sent = sent.split_off(WARM);
    sent.sort_unstable();
    let counts = [keys, frames].map(|counts| median(counts.get(WARM..).unwrap_or_default()));
    (
        counts,
        sent.get(sent.len() / 2).copied().unwrap_or_default(),
    )
}

fn median(counts: &[AllocationInfo]) -> (u64, u64) {
    let of = |figure: fn(&AllocationInfo) -> u64| {
        let mut figures: Vec<u64> = counts.iter().map(figure).collect();
        figures.sort_unstable();
        figures.get(figures.len() / 2).copied().unwrap_or_default()
    };
    (of(|count| count.count_total), of(|count| count.bytes_total))
}
