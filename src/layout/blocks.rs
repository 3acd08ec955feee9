//! Each kind of block, and the walk over a document.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use crate::content::document::plain_text;
use crate::content::{Block, BlockKind, Document, Figure, Inline, InlineKind};
use crate::layout::canvas::Canvas;
use crate::layout::lines::Span;
use crate::layout::margins::Margin;
use crate::layout::options::Drawings;
use crate::layout::places::{HeadingPlace, Role};
use crate::layout::terms::terms;
use crate::layout::width;
use crate::layout::writer::FlowText;

/// How far the meaning of a term stands in.
const MEANING: &str = "  ";

/// A rule across the page, as in a printed book.
const RULE: &str = "* * *";

impl Canvas {
    pub fn draw_document(&mut self, document: &Document) {
        let terms = terms(&document.blocks, |block| self.is_text(block));
        self.draw_blocks(&document.blocks, &terms);
        if !document.footnotes.is_empty() {
            self.draw_notes(document);
        }
    }

    /// The footnotes that a page defines, below its text.
    fn draw_notes(&mut self, document: &Document) {
        let numbers = citation_numbers(document);
        self.shift = length(document);
        self.gap();
        for (label, note) in &document.footnotes {
            let number = numbers.get(label.as_str()).copied().unwrap_or(0);
            let mark = self.citation_mark(label, number);
            let margin = Margin::hanging(mark + " ");
            self.within(margin, |canvas| canvas.draw_blocks(note, &[]));
        }
    }

    /// Blocks below each other, a blank row between them: none below a heading, nor between the terms of a glossary,
    /// which are the headings marked in `terms`.
    fn draw_blocks(&mut self, blocks: &[Block], terms: &[bool]) {
        // Of a heading right above: whether it is a term.
        let mut above = None;
        let mut in_terms = false;
        for (index, block) in blocks.iter().enumerate() {
            let is_term = terms.get(index).is_some_and(|is_term| *is_term);
            if index > 0 && above.is_none() && !(in_terms && is_term) {
                self.gap();
            }
            let is_meaning = above == Some(true);
            above = match &block.kind {
                BlockKind::Heading {
                    level,
                    slug,
                    inlines,
                } => {
                    let heading = (*level, slug.as_str());
                    let is_drawn = self.draw_heading(heading, inlines, &block.range);
                    is_drawn.then_some(is_term)
                }
                _ if is_meaning => {
                    self.within(Margin::same(MEANING), |canvas| canvas.draw_block(block));
                    None
                }
                _ => {
                    self.draw_block(block);
                    None
                }
            };
            in_terms = is_meaning || above == Some(true);
        }
    }

    pub fn draw_block(&mut self, block: &Block) {
        let range = &block.range;
        match &block.kind {
            BlockKind::Heading {
                level,
                slug,
                inlines,
            } => {
                self.draw_heading((*level, slug), inlines, range);
            }
            BlockKind::Paragraph(inlines) => self.draw_plain(inlines, range),
            BlockKind::List { start, items } => self.draw_list(*start, items, range),
            BlockKind::Quote(inner) => self.draw_quote(inner),
            BlockKind::Code { text, .. } => self.draw_code(text, range),
            BlockKind::Table { head, rows } => self.draw_table((head, rows), range),
            BlockKind::Facts(rows) => self.draw_fact_rows(rows, range),
            BlockKind::Callout(callout) => self.draw_callout(callout, range.start),
            BlockKind::Sources(entries) => self.draw_sources(entries, range),
            BlockKind::Figure(figure) => self.draw_figure(figure, range),
            BlockKind::Chart(chart) => self.draw_chart(chart, range),
            BlockKind::Rule => self.draw_rule(range),
        }
    }

    /// A heading is known by its role; where roles cannot be seen, a section's has a row of dashes below it. A title
    /// keeps its own capitals: µg, mRNA and pH mean something else in others. False if there is nothing in it.
    fn draw_heading(
        &mut self,
        (level, slug): (u8, &str),
        inlines: &[Inline],
        range: &Range<usize>,
    ) -> bool {
        let text = FlowText::of(Role::Heading(level), inlines, range);
        let Some(flow) = self.write_any(&text) else {
            return false;
        };
        let line = self.next_line();
        self.layout.headings.push(HeadingPlace {
            line,
            level,
            slug: slug.into(),
            title: plain_text(inlines).into(),
        });
        self.draw_flow(flow, None);
        if level == 2 && !self.drawings.is_drawn() {
            let widest = self.widest_since(line).min(self.measure());
            self.begin();
            self.put_repeated('-', widest, Role::Marker);
            self.end(range.start);
        }
        true
    }

    fn draw_quote(&mut self, inner: &[Block]) {
        let bar = Margin::same(self.sign("│ ", "| "));
        self.with_role(Role::Quote, |canvas| {
            canvas.within(bar, |canvas| canvas.draw_blocks(inner, &[]));
        });
    }

    /// A drawing as it is, or its words where nothing is drawn or it has no room.
    fn draw_figure(&mut self, figure: &Figure, range: &Range<usize>) {
        let lines = self.figure_lines(figure).iter();
        let lines: Vec<Cow<'_, str>> = lines.map(|line| self.symbols.spell(line)).collect();
        let is_wide = lines.iter().any(|line| width::of(line) > self.width());
        if is_wide || lines.is_empty() {
            return self.draw_plain(&figure.words, range);
        }
        for line in &lines {
            self.begin();
            self.put(Span::own(line, Role::Text));
            self.end(range.start);
        }
    }

    /// Empty where nothing is drawn.
    fn figure_lines<'a>(&self, figure: &'a Figure) -> &'a [String] {
        match (self.drawings.is_drawn(), self.symbols.is_unicode()) {
            (true, true) if !figure.unicode.is_empty() => &figure.unicode,
            (true, _) => &figure.ascii,
            (false, _) => &[],
        }
    }

    /// It stands in the middle of the line, which data does not have.
    fn draw_rule(&mut self, range: &Range<usize>) {
        if self.drawings == Drawings::Data {
            return self.draw_plain(&[Inline::text(RULE)], range);
        }
        let left = self.measure().saturating_sub(RULE.len()) / 2;
        self.begin();
        self.pad(left);
        self.put(Span::own(width::cut(RULE, self.measure()), Role::Marker));
        self.end(range.start);
    }

    /// Whether a block is drawn as a paragraph.
    fn is_text(&self, block: &Block) -> bool {
        match &block.kind {
            BlockKind::Paragraph(_) => true,
            BlockKind::Figure(figure) => self.figure_lines(figure).is_empty(),
            BlockKind::Rule => self.drawings == Drawings::Data,
            _ => false,
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
