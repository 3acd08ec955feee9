//! Rules of `[[extra.interactions]]`: each pair is stated once, in the fixed words, with its sources.

use std::collections::HashMap;

use crate::content::Severity;
use crate::library::check::page_view::PageView;
use crate::library::check::places::LookUp as _;
use crate::library::check::problem::Findings;
use crate::library::check::sources::entry_sources;
use crate::library::check::view::ContentView;

const REQUIRED: &[&str] = &["with", "severity", "why", "sources"];

pub fn readable(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    for entry in page.extra.list("interactions") {
        let Some(fields) = entry.get_ref().as_table() else {
            continue;
        };
        for name in REQUIRED {
            let is_empty = |text: &str| text.trim().is_empty();
            if !fields.contains_key(*name) || fields.text(name).is_some_and(is_empty) {
                let message = format!("this interaction has no `{name}`");
                found.add(page.file, &entry.span(), message, format!("add {name}"));
            }
        }
        if let Some(value) = fields.get("severity") {
            let written = (value.get_ref().as_str().unwrap_or_default(), value.span());
            found.no_word(page.file, written, "word for `severity`", Severity::WORDS);
        }
        // What is written as an id is the id of a topic; words have no `/`.
        let is_stray = |with: &&str| with.contains('/') && view.library.find(with).is_none();
        let value = fields.get("with");
        if let Some((with, value)) = fields.text("with").filter(is_stray).zip(value) {
            let help = view.ids.nearest(with).map_or_else(
                || "name a topic as `calcinosis list` does, or write words".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            let message = format!("`{with}` is no topic");
            found.add(page.file, &value.span(), message, help);
        }
        entry_sources(view, page.file, fields, found);
    }
}

pub fn once(view: &ContentView<'_>, found: &mut Findings) {
    let mut owners: HashMap<[String; 2], &str> = HashMap::new();
    for page in &view.pages {
        for entry in page.extra.list("interactions") {
            let fields = entry.get_ref().as_table();
            let Some(with) = fields.and_then(|it| it.text("with")) else {
                continue;
            };
            let other = view.library.find(with);
            let other = other.map_or(with, |it| view.library.topic(it).id.as_str());
            let mut pair = [page.id().to_owned(), other.to_owned()];
            pair.sort();
            if let Some(owner) = owners.get(&pair) {
                let message = format!("{owner} states the pair with `{with}` already");
                let help = "state a pair on one of its pages; both show it";
                found.add(page.file, &entry.span(), message, help);
            } else {
                owners.insert(pair, page.file.path);
            }
        }
    }
}
