//! Rules of `[[extra.interactions]]`: each pair is stated once, in the fixed words, with its sources.

use std::collections::HashMap;

use crate::content::Severity;
use crate::library::check::page_view::PageView;
use crate::library::check::problem::Findings;
use crate::library::check::sources::entry_sources;
use crate::library::check::view::ContentView;

const REQUIRED: &[&str] = &["with", "severity", "why", "sources"];

pub fn readable(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    for entry in page.extra.list("interactions") {
        let Some(fields) = entry.as_table() else {
            continue;
        };
        for name in REQUIRED {
            let is_empty = |text: &str| text.trim().is_empty();
            if fields.get(name).is_none() || fields.text(name).is_some_and(is_empty) {
                let message = format!("this interaction has no `{name}`");
                found.add(page.file, &entry.place, message, format!("add {name}"));
            }
        }
        if let Some(field) = fields.get("severity") {
            let written = field.value.as_text().unwrap_or_default();
            let written = (written, &field.value.place);
            found.no_word(page.file, written, "word for `severity`", Severity::WORDS);
        }
        // What is written as an id is the id of a topic; words have no `/`.
        let is_stray = |with: &&str| with.contains('/') && view.library.find(with).is_none();
        let with = fields.get("with").map(|field| &field.value);
        if let Some((with, value)) = fields.text("with").filter(is_stray).zip(with) {
            let help = view.ids.nearest(with).map_or_else(
                || "name a topic as `calcinosis list` does, or write words".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            found.add(
                page.file,
                &value.place,
                format!("`{with}` is no topic"),
                help,
            );
        }
        entry_sources(view, page.file, fields, found);
    }
}

pub fn once(view: &ContentView<'_>, found: &mut Findings) {
    let mut owners: HashMap<[String; 2], &str> = HashMap::new();
    for page in &view.pages {
        for entry in page.extra.list("interactions") {
            let Some(with) = entry.as_table().and_then(|it| it.text("with")) else {
                continue;
            };
            let other = view.library.find(with);
            let other = other.map_or(with, |it| view.library.topic(it).id.as_str());
            let mut pair = [page.id().to_owned(), other.to_owned()];
            pair.sort();
            if let Some(owner) = owners.get(&pair) {
                let message = format!("{owner} states the pair with `{with}` already");
                let help = "state a pair on one of its pages; both show it";
                found.add(page.file, &entry.place, message, help);
            } else {
                owners.insert(pair, page.file.path);
            }
        }
    }
}
