//! One topic, or one part of it, as text, as Markdown or as data.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};

use crate::content::document::{cited, plain_text};
use crate::content::split::split;
use crate::content::text::clean_code;
use crate::content::{Block, BlockKind, Document, InlineKind, RedFlag, part};
use crate::layout::{Drawings, Layout, Options, Symbols};
use crate::library::{Library, Named, Page, Source, Target, TopicId};
use crate::plain::{Format, NothingFound, json, markdown};

/// A topic written out; with a heading, only the part below it.
pub fn show(
    library: &Library,
    named: &Named,
    format: Format,
    width: usize,
) -> Result<String, NothingFound> {
    let mut page = library.page(named.topic);
    if let Some(slug) = &named.heading {
        let part = part_named(library, named.topic, &page.document.blocks, slug);
        page.document.blocks = part
            .ok_or_else(|| no_heading(library, named, slug))?
            .to_vec();
        keep_cited_notes(&mut page.document);
    }
    Ok(match format {
        Format::Text => text(&page.document, width, Drawings::Told),
        Format::Markdown => as_markdown(library, named, &page.document.blocks),
        Format::Json => json(&data(library, named.topic, &page)),
    })
}

/// The part below a heading, or around the element that has this name.
fn part_named<'a>(
    library: &Library,
    topic: TopicId,
    blocks: &'a [Block],
    name: &str,
) -> Option<&'a [Block]> {
    part(blocks, name).or_else(|| {
        let above = library.heading_above(topic, name)?;
        Some(part(blocks, &above).unwrap_or(blocks))
    })
}

/// Drops the footnotes that nothing in the blocks cites, nor a note that is kept.
fn keep_cited_notes(document: &mut Document) {
    let mut notes: HashMap<&str, Vec<&Block>> = HashMap::new();
    for (label, blocks) in &document.footnotes {
        notes.entry(label).or_default().extend(blocks);
    }
    let mut next = cited(&document.blocks);
    let mut kept = HashSet::new();
    while let Some(id) = next.pop() {
        let note = notes.remove(id.as_str());
        next.extend(cited(note.into_iter().flatten()));
        kept.insert(id);
    }
    document.footnotes.retain(|(label, _)| kept.contains(label));
}

fn no_heading(library: &Library, named: &Named, slug: &str) -> NothingFound {
    let page = library.page(named.topic);
    let slugs = page.document.headings().map(|(_, slug, ..)| slug);
    let slugs: Vec<&str> = slugs.filter(|slug| !slug.is_empty()).collect();
    let (id, slugs) = (&library.topic(named.topic).id, slugs.join(", "));
    NothingFound(format!("{id} has no heading #{slug}; it has {slugs}"))
}

fn text(document: &Document, width: usize, drawings: Drawings) -> String {
    let options = Options::filling(width, Symbols::Unicode, drawings);
    Layout::new(document, &options).text()
}

/// The body as written, or a part of it; of a part that the program makes, its blocks.
fn as_markdown(library: &Library, named: &Named, blocks: &[Block]) -> String {
    let text = library.text(named.topic);
    if let Some(name) = &named.heading {
        let own = library.document(named.topic).blocks;
        let own = part_named(library, named.topic, &own, name).map(|part| {
            let starts = part.first().map_or(0, |first| first.range.start);
            starts..part.last().map_or(0, |last| last.range.end)
        });
        let Some(range) = own else {
            let kinds: Vec<BlockKind> = blocks.iter().map(|block| block.kind.clone()).collect();
            return format!("{}\n", markdown::written(&kinds).trim());
        };
        let own = clean_code(text.get(range).unwrap_or_default());
        return format!("{}\n", own.trim_end());
    }
    let body = clean_code(text.get(split(&text).body..).unwrap_or_default());
    let title = &library.topic(named.topic).title;
    let warnings = markdown::written(&library.warnings(named.topic));
    format!("# {title}\n\n{}\n{warnings}", body.trim_end())
}

/// A topic as data, its fields in the order in which people read them.
fn data(library: &Library, id: TopicId, page: &Page) -> Value {
    let topic = library.topic(id);
    let note = |(label, blocks): &(String, Vec<Block>)| {
        let text = unwrapped(blocks.clone());
        json!({ "label": label, "text": text })
    };
    let red_flag = |row: &RedFlag| {
        json!({
            "id": row.id,
            "level": row.urgency.name(),
            "who": row.who,
            "signs": row.signs,
        })
    };
    let notes = page.document.footnotes.iter().map(note);
    let red_flags = library.red_flags_of(id).into_iter().map(red_flag);
    let cited = page.citations.iter().zip(1..);
    let sources = cited.map(|(id, number)| source(library, id, number));
    json!({
        "topic": topic.id,
        "title": &*topic.title,
        "description": &*topic.description,
        "updated": topic.updated.as_deref(),
        "reviewed": topic.matter().reviewed,
        "sections": sections(&page.document),
        "footnotes": notes.collect::<Value>(),
        "red_flags": red_flags.collect::<Value>(),
        "sources": sources.collect::<Value>(),
        "links": links(library, id, &page.document),
    })
}

fn source(library: &Library, id: &str, number: usize) -> Value {
    let source: Option<&Source> = library.sources().get(id);
    json!({
        "id": id,
        "number": number,
        "title": source.map(|it| &it.title),
        "author": source.and_then(Source::authors_text),
        "container-title": source.and_then(Source::container),
        "year": source.and_then(|it| it.year),
        "DOI": source.and_then(|it| it.doi.as_ref()),
        "URL": source.and_then(|it| it.url.as_ref()),
        "kind": source.map(|it| &it.kind),
        "quality": source.map(|it| &it.quality),
        "people": source.and_then(|it| it.people),
        "read": source.and_then(|it| it.read.as_ref()),
        "says": source.map_or(&[][..], |it| &it.says),
    })
}

/// Lines this long are never wrapped: data is not laid out.
const UNWRAPPED: usize = 1_000_000;

/// The text between two headings each; the part before the first is none.
fn sections(document: &Document) -> Value {
    let blocks = &document.blocks;
    let starts = blocks.chunk_by(|_, next| !matches!(next.kind, BlockKind::Heading { .. }));
    let section = |part: &[Block]| {
        let (first, rest) = part.split_first()?;
        let BlockKind::Heading {
            level,
            slug,
            inlines,
        } = &first.kind
        else {
            return None;
        };
        Some(json!({
            "heading": Some(slug).filter(|slug| !slug.is_empty()),
            "title": plain_text(inlines),
            "level": level,
            "text": unwrapped(rest.to_vec()),
        }))
    };
    starts.filter_map(section).collect()
}

/// Blocks as text whose lines are never wrapped.
fn unwrapped(blocks: Vec<Block>) -> String {
    let footnotes = Vec::new();
    let text = text(&Document { blocks, footnotes }, UNWRAPPED, Drawings::Data);
    text.trim_end().to_owned()
}

fn links<'a>(library: &'a Library, id: TopicId, document: &Document) -> Vec<&'a str> {
    let mut ids: Vec<&str> = Vec::new();
    let mut known = HashSet::new();
    document.each_inline(&mut |inline| {
        if let InlineKind::Link { target, .. } = &inline.kind
            && let Target::Topic(topic, _) = library.resolve_page(id, target)
        {
            let id = library.topic(topic).id.as_str();
            if known.insert(topic) {
                ids.push(id);
            }
        }
    });
    ids
}
