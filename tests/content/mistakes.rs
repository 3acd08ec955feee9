//! One mistake or more for every rule, each made in a small reference that keeps them all.

use std::collections::BTreeSet;
use std::fs;

use calcinosis::content::{SourceFile, from_folder};
use calcinosis::library::Library;
use calcinosis::library::check::{CHECKS, Problem, check, report};
use serde::Deserialize;

use crate::fixture;

/// The day on which the small reference is checked.
const TODAY: &str = "2026-02-01";

/// An entry of `tests/fixtures/mistakes.toml`.
#[derive(Deserialize)]
struct Mistake {
    /// The file, and what is written there instead of what.
    file: String,
    right: String,
    wrong: String,
    /// Every problem found, as `path:line rule: message`.
    said: Vec<String>,
}

fn mistakes() -> Vec<Mistake> {
    #[derive(Deserialize)]
    struct All {
        mistake: Vec<Mistake>,
    }
    let text = fs::read_to_string(fixture("mistakes.toml")).unwrap();
    toml::from_str::<All>(&text).unwrap().mistake
}

fn reference() -> Vec<SourceFile> {
    from_folder(&fixture("reference")).unwrap()
}

fn checked(files: &[SourceFile]) -> Vec<Problem> {
    check(files, &Library::load(files), TODAY)
}

/// The small reference with a mistake in it.
fn with(mistake: &Mistake) -> Vec<SourceFile> {
    let replaced = |file: SourceFile| {
        let text = file.text().unwrap().into_owned();
        if file.path != mistake.file {
            return SourceFile::new(file.path, text);
        }
        let right = &mistake.right;
        assert!(text.contains(right), "{}: {right}", file.path);
        SourceFile::new(file.path, text.replacen(right, &mistake.wrong, 1))
    };
    reference().into_iter().map(replaced).collect()
}

#[test]
fn the_small_reference_keeps_every_rule() {
    let files = reference();
    let problems = checked(&files);
    let report = report::text(&problems, &files, 100);
    assert!(problems.is_empty(), "{report}");
}

#[test]
fn every_mistake_is_noticed_at_its_line() {
    for mistake in mistakes() {
        let problems = checked(&with(&mistake));
        let said: Vec<String> = problems
            .iter()
            .map(|it| format!("{}:{} {}: {}", it.path, it.line, it.rule, it.message))
            .collect();
        assert_eq!(said, mistake.said, "{}: {:?}", mistake.file, mistake.wrong);
        assert!(problems.iter().all(|problem| !problem.help.is_empty()));
    }
}

#[test]
fn every_rule_has_its_mistake() {
    let mistakes = mistakes();
    let made: BTreeSet<&str> = mistakes
        .iter()
        .flat_map(|mistake| &mistake.said)
        .map(|said| said.split([' ', ':']).nth(2).unwrap())
        .collect();
    let rules: BTreeSet<&str> = CHECKS.iter().map(|check| check.name).collect();
    assert_eq!(made, rules);
}
