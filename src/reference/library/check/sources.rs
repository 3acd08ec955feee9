//! Rules of citations and of `sources.toml`.

use std::collections::HashSet;
use std::ops::Range;

use crate::content::SOURCES;
use crate::content::nearest::nearest;
use crate::content::record::Record as _;
use crate::library::check::page_view::PageView;
use crate::library::check::passage::CitedPassage;
use crate::library::check::places::{Fields, LookUp as _};
use crate::library::check::problem::{CheckedFile, Findings};
use crate::library::check::statement::PlacedName;
use crate::library::check::view::{Companion, ContentView};
use crate::library::evidence::SOURCE_KINDS;
use crate::library::{QUALITIES, Source};

/// What a reader needs to judge a source.
const REQUIRED: &[&str] = &["title", "kind", "quality", "read"];

/// Where a source can be found; one of them is enough, and a weak source may have none.
const ADDRESSES: &[&str] = &["URL", "DOI", "PMID"];

pub fn citations(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    let companion = view.companion(SOURCES);
    // Without a list of sources a tree's marks are plain Markdown; with a broken one, that is the problem.
    if companion.map_or_else(|| !page.is_ours(), |sources| sources.fault.is_some()) {
        return;
    }
    let none = Fields::new();
    let known = companion.map_or(&none, |sources| &sources.fields);
    for mark in page.passages.iter().flat_map(CitedPassage::citations) {
        if !page.footnotes.contains(&mark.name) {
            known_source(
                page.file,
                (&mark.name, mark.place.clone()),
                (known, "[^", "]"),
                found,
            );
        }
    }
}

/// A source must be among those known; `open` and `close` stand around an id where it is named.
fn known_source(
    file: CheckedFile<'_>,
    (id, place): (&str, Range<usize>),
    (known, open, close): (&Fields<'_>, &str, &str),
    found: &mut Findings,
) {
    if !known.contains_key(id) {
        let names = known.keys().map(|name| &**name.get_ref());
        let help = nearest(id, names).map_or_else(
            || format!("add a [{id}] table to sources.toml"),
            |name| format!("did you mean `{open}{name}{close}`?"),
        );
        let message = format!("`{id}` is no source in sources.toml");
        found.add(file, &place, message, help);
    }
}

fn is_weak(view: &ContentView<'_>, id: &str) -> bool {
    view.library.sources().get(id).is_some_and(Source::is_weak)
}

fn alone(file: CheckedFile<'_>, id: &str, place: &Range<usize>, found: &mut Findings) {
    let message = format!("the weak source `{id}` stands alone");
    let help = "cite a better source right beside it, or leave the statement out";
    found.add(file, place, message, help);
}

pub fn weak_alone(page: &PageView<'_>, view: &ContentView<'_>, found: &mut Findings) {
    for cluster in page.passages.iter().flat_map(|passage| &passage.clusters) {
        if let (Some(first), Some(last)) = (cluster.first(), cluster.last())
            && cluster.iter().all(|mark| is_weak(view, &mark.name))
        {
            let place = first.place.start..last.place.end.max(first.place.end);
            alone(page.file, &first.name, &place, found);
        }
    }
}

/// The `sources` of an entry: those that are not known, or that they are all weak.
pub fn entry_sources(
    view: &ContentView<'_>,
    file: CheckedFile<'_>,
    entry: &Fields<'_>,
    found: &mut Findings,
) {
    let companion = view.companion(SOURCES).filter(|it| it.fault.is_none());
    let Some(Companion { fields: known, .. }) = companion else {
        return;
    };
    for named in entry.texts("sources") {
        known_source(file, named, (known, "", ""), found);
    }
    let mut cited = entry.texts("sources");
    if let Some((first, place)) = cited.next()
        && is_weak(view, first)
        && cited.all(|(id, _)| is_weak(view, id))
    {
        alone(file, first, &place, found);
    }
}

pub fn fields(sources: &Companion<'_>, _: &ContentView<'_>, found: &mut Findings) {
    let file = sources.file;
    let kinds: Vec<&str> = SOURCE_KINDS.iter().map(|(name, _)| *name).collect();
    for source in sources.fields.fields() {
        let Some(fields) = source.value.get_ref().as_table() else {
            let message = format!("`{}` is no source", source.name);
            found.add(file, &source.place, message, "write a table: [source-id]");
            continue;
        };
        found.fields(file, fields, Source::FIELDS, "a source");
        for (name, known) in [("kind", kinds.as_slice()), ("quality", QUALITIES)] {
            if let Some((written, value)) = fields.text(name).zip(fields.get(name)) {
                let what = format!("word for `{name}`");
                found.no_word(file, (written, value.span()), &what, known);
            }
        }
        // What nobody can open may still stand beside a better source.
        let is_weak = fields.text("quality") == Some("weak");
        let is_lost = !is_weak && ADDRESSES.iter().all(|name| !fields.contains_key(*name));
        let missing = REQUIRED.iter().filter(|name| !fields.contains_key(**name));
        for name in missing.chain(is_lost.then_some(&"URL")) {
            let message = format!("the source `{}` has no {name}", source.name);
            found.add(file, &source.place, message, format!("add {name}"));
        }
    }
}

pub fn cited(view: &ContentView<'_>, found: &mut Findings) {
    let passages = view.pages.iter().flat_map(|page| &page.passages);
    let marks = passages.flat_map(CitedPassage::citations);
    let pairs = view.pages.iter();
    let pairs = pairs.flat_map(|page| page.extra.tables("interactions"));
    let rows = view.red_flag_rows();
    let rows = rows.filter_map(|row| row.value.get_ref().as_table());
    let entries = rows.chain(pairs).flat_map(|entry| entry.texts("sources"));
    let marks = marks.map(|PlacedName { name, .. }| name.as_str());
    let cited: HashSet<&str> = marks.chain(entries.map(|(id, _)| id)).collect();
    if let Some(sources) = view.companion(SOURCES) {
        let unused = |name: &str| !cited.contains(name);
        for source in sources.fields.fields().filter(|it| unused(it.name)) {
            let message = format!("no page cites `{}`", source.name);
            let help = "cite it where it supports a statement, or remove it";
            found.add(sources.file, &source.place, message, help);
        }
    }
}
