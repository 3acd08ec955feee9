//! Tags of HTML: what each element puts in the page.

use std::borrow::Cow;
use std::mem::take;
use std::ops::Range;

use html5gum::{StartTag, Token};
use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag};

use crate::markdown::element::{Element, element};
use crate::markdown::html::text;
use crate::markdown::open_blocks::Holds;
use crate::markdown::reader::PageReader;

impl PageReader<'_> {
    /// An item of a list, or a line of its own where no list can stand.
    pub(super) fn item(&mut self, name: Option<&str>, range: Range<usize>) {
        let start = range.start;
        self.open_part(name, (Tag::Item, Holds::Blocks), range);
        if self.holds() == Holds::Inlines {
            self.inline(Event::Text(CowStr::from("• ")), start..start);
        }
    }

    /// Takes in the HTML gathered so far.
    pub(super) fn read_html(&mut self) {
        let source = take(&mut self.html);
        for (token, range) in source.tokens() {
            match token {
                Token::StartTag(tag) => self.start(&tag, source.raw(tag.span), range),
                Token::EndTag(tag) => self.end(&text(&tag.name), source.raw(tag.span), range),
                Token::String(line) if self.holds() == Holds::Verbatim => {
                    let line = text(&line).into_owned();
                    self.inline(Event::Text(CowStr::from(line)), range);
                }
                Token::String(line) => self.text(&text(&line), range),
                _ => {}
            }
        }
    }

    /// A line of text: white space at its ends and between its words is one space each.
    fn text(&mut self, line: &str, range: Range<usize>) {
        let is_space = |it: char| it.is_ascii_whitespace();
        let begun = line.trim_start_matches(is_space);
        let words = begun.trim_end_matches(is_space);
        let (before, behind) = (line.len() - begun.len(), begun.len() - words.len());
        if before > 0 {
            self.space();
        }
        let joined: Vec<&str> = words.split_ascii_whitespace().collect();
        let start = (range.start + before).min(range.end);
        self.words(
            &joined.join(" "),
            start..range.end.saturating_sub(behind).max(start),
        );
        if behind > 0 {
            self.space();
        }
    }

    fn start(&mut self, tag: &StartTag<usize>, raw: &str, range: Range<usize>) {
        let name = &*text(&tag.name);
        let meaning = element(name);
        if self.holds() == Holds::Nothing && meaning != Element::Hidden {
            return;
        }
        match meaning {
            Element::LineBreak => self.line_break(range),
            Element::Rule => self.rule(range),
            Element::Image | Element::Embedded => self.shown(tag, meaning == Element::Image, range),
            Element::Input => self.input(tag, range),
            Element::Hidden if tag.self_closing => {}
            Element::Hidden => {
                let name = Some(name);
                self.open_silently(name, Holds::Nothing);
            }
            Element::List => self.list(tag, range),
            Element::Item => self.list_item(range),
            Element::Term => {
                self.list_item(range.clone());
                let name = Some(name);
                self.open_style(name, Some(Tag::Strong), range);
            }
            Element::Meaning => self.meaning(range),
            Element::Row => self.open_row(range),
            Element::Cell => {
                let reach = (number(tag, "colspan"), number(tag, "rowspan"));
                self.open_cell(name == "th", reach, range);
            }
            Element::Quote | Element::Heading(_) | Element::Preformatted | Element::Table => {
                self.block(tag, &meaning, range);
            }
            Element::Style(told) => self.open_style(Some(name), told, range),
            Element::Anchor => self.anchor(tag, range),
            Element::Title => {
                self.open_caption();
                self.part(range.start);
                let name = Some(name);
                self.open_style(name, Some(Tag::Strong), range);
            }
            Element::Between(before, _) => self.words(before, range),
            Element::Block => self.part(range.start),
            Element::Transparent => {}
            Element::Unknown => self.unknown(raw, range),
        }
    }

    fn end(&mut self, name: &str, raw: &str, range: Range<usize>) {
        match element(name) {
            Element::LineBreak => self.line_break(range),
            Element::Hidden
            | Element::List
            | Element::Item
            | Element::Quote
            | Element::Preformatted
            | Element::Row
            | Element::Table => self.close(name, range.end),
            Element::Heading(_) => self.close("h", range.end),
            Element::Cell => self.close("td", range.end),
            Element::Style(_) | Element::Anchor => self.close_style(name, range.end),
            Element::Title | Element::Term => {
                self.close_style(name, range.end);
                self.part(range.end);
                self.close_caption(range.end);
            }
            Element::Meaning | Element::Block => self.part(range.end),
            Element::Between(_, after) => self.words(after, range),
            Element::Unknown => self.unknown(raw, range),
            _ => {}
        }
    }

    fn line_break(&mut self, range: Range<usize>) {
        if self.holds() == Holds::Verbatim {
            self.inline(Event::HardBreak, range);
        } else {
            self.hard_break(range);
        }
    }

    /// Closes the innermost block with this name that this block of Markdown holds.
    fn close(&mut self, name: &str, at: usize) {
        match self.open_block_named(|own| own == name) {
            Some(block) => self.close_blocks(block, at),
            None => self.part(at),
        }
    }

    fn list(&mut self, tag: &StartTag<usize>, range: Range<usize>) {
        let name = &*text(&tag.name);
        let start = attribute(tag, "start").and_then(|start| start.parse().ok());
        let start = (name == "ol").then(|| start.unwrap_or(1));
        let list = (Tag::List(start), Holds::Items);
        self.open_block(Some(name), list, range);
    }

    /// An item of the innermost list; one where there is none stands in a list of its own.
    fn list_item(&mut self, range: Range<usize>) {
        let list = |name: &str| matches!(name, "dl" | "menu" | "ol" | "ul");
        if self.holds() == Holds::Inlines {
            self.end_line();
        } else if let Some(place) = self.open_block_named(list) {
            self.close_blocks(place + 1, range.start);
        } else {
            let list = (Tag::List(None), Holds::Items);
            self.open_block(Some("ul"), list, range.clone());
        }
        if self.holds() == Holds::Inlines {
            let start = range.start;
            self.inline(Event::Text(CowStr::from("• ")), start..start);
        } else {
            self.item(Some("li"), range);
        }
    }

    /// What a term means stands below it.
    fn meaning(&mut self, range: Range<usize>) {
        self.close_style("dt", range.start);
        self.hard_break(range);
    }

    fn block(&mut self, tag: &StartTag<usize>, meaning: &Element, range: Range<usize>) {
        let own = &*text(&tag.name);
        let (name, block) = match *meaning {
            Element::Heading(level) => {
                let id = attribute(tag, "id").map(|id| CowStr::from(id.into_owned()));
                let (classes, attrs) = (Vec::new(), Vec::new());
                let heading = Tag::Heading {
                    level,
                    id,
                    classes,
                    attrs,
                };
                ("h", (heading, Holds::Inlines))
            }
            Element::Preformatted => {
                let code = CodeBlockKind::Fenced(CowStr::from(""));
                (own, (Tag::CodeBlock(code), Holds::Verbatim))
            }
            Element::Table => ("table", (Tag::Table(Vec::new()), Holds::Rows)),
            _ => ("blockquote", (Tag::BlockQuote(None), Holds::Blocks)),
        };
        self.open_block(Some(name), block, range);
    }

    /// A link ends the one before it; without a target it is none.
    fn anchor(&mut self, tag: &StartTag<usize>, range: Range<usize>) {
        self.close_style("a", range.start);
        if let Some(target) = attribute(tag, "href") {
            self.open_style(Some("a"), Some(link(target)), range);
        }
    }

    /// A picture by its alternative text; one with an empty text is an ornament. What is played is a link.
    fn shown(&mut self, tag: &StartTag<usize>, is_image: bool, range: Range<usize>) {
        let words = attribute(tag, "alt").or_else(|| attribute(tag, "title"));
        let words = words.as_deref();
        let Some(target) = attribute(tag, "src").filter(|_| words != Some("")) else {
            return;
        };
        let told = if is_image {
            Tag::Image {
                link_type: LinkType::Inline,
                dest_url: CowStr::from(target.into_owned()),
                title: CowStr::from(""),
                id: CowStr::from(""),
            }
        } else {
            link(target)
        };
        let name = &*text(&tag.name);
        self.open_style(Some(name), Some(told), range.clone());
        self.words(words.unwrap_or_default(), range.clone());
        self.close_style(name, range.end);
    }

    /// A box to tick; what is typed into other fields is not there yet.
    fn input(&mut self, tag: &StartTag<usize>, range: Range<usize>) {
        if attribute(tag, "type").as_deref() == Some("checkbox") {
            let is_done = attribute(tag, "checked").is_some();
            self.words(if is_done { "[x]" } else { "[ ]" }, range);
        }
    }

    /// What no browser knows either may be text, such as a placeholder in angle brackets.
    fn unknown(&mut self, raw: &str, range: Range<usize>) {
        let raw = CowStr::from(raw.to_owned());
        self.inline(Event::InlineHtml(raw), range);
    }
}

fn attribute<'t>(tag: &'t StartTag<usize>, name: &str) -> Option<Cow<'t, str>> {
    let value = tag.attributes.get(name.as_bytes());
    value.map(|value| text(value))
}

/// A number; 1 where none is given.
fn number(tag: &StartTag<usize>, name: &str) -> usize {
    let number = attribute(tag, name).and_then(|it| it.trim().parse().ok());
    number.unwrap_or(1)
}

fn link<'a>(target: Cow<'_, str>) -> Tag<'a> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(target.into_owned()),
        title: CowStr::from(""),
        id: CowStr::from(""),
    }
}
