//! What the content must keep, and what is wrong with it: each problem with its line.

mod counts;
mod doses;
mod evidence;
mod figures;
mod front_matter;
mod identity;
mod interactions;
mod key_words;
mod keys;
mod links;
mod number_words;
mod numbers;
mod page_view;
mod passage;
mod places;
mod problem;
pub mod readability;
mod reading_level;
mod red_flags;
pub mod report;
mod reserved;
mod rules;
mod sources;
mod statement;
mod support;
mod synonyms;
mod text;
mod tokens;
mod view;

use std::borrow::Cow;

use crate::content::SourceFile;
use crate::library::Library;
use counts::summary;
use places::toml_of;
pub use problem::Problem;
use problem::{CheckedFile, Findings};
pub use rules::{CHECKS, Check};
use view::ContentView;

/// Everything wrong with the content, by file and line; `today` is the day of the check, `YYYY-MM-DD`.
pub fn check(files: &[SourceFile], library: &Library, today: &str) -> Vec<Problem> {
    view(files, library, today, problems)
}

/// As [`check`], and what a reference of ours holds, counted.
pub fn check_and_count(
    files: &[SourceFile],
    library: &Library,
    today: &str,
) -> (Vec<Problem>, String) {
    view(files, library, today, |view, found| {
        (problems(view, found), summary(view))
    })
}

/// Reads the files for `then`, which is also told which of them cannot be read.
fn view<T>(
    files: &[SourceFile],
    library: &Library,
    today: &str,
    then: impl FnOnce(&ContentView<'_>, Findings) -> T,
) -> T {
    let mut found = Findings {
        rule: "readable",
        ..Findings::default()
    };
    let mut texts: Vec<(&str, Cow<'_, str>, String)> = Vec::with_capacity(files.len());
    for file in files {
        let path = file.path.as_ref();
        match file.text() {
            Ok(text) => {
                let toml = toml_of(path, &text);
                texts.push((path, text, toml));
            }
            Err(error) => {
                let message = format!("the file cannot be read: {error}");
                let help = "let its owner and you read it, or move it out of the content folder";
                let (text, toml) = ("", "");
                found.add(CheckedFile { path, text, toml }, &(0..0), message, help);
            }
        }
    }
    then(&ContentView::new(&texts, library, today), found)
}

fn problems(view: &ContentView<'_>, mut found: Findings) -> Vec<Problem> {
    for check in CHECKS {
        found.rule = check.name;
        check.run(view, &mut found);
    }
    let mut problems = found.problems;
    problems
        .sort_by(|a, b| (&a.path, a.line, a.place.start).cmp(&(&b.path, b.line, b.place.start)));
    problems
}
