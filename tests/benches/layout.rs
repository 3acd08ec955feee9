//! How long it takes to lay out the whole reference: `cargo bench --bench layout`.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

use std::time::{Duration, Instant};

use calcinosis::content::{Document, embedded, markdown, split};
use calcinosis::layout::{Drawings, Layout, Options, Symbols};

/// The fastest of so many runs is told; the machine may be busy in the others.
const RUNS: usize = 20;

fn main() {
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
