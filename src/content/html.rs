//! HTML in Markdown: its tags become the events that Markdown of the same meaning gives.

mod element;
mod line;
mod meaning;
mod source;
mod style;
mod table;
mod tree;

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::html::element::{Element, element};
use crate::html::source::{HtmlPart, HtmlSource, LaterEnds, StartTag};
use crate::html::tree::{EventTree, Holds};

/// The events of a text that has HTML in it, with what its tags mean in their place.
pub fn meant<'a>(
    source: &str,
    events: impl Iterator<Item = (Event<'a>, Range<usize>)>,
) -> Vec<(Event<'a>, Range<usize>)> {
    let mut reader = HtmlReader {
        tree: EventTree::default(),
        source: HtmlSource::default(),
        ends: LaterEnds::of(source),
    };
    for (event, range) in events {
        reader.event(event, range);
    }
    reader.tree.close_blocks(0, source.len());
    reader.tree.part(source.len());
    reader.tree.events
}

struct HtmlReader<'a> {
    tree: EventTree<'a>,
    /// The HTML block that is being gathered.
    source: HtmlSource,
    ends: LaterEnds,
}

impl<'a> HtmlReader<'a> {
    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::HtmlBlock) => {}
            Event::Html(html) => self.source.push(&html, range),
            Event::End(TagEnd::HtmlBlock) => {
                self.read();
                let ends = &self.ends;
                let is_closed_later = |name: &str| ends.is_closed_after(name, range.end);
                self.tree.close_unclosed(range.end, is_closed_later);
            }
            Event::InlineHtml(html) => {
                self.source.push(&html, range);
                self.read();
            }
            Event::Start(tag) if is_style(tag.to_end()) => {
                self.tree.open_style(None, Some(tag), range);
            }
            Event::End(end) if is_style(end) => self.tree.close_markdown_style(range.end),
            Event::Start(Tag::Paragraph) => self.tree.open_paragraph(range),
            Event::Start(tag) => self.markdown_block(tag, range),
            Event::End(_) => self.tree.close_markdown_block(range.end),
            Event::Rule => self.tree.rule(range),
            // A box to tick stands right behind the start of its item.
            Event::TaskListMarker(_) if self.tree.opens_item() => self.tree.push(event, range),
            event => self.tree.inline(event, range),
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
            Tag::TableHead | Tag::TableRow => self.tree.open_part(None, (tag, holds), range),
            Tag::TableCell => {
                self.tree.space();
                self.tree.open_part(None, (tag, holds), range);
            }
            _ => self.tree.open_block(None, (tag, holds), range),
        }
    }

    /// An item of a list, or a line of its own where no list can stand.
    fn item(&mut self, name: Option<&str>, range: Range<usize>) {
        let start = range.start;
        self.tree.open_part(name, (Tag::Item, Holds::Blocks), range);
        if self.tree.holds() == Holds::Inlines {
            self.tree
                .inline(Event::Text(CowStr::from("• ")), start..start);
        }
    }

    /// Takes in the HTML gathered so far.
    fn read(&mut self) {
        let source = std::mem::take(&mut self.source);
        for (token, range) in source.tokens() {
            match token {
                HtmlPart::Start(tag) => self.start(&tag, range),
                HtmlPart::End(name, raw) => self.end(&name, &raw, range),
                HtmlPart::Text(text) if self.tree.holds() == Holds::Verbatim => {
                    self.tree.inline(Event::Text(CowStr::from(text)), range);
                }
                HtmlPart::Text(text) => self.text(&text, range.start),
            }
        }
    }

    /// A line of text: white space at its ends and between its words is one space each.
    fn text(&mut self, line: &str, start: usize) {
        let is_space = |it: char| it.is_ascii_whitespace();
        let words = line.trim_matches(is_space);
        if line.starts_with(is_space) {
            self.tree.space();
        }
        let start = start + line.find(words).unwrap_or(0);
        let joined: Vec<&str> = words.split_ascii_whitespace().collect();
        self.tree
            .words(&joined.join(" "), start..start + words.len());
        if line.ends_with(is_space) {
            self.tree.space();
        }
    }

    fn start(&mut self, tag: &StartTag, range: Range<usize>) {
        let name = tag.name.as_str();
        let meaning = element(name);
        if self.tree.holds() == Holds::Nothing && meaning != Element::Hidden {
            return;
        }
        match meaning {
            Element::LineBreak => self.tree.hard_break(range),
            Element::Rule => self.tree.rule(range),
            Element::Image | Element::Embedded => self.shown(tag, meaning, range),
            Element::Input => self.input(tag, range),
            Element::Hidden if tag.is_closed => {}
            Element::Hidden => {
                let name = Some(name);
                self.tree.open_silently(name, Holds::Nothing);
            }
            Element::List => self.list(tag, range),
            Element::Item => self.list_item(range),
            Element::Term => {
                self.list_item(range.clone());
                let name = Some(name);
                self.tree.open_style(name, Some(Tag::Strong), range);
            }
            Element::Meaning => self.meaning(range),
            Element::Row => self.tree.open_row(range),
            Element::Cell => {
                let reach = (tag.number("colspan"), tag.number("rowspan"));
                self.tree.open_cell(name == "th", reach, range);
            }
            Element::Quote | Element::Heading(_) | Element::Preformatted | Element::Table => {
                self.block(tag, meaning, range);
            }
            Element::Style(style) => self.style(tag, style, range),
            Element::Title => {
                self.tree.open_caption();
                self.tree.part(range.start);
                let name = Some(name);
                self.tree.open_style(name, Some(Tag::Strong), range);
            }
            Element::Between(before, _) => self.tree.words(before, range),
            Element::Block => self.tree.part(range.start),
            Element::Transparent => {}
            Element::Unknown => self.unknown(&tag.raw, range),
        }
    }

    fn end(&mut self, name: &str, raw: &str, range: Range<usize>) {
        match element(name) {
            Element::LineBreak => self.tree.hard_break(range),
            Element::Hidden
            | Element::List
            | Element::Item
            | Element::Quote
            | Element::Preformatted
            | Element::Row
            | Element::Table => self.close(name, range.end),
            Element::Heading(_) => self.close("h", range.end),
            Element::Cell => self.close("td", range.end),
            Element::Style(_) => self.tree.close_style(name, range.end),
            Element::Title | Element::Term => {
                self.tree.close_style(name, range.end);
                self.tree.part(range.end);
                self.tree.close_caption(range.end);
            }
            Element::Meaning | Element::Block => self.tree.part(range.end),
            Element::Between(_, after) => self.tree.words(after, range),
            Element::Unknown => self.unknown(raw, range),
            _ => {}
        }
    }

    /// Closes the innermost block with this name that this block of Markdown holds.
    fn close(&mut self, name: &str, at: usize) {
        match self.tree.open_block_named(|own| own == name) {
            Some(block) => self.tree.close_blocks(block, at),
            None => self.tree.part(at),
        }
    }
}

/// Whether the tag is in running text.
pub const fn is_style(tag: TagEnd) -> bool {
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

#[cfg(test)]
mod tests;
