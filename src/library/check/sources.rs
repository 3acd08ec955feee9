//! Rules of citations and of `sources.toml`.

use std::collections::HashSet;
use std::ops::Range;

use crate::content::nearest::{choose, nearest};
use crate::library::check::page_view::PageView;
use crate::library::check::passage::{CitedPassage, PlacedName};
use crate::library::check::places::{Fields, SpannedField};
use crate::library::check::view::{Companion, ContentView, Finding};
use crate::library::evidence::SOURCE_KINDS;
use crate::library::{QUALITIES, SOURCE_FIELDS};

/// What a reader needs to judge a source.
const REQUIRED: &[&str] = &["title", "kind", "quality", "read"];

/// Where a source can be found; one of them is enough, and a weak source may have none.
const ADDRESSES: &[&str] = &["URL", "DOI", "PMID"];

pub fn citations<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    // Without a list of sources a tree's marks are plain Markdown; with a broken one, that is the problem.
    let known = match &view.sources {
        Some(sources) if sources.fault.is_some() => return Vec::new(),
        Some(sources) => Some(&sources.names),
        None if page.is_ours() => None,
        None => return Vec::new(),
    };
    let is_known = |mark: &&PlacedName| {
        page.footnotes.contains(&mark.name) || known.is_some_and(|names| names.contains(&mark.name))
    };
    let marks = page.passages.iter().flat_map(CitedPassage::citations);
    marks
        .filter(|mark| !is_known(mark))
        .map(|mark| {
            let near = nearest(&mark.name, known.into_iter().flatten().map(String::as_str));
            let help = near.map_or_else(
                || format!("add a [{}] table to sources.toml", mark.name),
                |name| format!("did you mean `[^{name}]`?"),
            );
            let message = format!("`{}` is no source in sources.toml", mark.name);
            page.file.finding(mark.place.clone(), message, help)
        })
        .collect()
}

pub fn weak_alone<'a>(page: &PageView<'a>, view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let weak = |mark: &PlacedName| {
        view.library
            .sources()
            .get(&mark.name)
            .is_some_and(crate::library::Source::is_weak)
    };
    let clusters = page.passages.iter().flat_map(|passage| &passage.clusters);
    clusters
        .filter(|cluster| cluster.iter().all(weak))
        .filter_map(|cluster| {
            let (first, last) = (cluster.first()?, cluster.last()?);
            let message = format!("the weak source `{}` stands alone", first.name);
            let help = "cite a better source right beside it, or leave the statement out";
            let place = first.place.start..last.place.end.max(first.place.end);
            Some(page.file.finding(place, message, help))
        })
        .collect()
}

pub fn fields<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(sources) = &view.sources else {
        return Vec::new();
    };
    if let Some(fault) = &sources.fault {
        let message = format!("sources.toml is not valid TOML: {}", fault.reason);
        return vec![
            sources
                .file
                .finding(fault.place.clone(), message, "mend this line"),
        ];
    }
    sources
        .fields
        .iter()
        .flat_map(|source| in_source(sources, source))
        .collect()
}

fn in_source<'a>(sources: &Companion<'a>, source: &SpannedField) -> Vec<Finding<'a>> {
    let say = |place: &Range<usize>, message: String, help: String| {
        sources.file.finding(place.clone(), message, help)
    };
    let Some(fields) = source.value.as_table() else {
        let message = format!("`{}` is no source", source.name);
        return vec![say(
            &source.place,
            message,
            "write a table: [source-id]".to_owned(),
        )];
    };
    let mut found: Vec<Finding<'a>> = fields
        .iter()
        .filter_map(|field| wrong_field(sources, field))
        .collect();
    found.extend(missing(fields).map(|name| {
        let message = format!("the source `{}` has no {name}", source.name);
        say(&source.place, message, format!("add {name}"))
    }));
    found
}

fn wrong_field<'a>(sources: &Companion<'a>, field: &SpannedField) -> Option<Finding<'a>> {
    let names: Vec<&str> = SOURCE_FIELDS.iter().map(|(name, _)| *name).collect();
    let Some((_, wanted)) = SOURCE_FIELDS.iter().find(|(name, _)| *name == field.name) else {
        let message = format!("`{}` is no field of a source", field.name);
        return Some(sources.file.finding(
            field.place.clone(),
            message,
            choose(&field.name, &names),
        ));
    };
    if !field.value.has_type(*wanted) {
        let message = format!("`{}` has the wrong type", field.name);
        return Some(sources.file.finding(
            field.value.place.clone(),
            message,
            format!("write {}", wanted.words()),
        ));
    }
    let words: Vec<&str> = match field.name.as_str() {
        "kind" => SOURCE_KINDS.iter().map(|(name, _)| *name).collect(),
        "quality" => QUALITIES.to_vec(),
        _ => return None,
    };
    let written = field.value.as_text().unwrap_or_default();
    (!words.contains(&written)).then(|| {
        let message = format!("`{written}` is no word for `{}`", field.name);
        sources
            .file
            .finding(field.value.place.clone(), message, choose(written, &words))
    })
}

fn missing(fields: &Fields) -> impl Iterator<Item = &'static str> {
    let lacks = |name: &&&str| fields.get(name).is_none();
    // What nobody can open may still stand beside a better source.
    let weak = fields.text("quality") == Some("weak");
    let no_address = !weak && ADDRESSES.iter().all(|name| fields.get(name).is_none());
    REQUIRED
        .iter()
        .filter(lacks)
        .copied()
        .chain(no_address.then_some("URL"))
        .collect::<Vec<_>>()
        .into_iter()
}

pub fn cited<'a>(view: &ContentView<'a>) -> Vec<Finding<'a>> {
    let Some(sources) = &view.sources else {
        return Vec::new();
    };
    let passages = view.pages.iter().flat_map(|page| &page.passages);
    let cited: HashSet<&str> = passages
        .flat_map(CitedPassage::citations)
        .map(|mark| mark.name.as_str())
        .collect();
    let pairs = view
        .pages
        .iter()
        .flat_map(|page| page.extra.list("interactions"));
    let pairs = pairs.filter_map(|entry| entry.as_table());
    let rows = view.red_flags.iter().flat_map(|it| it.fields.table("rows"));
    let rows = rows.filter_map(|row| row.value.as_table());
    let entries = rows.chain(pairs).flat_map(|entry| entry.texts("sources"));
    let cited: HashSet<&str> = cited.into_iter().chain(entries.map(|(id, _)| id)).collect();
    let unused = sources
        .fields
        .iter()
        .filter(|source| !cited.contains(source.name.as_str()));
    unused
        .map(|source| {
            let message = format!("no page cites `{}`", source.name);
            let help = "cite it where it supports a statement, or remove it";
            sources.file.finding(source.place.clone(), message, help)
        })
        .collect()
}
