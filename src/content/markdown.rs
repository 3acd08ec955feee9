//! Markdown text to a `Document`, by pulldown-cmark; nothing in it can fail.

use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, CowStr, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd,
    TextMergeWithOffset,
};

use crate::document::{
    Block, BlockKind, Cell, Document, Inline, InlineKind, Item, WIKI, plain_text,
};
use crate::figure::{self, Figure};
use crate::text::{clean, one_line, slug};

/// Nesting deeper than this is shown as plain text, so that no page exhausts the stack.
const DEEPEST: usize = 24;

/// The extensions of CommonMark that pages may use. The old footnote syntax keeps a mark without a definition,
/// which is how a citation is written.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_OLD_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_WIKILINKS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// Parses the body of a file; ranges count from the start of `text`, whose body begins at byte `body`.
pub fn parse(text: &str, body: usize) -> Document {
    let source = text.get(body..).unwrap_or_default();
    let events = TextMergeWithOffset::new(Parser::new_ext(source, OPTIONS).into_offset_iter());
    let mut reader = MarkdownReader {
        events: events.peekable(),
        offset: body,
        depth: 0,
        slugs: HashMap::new(),
        footnotes: Vec::new(),
    };
    let blocks = reader.blocks();
    Document {
        blocks,
        footnotes: reader.footnotes,
    }
}

/// The words of the first heading of level 1 in the body.
pub fn first_title(text: &str, body: usize) -> Option<String> {
    let source = text.get(body..)?;
    let mut events = Parser::new_ext(source, OPTIONS).skip_while(|event| {
        !matches!(event, Event::Start(Tag::Heading { level, .. }) if *level == HeadingLevel::H1)
    });
    events.next()?;
    let events = events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let words: String = events
        .filter_map(|event| match event {
            Event::Text(text) | Event::Code(text) => Some(text.into_string()),
            Event::SoftBreak | Event::HardBreak => Some(" ".to_owned()),
            _ => None,
        })
        .collect();
    Some(one_line(&words)).filter(|title| !title.is_empty())
}

/// Parses a short text, such as a fact's value, into running text.
pub fn inlines(text: &str) -> Vec<Inline> {
    let mut all = Vec::new();
    for block in parse(text, 0).blocks {
        if let BlockKind::Paragraph(inlines) | BlockKind::Heading { inlines, .. } = block.kind {
            all.extend(inlines);
        }
    }
    all
}

/// What begins a block that is no paragraph, or marks text inside one.
const MARKS: &[char] = &[
    '*', '_', '`', '[', ']', '\\', '<', '>', '&', '~', '#', '|', '\n', '=', '+',
];

/// The words of a short text without its marks: those of [`inlines`], sooner.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, citation)) = rest.split_once("[^") {
        let Some((_, after)) = citation.split_once(']') else {
            break;
        };
        plain.push_str(before);
        rest = after;
    }
    plain.push_str(rest);
    let begins_plainly = plain.starts_with(char::is_alphabetic);
    if !begins_plainly || plain.contains(MARKS) {
        return plain_text(&inlines(text));
    }
    plain.truncate(plain.trim_end().len());
    plain
}

/// Running text that stands apart from a page's body: its places count for nothing.
pub fn unplaced(text: &str) -> Vec<Inline> {
    let mut inlines = inlines(text);
    for inline in &mut inlines {
        inline.range = 0..0;
    }
    inlines
}

struct MarkdownReader<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> {
    events: Peekable<I>,
    offset: usize,
    depth: usize,
    /// How often each slug was given, so that a repeated heading gets a number as Zola gives it.
    slugs: HashMap<String, usize>,
    footnotes: Vec<(String, Vec<Block>)>,
}

impl<'a, I: Iterator<Item = (Event<'a>, Range<usize>)>> MarkdownReader<'a, I> {
    fn next(&mut self) -> Option<(Event<'a>, Range<usize>)> {
        let (event, range) = self.events.next()?;
        Some((event, range.start + self.offset..range.end + self.offset))
    }

    /// The blocks up to the end of the container that is open.
    fn blocks(&mut self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut run = Vec::new();
        while let Some((event, range)) = self.next() {
            match event {
                Event::End(_) => break,
                Event::Start(tag) if !is_inline(&tag) => {
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
            Tag::HtmlBlock => html_text(&self.skip()),
            Tag::FootnoteDefinition(label) => {
                let blocks = self.blocks();
                self.footnotes.push((clean(&label).into_owned(), blocks));
                None
            }
            _ => Some(BlockKind::Quote(self.blocks())),
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

    fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(_) => {
                    let task = self.task();
                    items.push(Item {
                        task,
                        blocks: self.blocks(),
                    });
                }
                _ => break,
            }
        }
        items
    }

    /// The box to tick at the start of an entry, which may lie inside its first paragraph.
    fn task(&mut self) -> Option<bool> {
        if let Some((Event::TaskListMarker(done), _)) = self.events.peek() {
            let done = *done;
            self.events.next();
            return Some(done);
        }
        None
    }

    fn table(&mut self) -> BlockKind {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(),
                Event::Start(_) => rows.push(self.cells()),
                _ => break,
            }
        }
        BlockKind::Table { head, rows }
    }

    fn cells(&mut self) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), _)) = self.next() {
            cells.push(self.inlines());
        }
        cells
    }

    /// The running text up to the end of the container that is open.
    fn inlines(&mut self) -> Vec<Inline> {
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
            Event::InlineHtml(tag) if tag.starts_with("<br") => InlineKind::HardBreak,
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
            Tag::Link {
                link_type: LinkType::WikiLink { .. },
                dest_url,
                ..
            } => InlineKind::Link {
                // A name, and not a path: the tree looks for the page.
                target: format!("{WIKI}{}]]", clean(&dest_url)),
                inlines,
            },
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
                Event::Text(part) | Event::Code(part) | Event::Html(part) => {
                    text.push_str(&clean(&part));
                }
                Event::SoftBreak | Event::HardBreak => text.push('\n'),
                _ => {}
            }
        }
        text
    }
}

const fn is_inline(tag: &Tag<'_>) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
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

/// The text of a raw HTML block without its tags and comments; nothing when there is none.
fn html_text(html: &str) -> Option<BlockKind> {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let end = if tag.starts_with("!--") { "-->" } else { ">" };
        rest = tag.split_once(end).map_or("", |(_, after)| after);
    }
    text.push_str(rest);
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then(|| BlockKind::Paragraph(vec![Inline::text(words)]))
}

/// Text cut at shortcodes, which become passages of their own.
fn pieces(text: &str, range: &Range<usize>) -> Vec<Inline> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut at = range.start;
    while let Some(found) = next_shortcode(rest) {
        let (before, tail) = rest.split_at(found.start);
        let (code, after) = tail.split_at(found.len());
        if !before.is_empty() {
            pieces.push(Inline::new(
                InlineKind::Text(clean(before).into_owned()),
                at..at + before.len(),
            ));
        }
        at += before.len();
        pieces.push(Inline::new(
            InlineKind::Passage(clean(code).into_owned()),
            at..at + code.len(),
        ));
        at += code.len();
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Inline::new(
            InlineKind::Text(clean(rest).into_owned()),
            at..range.end.max(at),
        ));
    }
    pieces
}

fn next_shortcode(text: &str) -> Option<Range<usize>> {
    let mut braces = text.match_indices('{');
    let (start, end) = braces.find_map(|(at, _)| match text.as_bytes().get(at + 1) {
        Some(b'{') => Some((at, "}}")),
        Some(b'%') => Some((at, "%}")),
        _ => None,
    })?;
    let length = text.get(start..)?.find(end)?;
    Some(start..start + length + end.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<BlockKind> {
        parse(text, 0)
            .blocks
            .into_iter()
            .map(|block| block.kind)
            .collect()
    }

    #[test]
    fn a_citation_without_definition_is_kept() {
        let document = parse("Normal.[^a-1][^b]", 0);
        let mut ids = Vec::new();
        document.each_inline(&mut |inline| {
            if let InlineKind::Citation { id, .. } = &inline.kind {
                ids.push(id.clone());
            }
        });
        assert_eq!(ids, ["a-1", "b"]);
    }

    #[test]
    fn a_defined_footnote_leaves_the_text_and_is_listed() {
        let document = parse("Text.[^1]\n\n[^1]: The note.\n", 0);
        assert_eq!(document.blocks.len(), 1);
        assert_eq!(
            document.footnotes.first().map(|(label, _)| label.as_str()),
            Some("1")
        );
    }

    #[test]
    fn repeated_headings_get_numbers() {
        let slugs: Vec<_> = kinds("# A\n\n# A\n\n## B {#own}\n\n# A-1\n\n# A\n")
            .into_iter()
            .filter_map(|kind| match kind {
                BlockKind::Heading { slug, .. } => Some(slug),
                _ => None,
            })
            .collect();
        assert_eq!(slugs, ["a", "a-1", "own", "a-1-1", "a-2"]);
    }

    #[test]
    fn tight_and_task_items_hold_paragraphs() {
        let Some(BlockKind::List { items, .. }) = kinds("- [x] done\n- [ ] open\n- plain\n")
            .into_iter()
            .next()
        else {
            panic!("a list");
        };
        assert_eq!(
            items.iter().map(|item| item.task).collect::<Vec<_>>(),
            [Some(true), Some(false), None]
        );
        assert!(items.iter().all(|item| item.blocks.len() == 1));
    }

    #[test]
    fn html_shows_its_text_and_shortcodes_stand_apart() {
        assert_eq!(
            kinds("<div><!-- x --><b>Bold</b> text</div>\n"),
            [BlockKind::Paragraph(vec![Inline::text("Bold text")])]
        );
        let Some(BlockKind::Paragraph(inlines)) =
            kinds("See {{ figure(src=1) }} here").into_iter().next()
        else {
            panic!("a paragraph");
        };
        assert!(matches!(&inlines[1].kind, InlineKind::Passage(code) if code.starts_with("{{")));
    }

    #[test]
    fn ranges_count_from_the_start_of_the_file() {
        let text = "+++\n+++\nHello";
        assert_eq!(parse(text, 8).blocks[0].range, 8..13);
    }

    #[test]
    fn deep_nesting_is_survived() {
        let quotes = format!("{}deep", ">".repeat(20_000));
        assert!(!parse(&quotes, 0).blocks.is_empty());
        let emphasis = format!("{}deep{}", "*a ".repeat(3_000), " b*".repeat(3_000));
        assert!(!parse(&emphasis, 0).blocks.is_empty());
    }
}
