//! Texts side by side: rows of cells, and names beside their values.

use std::ops::Range;
use std::vec::IntoIter;

use crate::layout::drawing::canvas::Canvas;
use crate::layout::drawing::flow::DrawnFlow;
use crate::layout::drawing::margins::Margin;
use crate::layout::flow::Flow;
use crate::layout::prepared::{Facts, Pair};

/// The widest column of names.
const WIDEST_NAME: usize = 26;

/// The columns between a name and its value.
const NAME_GAP: usize = 3;

/// A column of values narrower than this stands below the names instead.
const NARROWEST_VALUE: usize = 18;

/// How far a value stands in from its name above.
const VALUE_INDENT: &str = "  ";

/// A text and its lines, of which some are still to be drawn.
struct Cell<'a> {
    flow: DrawnFlow<'a>,
    lines: IntoIter<Range<usize>>,
    start: usize,
}

/// Texts to be drawn beside each other, broken into lines.
pub struct CellRow<'a>(Vec<Cell<'a>>);

impl<'a> CellRow<'a> {
    /// The texts at these columns: where each begins and how wide it is.
    pub fn new(
        canvas: &mut Canvas<'a>,
        flows: impl IntoIterator<Item = &'a Flow>,
        columns: &[(usize, usize)],
    ) -> Self {
        let flows = flows.into_iter().zip(columns);
        let cell = |(flow, (start, width)): (&'a Flow, &(usize, usize))| {
            let flow = canvas.begin_flow(flow);
            Cell {
                lines: flow.text.lines(*width).into_iter(),
                flow,
                start: *start,
            }
        };
        Self(flows.map(cell).collect())
    }

    /// How many lines it takes.
    pub fn height(&self) -> usize {
        let cells = self.0.iter();
        cells.map(|cell| cell.lines.len()).max().unwrap_or(0)
    }

    pub fn draw(mut self, canvas: &mut Canvas<'a>, offset: usize) {
        for _ in 0..self.height() {
            canvas.begin();
            for cell in &mut self.0 {
                if let Some(range) = cell.lines.next().filter(|range| !range.is_empty()) {
                    canvas.pad(cell.start);
                    canvas.put(&mut cell.flow, range);
                }
            }
            canvas.end(offset);
        }
    }
}

/// Draws names and values, beside each other where there is room.
pub fn facts<'a>(canvas: &mut Canvas<'a>, facts: &'a Facts) {
    match facts {
        Facts::Beside(rows) => pairs(canvas, rows),
        Facts::Told(rows) => {
            for (flow, offset) in rows {
                canvas.text(flow, Some(*offset));
            }
        }
    }
}

/// Draws names and values in two columns, or one below the other when that is too narrow.
fn pairs<'a>(canvas: &mut Canvas<'a>, pairs: &'a [Pair]) {
    let has_head = pairs.iter().any(|pair| pair.name.is_empty());
    let indent = if has_head { VALUE_INDENT.len() } else { 0 };
    match name_column(canvas.measure().saturating_sub(indent), pairs) {
        Some(name) => {
            let start = name + NAME_GAP;
            each(canvas, pairs, |canvas, pair| {
                let columns = [(0, name), (start, canvas.measure() - start)];
                let row = CellRow::new(canvas, [&pair.name, &pair.value], &columns);
                row.draw(canvas, pair.offset);
            });
        }
        None => each(canvas, pairs, stack),
    }
}

/// Draws each pair; those below a head stand in from it.
fn each<'a>(canvas: &mut Canvas<'a>, pairs: &'a [Pair], draw: impl Fn(&mut Canvas<'a>, &'a Pair)) {
    let mut margin = Margin::blank("");
    for pair in pairs {
        if pair.name.is_empty() {
            canvas.text(&pair.value, Some(pair.offset));
            margin = Margin::blank(VALUE_INDENT);
        } else {
            canvas.within(margin, |canvas| draw(canvas, pair));
        }
    }
}

fn name_column(measure: usize, pairs: &[Pair]) -> Option<usize> {
    let widest = pairs.iter().map(|pair| pair.name.natural_width()).max()?;
    let longest = pairs.iter().map(|pair| pair.name.longest_part()).max()?;
    let name = widest.min(WIDEST_NAME.min(measure * 2 / 5)).max(longest);
    (name > 0 && name + NAME_GAP + NARROWEST_VALUE <= measure).then_some(name)
}

fn stack<'a>(canvas: &mut Canvas<'a>, pair: &'a Pair) {
    canvas.text(&pair.name, Some(pair.offset));
    canvas.within(Margin::blank(VALUE_INDENT), |canvas| {
        canvas.text(&pair.value, Some(pair.offset));
    });
}
