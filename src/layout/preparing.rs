//! Preparing each kind of block.

use std::collections::HashMap;
use std::iter;
use std::ops::Range;

use crate::content::document::{SourceEntry, plain_text};
use crate::content::{Block, BlockKind, Document, Figure, Inline, InlineKind, Item, ascii};
use crate::layout::flow::Flows;
use crate::layout::prepared::{
    self, Code, Drawing, Facts, Heading, Kind, List, Marker, Pair, Prepared,
};
use crate::layout::table::Table;
use crate::layout::writer::Manner;
use crate::layout::{Drawings, Role, Symbols, TextStyle};

/// A document being made ready for a kind of terminal.
#[derive(Debug)]
pub struct Preparer {
    symbols: Symbols,
    pub(super) drawings: Drawings,
    pub(super) flows: Flows,
    /// The role that plain text has here.
    pub(super) role: Role,
}

impl Preparer {
    pub fn new(symbols: Symbols, drawings: Drawings) -> Self {
        Self {
            symbols,
            drawings,
            flows: Flows::default(),
            role: Role::Text,
        }
    }

    pub fn document(mut self, document: &Document) -> Prepared {
        let blocks = self.blocks(&document.blocks);
        let notes = self.notes(document);
        Prepared {
            symbols: self.symbols,
            drawings: self.drawings,
            flows: self.flows,
            blocks,
            notes,
            shift: length(document),
        }
    }

    fn notes(&mut self, document: &Document) -> Vec<(Marker, Vec<prepared::Block>)> {
        if document.footnotes.is_empty() {
            return Vec::new();
        }
        let numbers = citation_numbers(document);
        let note = |(label, note): &(String, Vec<Block>)| {
            let number = numbers.get(label.as_str()).copied().unwrap_or(0);
            let mark = citation_mark(label, number);
            self.within(Marker::hanging(format!("{mark} ")), note)
        };
        document.footnotes.iter().map(note).collect()
    }

    fn blocks(&mut self, blocks: &[Block]) -> Vec<prepared::Block> {
        blocks.iter().map(|block| self.block(block)).collect()
    }

    fn block(&mut self, block: &Block) -> prepared::Block {
        prepared::Block {
            kind: self.kind(block),
            start: block.range.start,
        }
    }

    fn kind(&mut self, block: &Block) -> Kind {
        let range = &block.range;
        match &block.kind {
            BlockKind::Heading {
                level,
                slug,
                inlines,
            } => self.heading((*level, slug), inlines, range),
            BlockKind::Paragraph(inlines) => {
                let manner = self.manner(self.role, range);
                Kind::Text(self.flows.write(inlines, &manner))
            }
            BlockKind::List { start, items } => self.list(*start, items),
            BlockKind::Quote(inner) => self.quote(inner),
            BlockKind::Code { text, .. } => self.code(text, range),
            BlockKind::Table { head, rows } => Kind::Table(Table::new(self, head, rows, range)),
            BlockKind::Facts(rows) => self.facts(rows, range),
            BlockKind::Sources(entries) => self.sources(entries, range),
            BlockKind::Figure(figure) => self.figure(figure, range),
            BlockKind::Rule => Kind::Rule,
        }
    }

    /// Blocks behind a marker.
    fn within(&mut self, marker: Marker, blocks: &[Block]) -> (Marker, Vec<prepared::Block>) {
        (marker, self.blocks(blocks))
    }

    pub(super) fn manner(&self, role: Role, bounds: &Range<usize>) -> Manner {
        Manner {
            style: TextStyle::of(role),
            symbols: self.symbols,
            capitals: false,
            drawings: self.drawings,
            bounds: bounds.clone(),
        }
    }

    /// The page's title is drawn in capitals.
    fn heading(
        &mut self,
        (level, slug): (u8, &str),
        inlines: &[Inline],
        range: &Range<usize>,
    ) -> Kind {
        let mut manner = self.manner(Role::Heading(level), range);
        manner.capitals = level == 1;
        Kind::Heading(Heading {
            level,
            slug: slug.into(),
            title: plain_text(inlines).into(),
            flow: self.flows.write(inlines, &manner),
        })
    }

    fn list(&mut self, start: Option<u64>, items: &[Item]) -> Kind {
        let count = u64::try_from(items.len()).unwrap_or(0);
        let last = start.map(|start| start.saturating_add(count.saturating_sub(1)));
        let digits = last.map_or(0, |last| last.to_string().len());
        let numbers = iter::successors(start, |number| Some(number.saturating_add(1)));
        let numbers = numbers.map(Some).chain(iter::repeat(None));
        let item = |(item, number): (&Item, Option<u64>)| {
            let marker = Marker::of_entry(self.symbols, (number, digits), item.task);
            self.within(marker, &item.blocks)
        };
        Kind::List(List {
            loose: items.iter().any(is_loose),
            items: items.iter().zip(numbers).map(item).collect(),
        })
    }

    fn quote(&mut self, inner: &[Block]) -> Kind {
        let bar = self.sign("│ ", "| ");
        let outer = std::mem::replace(&mut self.role, Role::Quote);
        let (bar, inner) = self.within(Marker::of(bar, bar), inner);
        self.role = outer;
        Kind::Quote(bar, inner)
    }

    /// Code keeps its lines; one that is too long goes on below, behind a mark.
    fn code(&self, text: &str, range: &Range<usize>) -> Kind {
        let mut offset = range.start;
        let line = |line: &str| {
            let shown = match self.symbols {
                Symbols::Unicode => line.to_owned(),
                Symbols::Ascii => ascii(line).into_owned(),
            };
            let next = (offset + line.len() + 1).min(range.end.max(range.start));
            (shown, std::mem::replace(&mut offset, next))
        };
        let lines = text.trim_end_matches('\n').split('\n');
        Kind::Code(Code {
            marker: Marker::of("    ", self.sign("  ↪ ", "  > ")),
            lines: lines.map(line).collect(),
        })
    }

    fn facts(&mut self, rows: &[(String, Vec<Inline>)], range: &Range<usize>) -> Kind {
        let rows = rows.iter().enumerate().map(|(index, (name, value))| {
            let name = Inline::text(name);
            (name, value, part_of(range, index))
        });
        Kind::Facts(if self.drawings == Drawings::Heard {
            let told = rows.map(|(name, value, place)| {
                let manner = self.manner(self.role, &place);
                let named = self.flows.write_named(&[name], value, &manner);
                (named, place.start)
            });
            Facts::Told(told.collect())
        } else {
            let pairs = rows.map(|(name, value, place)| {
                let label = self.manner(Role::Label, &place);
                let plain = self.manner(self.role, &place);
                Pair {
                    name: self.flows.write(&[name], &label),
                    value: self.flows.write(value, &plain),
                    offset: place.start,
                }
            });
            Facts::Beside(pairs.collect())
        })
    }

    fn sources(&mut self, entries: &[SourceEntry], range: &Range<usize>) -> Kind {
        let marks = entries
            .iter()
            .map(|entry| citation_mark(&entry.id, entry.number));
        let marks: Vec<String> = marks.collect();
        let numbered = entries.iter().zip(&marks);
        let numbered = numbered.filter(|(entry, _)| entry.number > 0);
        let widest = numbered.map(|(_, mark)| mark.len()).max().unwrap_or(0);
        let source = |(index, (entry, mark)): (usize, (&SourceEntry, &String))| {
            let manner = self.manner(self.role, &part_of(range, index));
            let flow = self.flows.write(&entry.inlines, &manner);
            (Marker::hanging(format!("{mark:<widest$} ")), flow)
        };
        let entries = entries.iter().zip(&marks).enumerate();
        Kind::Sources(entries.map(source).collect())
    }

    /// A drawing, or only its words where nothing is drawn.
    fn figure(&mut self, figure: &Figure, range: &Range<usize>) -> Kind {
        let manner = self.manner(self.role, range);
        let words = self.flows.write(&figure.words, &manner);
        let lines = match self.symbols {
            Symbols::Unicode if !figure.unicode.is_empty() => &figure.unicode,
            _ => &figure.ascii,
        };
        if self.drawings != Drawings::Drawn || lines.is_empty() {
            return Kind::Text(words);
        }
        Kind::Drawing(Drawing {
            lines: lines.clone(),
            words,
        })
    }

    const fn sign(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        match self.symbols {
            Symbols::Unicode => unicode,
            Symbols::Ascii => ascii,
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

fn citation_mark(id: &str, number: usize) -> String {
    if number == 0 {
        format!("[{id}]")
    } else {
        format!("[{number}]")
    }
}

/// Whether an entry has more to say than a paragraph and lists below it.
fn is_loose(item: &Item) -> bool {
    let is_list = |block: &Block| matches!(block.kind, BlockKind::List { .. });
    item.blocks.iter().skip(1).any(|block| !is_list(block))
}

/// The rows of a block that the program makes have no place in a file; each gets one of the block's bytes.
fn part_of(range: &Range<usize>, index: usize) -> Range<usize> {
    let last = range.end.saturating_sub(1).max(range.start);
    let at = (range.start + index).min(last);
    at..at
}
