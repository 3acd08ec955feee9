//! The cards that lie over the page: about a page, how a topic begins, a source, an address, a warning sign.

use crate::app::{Card, CardSize, Goal, Reader};
use crate::content::document::SourceEntry;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind, RedFlag};
use crate::library::{Library, Source, TopicId, about, kind_and_people, says, sites, source_line};

/// About the open page: when it was checked and by whom, and its sources.
pub fn page(library: &Library, reader: &Reader) -> Card {
    let topic = library.topic(reader.topic);
    let reviewed = topic.matter().reviewed.as_ref().map_or_else(
        || library.words().notice.clone().unwrap_or_default(),
        |review| format!("by {} on {}", review.by, review.on),
    );
    let checked = topic.updated.as_deref().unwrap_or("no date given");
    let facts = rows(vec![
        ("Page", plain(&topic.id)),
        ("In short", plain(&*topic.description)),
        ("Checked", plain(checked)),
        ("Reviewed", plain(reviewed)),
        ("Body sites", plain(sites::in_words(&topic.matter().sites))),
    ]);
    let kinds = reader.page.document.blocks.iter().map(|block| &block.kind);
    let sources = kinds.filter(|kind| matches!(kind, BlockKind::Sources(_)));
    let mut body = vec![facts];
    body.extend(sources.cloned());
    // Last, for there may be a screen of them.
    let keys = plain(topic.matter().keys.join(", "));
    body.push(rows(vec![("Search keys", keys)]));
    Card::new("About this page", CardSize::Whole, body)
}

/// How a topic begins, or the part of it below a heading, in a strip.
pub fn opening_of(library: &Library, topic: TopicId, slug: Option<&str>) -> Card {
    let document = library.document(topic);
    let page = &library.topic(topic).title;
    let heading = slug.and_then(|slug| {
        let mut headings = document.headings();
        headings.find_map(|(_, own, title, _)| (own == slug).then_some(title))
    });
    let title = heading.map_or_else(|| page.to_string(), |heading| format!("{heading} ({page})"));
    let first = first_paragraph(document, slug);
    let body = first.unwrap_or_else(|| paragraph(&*library.topic(topic).description));
    Card::new(title, CardSize::Strip, vec![body])
}

/// An address is shown and can be copied; terminals that know links open it themselves.
pub fn of_address(address: &str) -> Card {
    let body = BlockKind::Paragraph(vec![Inline::link(address, address)]);
    Card {
        copies: Some(address.to_owned()),
        ..Card::new("Outside this reference", CardSize::Strip, vec![body])
    }
}

/// A source: the most of it in a strip that leads to its card, or all of it.
pub fn source(library: &Library, reader: &Reader, id: &str, size: CardSize) -> Card {
    let number = reader.page.number_of(id);
    let title = number.map_or_else(|| "Source".to_owned(), |it| format!("Source [{it}]"));
    let body = match (library.sources().get(id), size) {
        (Some(source), CardSize::Strip) => in_short(source),
        (Some(source), CardSize::Whole) => in_full(source),
        (None, _) => vec![paragraph(format!(
            "{id} is cited, but sources.toml does not describe it."
        ))],
    };
    Card {
        goal: (size == CardSize::Strip).then(|| Goal::Source(id.to_owned())),
        source: Some(id.to_owned()),
        copies: Some(reference(library, id)),
        ..Card::new(title, size, body)
    }
}

/// A source as it is copied.
pub fn reference(library: &Library, id: &str) -> String {
    let source = library.sources().get(id);
    source.map_or_else(|| id.to_owned(), Source::plain)
}

/// Title, what it says, where and when, what kind it is and how much was read, then its address.
fn in_short(source: &Source) -> Vec<BlockKind> {
    let title = InlineKind::Strong(vec![Inline::text(&source.title)]);
    let year = source.year.map(|year| year.to_string());
    let place = [source.container(), year];
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
        ("In", text(&source.container())),
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

/// A sign in full: how soon, all of it, how it looks on brown or black skin, why, and its sources.
pub fn sign(library: &Library, id: &str) -> Option<Card> {
    let flags = library.red_flags();
    let row = flags.get(id)?;
    let words = flags.words(row.urgency);
    let soon = InlineKind::Strong(vec![Inline::text(format!("{}.", words.name))]);
    let means = Inline::text(format!(" {}", words.means));
    let mut document = Document::from(library.red_flag_blocks(row));
    document.each_inline_mut(&mut |inline| {
        if let InlineKind::Citation { id, number } = &mut inline.kind {
            let place = row.sources.iter().position(|source| source == id);
            *number = place.map_or(0, |place| place + 1);
        }
    });
    let soon = BlockKind::Paragraph(vec![Inline::new(soon, 0..0), means]);
    let body = document.blocks.into_iter().map(|Block { kind, .. }| kind);
    let sources = BlockKind::Sources(sign_sources(library, row));
    let kinds = std::iter::once(soon).chain(body).chain([sources]);
    Some(Card::new(
        row.short.clone(),
        CardSize::Whole,
        kinds.collect(),
    ))
}

fn sign_sources(library: &Library, row: &RedFlag) -> Vec<SourceEntry> {
    let entry = |(at, id): (usize, &String)| SourceEntry {
        number: at + 1,
        id: id.clone(),
        inlines: library
            .sources()
            .get(id)
            .map_or_else(|| vec![Inline::text(id)], source_line),
    };
    row.sources.iter().enumerate().map(entry).collect()
}

/// The first paragraph of a document, or the first below a heading.
fn first_paragraph(document: Document, slug: Option<&str>) -> Option<BlockKind> {
    let is_start = |block: &Block| match (&block.kind, slug) {
        (BlockKind::Heading { slug, .. }, Some(wanted)) => slug == wanted,
        (_, wanted) => wanted.is_none(),
    };
    let mut from = document
        .blocks
        .into_iter()
        .skip_while(|block| !is_start(block));
    // The numbers of another page's citations would say nothing here.
    from.find_map(|block| match block.kind {
        BlockKind::Paragraph(mut inlines) => {
            inlines.retain(|inline| !matches!(inline.kind, InlineKind::Citation { .. }));
            Some(BlockKind::Paragraph(inlines))
        }
        _ => None,
    })
}

/// Rows of names and values; empty values are left out.
pub fn rows(pairs: Vec<(&str, Vec<Inline>)>) -> BlockKind {
    BlockKind::Facts(
        pairs
            .into_iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// Plain text as a value; none for the empty text.
pub fn plain(text: impl Into<String>) -> Vec<Inline> {
    let text = text.into();
    if text.is_empty() {
        Vec::new()
    } else {
        vec![Inline::text(text)]
    }
}

pub fn paragraph(text: impl Into<String>) -> BlockKind {
    BlockKind::Paragraph(vec![Inline::text(text)])
}

/// One paragraph of several lines.
pub fn lines(lines: Vec<Vec<Inline>>) -> BlockKind {
    let mut inlines: Vec<Inline> = Vec::new();
    for line in lines.into_iter().filter(|line| !line.is_empty()) {
        if !inlines.is_empty() {
            inlines.push(Inline::new(InlineKind::HardBreak, 0..0));
        }
        inlines.extend(line);
    }
    BlockKind::Paragraph(inlines)
}
