//! Rules of `[[extra.interactions]]`: each pair is stated once, in the fixed words, with its sources.

use std::collections::HashMap;

use crate::content::SEVERITIES;
use crate::content::nearest::choose;
use crate::library::check::page_view::PageView;
use crate::library::check::places::{Fields, Value};
use crate::library::check::red_flags::sources;
use crate::library::check::view::{ContentView, Finding};

/// What an entry must say.
const REQUIRED: &[&str] = &["with", "severity", "why", "sources"];

pub fn readable<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let entries = page.extra.list("interactions");
    entries
        .filter_map(|entry| Some((entry, entry.as_table()?)))
        .flat_map(|(entry, fields)| {
            let is_empty = |value: &Value| value.as_text().is_some_and(|it| it.trim().is_empty());
            let lacks = |name: &&&str| fields.get(name).is_none_or(|it| is_empty(&it.value));
            let missing = REQUIRED.iter().filter(lacks).map(|name| {
                let message = format!("this interaction has no `{name}`");
                page.file
                    .finding(entry.place.clone(), message, format!("add {name}"))
            });
            let mut found: Vec<Finding<'a>> = missing.collect();
            found.extend(severity(page, fields));
            found.extend(unknown_topic(page, view, fields));
            found.extend(sources(view, page.file, fields));
            found
        })
        .collect()
}

fn severity<'a>(page: &PageView<'a>, fields: &Fields) -> Option<Finding<'a>> {
    let known: Vec<&str> = SEVERITIES.iter().map(|(name, _)| *name).collect();
    let field = fields.get("severity")?;
    let written = field.value.as_text().unwrap_or_default();
    (!known.contains(&written)).then(|| {
        let message = format!("`{written}` is no word for `severity`");
        page.file
            .finding(field.value.place.clone(), message, choose(written, &known))
    })
}

/// What is written as an id is the id of a topic; words have no `/`.
fn unknown_topic<'a>(
    page: &PageView<'a>,
    view: &ContentView<'a>,
    fields: &Fields,
) -> Option<Finding<'a>> {
    let field = fields.get("with")?;
    let with = field.value.as_text()?;
    if !with.contains('/') || view.library.find(with).is_some() {
        return None;
    }
    let near = view.ids.nearest(with);
    let help = near.map_or_else(
        || "name a topic as `calcinosis list` does, or write words".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let message = format!("`{with}` is no topic");
    Some(page.file.finding(field.value.place.clone(), message, help))
}

/// One page owns a pair.
pub fn once<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let mut owners: HashMap<(String, String), &str> = HashMap::new();
    let mut found = Vec::new();
    for page in &view.pages {
        for entry in page.extra.list("interactions") {
            let Some(with) = entry.as_table().and_then(|it| it.text("with")) else {
                continue;
            };
            let other = view.library.find(with);
            let other = other.map_or(with, |it| view.library.topic(it).id.as_str());
            let mut pair = [page.id().to_owned(), other.to_owned()];
            pair.sort();
            let [first, second] = pair;
            if let Some(owner) = owners.get(&(first.clone(), second.clone())) {
                let message = format!("{owner} states the pair with `{with}` already");
                let help = "state a pair on one of its pages; both show it";
                found.push(page.file.finding(entry.place.clone(), message, help));
            } else {
                owners.insert((first, second), page.file.path);
            }
        }
    }
    found
}
