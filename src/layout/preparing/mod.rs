//! Preparing each kind of block: what no width changes is found here, once.

mod callout;
mod chart;
mod code;
mod menu;
mod table;
mod terms;
mod writer;

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use crate::content::document::{SourceEntry, plain_text};
use crate::content::{Block, BlockKind, Document, Figure, Inline, InlineKind, Item};
use crate::layout::flow::Flows;
use crate::layout::options::{Drawings, Symbols};
use crate::layout::places::Role;
use crate::layout::prepared::{
    BlockMarker, Drawing, Facts, Pair, Prepared, PreparedBlock, PreparedHeading, PreparedKind,
    PreparedList, RULE,
};
use crate::layout::preparing::writer::TextPreparer;

impl Prepared {
    pub fn new(document: &Document, symbols: Symbols, drawings: Drawings) -> Self {
        let mut preparer = Preparer {
            texts: TextPreparer {
                symbols,
                drawings,
                flows: Flows::default(),
                role: Role::Text,
            },
        };
        let mut blocks = preparer.blocks(&document.blocks);
        terms::mark(&mut blocks);
        let notes = preparer.notes(document);
        Self {
            drawings,
            flows: preparer.texts.flows,
            blocks,
            notes,
            shift: length(document),
        }
    }
}

/// A document being made ready for a kind of terminal.
#[derive(Debug)]
struct Preparer {
    texts: TextPreparer,
}

impl Preparer {
    fn notes(&mut self, document: &Document) -> Vec<(BlockMarker, Vec<PreparedBlock>)> {
        if document.footnotes.is_empty() {
            return Vec::new();
        }
        let numbers = citation_numbers(document);
        let note = |(label, note): &(String, Vec<Block>)| {
            let number = numbers.get(label.as_str()).copied().unwrap_or(0);
            let mark = self.citation_mark(label, number);
            self.within(BlockMarker::hanging(format!("{mark} ")), note)
        };
        document.footnotes.iter().map(note).collect()
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<PreparedBlock> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> PreparedBlock {
        PreparedBlock {
            kind: self.kind(block),
            start: block.range.start,
        }
    }

    fn kind(&mut self, block: &Block) -> PreparedKind {
        let range = &block.range;
        match &block.kind {
            BlockKind::Heading {
                level,
                slug,
                inlines,
            } => self.heading((*level, slug), inlines, range),
            BlockKind::Paragraph(inlines) => {
                let flow_options = self.texts.options(self.texts.role, range);
                PreparedKind::Text(self.texts.flows.write(inlines, &flow_options))
            }
            BlockKind::List { start, items } => self.list(*start, items, range),
            BlockKind::Quote(inner) => self.quote(inner),
            BlockKind::Code { text, .. } => self.code(text, range),
            BlockKind::Table { head, rows } => {
                PreparedKind::Table(table::table(&mut self.texts, (head, rows), range))
            }
            BlockKind::Facts(rows) => self.facts(rows, range),
            BlockKind::Callout(callout) => self.callout(callout, range.start),
            BlockKind::Sources(entries) => self.sources(entries, range),
            BlockKind::Figure(figure) => self.figure(figure, range),
            BlockKind::Chart(chart) => self.chart(chart, range),
            // It is drawn in the middle of the line, which data does not have.
            BlockKind::Rule if self.texts.drawings == Drawings::Data => {
                let flow_options = self.texts.options(self.texts.role, range);
                let sign = [Inline::text(RULE)];
                PreparedKind::Text(self.texts.flows.write(&sign, &flow_options))
            }
            BlockKind::Rule => PreparedKind::Rule,
        }
    }

    /// Blocks behind a marker.
    pub(super) fn within(
        &mut self,
        marker: BlockMarker,
        blocks: &[Block],
    ) -> (BlockMarker, Vec<PreparedBlock>) {
        (marker, self.blocks(blocks))
    }

    /// A title keeps its own capitals: µg, mRNA and pH mean something else in others.
    fn heading(
        &mut self,
        (level, slug): (u8, &str),
        inlines: &[Inline],
        range: &Range<usize>,
    ) -> PreparedKind {
        let flow_options = self.texts.options(Role::Heading(level), range);
        PreparedKind::Heading(PreparedHeading {
            level,
            slug: slug.into(),
            title: plain_text(inlines).into(),
            flow: self.texts.flows.write(inlines, &flow_options),
            is_term: false,
        })
    }

    fn list(&mut self, start: Option<u64>, items: &[Item], range: &Range<usize>) -> PreparedKind {
        let is_drawn = self.texts.drawings.is_drawn();
        if let Some(rows) = start
            .filter(|_| is_drawn)
            .and_then(|start| menu::rows(start, items))
        {
            return PreparedKind::Table(table::table(&mut self.texts, (&[], &rows), range));
        }
        let count = u64::try_from(items.len()).unwrap_or(0);
        let last = start.map(|start| start.saturating_add(count.saturating_sub(1)));
        let digits = last.map_or(0, |last| last.to_string().len());
        let numbers = iter::successors(start, |number| Some(number.saturating_add(1)));
        let numbers = numbers.map(Some).chain(iter::repeat(None));
        let item = |(item, number): (&Item, Option<u64>)| {
            let marker = BlockMarker::of_entry(self.texts.symbols, (number, digits), item.task);
            self.within(marker, &item.blocks)
        };
        PreparedKind::List(PreparedList {
            loose: items.iter().any(is_loose),
            items: items.iter().zip(numbers).map(item).collect(),
        })
    }

    fn quote(&mut self, inner: &[Block]) -> PreparedKind {
        let bar = self.sign("│ ", "| ");
        let outer = std::mem::replace(&mut self.texts.role, Role::Quote);
        let (bar, inner) = self.within(BlockMarker::of(bar, bar), inner);
        self.texts.role = outer;
        PreparedKind::Within(bar, inner)
    }

    fn facts(&mut self, rows: &[(String, Vec<Inline>)], range: &Range<usize>) -> PreparedKind {
        let rows = rows.iter().enumerate().map(|(index, (name, value))| {
            let name = Inline::text(name);
            (name, value, part_of(range, index))
        });
        PreparedKind::Facts(if self.texts.drawings == Drawings::Heard {
            let told = rows.map(|(name, value, place)| {
                let flow_options = self.texts.options(self.texts.role, &place);
                let named = self.texts.flows.write_named(&[name], value, &flow_options);
                (named, place.start)
            });
            Facts::Told(told.collect())
        } else {
            let pairs = rows.map(|(name, value, place)| {
                let label = self.texts.options(Role::Label, &place);
                let plain = self.texts.options(self.texts.role, &place);
                Pair {
                    name: self.texts.flows.write(&[name], &label),
                    value: self.texts.flows.write(value, &plain),
                    offset: place.start,
                }
            });
            Facts::Beside(pairs.collect())
        })
    }

    fn sources(&mut self, entries: &[SourceEntry], range: &Range<usize>) -> PreparedKind {
        let marks = entries
            .iter()
            .map(|entry| self.citation_mark(&entry.id, entry.number));
        let marks: Vec<String> = marks.collect();
        let numbered = entries.iter().zip(&marks);
        let numbered = numbered.filter(|(entry, _)| entry.number > 0);
        let widest = numbered.map(|(_, mark)| mark.len()).max().unwrap_or(0);
        let source = |(index, (entry, mark)): (usize, (&SourceEntry, &String))| {
            let flow_options = self.texts.options(self.texts.role, &part_of(range, index));
            let flow = self.texts.flows.write(&entry.inlines, &flow_options);
            (BlockMarker::hanging(format!("{mark:<widest$} ")), flow)
        };
        let entries = entries.iter().zip(&marks).enumerate();
        PreparedKind::Sources(entries.map(source).collect())
    }

    /// A drawing, or only its words where nothing is drawn.
    fn figure(&mut self, figure: &Figure, range: &Range<usize>) -> PreparedKind {
        let flow_options = self.texts.options(self.texts.role, range);
        let words = self.texts.flows.write(&figure.words, &flow_options);
        let symbols = self.texts.symbols;
        let lines = if symbols.is_unicode() && !figure.unicode.is_empty() {
            &figure.unicode
        } else {
            &figure.ascii
        };
        if !self.texts.drawings.is_drawn() || lines.is_empty() {
            return PreparedKind::Text(words);
        }
        PreparedKind::Drawing(Drawing {
            lines: lines.iter().map(|it| symbols.spell(it).into()).collect(),
            words,
        })
    }

    fn citation_mark(&self, id: &str, number: usize) -> String {
        if number == 0 {
            format!("[{}]", self.texts.symbols.spell(id))
        } else {
            format!("[{number}]")
        }
    }

    const fn sign(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.texts.symbols.is_unicode() {
            unicode
        } else {
            ascii
        }
    }
}

/// Where the text of the page ends: its notes follow.
fn length(document: &Document) -> usize {
    let ends = document.blocks.iter().map(|block| block.range.end);
    ends.max().unwrap_or(0)
}

fn citation_numbers(document: &Document) -> HashMap<&str, usize> {
    let mut numbers = HashMap::new();
    document.each_inline(&mut |inline| {
        if let InlineKind::Citation { id, number } = &inline.kind {
            numbers.insert(id.as_str(), *number);
        }
    });
    numbers
}

/// Whether an entry has more to say than a paragraph and lists below it.
fn is_loose(item: &Item) -> bool {
    let is_list = |block: &Block| matches!(block.kind, BlockKind::List { .. });
    item.blocks.iter().skip(1).any(|block| !is_list(block))
}

/// Rows that the program makes have no place in the file; each gets one of the block's bytes, so that anchors differ.
fn part_of(range: &Range<usize>, index: usize) -> Range<usize> {
    let last = range.end.saturating_sub(1).max(range.start);
    let at = (range.start + index).min(last);
    at..at
}
