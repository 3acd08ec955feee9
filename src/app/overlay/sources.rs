//! The sources of the open page: the list, and what a card says of one.

use crate::app::outcome::Goal;
use crate::app::overlay::card::{Card, CardSize, lines, paragraph, plain, rows};
use crate::app::overlay::list::{List, ListRow};
use crate::app::reader::Reader;
use crate::content::{BlockKind, Inline, InlineKind};
use crate::library::{Library, Source, about, kind_and_people, says};

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
    List::of_sources(citations.map(row).collect())
}

/// What a strip says of a source.
pub fn strip(library: &Library, reader: &Reader, id: &str) -> Card {
    let source = library.sources().get(id);
    let body = source.map_or_else(|| vec![unknown(id)], in_short);
    Card::new(title(reader, id), CardSize::Strip, body)
        .leading_to(Goal::Source(id.to_owned()))
        .of_source(id)
        .copying(reference(library, id))
}

/// A source's whole card.
pub fn whole(library: &Library, reader: &Reader, id: &str) -> Card {
    let source = library.sources().get(id);
    let body = source.map_or_else(|| vec![unknown(id)], in_full);
    Card::new(title(reader, id), CardSize::Whole, body)
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

/// What kind of source it is, with how many people and its year; its quality only where that is weak.
fn kind_and_year(source: &Source) -> String {
    let mut parts = vec![kind_and_people(source)];
    parts.extend(source.year.map(|year| year.to_string()));
    parts.extend(source.is_weak().then(|| "weak".to_owned()));
    parts.retain(|part| !part.is_empty());
    parts.join(", ")
}

/// Title, what it says, where and when, what kind it is and how much was read, then its address.
fn in_short(source: &Source) -> Vec<BlockKind> {
    let title = InlineKind::Strong(vec![Inline::text(&source.title)]);
    let year = source.year.map(|year| year.to_string());
    let place = [source.container_title.clone(), year];
    let place: Vec<String> = place.into_iter().flatten().collect();
    let about_it = [place.join(", "), about(source)];
    let about_it: Vec<String> = about_it.into_iter().filter(|it| !it.is_empty()).collect();
    let mut rows = vec![vec![Inline::new(title, 0..0)]];
    rows.extend(
        source
            .says
            .first()
            .map(|first| plain(format!("Says: {first}"))),
    );
    rows.push(plain(about_it.join("; ")));
    rows.push(address(source));
    vec![lines(rows)]
}

/// Everything known of a source, how much of it was read, and what it says.
fn in_full(source: &Source) -> Vec<BlockKind> {
    let text = |value: &Option<String>| plain(value.clone().unwrap_or_default());
    let year = source.year.map(|year| year.to_string());
    let doi = source.doi.as_ref().map(|doi| {
        let address = format!("https://doi.org/{doi}");
        vec![Inline::link(doi, address)]
    });
    let mut blocks = vec![rows(vec![
        ("Title", plain(&source.title)),
        ("Author", text(&source.authors_text())),
        ("In", text(&source.container_title)),
        ("Year", plain(year.unwrap_or_default())),
        ("Kind", plain(kind_and_people(source))),
        ("Quality", plain(&source.quality)),
        ("Read", text(&source.read)),
        ("DOI", doi.unwrap_or_default()),
        ("Address", address(source)),
    ])];
    if let Some(statements) = says(source) {
        blocks.extend([
            paragraph("What it says, in our words:".to_owned()),
            statements,
        ]);
    }
    blocks
}

fn address(source: &Source) -> Vec<Inline> {
    source
        .address()
        .map(|address| vec![Inline::link(address.clone(), address)])
        .unwrap_or_default()
}
