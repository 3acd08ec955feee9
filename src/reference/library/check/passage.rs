//! A page's text in passages: paragraphs, list items, table rows and fact rows, each with its citations and place.

use std::ops::Range;

use crate::content::document::plain_text;
use crate::content::{Block, BlockKind, Document, Inline, markdown};
use crate::library::check::statement::{PlacedName, Statement, StatementReader};

/// A piece of text that should stand on sources of its own.
#[derive(Clone, Debug)]
pub struct CitedPassage {
    pub kind: PassageKind,
    /// The level-2 heading it stands under (empty before the first); of a fact row its name.
    pub heading: String,
    /// The words without marks and citations.
    pub text: String,
    pub place: Range<usize>,
    /// Citations side by side, as clusters.
    pub clusters: Vec<Vec<PlacedName>>,
    pub links: Vec<PlacedName>,
    /// Its sentences with what each cites; a row is one.
    pub statements: Vec<Statement>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    Paragraph,
    Item,
    TableHead,
    Row,
    Fact,
    Footnote,
}

#[derive(Clone, Debug)]
pub struct PageHeading {
    pub level: u8,
    pub slug: String,
    pub text: String,
    pub place: Range<usize>,
}

#[derive(Clone, Debug, Default)]
pub struct BodyText {
    pub headings: Vec<PageHeading>,
    pub passages: Vec<CitedPassage>,
    /// The level-2 heading above what is read.
    heading: String,
}

impl BodyText {
    pub fn of(document: &Document) -> Self {
        let mut reader = Self::default();
        for block in &document.blocks {
            reader.block(block, PassageKind::Paragraph);
        }
        for block in document.footnotes.iter().flat_map(|(_, blocks)| blocks) {
            reader.block(block, PassageKind::Footnote);
        }
        reader
    }

    fn block(&mut self, block: &Block, kind: PassageKind) {
        match &block.kind {
            BlockKind::Heading {
                level,
                slug,
                inlines,
            } => {
                let text = plain_text(inlines);
                if *level == 2 {
                    self.heading.clone_from(&text);
                }
                self.headings.push(PageHeading {
                    level: *level,
                    slug: slug.clone(),
                    text,
                    place: block.range.clone(),
                });
            }
            BlockKind::Paragraph(inlines) => self.add(kind, &[inlines], block.range.clone()),
            BlockKind::List { items, .. } => {
                let is_note = kind == PassageKind::Footnote;
                let kind = if is_note { kind } else { PassageKind::Item };
                for block in items.iter().flat_map(|item| &item.blocks) {
                    self.block(block, kind);
                }
            }
            BlockKind::Quote(blocks) => blocks.iter().for_each(|inner| self.block(inner, kind)),
            BlockKind::Table { head, rows } => {
                self.row(PassageKind::TableHead, head, &block.range);
                for row in rows {
                    self.row(PassageKind::Row, row, &block.range);
                }
            }
            _ => {}
        }
    }

    fn row(&mut self, kind: PassageKind, cells: &[Vec<Inline>], table: &Range<usize>) {
        let mut inlines = cells.iter().flatten();
        let place = inlines.next().map_or(table.start..table.start, |first| {
            first.range.start..inlines.last().unwrap_or(first).range.end
        });
        let cells: Vec<&[Inline]> = cells.iter().map(Vec::as_slice).collect();
        self.add(kind, &cells, place);
    }

    fn add(&mut self, kind: PassageKind, runs: &[&[Inline]], place: Range<usize>) {
        let passage = CitedPassage::new(kind, self.heading.clone(), runs, place);
        self.passages.push(passage);
    }
}

impl CitedPassage {
    /// A row of the fact box, whose value stands at `place` as a quoted text.
    pub fn fact(name: &str, value: &str, place: Range<usize>) -> Self {
        // One place for all: an escape in the quoted text would shift any finer one.
        let inlines = markdown::placed(value, &place);
        Self::new(PassageKind::Fact, name.to_owned(), &[&inlines], place)
    }

    fn new(kind: PassageKind, heading: String, runs: &[&[Inline]], place: Range<usize>) -> Self {
        let text: Vec<String> = runs.iter().map(|run| plain_text(run)).collect();
        let is_one = matches!(kind, PassageKind::Row | PassageKind::Fact);
        let read = StatementReader::of(runs, is_one);
        Self {
            kind,
            heading,
            text: text.join(" ").trim().to_owned(),
            place,
            clusters: read.clusters,
            links: read.links,
            statements: read.statements,
        }
    }

    pub fn citations(&self) -> impl Iterator<Item = &PlacedName> {
        self.clusters.iter().flatten()
    }

    pub const fn is_cited(&self) -> bool {
        !self.clusters.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::PassageKind::{Item, Paragraph, Row, TableHead};
    use super::*;

    fn passages(text: &str) -> Vec<CitedPassage> {
        BodyText::of(&markdown::parse(text, 0)).passages
    }

    #[test]
    fn each_item_and_row_is_a_passage_under_its_heading() {
        let text =
            "Lead.\n\n## Risks\n\n- one\n- two[^a]\n\n| A | B |\n|---|---|\n| x | y[^b][^c] |\n";
        let found: Vec<_> = passages(text)
            .into_iter()
            .map(|it| (it.kind, it.heading, it.text, it.clusters.len()))
            .collect();
        let risks = || "Risks".to_owned();
        assert_eq!(
            found,
            [
                (Paragraph, String::new(), "Lead.".into(), 0),
                (Item, risks(), "one".into(), 0),
                (Item, risks(), "two".into(), 1),
                (TableHead, risks(), "A B".into(), 0),
                (Row, risks(), "x y".into(), 1),
            ]
        );
    }

    #[test]
    fn words_part_citations_into_clusters() {
        let found = passages("One.[^a][^b] Two [link](@/x.md).[^c]").remove(0);
        let sizes: Vec<_> = found.clusters.iter().map(Vec::len).collect();
        assert_eq!(sizes, [2, 1]);
        assert_eq!(found.links.len(), 1);
    }
}
