//! Pieces of HTML as tokens, each with its place in the file.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use html5gum::{DefaultEmitter, EndTag, HtmlString, Span, Spanned, StartTag, Token, Tokenizer};

/// HTML being gathered: its lines may stand behind the signs of a quotation or a list.
#[derive(Debug, Default)]
pub struct HtmlSource {
    text: String,
    /// Byte of `text`, byte of the file; in order.
    pieces: Vec<(usize, usize)>,
}

/// A tag, or a line of text with its entities resolved and its line break; and its place in the file.
pub type PlacedToken = (Token<usize>, Range<usize>);

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

    /// What stands in its text there.
    pub fn raw(&self, span: Span<usize>) -> &str {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    pub fn tokens(&self) -> Vec<PlacedToken> {
        let mut emitter = DefaultEmitter::new_with_span();
        emitter.naively_switch_states(true);
        let mut tokens = Vec::new();
        for token in Tokenizer::new_with_emitter(&self.text, emitter) {
            // Reading from memory never fails.
            let Ok(token) = token;
            match token {
                Token::StartTag(StartTag { span, .. }) | Token::EndTag(EndTag { span, .. }) => {
                    tokens.push((token, self.place(span.start)..self.place(span.end)));
                }
                Token::String(words) => self.lines(&words, &mut tokens),
                Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        tokens
    }

    /// Text as lines, each with its own place: entities make a text shorter than what is written.
    fn lines(&self, words: &Spanned<HtmlString, usize>, tokens: &mut Vec<PlacedToken>) {
        let mut written = self.raw(words.span);
        let mut start = words.span.start;
        for line in words.split_inclusive(|byte| *byte == b'\n') {
            let length = written.find('\n').map_or(written.len(), |end| end + 1);
            written = written.get(length..).unwrap_or_default();
            // What follows the line may stand behind the signs of a quotation.
            let end = self.place((start + length).saturating_sub(1)) + 1;
            let place = self.place(start).min(end)..end;
            let (value, span) = (line.to_owned().into(), words.span);
            tokens.push((Token::String(Spanned { value, span }), place));
            start += length;
        }
    }
}

/// Bytes of a token as text.
pub fn text(bytes: &[u8]) -> Cow<'_, str> {
    String::from_utf8_lossy(bytes)
}

/// Where each element is closed last, so that one that never is does not swallow the rest of a page.
#[derive(Debug, Default)]
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
