//! What the elements of HTML mean to a reader.

use pulldown_cmark::{HeadingLevel, Tag};

/// What an element does to the text in it or around it.
#[derive(Clone, Debug, PartialEq)]
pub enum Element {
    LineBreak,
    Rule,
    Image,
    Input,
    /// Something played or shown by a browser: a link to it.
    Embedded,
    /// Nothing in it is read.
    Hidden,
    List,
    Item,
    Term,
    Meaning,
    Quote,
    Heading(HeadingLevel),
    Preformatted,
    Table,
    Row,
    Cell,
    /// How running text looks; None for code, of which Markdown has no tag.
    Style(Option<Tag<'static>>),
    Anchor,
    /// A line of its own that names what follows.
    Title,
    /// Text between signs.
    Between(&'static str, &'static str),
    /// Its text stands on lines of its own.
    Block,
    /// It says nothing about its text.
    Transparent,
    /// No element of HTML: text in angle brackets.
    Unknown,
}

/// The element with this name, in lower case.
pub fn element(name: &str) -> Element {
    match name {
        "br" => Element::LineBreak,
        "hr" => Element::Rule,
        "img" => Element::Image,
        "input" => Element::Input,
        "audio" | "embed" | "iframe" | "video" => Element::Embedded,
        "head" | "rp" | "script" | "style" | "svg" | "template" => Element::Hidden,
        "dl" | "menu" | "ol" | "ul" => Element::List,
        "li" => Element::Item,
        "dt" => Element::Term,
        "dd" => Element::Meaning,
        "blockquote" => Element::Quote,
        "h1" => Element::Heading(HeadingLevel::H1),
        "h2" => Element::Heading(HeadingLevel::H2),
        "h3" => Element::Heading(HeadingLevel::H3),
        "h4" => Element::Heading(HeadingLevel::H4),
        "h5" => Element::Heading(HeadingLevel::H5),
        "h6" => Element::Heading(HeadingLevel::H6),
        "listing" | "plaintext" | "pre" | "textarea" | "xmp" => Element::Preformatted,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        "caption" | "legend" | "summary" => Element::Title,
        "a" => Element::Anchor,
        "q" => Element::Between("“", "”"),
        "rt" => Element::Between("(", ")"),
        _ => style(name).unwrap_or_else(|| plain(name)),
    }
}

fn style(name: &str) -> Option<Element> {
    Some(Element::Style(match name {
        "b" | "strong" => Some(Tag::Strong),
        "cite" | "dfn" | "em" | "i" | "mark" | "var" => Some(Tag::Emphasis),
        "del" | "s" | "strike" => Some(Tag::Strikethrough),
        "sup" => Some(Tag::Superscript),
        "sub" => Some(Tag::Subscript),
        "code" | "kbd" | "samp" | "tt" => None,
        _ => return None,
    }))
}

/// Elements that only part their text from other text, or do not even that.
fn plain(name: &str) -> Element {
    match name {
        "address" | "article" | "aside" | "body" | "center" | "details" | "dialog" | "dir"
        | "div" | "fieldset" | "figcaption" | "figure" | "footer" | "form" | "header"
        | "hgroup" | "html" | "main" | "nav" | "noscript" | "optgroup" | "option" | "p"
        | "search" | "section" | "select" | "tbody" | "tfoot" | "thead" | "title" => Element::Block,
        "abbr" | "acronym" | "area" | "base" | "basefont" | "bdi" | "bdo" | "big" | "button"
        | "canvas" | "col" | "colgroup" | "data" | "datalist" | "font" | "ins" | "label"
        | "link" | "map" | "math" | "meta" | "meter" | "nobr" | "object" | "output" | "param"
        | "picture" | "progress" | "rb" | "rtc" | "ruby" | "slot" | "small" | "source" | "span"
        | "time" | "track" | "u" | "wbr" => Element::Transparent,
        // An element of somebody's own: only a script knows more.
        _ if name.contains('-') => Element::Transparent,
        _ => Element::Unknown,
    }
}
