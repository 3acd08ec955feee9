//! Texts side by side: rows of cells, and names beside their values.

use crate::layout::canvas::{Adopted, Canvas};
use crate::layout::flow::Flow;

/// The widest column of names.
const WIDEST_NAME: usize = 26;

/// The columns between a name and its value.
const NAME_GAP: usize = 3;

/// A column of values narrower than this stands below the names instead.
const NARROWEST_VALUE: usize = 18;

/// How far a value stands in from its name above.
const VALUE_INDENT: &str = "  ";

/// A name, its value, and the place they come from.
#[derive(Debug)]
pub struct Pair {
    pub name: Flow,
    pub value: Flow,
    pub offset: usize,
}

/// Draws texts beside each other; `columns` are where each begins and how wide it is.
pub fn row(
    canvas: &mut Canvas<'_>,
    cells: Vec<Flow>,
    columns: &[(usize, usize)],
    offset: usize,
) -> usize {
    let cells: Vec<(Adopted, _, usize)> = cells
        .into_iter()
        .zip(columns)
        .map(|(flow, (start, width))| {
            let lines = flow.lines(*width);
            (canvas.adopt(flow), lines, *start)
        })
        .collect();
    let height = cells.iter().map(|(_, lines, _)| lines.len()).max();
    let height = height.unwrap_or(0);
    for index in 0..height {
        canvas.begin();
        for (flow, lines, start) in &cells {
            if let Some(range) = lines.get(index).filter(|range| !range.is_empty()) {
                canvas.pad(*start);
                canvas.put(flow, range.clone());
            }
        }
        canvas.end(offset);
    }
    height
}

/// Draws names and values in two columns, or one below the other when that is too narrow.
pub fn pairs(canvas: &mut Canvas<'_>, pairs: Vec<Pair>) {
    match name_column(canvas.measure(), &pairs) {
        Some(name) => {
            let start = name + NAME_GAP;
            let columns = [(0, name), (start, canvas.measure() - start)];
            for pair in pairs {
                row(canvas, vec![pair.name, pair.value], &columns, pair.offset);
            }
        }
        None => pairs.into_iter().for_each(|pair| stack(canvas, pair)),
    }
}

fn name_column(measure: usize, pairs: &[Pair]) -> Option<usize> {
    let widest = pairs.iter().map(|pair| pair.name.natural_width()).max()?;
    let longest = pairs.iter().map(|pair| pair.name.longest_part()).max()?;
    let name = widest.min(WIDEST_NAME.min(measure * 2 / 5)).max(longest);
    (name > 0 && name + NAME_GAP + NARROWEST_VALUE <= measure).then_some(name)
}

fn stack(canvas: &mut Canvas<'_>, pair: Pair) {
    text(canvas, pair.name, pair.offset);
    canvas.within(VALUE_INDENT, VALUE_INDENT, |canvas| {
        text(canvas, pair.value, pair.offset);
    });
}

/// Draws a text alone, all its lines from one place.
pub fn text(canvas: &mut Canvas<'_>, flow: Flow, offset: usize) {
    let columns = [(0, canvas.measure())];
    row(canvas, vec![flow], &columns, offset);
}
