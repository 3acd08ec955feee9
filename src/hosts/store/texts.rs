//! The texts of topics as they were read, so that a later change can be shown: a file each, read only when asked for.

use std::fs::{self, DirEntry};
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use serde::{Deserialize, Serialize};

use crate::content::text::digest;
use crate::hosts::store::file;

/// All texts together, in bytes; beyond it the ones read longest ago go.
const MOST: u64 = 1024 * 1024;

/// A topic's text when it was last read, and what it was before that if it had changed.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
struct ReadText {
    topic: String,
    text: String,
    #[serde(default)]
    before: String,
    /// Fields of a newer version.
    #[serde(flatten)]
    rest: toml::Table,
}

fn folder(state: &Path) -> PathBuf {
    state.join("texts")
}

fn path(state: &Path, topic: &str) -> PathBuf {
    folder(state).join(digest(topic)).with_extension("toml")
}

/// What is known of a topic. A broken file counts as none: it can only show what changed.
fn load(state: &Path, topic: &str) -> ReadText {
    let text = file::read(&path(state, topic)).ok().flatten();
    let read: Option<ReadText> = text.and_then(|text| toml::from_str(&text).ok());
    read.filter(|it| it.topic == topic).unwrap_or_default()
}

/// A topic's texts, the last one read first.
pub(super) fn of(state: &Path, topic: &str) -> Vec<String> {
    let ReadText { text, before, .. } = load(state, topic);
    [text, before]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect()
}

/// Adds what was read in this visit.
pub(super) fn add(state: &Path, texts: Vec<(String, String)>) -> io::Result<()> {
    file::make_folder(&folder(state))?;
    for (topic, text) in texts {
        let old = load(state, &topic);
        let before = if old.text == text {
            old.before
        } else {
            old.text
        };
        let path = path(state, &topic);
        let all = ReadText {
            topic,
            text,
            before,
            rest: old.rest,
        };
        file::replace_soon(&path, &toml::to_string(&all).map_err(io::Error::other)?)?;
    }
    file::sweep(&folder(state));
    forget_the_oldest(state)
}

fn forget_the_oldest(state: &Path) -> io::Result<()> {
    let entries = fs::read_dir(folder(state))?;
    let mut files: Vec<(SystemTime, u64, PathBuf)> = entries.flatten().filter_map(age).collect();
    files.sort_unstable();
    let mut length = 0;
    for (_, own, path) in files.into_iter().rev() {
        length += own;
        if length > MOST {
            fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// When a file was written, and how long it is.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the shape that an iterator asks for"
)]
fn age(entry: DirEntry) -> Option<(SystemTime, u64, PathBuf)> {
    let about = entry.metadata().ok()?;
    Some((about.modified().ok()?, about.len(), entry.path()))
}
