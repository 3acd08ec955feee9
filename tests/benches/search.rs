//! How fast the finder is, beside `SQLite` and ripgrep: `cargo bench --bench search`.
//!
//! `SEARCH_TOPICS=100000` makes the generated tree that large; it has about 1 kB a topic. `SEARCH_ALONE=1` leaves
//! the others out.

#![expect(clippy::print_stdout, reason = "a bench prints what it measured")]

#[path = "search/rivals.rs"]
mod rivals;
#[path = "search/tree.rs"]
mod tree;

use std::path::Path;
use std::time::{Duration, Instant};

use allocation_counter::measure;
use calcinosis::content::{embedded, from_folder};
use calcinosis::library::Library;
use calcinosis::search::Index;

/// As many hits as the finder keeps.
const LIMIT: usize = 50;
/// As many as it has rows for on a screen of 24.
const ROWS: usize = 17;
/// The fastest of so many runs counts; the machine may be busy in the others.
const RUNS: usize = 3;
const QUERIES: &str = include_str!("../search/queries.tsv");

fn main() {
    own();
    let topics = std::env::var("SEARCH_TOPICS").ok();
    let topics = topics.and_then(|text| text.parse().ok()).unwrap_or(5000);
    match tempfile::tempdir() {
        Ok(folder) => generated(folder.path(), topics),
        Err(error) => println!("no generated tree: {error}"),
    }
}

fn own() {
    let files = embedded();
    let library = Library::load(&files);
    println!("own content, {} topics", library.len());
    let builds: Vec<Duration> = (0..20).map(|_| work(|| Index::new(&library)).0).collect();
    tell("  build", builds);
    let queries: Vec<String> = QUERIES
        .lines()
        .skip(1)
        .filter_map(|line| line.split('\t').next().map(str::to_owned))
        .collect();
    let index = built(
        &library,
        library.ids().map(|id| library.text(id).len()).sum(),
    );
    tell("  whole query", search(&library, &index, &queries));
    tell(
        "  each key typed",
        search(&library, &index, &typed(&queries)),
    );
    tell(
        "  each key typed, with the rows of a screen and the text beside them",
        shown(&library, &index, &typed(&queries)),
    );
}

fn generated(folder: &Path, topics: usize) {
    let (text, queries) = match tree::write(folder, topics) {
        Ok(written) => written,
        Err(error) => return println!("no generated tree: {error}"),
    };
    println!("generated tree, {topics} topics, {:.1} MB", megabytes(text));
    let Ok(files) = from_folder(folder) else {
        return println!("  the generated tree cannot be read");
    };
    let (load, library) = work(|| Library::load(&files));
    println!("  load {load:.1?}");
    let keys = typed(&queries);
    let before = resident();
    let (build, index) = work(|| built(&library, text));
    println!("  build {build:.1?}");
    if let (Some((before, _)), Some((after, peak))) = (before, resident()) {
        println!(
            "  resident {:.0} MB more, {:.0} MB at the peak",
            after - before,
            peak - before
        );
    }
    tell("  whole query", search(&library, &index, &queries));
    tell("  each key typed", search(&library, &index, &keys));
    if std::env::var_os("SEARCH_ALONE").is_some() {
        return;
    }
    rivals::fts5(folder, &keys);
    rivals::ripgrep(folder, &queries);
}

/// Every beginning of every query, as the finder sees it.
fn typed(queries: &[String]) -> Vec<String> {
    let beginnings = |query: &String| {
        let ends = query
            .char_indices()
            .map(|(at, letter)| at + letter.len_utf8());
        ends.filter_map(|end| query.get(..end).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    queries.iter().flat_map(beginnings).collect()
}

fn search(library: &Library, index: &Index, queries: &[String]) -> Vec<Duration> {
    let one = |query: &String| {
        let runs = (0..RUNS).map(|_| work(|| index.search(library, query, LIMIT)).0);
        runs.min().unwrap_or_default()
    };
    queries.iter().map(one).collect()
}

/// As the finder does it on a screen of 24 rows.
fn shown(library: &Library, index: &Index, queries: &[String]) -> Vec<Duration> {
    let one = |query: &String| {
        let show = || {
            let results = index.search(library, query, ROWS);
            let first = results.hits.first()?;
            let at = first.places.first().map_or(0, |place| place.anchor);
            Some(index.preview(library, &results.highlighter, first.topic, at))
        };
        let runs = (0..RUNS).map(|_| work(show).0);
        runs.min().unwrap_or_default()
    };
    queries.iter().map(one).collect()
}

/// How long this thread's processor worked; whatever else runs on the machine does not count.
fn work<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = processor();
    let result = work();
    (processor().saturating_sub(start), result)
}

fn processor() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    time.try_into().unwrap_or_default()
}

/// How long it took by the clock on the wall, as other programs are measured.
fn time<T>(work: impl FnOnce() -> T) -> (Duration, T) {
    let start = Instant::now();
    let result = work();
    (start.elapsed(), result)
}

/// The index of a library with so many bytes of text, and what memory it holds.
fn built(library: &Library, text: usize) -> Index {
    let mut index = Index::default();
    let held = measure(|| index = Index::new(library)).bytes_current;
    let (held, text) = (
        megabytes(usize::try_from(held).unwrap_or_default()),
        megabytes(text),
    );
    println!("  index {held:.2} MB, {:.2} times the text", held / text);
    index
}

#[expect(clippy::cast_precision_loss, reason = "only shown")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Memory in use and at its peak in MB, where the system tells.
fn resident() -> Option<(f64, f64)> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let value = |name: &str| {
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        let number = line.trim().trim_end_matches("kB").trim();
        number.parse::<f64>().ok().map(|kilobytes| kilobytes / 1e3)
    };
    Some((value("VmRSS:")?, value("VmHWM:")?))
}

pub fn tell(what: &str, mut times: Vec<Duration>) {
    times.sort_unstable();
    let at = |percent: usize| {
        let place = times.len().saturating_sub(1) * percent / 100;
        times.get(place).copied().unwrap_or_default()
    };
    println!(
        "{what}: {} times, p50 {:.1?}, p95 {:.1?}, p99 {:.1?}, worst {:.1?}",
        times.len(),
        at(50),
        at(95),
        at(99),
        at(100)
    );
}
