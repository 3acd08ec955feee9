//! Events of Markdown, and the tags of HTML among them, to blocks and inlines.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::document::{Block, BlockKind, Document, Inline, InlineKind, WIKI, plain_text};
use crate::markdown::events::Events;
use crate::markdown::html::{HtmlSource, LaterEnds};
use crate::markdown::open_blocks::{Holds, OpenBlock};
use crate::markdown::shortcode::pieces;
use crate::markdown::styles::OpenStyle;
use crate::script::Script;
use crate::text::{clean, one_line, slug};

/// A page being read: whatever is opened and closed in which order, its blocks are whole.
#[derive(Default)]
pub struct PageReader<'a> {
    pub(super) open: Vec<OpenBlock<'a>>,
    /// The blocks that stand in no other.
    pub(super) blocks: Vec<Block>,
    pub(super) styles: Vec<OpenStyle<'a>>,
    /// How many of the styles have been told.
    pub(super) told: usize,
    /// The place of the open paragraph; empty for one that Markdown does not mark.
    pub(super) paragraph: Option<Range<usize>>,
    /// Running text outside of styles, and the text of the code that is open.
    pub(super) line: Vec<Inline>,
    pub(super) code: String,
    /// Some text stands on this line.
    pub(super) is_begun: bool,
    /// White space was met, and text may follow.
    pub(super) space: bool,
    /// A line has ended, and text may follow.
    pub(super) line_break: bool,
    /// The HTML that is being gathered.
    pub(super) html: HtmlSource,
    pub(super) ends: LaterEnds,
    pub(super) footnotes: Vec<(String, Vec<Block>)>,
    /// How often each slug was given, so that a repeated heading gets a number as Zola gives it.
    slugs: HashMap<String, usize>,
    /// The words of the first heading of level 1.
    title: Option<String>,
}

impl<'a> PageReader<'a> {
    /// A reader of a body that begins at byte `offset` of its file.
    pub fn new(body: &str, offset: usize) -> Self {
        Self {
            ends: LaterEnds::of(body, offset),
            ..Self::default()
        }
    }

    /// The document of all events; the file ends at byte `end`.
    pub fn document(mut self, events: Events<'a>, end: usize) -> Document {
        events.for_each(|(event, range)| self.event(event, range));
        self.close_blocks(0, end);
        self.part(end);
        let mut document = Document {
            blocks: self.blocks,
            footnotes: self.footnotes,
        };
        name_footnotes(&mut document);
        document
    }

    /// The words of the first heading of level 1; what follows it is not read.
    pub fn first_title(mut self, mut events: Events<'a>) -> Option<String> {
        while self.title.is_none() {
            let (event, range) = events.next()?;
            self.event(event, range);
        }
        self.title.filter(|title| !title.is_empty())
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {}
            Event::Html(html) => self.html.push(&html, range),
            Event::End(TagEnd::HtmlBlock) => {
                self.read_html();
                self.close_unclosed(range.end);
            }
            Event::InlineHtml(html) => {
                self.html.push(&html, range);
                self.read_html();
            }
            Event::Start(tag) if is_style(tag.to_end()) => self.open_style(None, Some(tag), range),
            Event::End(end) if is_style(end) => self.close_markdown_style(range.end),
            Event::Start(Tag::Paragraph) => self.open_paragraph(range),
            Event::Start(tag) => self.markdown_block(tag, range),
            Event::End(_) => self.close_markdown_block(range.end),
            Event::Rule => self.rule(range),
            Event::TaskListMarker(done) if self.opens_item() => {
                if let Some(item) = self.open.last_mut() {
                    item.task = Some(done);
                }
            }
            event => self.inline(event, range),
        }
    }

    fn markdown_block(&mut self, tag: Tag<'a>, range: Range<usize>) {
        let holds = match tag {
            Tag::Heading { .. } | Tag::TableCell => Holds::Inlines,
            Tag::CodeBlock(_) => Holds::Verbatim,
            Tag::List(_) => Holds::Items,
            Tag::Table(_) => Holds::Rows,
            Tag::TableHead | Tag::TableRow => Holds::Cells,
            _ => Holds::Blocks,
        };
        match tag {
            Tag::Item => self.item(None, range),
            Tag::TableHead | Tag::TableRow => self.open_part(None, (tag, holds), range),
            Tag::TableCell => {
                self.space();
                self.open_part(None, (tag, holds), range);
            }
            _ => self.open_block(None, (tag, holds), range),
        }
    }

    pub(super) fn heading(&mut self, level: HeadingLevel, id: Option<CowStr<'a>>) -> BlockKind {
        let inlines = std::mem::take(&mut self.line);
        let words = plain_text(&inlines);
        if level == HeadingLevel::H1 && self.title.is_none() {
            self.title = Some(one_line(&words));
        }
        let wanted = id.map_or_else(|| slug(&words), |id| clean(&id).into_owned());
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
}

/// What an event puts in running text.
pub fn inlines(event: Event<'_>, range: Range<usize>) -> Vec<Inline> {
    let kind = match event {
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

/// Running text in a style.
pub fn styled(tag: Tag<'_>, inlines: Vec<Inline>, range: Range<usize>) -> Vec<Inline> {
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

/// Whether the tag is in running text.
const fn is_style(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image
    )
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
