//! The visit sheet as one HTML page to print: large type, no scripts, nothing from elsewhere, for screen readers too.

use std::fmt::Write as _;

use crate::shelf::page::{Cited, Detail, Piece, SheetPage};
use crate::shelf::render::is_item;

/// Black and two dark inks on white: each stands out by more than seven to one. The paper is the printer's, A4 or
/// Letter.
const STYLE: &str = include_str!("sheet.css");

impl SheetPage {
    /// A whole page; what is in it comes from the reference and the reader and is never markup.
    pub fn html(&self, detail: Detail) -> String {
        let name = escaped(self.words.sheet());
        let title = format!("{}: {}", self.words.sheet(), self.reference);
        let mut text = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta name=\"viewport\" content=\"width=device-width\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
             <title>{}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{name}</h1>\n<p>{}</p>\n",
            escaped(&title),
            escaped(&self.origin())
        );
        for (title, class, lines) in self.lists() {
            let _ = writeln!(
                text,
                "<section aria-labelledby=\"{class}\">\n<h2 id=\"{class}\">{title}</h2>"
            );
            list(&mut text, class, lines.iter().map(|line| escaped(line)));
            text.push_str("</section>\n");
        }
        for (piece, number) in self.pieces.iter().zip(1..) {
            piece.html(detail, (number, self.notice()), &mut text);
        }
        text.push_str("</main>\n</body>\n</html>\n");
        text
    }
}

impl Piece {
    fn html(&self, detail: Detail, (number, notice): (usize, &str), text: &mut String) {
        let _ = writeln!(
            text,
            "<article aria-labelledby=\"piece-{number}\">\n<h2 id=\"piece-{number}\">{}</h2>\n<p class=\"checked\">{}</p>",
            escaped(&self.title),
            escaped(&self.checked_line(notice))
        );
        let said = self.said(detail);
        for run in said.chunk_by(|one, other| is_item(one) && is_item(other)) {
            match run {
                [line] if !is_item(line) => {
                    let _ = writeln!(text, "<p>{}</p>", escaped(line));
                }
                items => {
                    let items = items.iter().filter_map(|item| item.strip_prefix("- "));
                    let items = items.map(escaped);
                    list(text, "points", items);
                }
            }
        }
        let facts = self.facts(detail).iter();
        let facts = facts.map(|(name, value)| {
            let (name, value) = (escaped(name), escaped(value));
            format!("<dt>{name}</dt> <dd>{value}</dd>\n")
        });
        let facts: String = facts.collect();
        if !facts.is_empty() {
            let _ = writeln!(text, "<dl>\n{facts}</dl>");
        }
        if let Some(note) = &self.note {
            let _ = writeln!(text, "<blockquote>My note: {}</blockquote>", escaped(note));
        }
        if !self.sources.is_empty() {
            let _ = writeln!(
                text,
                "<p class=\"sources\" id=\"sources-{number}\">Sources:</p>"
            );
            let sources = self.sources.iter().map(|source| source.html(detail));
            list(text, "sources", sources);
        }
        text.push_str("</article>\n");
    }
}

impl Cited {
    /// The source in full, or in short where there is little room, with its address as a link that can be read on paper.
    fn html(&self, detail: Detail) -> String {
        let is_full = detail == Detail::Full;
        let words = if is_full { &self.citation } else { &self.short };
        let Some(address) = &self.address else {
            return escaped(words);
        };
        let words = words.replace(address.as_str(), "");
        let shown = address.split_once("://").map(|(_, rest)| rest);
        let shown = escaped(shown.unwrap_or(address));
        let words = escaped(words.trim());
        format!("{words} <a href=\"{}\">{shown}</a>", escaped(address))
    }
}

fn list(text: &mut String, class: &str, items: impl Iterator<Item = String>) {
    let _ = writeln!(text, "<ul class=\"{class}\">");
    for item in items {
        let _ = writeln!(text, "<li>{item}</li>");
    }
    text.push_str("</ul>\n");
}

/// Text that is no markup, in an element or between the quotes of an attribute.
fn escaped(text: &str) -> String {
    let marks = [
        ('&', "&amp;"),
        ('<', "&lt;"),
        ('>', "&gt;"),
        ('"', "&quot;"),
    ];
    let escape = |text: String, (mark, escaped)| text.replace(mark, escaped);
    marks.into_iter().fold(text.to_owned(), escape)
}
