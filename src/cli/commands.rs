//! The commands that write and end: show, search, list, check.

use std::io::{self, Write as _};
use std::sync::mpsc::channel;

use crate::cli::CliOutcome;
use crate::cli::arguments::{Search, Show};
use crate::content::{ContentFolder, SourceFile, embedded};
use crate::hosts::today_anywhere;
use crate::hosts::watch::watch;
use crate::library::check::{check_and_count, report};
use crate::library::{Library, NamingError};
use crate::plain::{self, Format, NothingFound};
use crate::search::Index;

/// The content files: those of a folder, or the reference built in.
pub(super) fn files(folder: Option<ContentFolder<'_>>) -> anyhow::Result<Vec<SourceFile>> {
    folder.map_or_else(|| Ok(embedded()), |folder| Ok(folder.files()?))
}

pub(super) fn library(folder: Option<ContentFolder<'_>>) -> anyhow::Result<Library> {
    Ok(Library::load(&files(folder)?))
}

pub(super) fn show(library: &Library, show: &Show) -> anyhow::Result<CliOutcome> {
    let named = library
        .named(&show.topic.join(" "))
        .map_err(|error| not_found(&error))?;
    let width = show.width.map_or(plain::WIDTH, usize::from);
    Ok(CliOutcome::Text(plain::show(
        library,
        &named,
        show.format,
        width,
    )?))
}

fn not_found(error: &NamingError) -> NothingFound {
    NothingFound(error.to_string())
}

/// What to type, `search` and the words, where no topic has that name.
pub(super) fn not_named(error: &NamingError, search: &str) -> NothingFound {
    let NamingError::Unknown(name) = error else {
        return not_found(error);
    };
    let is_bare = |letter: char| letter.is_alphanumeric() || " -_./".contains(letter);
    let words = if name.chars().all(is_bare) {
        name.clone()
    } else {
        format!("{name:?}")
    };
    NothingFound(format!(
        "no topic is called “{name}”; try: {search} {words}"
    ))
}

pub(super) fn search(
    library: &Library,
    index: &Index,
    search: &Search,
) -> anyhow::Result<CliOutcome> {
    let limit = search.limit.unwrap_or(plain::LIMIT);
    let text = plain::search(
        library,
        index,
        &search.query.join(" "),
        limit,
        search.format,
    )?;
    Ok(if text.trim() == "[]" {
        CliOutcome::Problems(text)
    } else {
        CliOutcome::Text(text)
    })
}

pub(super) fn check(
    folder: Option<ContentFolder<'_>>,
    format: Format,
) -> anyhow::Result<CliOutcome> {
    let files = files(folder)?;
    let library = Library::load(&files);
    let (problems, counts) = check_and_count(&files, &library, &today_anywhere());
    let text = if format == Format::Json {
        report::json(&problems)
    } else {
        report::text(&problems, &files, plain::WIDTH) + &counts
    };
    Ok(if problems.is_empty() {
        CliOutcome::Text(text)
    } else {
        CliOutcome::Problems(text)
    })
}

/// Checks again and again, as often as a file of the folder changes, until nobody reads it any more.
pub(super) fn check_always(
    folder: ContentFolder<'_>,
    format: Format,
) -> anyhow::Result<CliOutcome> {
    let (sender, changes) = channel();
    let _watch = watch(&folder.root(), move || sender.send(()).is_ok())?;
    loop {
        let (CliOutcome::Text(text) | CliOutcome::Problems(text)) = check(Some(folder), format)
            .unwrap_or_else(|error| CliOutcome::Text(format!("{error:#}.\n")))
        else {
            return Ok(CliOutcome::Done);
        };
        let mut out = io::stdout().lock();
        let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
        if written.is_err() || changes.recv().is_err() {
            return Ok(CliOutcome::Done);
        }
    }
}
