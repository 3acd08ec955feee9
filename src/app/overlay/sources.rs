//! The sources of the open page: the list, and what a card says of one.

use crate::app::outcome::Goal;
use crate::app::overlay::card::{Card, CardSize, lines, paragraph, plain, rows};
use crate::app::overlay::list::{List, ListRow};
use crate::app::reader::Reader;
use crate::content::{BlockKind, Inline, InlineKind};
use crate::library::evidence::{SOURCE_KINDS, words};
use crate::library::{Library, Source};

/// The sources of the open page, a row each.
pub fn list(library: &Library, reader: &Reader) -> List {
    let row = |(index, id): (usize, &String)| {
        let source = library.sources().get(id);
        let title = source.map_or(id.as_str(), |source| source.title.as_str());
        let text = format!("[{}] {title}", index + 1);
        let detail = source.map(kind_and_year).unwrap_or_default();
        ListRow::new(text, detail, Goal::Source(id.clone()))
    };
    let citations = reader.page.citations.iter().enumerate();
    List::new("Sources of this page", citations.map(row).collect())
}

/// What a strip says of a source.
pub fn strip(library: &Library, reader: &Reader, id: &str) -> Card {
    let source = library.sources().get(id);
    let body = source.map_or_else(|| unknown(id), in_short);
    Card::new(title(reader, id), CardSize::Strip, vec![body])
        .leading_to(Goal::Source(id.to_owned()))
        .of_source(id)
        .copying(reference(library, id))
}

/// A source's whole card.
pub fn whole(library: &Library, reader: &Reader, id: &str) -> Card {
    let source = library.sources().get(id);
    let body = source.map_or_else(|| unknown(id), in_full);
    Card::new(title(reader, id), CardSize::Whole, vec![body])
        .of_source(id)
        .copying(reference(library, id))
}

/// A source as it is copied.
fn reference(library: &Library, id: &str) -> String {
    let source = library.sources().get(id);
    source.map_or_else(|| id.to_owned(), Source::plain)
}

fn title(reader: &Reader, id: &str) -> String {
    let number = reader.page.number_of(id);
    number.map_or_else(|| "Source".to_owned(), |it| format!("Source [{it}]"))
}

fn unknown(id: &str) -> BlockKind {
    paragraph(format!(
        "{id} is cited, but sources.toml does not describe it."
    ))
}

fn kind_and_year(source: &Source) -> String {
    let kind = words(SOURCE_KINDS, &source.kind);
    let year = source.year.map(|year| format!(", {year}"));
    format!(
        "{kind}{}, quality {}",
        year.unwrap_or_default(),
        source.quality
    )
}

/// Title, then where and when, kind, quality and how much was read, then its address.
fn in_short(source: &Source) -> BlockKind {
    let title = InlineKind::Strong(vec![Inline::text(&source.title)]);
    let year = source.year.map(|year| year.to_string());
    let place: Vec<String> = [source.container_title.clone(), year]
        .into_iter()
        .flatten()
        .collect();
    let mut about = vec![
        place.join(", "),
        words(SOURCE_KINDS, &source.kind).to_owned(),
        format!("quality {}", source.quality),
    ];
    about.extend(source.read.as_ref().map(|read| format!("read: {read}")));
    about.retain(|part| !part.is_empty());
    lines(vec![
        vec![Inline::new(title, 0..0)],
        plain(about.join("; ")),
        address(source),
    ])
}

/// Everything known of a source, and how much of it was read.
fn in_full(source: &Source) -> BlockKind {
    let text = |value: &Option<String>| plain(value.clone().unwrap_or_default());
    let year = source.year.map(|year| year.to_string());
    let doi = source.doi.as_ref().map(|doi| {
        let address = format!("https://doi.org/{doi}");
        vec![Inline::link(doi, address)]
    });
    rows(vec![
        ("Title", plain(&source.title)),
        ("Author", text(&source.authors_text())),
        ("In", text(&source.container_title)),
        ("Year", plain(year.unwrap_or_default())),
        ("Kind", plain(words(SOURCE_KINDS, &source.kind))),
        ("Quality", plain(&source.quality)),
        ("Read", text(&source.read)),
        ("DOI", doi.unwrap_or_default()),
        ("Address", address(source)),
    ])
}

fn address(source: &Source) -> Vec<Inline> {
    source
        .address()
        .map(|address| vec![Inline::link(address.clone(), address)])
        .unwrap_or_default()
}
