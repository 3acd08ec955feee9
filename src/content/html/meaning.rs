//! What single elements put in the page.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, LinkType, Tag};

use crate::html::HtmlReader;
use crate::html::element::{Element, InlineStyle};
use crate::html::source::StartTag;
use crate::html::tree::Holds;

impl HtmlReader<'_> {
    pub(super) fn list(&mut self, tag: &StartTag, range: Range<usize>) {
        let start = tag.attribute("start").and_then(|start| start.parse().ok());
        let start = (tag.name == "ol").then(|| start.unwrap_or(1));
        let list = (Tag::List(start), Holds::Items);
        self.tree.open_block(Some(&tag.name), list, range);
    }

    /// An item of the innermost list; one where there is none stands in a list of its own.
    pub(super) fn list_item(&mut self, range: Range<usize>) {
        let list = |name: &str| matches!(name, "dl" | "menu" | "ol" | "ul");
        if self.tree.holds() == Holds::Inlines {
            self.tree.end_line();
        } else if let Some(place) = self.tree.open_block_named(list) {
            self.tree.close_blocks(place + 1, range.start);
        } else {
            let list = (Tag::List(None), Holds::Items);
            self.tree.open_block(Some("ul"), list, range.clone());
        }
        if self.tree.holds() == Holds::Inlines {
            let start = range.start;
            self.tree
                .inline(Event::Text(CowStr::from("• ")), start..start);
        } else {
            self.item(Some("li"), range);
        }
    }

    /// What a term means stands below it.
    pub(super) fn meaning(&mut self, range: Range<usize>) {
        self.tree.close_style("dt", range.start);
        self.tree.hard_break(range);
    }

    pub(super) fn block(&mut self, tag: &StartTag, meaning: Element, range: Range<usize>) {
        let (name, block) = match meaning {
            Element::Heading(level) => {
                let id = tag.attribute("id").map(|id| CowStr::from(id.to_owned()));
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
                (tag.name.as_str(), (Tag::CodeBlock(code), Holds::Verbatim))
            }
            Element::Table => ("table", (Tag::Table(Vec::new()), Holds::Rows)),
            _ => ("blockquote", (Tag::BlockQuote(None), Holds::Blocks)),
        };
        self.tree.open_block(Some(name), block, range);
    }

    pub(super) fn style(&mut self, tag: &StartTag, style: InlineStyle, range: Range<usize>) {
        let told = match style {
            InlineStyle::Strong => Tag::Strong,
            InlineStyle::Emphasis => Tag::Emphasis,
            InlineStyle::Struck => Tag::Strikethrough,
            InlineStyle::Raised => Tag::Superscript,
            InlineStyle::Lowered => Tag::Subscript,
            InlineStyle::Code => {
                self.tree.set_language(tag.attribute("class"));
                return self.tree.open_style(Some(&tag.name), None, range);
            }
            InlineStyle::Link => {
                self.tree.close_style("a", range.start);
                let Some(target) = tag.attribute("href") else {
                    return;
                };
                link(target)
            }
        };
        self.tree.open_style(Some(&tag.name), Some(told), range);
    }

    /// A picture by its alternative text; one with an empty text is an ornament. What is played is a link.
    pub(super) fn shown(&mut self, tag: &StartTag, meaning: Element, range: Range<usize>) {
        let words = tag.attribute("alt").or_else(|| tag.attribute("title"));
        let Some(target) = tag.attribute("src").filter(|_| words != Some("")) else {
            return;
        };
        let told = if meaning == Element::Image {
            Tag::Image {
                link_type: LinkType::Inline,
                dest_url: CowStr::from(target.to_owned()),
                title: CowStr::from(""),
                id: CowStr::from(""),
            }
        } else {
            link(target)
        };
        self.tree
            .open_style(Some(&tag.name), Some(told), range.clone());
        self.tree.words(words.unwrap_or_default(), range.clone());
        self.tree.close_style(&tag.name, range.end);
    }

    /// A box to tick; what is typed into other fields is not there yet.
    pub(super) fn input(&mut self, tag: &StartTag, range: Range<usize>) {
        if tag.attribute("type") == Some("checkbox") {
            let is_done = tag.attribute("checked").is_some();
            self.tree.words(if is_done { "[x]" } else { "[ ]" }, range);
        }
    }

    /// What no browser knows either may be text, such as a placeholder in angle brackets.
    pub(super) fn unknown(&mut self, raw: &str, range: Range<usize>) {
        let raw = CowStr::from(raw.to_owned());
        self.tree.inline(Event::InlineHtml(raw), range);
    }
}

fn link<'a>(target: &str) -> Tag<'a> {
    Tag::Link {
        link_type: LinkType::Inline,
        dest_url: CowStr::from(target.to_owned()),
        title: CowStr::from(""),
        id: CowStr::from(""),
    }
}
