//! How long it takes to lay out the whole reference: `cargo bench --bench layout`.
//!
//! `-- --storm 24` only changes the width of a window so often, to be counted by valgrind (`--tool=callgrind`).

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use calcinosis::app::App;
use calcinosis::config::Settings;
use calcinosis::content::{Document, embedded, markdown, split};
use calcinosis::input::Event;
use calcinosis::layout::{Drawings, Layout, Options, Symbols};
use calcinosis::library::Library;

/// The fastest of so many runs is told; the machine may be busy in the others.
const RUNS: usize = 20;

/// What is open while the window changes.
const TOPIC: &str = "types/calciphylaxis";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let asked = arguments.iter().position(|own| own == "--storm");
    match asked.and_then(|place| arguments.get(place + 1)?.parse().ok()) {
        Some(times) => storm(times),
        None => whole_reference(),
    }
}

/// A window dragged about; the layouts are made, not drawn.
fn storm(times: u16) {
    let library = Arc::new(Library::load(&embedded()));
    let mut app = App::new(library, Settings::default(), (80, 24));
    assert!(app.open(TOPIC).is_ok(), "{TOPIC} is not there");
    for step in 0..times {
        app.update(&Event::Resize {
            width: 60 + step * 7 % 50,
            height: 16 + step * 3 % 20,
        });
    }
}

fn whole_reference() {
    let mut documents: Vec<(usize, Document)> = embedded()
        .iter()
        .filter(|file| file.path.strip_suffix(".md").is_some())
        .filter_map(|file| {
            let text = file.text().ok()?;
            let body = split::split(&text).body;
            Some((text.len(), markdown::parse(&text, body)))
        })
        .collect();
    documents.sort_by_key(|(length, _)| *length);
    for width in [72, 40, 20] {
        let options = Options {
            width,
            measure: 72,
            symbols: Symbols::Unicode,
            drawings: Drawings::Drawn,
        };
        let all = fastest(|| {
            documents
                .iter()
                .map(|(_, document)| Layout::new(document, &options).lines.len())
                .sum()
        });
        let longest = fastest(|| {
            documents.last().map_or(0, |(_, document)| {
                Layout::new(document, &options).lines.len()
            })
        });
        println!(
            "{width} columns: {} pages in {:?} ({} lines), the longest in {:?}",
            documents.len(),
            all.0,
            all.1,
            longest.0
        );
    }
}

fn fastest(work: impl Fn() -> usize) -> (Duration, usize) {
    let runs = (0..RUNS).map(|_| {
        let start = Instant::now();
        let result = work();
        (start.elapsed(), result)
    });
    runs.min().unwrap_or_default()
}
