//! A page as its paragraphs, each with a digest, so that a text can be known again after it was edited.

use std::ops::Range;

use crate::content::document::plain_text;
use crate::content::text::digest;
use crate::content::{Block, BlockKind, Cell, Document, InlineKind};

/// One stretch of a page that is read as a whole: a paragraph, a heading, an entry of a list, a table. Its words are
/// put together when they are asked for.
#[derive(Clone, Copy, Debug)]
pub struct Paragraph<'a> {
    block: &'a Block,
    /// The slug of the heading it stands below, empty above the first.
    pub heading: &'a str,
}

impl Paragraph<'_> {
    pub const fn range(&self) -> &Range<usize> {
        &self.block.range
    }

    pub fn text(&self) -> String {
        text(self.block)
    }

    pub fn digest(&self) -> String {
        digest(&self.text())
    }
}

/// A page's paragraphs in the order they are read.
pub fn paragraphs(document: &Document) -> Vec<Paragraph<'_>> {
    let mut found = Vec::new();
    gather(&document.blocks, &mut "", &mut found);
    found
}

fn gather<'a>(blocks: &'a [Block], heading: &mut &'a str, found: &mut Vec<Paragraph<'a>>) {
    for block in blocks {
        match &block.kind {
            BlockKind::List { items, .. } => {
                for item in items {
                    gather(&item.blocks, heading, found);
                }
            }
            BlockKind::Quote(inner) => gather(inner, heading, found),
            kind => {
                if let BlockKind::Heading { slug, .. } = kind {
                    *heading = slug;
                }
                found.push(Paragraph { block, heading });
            }
        }
    }
}

/// A block's words without its marks.
pub fn text(block: &Block) -> String {
    match &block.kind {
        BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => plain_text(inlines),
        BlockKind::Code { text, .. } => text.clone(),
        BlockKind::Facts(rows) => {
            let row = |(name, value): &(String, Vec<_>)| match name.as_str() {
                "" => plain_text(value),
                name => format!("{name}: {}", plain_text(value)),
            };
            rows.iter().map(row).collect::<Vec<_>>().join("\n")
        }
        BlockKind::Table { head, rows } => table(head, rows),
        BlockKind::Chart(chart) => {
            let lines = chart
                .tables()
                .map(|(title, (head, rows))| format!("{title}\n{}", table(&head, &rows)));
            lines.collect::<Vec<_>>().join("\n")
        }
        _ => {
            let mut parts: Vec<&str> = Vec::new();
            block.each_inline(&mut |inline| {
                if let InlineKind::Text(text) | InlineKind::Code(text) = &inline.kind {
                    parts.push(text);
                }
            });
            parts.join(" ")
        }
    }
}

/// A line each for the head and the rows.
fn table(head: &Vec<Cell>, rows: &[Vec<Cell>]) -> String {
    let row = |cells: &Vec<Cell>| {
        let cells: Vec<String> = cells.iter().map(|cell| plain_text(cell)).collect();
        cells.join(" | ")
    };
    let lines: Vec<String> = std::iter::once(head).chain(rows).map(row).collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown;

    #[test]
    fn lists_fall_into_entries_and_headings_stand_over_what_follows() {
        let text = "One.\n\n## Two words\n\n- first\n- second\n";
        let document = markdown::parse(text, 0);
        let found = paragraphs(&document).into_iter();
        let found: Vec<(&str, String)> = found.map(|it| (it.heading, it.text())).collect();
        let expected = [
            ("", "One."),
            ("two-words", "Two words"),
            ("two-words", "first"),
            ("two-words", "second"),
        ];
        assert_eq!(found, expected.map(|(a, b)| (a, b.to_owned())));
    }

    #[test]
    fn white_space_does_not_change_a_digest() {
        assert_eq!(digest("a  b\nc"), digest("a b c"));
        assert_ne!(digest("a b"), digest("ab"));
    }
}
