//! What a page says, read without the program: the text events of pulldown-cmark, and of HTML the text between its tags.

use std::collections::BTreeMap;

use calcinosis::content::markdown;
use calcinosis::content::split::split;
use calcinosis::content::text::fold;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// How often each letter and digit stands in a text.
#[derive(Debug, Default)]
pub struct Letters(BTreeMap<char, usize>);

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut counts = BTreeMap::new();
        for letter in fold(text).chars().filter(|it| it.is_alphanumeric()) {
            *counts.entry(letter).or_default() += 1;
        }
        Self(counts)
    }

    /// The first letter of another text that stands here less often.
    pub fn lost_of(&self, written: &Self) -> Option<(char, usize, usize)> {
        let count = |letter: &char| self.0.get(letter).copied().unwrap_or(0);
        let all = written
            .0
            .iter()
            .map(|(letter, wanted)| (*letter, *wanted, count(letter)));
        all.into_iter().find(|(_, wanted, found)| found < wanted)
    }
}

/// The parser with the extensions that pages may use.
pub fn parser(body: &str) -> Parser<'_> {
    Parser::new_ext(body, markdown::options(body))
}

/// The words of a file, in the order they are written, without its front matter, labels and addresses.
pub fn read(file: &str) -> String {
    let body = &file[split(file).body..];
    let (mut text, mut html, mut is_figure) = (String::new(), String::new(), false);
    for event in parser(body) {
        match event {
            Event::Html(part) | Event::InlineHtml(part) => {
                html.push_str(&part);
                continue;
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(tongue))) => {
                is_figure = &*tongue == "figure";
            }
            Event::End(TagEnd::CodeBlock) => is_figure = false,
            Event::Text(part) | Event::Code(part) if !is_figure => {
                // Between tags whose element is not read, Markdown is not read either.
                if !is_hidden(&html) {
                    text.push_str(&part);
                }
                continue;
            }
            _ => {}
        }
        text.push(' ');
    }
    without_labels(&(text + &between_tags(&html)))
}

/// The label of a citation is no word: a number stands for it.
pub fn without_labels(text: &str) -> String {
    let mut pieces = text.split("[^");
    let mut kept = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        kept.push_str(piece.split_once(']').map_or(piece, |(_, rest)| rest));
    }
    kept
}

/// Whether HTML ends within an element that is not read.
fn is_hidden(html: &str) -> bool {
    let open = |name: &str| {
        html.matches(&format!("<{name}")).count() > html.matches(&format!("</{name}")).count()
    };
    open("script") || open("style")
}

/// The text of HTML: no tags, no comments, and nothing of scripts and styles.
fn between_tags(html: &str) -> String {
    let (mut text, mut rest) = (String::new(), html);
    while let Some((before, tag)) = rest.split_once('<') {
        text.push_str(before);
        let hidden = ["script", "style", "!--"]
            .into_iter()
            .find(|name| tag.starts_with(name));
        let end = match hidden {
            Some("!--") => "-->".to_owned(),
            Some(name) => format!("</{name}>"),
            None => ">".to_owned(),
        };
        let begins = |it: char| it.is_ascii_alphabetic() || "/!?".contains(it);
        rest = match tag.split_once(&end) {
            Some((_, rest)) if tag.starts_with(begins) => rest,
            _ => tag,
        };
        text.push(' ');
    }
    let text = text + rest;
    ["&amp;", "&lt;", "&gt;", "&nbsp;", "&#27;"]
        .into_iter()
        .fold(text, |text, entity| text.replace(entity, " "))
}
