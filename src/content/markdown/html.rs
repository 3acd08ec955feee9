//! Pieces of HTML as tokens, each with its place in the file.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use html5gum::{DefaultEmitter, HtmlString, Spanned, Token, Tokenizer};

/// HTML being gathered: its lines may stand behind the signs of a quotation or a list.
#[derive(Debug, Default)]
pub struct HtmlSource {
    text: String,
    /// Byte of `text`, byte of the file; in order.
    pieces: Vec<(usize, usize)>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum HtmlPart {
    Start(StartTag),
    /// The name of an element that ends, and its tag as written.
    End(String, String),
    /// A line of text, with its entities resolved and its line break.
    Text(String),
}

/// A tag that opens an element.
#[derive(Debug, PartialEq, Eq)]
pub struct StartTag {
    /// In lower case.
    pub name: String,
    attributes: BTreeMap<String, String>,
    /// It is its own end.
    pub is_closed: bool,
    pub raw: String,
}

impl StartTag {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// A number; 1 where none is given.
    pub fn number(&self, name: &str) -> usize {
        let number = self.attribute(name).and_then(|it| it.trim().parse().ok());
        number.unwrap_or(1)
    }
}

impl HtmlSource {
    pub fn push(&mut self, html: &str, range: Range<usize>) {
        self.pieces.push((self.text.len(), range.start));
        self.text.push_str(html);
    }

    fn place(&self, at: usize) -> usize {
        let next = self.pieces.partition_point(|(start, _)| *start <= at);
        let piece = next.checked_sub(1).and_then(|it| self.pieces.get(it));
        piece.map_or(0, |(start, place)| place + (at - start))
    }

    pub fn tokens(&self) -> Vec<(HtmlPart, Range<usize>)> {
        let mut emitter = DefaultEmitter::new_with_span();
        emitter.naively_switch_states(true);
        let mut tokens = Vec::new();
        for token in Tokenizer::new_with_emitter(&self.text, emitter) {
            // Reading from memory never fails.
            let Ok(token) = token;
            self.take(token, &mut tokens);
        }
        tokens
    }

    fn take(&self, token: Token<usize>, tokens: &mut Vec<(HtmlPart, Range<usize>)>) {
        let raw = |range: &Range<usize>| self.text.get(range.clone()).unwrap_or_default();
        let place = |range: &Range<usize>| self.place(range.start)..self.place(range.end);
        match token {
            Token::StartTag(tag) => {
                let range = tag.span.start..tag.span.end;
                let attributes = tag.attributes.into_iter();
                let start = StartTag {
                    name: text(&tag.name),
                    attributes: attributes.map(attribute).collect(),
                    is_closed: tag.self_closing,
                    raw: raw(&range).to_owned(),
                };
                tokens.push((HtmlPart::Start(start), place(&range)));
            }
            Token::EndTag(tag) => {
                let range = tag.span.start..tag.span.end;
                let end = HtmlPart::End(text(&tag.name), raw(&range).to_owned());
                tokens.push((end, place(&range)));
            }
            Token::String(words) => {
                let range = words.span.start..words.span.end;
                self.lines(&text(&words.value), &range, tokens);
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }

    /// Text as lines, each with its own place: entities make a text shorter than what is written.
    fn lines(&self, text: &str, range: &Range<usize>, tokens: &mut Vec<(HtmlPart, Range<usize>)>) {
        let mut written = self.text.get(range.clone()).unwrap_or_default();
        let mut start = range.start;
        for line in text.split_inclusive('\n') {
            let length = written.find('\n').map_or(written.len(), |end| end + 1);
            written = written.get(length..).unwrap_or_default();
            // What follows the line may stand behind the signs of a quotation.
            let end = self.place((start + length).saturating_sub(1)) + 1;
            let place = self.place(start).min(end)..end;
            tokens.push((HtmlPart::Text(line.to_owned()), place));
            start += length;
        }
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn attribute(attribute: (HtmlString, Spanned<HtmlString>)) -> (String, String) {
    let (name, value) = attribute;
    (text(&name), text(&value))
}

/// Where each element is closed last, so that one that never is does not swallow the rest of a page.
#[derive(Debug)]
pub struct LaterEnds {
    by_name: HashMap<String, usize>,
    /// Whether there may be tags at all.
    pub has_tags: bool,
}

impl LaterEnds {
    /// Of a text that begins at byte `offset` of its file.
    pub fn of(source: &str, offset: usize) -> Self {
        let name = |(at, _): (usize, &str)| {
            let rest = source.get(at + 2..).unwrap_or_default();
            let end = rest.find(|it: char| !it.is_ascii_alphanumeric());
            let name = rest.get(..end.unwrap_or(rest.len())).unwrap_or_default();
            (family(&name.to_ascii_lowercase()).to_owned(), at + offset)
        };
        Self {
            by_name: source.match_indices("</").map(name).collect(),
            has_tags: source.contains('<'),
        }
    }

    pub fn is_closed_after(&self, name: &str, at: usize) -> bool {
        self.by_name.get(name).is_some_and(|last| *last >= at)
    }
}

/// The name that a block is opened with: headings close each other, and so do cells.
fn family(name: &str) -> &str {
    match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => "h",
        "th" => "td",
        name => name,
    }
}
