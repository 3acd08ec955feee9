//! Events of Markdown to blocks and inlines.

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Tag};

use crate::document::{Block, BlockKind, Document, Inline, InlineKind, WIKI, plain_text};
use crate::figure::{self, Figure};
use crate::html::is_style;
use crate::markdown::alert::labelled;
use crate::markdown::events::Events;
use crate::markdown::shortcode::pieces;
use crate::script::Script;
use crate::text::{clean, clean_code, one_line, slug};

/// Nesting deeper than this is shown as plain text, so that no page exhausts the stack.
const DEEPEST: usize = 24;

pub struct MarkdownReader<'a> {
    pub(super) events: Peekable<Events<'a>>,
    /// What is added to the places of events.
    offset: usize,
    depth: usize,
    /// How often each slug was given, so that a repeated heading gets a number as Zola gives it.
    slugs: HashMap<String, usize>,
    footnotes: Vec<(String, Vec<Block>)>,
}

impl<'a> MarkdownReader<'a> {
    pub fn new(events: Events<'a>, offset: usize) -> Self {
        Self {
            events: events.peekable(),
            offset,
            depth: 0,
            slugs: HashMap::new(),
            footnotes: Vec::new(),
        }
    }

    pub fn document(mut self) -> Document {
        let blocks = self.blocks();
        let mut document = Document {
            blocks,
            footnotes: self.footnotes,
        };
        name_footnotes(&mut document);
        document
    }

    /// The words of the first heading of level 1.
    pub fn first_title(mut self) -> Option<String> {
        let is_title = |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { level, .. }) if *level == HeadingLevel::H1);
        while !is_title(&self.next()?.0) {}
        let title = one_line(&plain_text(&self.inlines()));
        Some(title).filter(|title| !title.is_empty())
    }

    pub(super) fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, range) = self.events.next()?;
        Some((event, range.start + self.offset..range.end + self.offset))
    }

    /// The blocks up to the end of the container that is open.
    pub(super) fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if !is_style(tag.to_end()) => {
                    flush(&mut run, &mut blocks);
                    blocks.extend(self.block(tag, range));
                }
                Event::Rule => {
                    flush(&mut run, &mut blocks);
                    blocks.push(Block::new(BlockKind::Rule, range));
                }
                other => run.extend(self.inline(other, range)),
            }
        }
        flush(&mut run, &mut blocks);
        blocks
    }

    fn block(&mut self, tag: Tag<'a>, range: Range<usize>) -> Option<Block> {
        if self.depth >= DEEPEST {
            let text = self.skip();
            let inline = Inline::new(InlineKind::Text(text), range.clone());
            return Some(Block::new(BlockKind::Paragraph(vec![inline]), range));
        }
        self.depth += 1;
        let kind = self.container(tag);
        self.depth -= 1;
        kind.map(|kind| Block::new(kind, range))
    }

    fn container(&mut self, tag: Tag<'a>) -> Option<BlockKind> {
        match tag {
            Tag::Heading { level, id, .. } => Some(self.heading(level, id)),
            Tag::Paragraph => {
                Some(BlockKind::Paragraph(self.inlines())).filter(|kind| !is_blank(kind))
            }
            Tag::List(start) => Some(BlockKind::List {
                start,
                items: self.items(),
            }),
            Tag::Table(_) => Some(self.table()),
            Tag::CodeBlock(kind) => {
                let text = self.skip();
                Some(code(language(&kind), text))
            }
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks();
                self.footnotes.push((clean(&label).into_owned(), blocks));
                None
            }
            _ => Some(BlockKind::Quote(labelled(self.blocks()))),
        }
    }

    fn heading(&mut self, level: HeadingLevel, id: Option<CowStr<'a>>) -> BlockKind {
        let inlines = self.inlines();
        let wanted = id.map_or_else(|| slug(&plain_text(&inlines)), |id| clean(&id).into_owned());
        BlockKind::Heading {
            level: level as u8,
            slug: self.unique_slug(wanted),
            inlines,
        }
    }

    /// The slug with the first number that makes it unique, as Zola gives it.
    fn unique_slug(&mut self, wanted: String) -> String {
        let mut slug = wanted;
        while let Some(count) = self.slugs.get_mut(&slug) {
            *count += 1;
            slug = format!("{slug}-{count}");
        }
        self.slugs.insert(slug.clone(), 0);
        slug
    }

    /// The running text up to the end of the container that is open.
    pub(super) fn inlines(&mut self) -> Vec<Inline> {
        let mut inlines = Vec::new();
        while let Some((event, range)) = self.next() {
            if matches!(event, Event::End(_)) {
                break;
            }
            inlines.extend(self.inline(event, range));
        }
        inlines
    }

    fn inline(&mut self, event: Event<'a>, range: Range<usize>) -> Vec<Inline> {
        let kind = match event {
            Event::Start(tag) => return self.nested(tag, range),
            Event::Text(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                return pieces(&text, &range);
            }
            Event::Code(text) => InlineKind::Code(clean(&text).into_owned()),
            Event::FootnoteReference(id) => InlineKind::Citation {
                id: clean(&id).into_owned(),
                number: 0,
            },
            Event::SoftBreak => InlineKind::SoftBreak,
            Event::HardBreak => InlineKind::HardBreak,
            Event::InlineHtml(raw) => InlineKind::Passage(clean(&raw).into_owned()),
            Event::TaskListMarker(done) => {
                InlineKind::Text(if done { "[x] " } else { "[ ] " }.to_owned())
            }
            _ => return Vec::new(),
        };
        vec![Inline::new(kind, range)]
    }

    fn nested(&mut self, tag: Tag<'a>, range: Range<usize>) -> Vec<Inline> {
        if self.depth >= DEEPEST {
            return vec![Inline::new(InlineKind::Text(self.skip()), range)];
        }
        self.depth += 1;
        let inlines = self.inlines();
        self.depth -= 1;
        let kind = match tag {
            Tag::Emphasis => InlineKind::Emphasis(inlines),
            Tag::Strong => InlineKind::Strong(inlines),
            Tag::Strikethrough => InlineKind::Strikethrough(inlines),
            Tag::Superscript => return Script::Raised.write(inlines),
            Tag::Subscript => return Script::Lowered.write(inlines),
            Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } => wiki_link(&dest_url, inlines),
            Tag::Image {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } => embedded(&dest_url, inlines),
            Tag::Link { dest_url, .. } => InlineKind::Link {
                target: clean(&dest_url).into_owned(),
                inlines,
            },
            Tag::Image { dest_url, .. } => InlineKind::Image {
                target: clean(&dest_url).into_owned(),
                inlines,
            },
            _ => return inlines,
        };
        vec![Inline::new(kind, range)]
    }

    /// Passes over the container that is open and gives its text.
    fn skip(&mut self) -> String {
        let (mut text, mut open) = (String::new(), 1_usize);
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(_) => open += 1,
                Event::End(_) if open == 1 => break,
                Event::End(_) => open -= 1,
                Event::Text(part) | Event::Code(part) => {
                    text.push_str(&clean_code(&part));
                }
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
        }
        text
    }
}

/// A link to a page by its name: the tree looks for it. In a table the bar before its words is written `\|`.
fn wiki_link(name: &str, inlines: Vec<Inline>) -> InlineKind {
    let name = clean(name);
    let name = name.trim_end_matches('\\').trim();
    InlineKind::Link {
        target: format!("{WIKI}{name}]]"),
        inlines,
    }
}

/// `![[name]]`: a picture, of which a number gives the size, or another page to be shown here: a link to it.
fn embedded(name: &str, inlines: Vec<Inline>) -> InlineKind {
    let end = name.rsplit_once('.').map_or("", |(_, end)| end);
    if end == "md" || !end.starts_with(char::is_alphabetic) || end.contains(' ') {
        return wiki_link(name, inlines);
    }
    let name = clean(name).into_owned();
    let is_size = |it: char| it.is_ascii_digit() || it == 'x';
    let says = plain_text(&inlines).contains(|it: char| !is_size(it));
    InlineKind::Image {
        inlines: if says {
            inlines
        } else {
            vec![Inline::text(&name)]
        },
        target: name,
    }
}

/// A footnote may be cited in other letters than it is defined in: `[^A]` is `[^a]`.
fn name_footnotes(document: &mut Document) {
    let label = |(label, _): &(String, Vec<Block>)| (label.to_lowercase(), label.clone());
    let labels: HashMap<String, String> = document.footnotes.iter().map(label).collect();
    if labels.is_empty() {
        return;
    }
    document.each_inline_mut(&mut |inline| {
        if let InlineKind::Citation { id, .. } = &mut inline.kind
            && let Some(label) = labels.get(&id.to_lowercase())
        {
            id.clone_from(label);
        }
    });
}

const fn is_blank(kind: &BlockKind) -> bool {
    matches!(kind, BlockKind::Paragraph(inlines) if inlines.is_empty())
}

fn flush(run: &mut Vec<Inline>, blocks: &mut Vec<Block>) {
    if let (Some(first), Some(last)) = (run.first(), run.last()) {
        let range = first.range.start..last.range.end;
        blocks.push(Block::new(BlockKind::Paragraph(std::mem::take(run)), range));
    }
}

/// Code as it is written, or the figure it describes.
fn code(language: String, text: String) -> BlockKind {
    let figure = (language == figure::LANGUAGE).then(|| Figure::parse(&text));
    figure
        .flatten()
        .map_or(BlockKind::Code { language, text }, BlockKind::Figure)
}

fn language(kind: &CodeBlockKind<'_>) -> String {
    match kind {
        CodeBlockKind::Fenced(language) => clean(language).into_owned(),
        CodeBlockKind::Indented => String::new(),
    }
}
