//! The texts of topics as they were read, so that a later change can be shown. Read only when asked for.

use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use toml::Table;

use crate::hosts::store::file;

/// All texts together, in bytes; beyond it the ones read longest ago go.
const MOST: usize = 1024 * 1024;

/// A topic's text when it was last read, and what it was before that if it had changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Text {
    text: String,
    #[serde(default)]
    before: String,
}

fn path(folder: &Path) -> PathBuf {
    folder.join("texts.toml")
}

/// All texts. A broken file counts as none: it can only show what changed, and is written anew.
fn load(folder: &Path) -> io::Result<Table> {
    let text = file::read(&path(folder))?;
    Ok(text.and_then(|text| text.parse().ok()).unwrap_or_default())
}

fn entry(table: &Table, topic: &str) -> Text {
    let found = table.get(topic).cloned();
    found.and_then(|it| it.try_into().ok()).unwrap_or_default()
}

/// A topic's texts, the last one read first.
pub(super) fn of(folder: &Path, topic: &str) -> Vec<String> {
    let Text { text, before } = load(folder)
        .map(|all| entry(&all, topic))
        .unwrap_or_default();
    [text, before]
        .into_iter()
        .filter(|it| !it.is_empty())
        .collect()
}

/// Adds what was read in this visit.
pub(super) fn add(folder: &Path, texts: Vec<(String, String)>) -> io::Result<()> {
    let mut table = load(folder)?;
    for (topic, text) in texts {
        let old = entry(&table, &topic);
        let before = if old.text == text {
            old.before
        } else {
            old.text
        };
        // The newest stand last.
        table.remove(&topic);
        if let Ok(value) = toml::Value::try_from(Text { text, before }) {
            table.insert(topic, value);
        }
    }
    let mut written = table.to_string();
    while written.len() > MOST {
        let Some(oldest) = table.keys().next().cloned() else {
            break;
        };
        table.remove(&oldest);
        written = table.to_string();
    }
    file::replace(&path(folder), &written)
}
