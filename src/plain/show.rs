//! One topic, or one part of it, as text, as Markdown or as data.

use serde::Serialize;

use crate::content::split::split;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind, RedFlag, part};
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
        let blocks = &page.document.blocks;
        let above = || library.heading_above(named.topic, slug);
        let part = part(blocks, slug).map(<[Block]>::to_vec).or_else(|| {
            let above = above()?;
            Some(part(blocks, &above).unwrap_or(blocks).to_vec())
        });
        page.document.blocks = part.ok_or_else(|| no_heading(library, named, slug))?;
        keep_cited_notes(&mut page.document);
    }
    Ok(match format {
        Format::Text => text(&page.document, width, Drawings::Told),
        Format::Markdown => as_markdown(library, named),
        Format::Json => json(&ShownTopic::new(library, named.topic, &page)),
    })
}

/// Drops the footnotes that nothing in the blocks cites, nor a note that is kept.
fn keep_cited_notes(document: &mut Document) {
    let mut cited: Vec<String> = Vec::new();
    let mut known = usize::MAX;
    while known != cited.len() {
        known = cited.len();
        let notes = document.footnotes.iter();
        let notes = notes
            .filter(|(label, _)| cited.contains(label))
            .flat_map(|(_, note)| note);
        let mut more = Vec::new();
        for block in document.blocks.iter().chain(notes) {
            block.each_inline(&mut |inline| {
                if let InlineKind::Citation { id, .. } = &inline.kind {
                    more.push(id.clone());
                }
            });
        }
        cited.extend(more);
        cited.sort_unstable();
        cited.dedup();
    }
    document
        .footnotes
        .retain(|(label, _)| cited.contains(label));
}

fn no_heading(library: &Library, named: &Named, slug: &str) -> NothingFound {
    let page = library.page(named.topic);
    let slugs: Vec<&str> = page
        .document
        .headings()
        .map(|(_, slug, _, _)| slug)
        .filter(|slug| !slug.is_empty())
        .collect();
    let id = &library.topic(named.topic).id;
    NothingFound(format!(
        "{id} has no heading #{slug}; it has {}",
        slugs.join(", ")
    ))
}

fn text(document: &Document, width: usize, drawings: Drawings) -> String {
    let options = Options {
        width,
        measure: width,
        symbols: Symbols::Unicode,
        drawings,
    };
    Layout::new(document, &options).text()
}

/// The body as written; a part of it from its heading on.
fn as_markdown(library: &Library, named: &Named) -> String {
    let text = library.text(named.topic);
    let body = split(&text).body;
    let range = named.heading.as_ref().and_then(|slug| {
        let blocks = library.document(named.topic).blocks;
        let blocks = part(&blocks, slug)?;
        Some(blocks.first()?.range.start..blocks.last()?.range.end)
    });
    let body = text
        .get(range.unwrap_or(body..text.len()))
        .unwrap_or_default();
    let title = format!("# {}\n\n", library.topic(named.topic).title);
    let clean = crate::content::text::clean_code(body);
    if named.heading.is_some() {
        return format!("{}\n", clean.trim_end());
    }
    let warnings = markdown::written(&library.warnings(named.topic));
    format!("{title}{}\n{warnings}", clean.trim_end())
}

#[derive(Serialize)]
struct ShownTopic<'a> {
    topic: &'a str,
    title: &'a str,
    description: &'a str,
    updated: Option<&'a str>,
    reviewed: Option<Reviewed<'a>>,
    sections: Vec<ShownSection>,
    footnotes: Vec<Note>,
    red_flags: Vec<ShownRedFlag<'a>>,
    sources: Vec<ShownSource<'a>>,
    links: Vec<&'a str>,
}

#[derive(Serialize)]
struct Reviewed<'a> {
    by: &'a str,
    on: &'a str,
}

/// Text between two headings; the part before the first has no heading.
#[derive(Serialize)]
struct ShownSection {
    heading: Option<String>,
    title: String,
    level: u8,
    text: String,
}

#[derive(Serialize)]
struct Note {
    label: String,
    text: String,
}

#[derive(Serialize)]
struct ShownRedFlag<'a> {
    id: &'a str,
    level: &'static str,
    who: &'a str,
    signs: &'a [String],
}

#[derive(Serialize)]
struct ShownSource<'a> {
    id: &'a str,
    number: usize,
    title: Option<&'a str>,
    author: Option<String>,
    #[serde(rename = "container-title")]
    container_title: Option<&'a str>,
    year: Option<i64>,
    #[serde(rename = "DOI")]
    doi: Option<&'a str>,
    #[serde(rename = "URL")]
    url: Option<&'a str>,
    kind: Option<&'a str>,
    quality: Option<&'a str>,
    people: Option<i64>,
    read: Option<&'a str>,
    says: &'a [String],
}

impl<'a> ShownTopic<'a> {
    fn new(library: &'a Library, id: TopicId, page: &'a Page) -> Self {
        let topic = library.topic(id);
        Self {
            topic: &topic.id,
            title: &topic.title,
            description: &topic.description,
            updated: topic.updated.as_deref(),
            reviewed: topic.matter().reviewed.as_ref().map(|review| Reviewed {
                by: &review.by,
                on: &review.on,
            }),
            sections: sections(&page.document),
            footnotes: page.document.footnotes.iter().map(note).collect(),
            red_flags: library.red_flags_of(id).into_iter().map(red_flag).collect(),
            sources: page
                .citations
                .iter()
                .zip(1..)
                .map(|(id, number)| source(library, id, number))
                .collect(),
            links: links(library, id, &page.document),
        }
    }
}

fn red_flag(row: &RedFlag) -> ShownRedFlag<'_> {
    ShownRedFlag {
        id: &row.id,
        level: row.urgency.name(),
        who: &row.who,
        signs: &row.signs,
    }
}

fn note((label, blocks): &(String, Vec<Block>)) -> Note {
    Note {
        label: label.clone(),
        text: unwrapped(blocks.clone()),
    }
}

fn source<'a>(library: &'a Library, id: &'a str, number: usize) -> ShownSource<'a> {
    let source: Option<&Source> = library.sources().get(id);
    ShownSource {
        id,
        number,
        title: source.map(|it| it.title.as_str()),
        author: source.and_then(Source::authors_text),
        container_title: source.and_then(|it| it.container_title.as_deref()),
        year: source.and_then(|it| it.year),
        doi: source.and_then(|it| it.doi.as_deref()),
        url: source.and_then(|it| it.url.as_deref()),
        kind: source.map(|it| it.kind.as_str()),
        quality: source.map(|it| it.quality.as_str()),
        people: source.and_then(|it| it.people),
        read: source.and_then(|it| it.read.as_deref()),
        says: source.map_or(&[], |it| &it.says),
    }
}

/// Lines this long are never wrapped: data is not laid out.
const UNWRAPPED: usize = 1_000_000;

fn sections(document: &Document) -> Vec<ShownSection> {
    let mut sections: Vec<(ShownSection, Vec<Block>)> = Vec::new();
    for block in &document.blocks {
        if let BlockKind::Heading {
            level,
            slug,
            inlines,
        } = &block.kind
        {
            let title = crate::content::document::plain_text(inlines);
            let heading = Some(slug.clone()).filter(|slug| !slug.is_empty());
            sections.push((
                ShownSection {
                    heading,
                    title,
                    level: *level,
                    text: String::new(),
                },
                Vec::new(),
            ));
        } else if let Some((_, blocks)) = sections.last_mut() {
            blocks.push(block.clone());
        }
    }
    let write = |(section, blocks): (ShownSection, Vec<Block>)| ShownSection {
        text: unwrapped(blocks),
        ..section
    };
    sections.into_iter().map(write).collect()
}

/// Blocks as text whose lines are never wrapped.
fn unwrapped(mut blocks: Vec<Block>) -> String {
    for block in &mut blocks {
        // A rule is drawn in the middle of the line, which has no middle here.
        if block.kind == BlockKind::Rule {
            block.kind = BlockKind::Paragraph(vec![Inline::text("* * *")]);
        }
    }
    let footnotes = Vec::new();
    let text = text(&Document { blocks, footnotes }, UNWRAPPED, Drawings::Data);
    text.trim_end().to_owned()
}

fn links<'a>(library: &'a Library, id: TopicId, document: &Document) -> Vec<&'a str> {
    let mut ids: Vec<TopicId> = Vec::new();
    document.each_inline(&mut |inline| {
        if let InlineKind::Link { target, .. } = &inline.kind
            && let Target::Topic(topic, _) = library.resolve(id, target)
            && !ids.contains(&topic)
        {
            ids.push(topic);
        }
    });
    ids.into_iter()
        .map(|id| library.topic(id).id.as_str())
        .collect()
}
