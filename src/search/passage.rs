//! A document as the finder reads it: sections of running text, each piece with its place in the file.

use crate::content::document::plain_text;
use crate::content::{Block, BlockKind, Document, Inline, InlineKind};

/// The blocks under one heading, or before the first.
#[derive(Debug)]
pub struct Section<'a> {
    /// The heading's text and slug.
    pub heading: Option<(String, &'a str)>,
    /// The place of its first block.
    pub start: usize,
    pub blocks: &'a [Block],
}

/// A document cut at its headings; footnotes are read with the last section.
pub fn sections(document: &Document) -> Vec<Section<'_>> {
    let is_heading = |block: &Block| matches!(block.kind, BlockKind::Heading { .. });
    let mut sections = Vec::new();
    let mut rest = document.blocks.as_slice();
    while let Some(first) = rest.first() {
        let inner = rest.iter().skip(1).position(is_heading);
        let length = inner.map_or(rest.len(), |inner| inner + 1);
        let (blocks, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
        let heading = match &first.kind {
            BlockKind::Heading { slug, inlines, .. } => Some((plain_text(inlines), slug.as_str())),
            _ => None,
        };
        sections.push(Section {
            blocks: blocks
                .get(usize::from(heading.is_some())..)
                .unwrap_or_default(),
            heading,
            start: first.range.start,
        });
        rest = after;
    }
    sections
}

/// Calls `visit` with every piece of text and its place; an empty piece is where words part.
pub fn each_piece(blocks: &[Block], visit: &mut impl FnMut(&str, usize)) {
    for block in blocks {
        match &block.kind {
            BlockKind::Heading { inlines, .. } | BlockKind::Paragraph(inlines) => {
                each_inline(inlines, visit);
            }
            BlockKind::List { items, .. } => {
                for item in items {
                    each_piece(&item.blocks, visit);
                }
            }
            BlockKind::Quote(inner) => each_piece(inner, visit),
            BlockKind::Code { text, .. } => visit(text, block.range.start),
            BlockKind::Table { head, rows } => {
                for cell in head.iter().chain(rows.iter().flatten()) {
                    each_inline(cell, visit);
                    visit("", block.range.end);
                }
            }
            BlockKind::Facts(rows) => {
                for (name, value) in rows {
                    visit(name, block.range.start);
                    visit("", block.range.start);
                    each_inline(value, visit);
                }
            }
            BlockKind::Figure(figure) => each_inline(&figure.words, visit),
            BlockKind::Callout(callout) => {
                callout.rows.iter().for_each(|row| each_inline(row, visit));
            }
            BlockKind::Sources(_) | BlockKind::Rule => {}
        }
        visit("", block.range.end);
    }
}

fn each_inline(inlines: &[Inline], visit: &mut impl FnMut(&str, usize)) {
    for inline in inlines {
        match &inline.kind {
            InlineKind::Text(text) | InlineKind::Code(text) => visit(text, inline.range.start),
            InlineKind::SoftBreak | InlineKind::HardBreak => visit("", inline.range.start),
            InlineKind::Citation { .. } | InlineKind::Passage(_) => {}
            _ => each_inline(inline.children(), visit),
        }
    }
}

/// Running text with the place of each of its pieces in the file.
#[derive(Debug, Default)]
pub struct Passage {
    pub text: String,
    /// Byte of `text`, byte of the file; in order.
    pieces: Vec<(usize, usize)>,
}

impl Passage {
    pub fn of(blocks: &[Block]) -> Self {
        let mut passage = Self::default();
        each_piece(blocks, &mut |text, at| passage.push(text, at));
        passage.text.truncate(passage.text.trim_end().len());
        passage
    }

    fn push(&mut self, text: &str, at: usize) {
        if text.is_empty() {
            if !self.text.is_empty() && !self.text.ends_with(' ') {
                self.text.push(' ');
            }
            return;
        }
        self.pieces.push((self.text.len(), at));
        let spaces = |character: char| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        };
        self.text.extend(text.chars().map(spaces));
    }

    /// The byte of the file that the byte `at` of the text came from.
    pub fn source(&self, at: usize) -> Option<usize> {
        let next = self.pieces.partition_point(|(start, _)| *start <= at);
        let (start, source) = self.pieces.get(next.checked_sub(1)?)?;
        Some(source + (at - start))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::markdown::parse;

    #[test]
    fn a_document_is_cut_at_its_headings() {
        let document = parse("Intro.\n\n## First\n\n## Second *one*\n\n- a\n- b\n", 0);
        let sections = sections(&document);
        let heads: Vec<_> = sections
            .iter()
            .map(|section| {
                section
                    .heading
                    .as_ref()
                    .map(|(title, slug)| (title.as_str(), *slug))
            })
            .collect();
        assert_eq!(
            heads,
            [
                None,
                Some(("First", "first")),
                Some(("Second one", "second-one"))
            ]
        );
        assert_eq!(sections[2].start, 18);
        assert_eq!(Passage::of(sections[2].blocks).text, "a b");
    }

    #[test]
    fn a_place_in_the_text_is_a_place_in_the_file() {
        let source = "Some **bold** words[^x] and [a link](@/x.md) here.\nNext.";
        let document = parse(source, 0);
        let passage = Passage::of(&document.blocks);
        assert_eq!(passage.text, "Some bold words and a link here. Next.");
        for word in ["bold", "words", "link", "here", "Next"] {
            let at = passage.source(passage.text.find(word).unwrap());
            assert_eq!(at, source.find(word), "{word}");
        }
    }
}
