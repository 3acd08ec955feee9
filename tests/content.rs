//! The shipped content keeps every rule, each rule notices the mistake it is for, and other people's trees open.

#[expect(
    clippy::unwrap_used,
    reason = "a test that cannot read its fixtures must fail"
)]
#[path = "content/mistakes.rs"]
mod mistakes;

#[path = "content/foreign.rs"]
mod foreign;

#[expect(
    clippy::unwrap_used,
    reason = "a page that is not there must fail its test"
)]
#[path = "content/kinds.rs"]
mod kinds;

#[expect(
    clippy::unwrap_used,
    reason = "a page that is not there must fail its test"
)]
#[path = "content/warnings.rs"]
mod warnings;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use calcinosis::content::{InlineKind, embedded};
use calcinosis::library::check::{ReadingLevel, check, readability, reading_levels, report};
use calcinosis::library::{Library, Source};

/// A day after every page's, so that the test's answer does not change as time goes by.
const TODAY: &str = "9999-12-31";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/fixtures")
        .join(name)
}

#[test]
fn the_shipped_content_has_no_problem() {
    let files = embedded();
    let problems = check(&files, &Library::load(&files), TODAY);
    let report = report::text(&problems, &files, 100);
    assert!(problems.is_empty(), "{report}");
}

#[test]
fn counts_of_the_shipped_content() {
    let files = embedded();
    let library = Library::load(&files);
    let (mut words, mut citations) = (0, 0);
    for id in library.ids() {
        let mut text = String::new();
        library
            .document(id)
            .each_inline(&mut |inline| match &inline.kind {
                InlineKind::Text(part) => text.push_str(part),
                InlineKind::SoftBreak => text.push(' '),
                InlineKind::Citation { .. } => citations += 1,
                _ => {}
            });
        words += readability::words(&text).count();
    }
    let topics = library.ids().filter(|id| !library.topic(*id).is_section);
    println!(
        "{} topics, {words} words, {citations} citations, {} sources",
        topics.count(),
        library.sources().iter().count()
    );
    println!("by kind: {:?}", sources_by(&library, |it| &it.kind));
    println!("by quality: {:?}", sources_by(&library, |it| &it.quality));
    assert!(words > 10_000 && citations > 1_000, "{words} {citations}");
}

fn sources_by<'a>(
    library: &'a Library,
    property: impl Fn(&'a Source) -> &'a String,
) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for (_, source) in library.sources().iter() {
        *counts.entry(property(source).as_str()).or_default() += 1;
    }
    counts
}

#[test]
fn pages_read_as_easily_as_promised() {
    let files = embedded();
    let levels = reading_levels(&files, &Library::load(&files));
    println!("hardest first paragraphs (at most 8):");
    println!("{}", hardest(&levels, |level| level.summary.grade()));
    println!("hardest bodies (at most 10):");
    println!("{}", hardest(&levels, |level| level.body.grade()));
    assert!(levels.iter().all(|level| level.summary.grade() <= 8.0));
    assert!(levels.iter().all(|level| level.body.grade() <= 10.0));
}

fn hardest(levels: &[ReadingLevel], grade: impl Fn(&ReadingLevel) -> f64) -> String {
    let mut levels: Vec<(f64, &str)> = levels
        .iter()
        .map(|level| (grade(level), level.path.as_str()))
        .collect();
    levels.sort_by(|a, b| b.0.total_cmp(&a.0));
    let line = |(grade, path): &(f64, &str)| format!("  {grade:4.1}  {path}");
    let lines: Vec<String> = levels.iter().take(10).map(line).collect();
    lines.join("\n")
}
