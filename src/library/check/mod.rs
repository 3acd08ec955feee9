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
use std::ops::Range;

use serde::Serialize;

use crate::content::SourceFile;
use crate::content::split::line_of;
use crate::library::Library;
pub use counts::Counts;
pub use reading_level::ReadingLevel;
pub use rules::{CHECKS, Check};
use view::{ContentView, Finding};

/// One thing wrong with the content.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file, relative to the content folder.
    pub path: String,
    /// From 1.
    pub line: usize,
    pub rule: &'static str,
    pub message: String,
    /// What to do.
    pub help: String,
    /// The bytes of the file it is about.
    #[serde(skip)]
    pub place: Range<usize>,
}

/// How hard each page of the reference is to read.
pub fn reading_levels(files: &[SourceFile], library: &Library) -> Vec<ReadingLevel> {
    let texts: Vec<_> = files
        .iter()
        .filter_map(|file| Some((file, file.text().ok()?)))
        .collect();
    reading_level::levels(&ContentView::new(&texts, library, ""))
}

/// Everything wrong with the content, by file and line; `today` is the day of the check, `YYYY-MM-DD`.
pub fn check(files: &[SourceFile], library: &Library, today: &str) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut texts: Vec<(&SourceFile, Cow<'_, str>)> = Vec::with_capacity(files.len());
    for file in files {
        match file.text() {
            Ok(text) => texts.push((file, text)),
            Err(error) => problems.push(unreadable(file, &error)),
        }
    }
    let view = ContentView::new(&texts, library, today);
    for check in CHECKS {
        problems.extend(
            check
                .findings(&view)
                .into_iter()
                .map(|found| problem(check.name, found)),
        );
    }
    problems
        .sort_by(|a, b| (&a.path, a.line, a.place.start).cmp(&(&b.path, b.line, b.place.start)));
    problems
}

fn problem(rule: &'static str, found: Finding<'_>) -> Problem {
    Problem {
        path: found.file.path.to_owned(),
        line: line_of(found.file.text, found.place.start),
        rule,
        message: found.message,
        help: found.help,
        place: found.place,
    }
}

fn unreadable(file: &SourceFile, error: &std::io::Error) -> Problem {
    Problem {
        path: file.path.to_string(),
        line: 1,
        rule: "readable",
        message: format!("the file cannot be read: {error}"),
        help: "let its owner and you read it, or move it out of the content folder".to_owned(),
        place: 0..0,
    }
}
