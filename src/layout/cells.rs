//! Texts side by side: rows of cells, and names beside their values.

use std::ops::Range;
use std::vec::IntoIter;

use crate::content::Inline;
use crate::layout::canvas::Canvas;
use crate::layout::flow::{Flow, StyledParts};
use crate::layout::margins::Margin;
use crate::layout::options::Drawings;
use crate::layout::places::Role;
use crate::layout::writer::FlowText;

/// The widest column of names.
const WIDEST_NAME: usize = 26;

/// The columns between a name and its value.
const NAME_GAP: usize = 3;

/// A column of values narrower than this stands below the names instead.
const NARROWEST_VALUE: usize = 18;

/// How far a value stands in from its name above.
const VALUE_INDENT: &str = "  ";

/// A text and its lines, of which some are still to be drawn.
struct CellText<'a> {
    parts: StyledParts<'a>,
    lines: IntoIter<Range<usize>>,
    start: usize,
}

/// Texts to be drawn beside each other, broken into lines.
pub struct CellRow<'a>(Vec<CellText<'a>>);

/// A name and its value. A fact without a name heads those that follow it.
pub struct Fact<'a> {
    pub name: &'a [Inline],
    pub value: &'a [Inline],
    /// The bytes of the file that the offsets of its texts may lie in.
    pub bounds: Range<usize>,
    /// The source offset of its lines.
    pub offset: usize,
}

/// A fact to be drawn in two columns.
struct Pair {
    name: Option<Flow>,
    value: Flow,
    offset: usize,
}

impl<'a> CellRow<'a> {
    /// The texts at these columns: where each begins and how wide it is.
    pub fn new(flows: impl IntoIterator<Item = &'a Flow>, columns: &[(usize, usize)]) -> Self {
        let cell = |(flow, (start, width)): (&'a Flow, &(usize, usize))| CellText {
            parts: flow.parts(),
            lines: flow.lines(*width).into_iter(),
            start: *start,
        };
        Self(flows.into_iter().zip(columns).map(cell).collect())
    }

    /// How many lines it takes.
    pub fn height(&self) -> usize {
        let cells = self.0.iter();
        cells.map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    pub fn draw(mut self, canvas: &mut Canvas, offset: usize) {
        for _ in 0..self.height() {
            canvas.begin();
            for cell in &mut self.0 {
                if let Some(range) = cell.lines.next().filter(|range| !range.is_empty()) {
                    canvas.pad(cell.start);
                    canvas.put_line(&mut cell.parts, range);
                }
            }
            canvas.end(offset);
        }
    }
}

impl Canvas {
    /// Draws names and values: in a sentence each where they are heard, else beside each other where there is room.
    pub fn draw_facts<'a>(&mut self, facts: impl Iterator<Item = Fact<'a>>) {
        if self.drawings == Drawings::Heard {
            return facts.for_each(|fact| self.tell(&fact));
        }
        let pairs: Vec<Pair> = facts.map(|fact| self.pair(&fact)).collect();
        self.draw_pairs(pairs);
    }

    fn tell(&mut self, fact: &Fact<'_>) {
        let text = FlowText {
            name: fact.name,
            ..self.plain(fact.value, &fact.bounds)
        };
        self.draw_text(&text, Some(fact.offset));
    }

    fn pair(&mut self, fact: &Fact<'_>) -> Pair {
        Pair {
            name: self.write_any(&FlowText::of(Role::Label, fact.name, &fact.bounds)),
            value: self.write(&self.plain(fact.value, &fact.bounds)),
            offset: fact.offset,
        }
    }

    /// Draws names and values in two columns, or one below the other when that is too narrow; those below a head stand
    /// in from it.
    fn draw_pairs(&mut self, pairs: Vec<Pair>) {
        let has_head = pairs.iter().any(|pair| pair.name.is_none());
        let widest = if has_head { VALUE_INDENT.len() } else { 0 };
        let column = name_column(self.measure().saturating_sub(widest), &pairs);
        let mut indent = "";
        for pair in pairs {
            let (value, offset) = (pair.value, pair.offset);
            let Some(name) = pair.name else {
                self.draw_flow(value, Some(offset));
                indent = VALUE_INDENT;
                continue;
            };
            self.within(Margin::same(indent), |canvas| match column {
                Some(width) => canvas.draw_beside([&name, &value], width, offset),
                None => canvas.draw_below(name, value, offset),
            });
        }
    }

    fn draw_beside(&mut self, pair: [&Flow; 2], name: usize, offset: usize) {
        let start = name + NAME_GAP;
        let columns = [(0, name), (start, self.measure() - start)];
        CellRow::new(pair, &columns).draw(self, offset);
    }

    fn draw_below(&mut self, name: Flow, value: Flow, offset: usize) {
        self.draw_flow(name, Some(offset));
        self.within(Margin::same(VALUE_INDENT), |canvas| {
            canvas.draw_flow(value, Some(offset));
        });
    }
}

fn name_column(measure: usize, pairs: &[Pair]) -> Option<usize> {
    let extents = || pairs.iter().flat_map(|pair| &pair.name).map(|it| it.extent);
    let widest = extents().map(|extent| extent.natural).max()?;
    let longest = extents().map(|extent| extent.longest).max()?;
    let name = widest.min(WIDEST_NAME.min(measure * 2 / 5)).max(longest);
    (name > 0 && name + NAME_GAP + NARROWEST_VALUE <= measure).then_some(name)
}
