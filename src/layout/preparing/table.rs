//! Preparing tables: as a grid, and as a card for each row where a grid has no room.

use std::ops::Range;

use crate::content::{Cell, Inline};
use crate::layout::flow::Flow;
use crate::layout::options::Drawings;
use crate::layout::places::Role;
use crate::layout::prepared::{ColumnNeed, Facts, Pair, RowCard, Table, TableGrid};
use crate::layout::preparing::writer::{FlowOptions, TextPreparer};

/// Prepares both shapes of a table, or the one that can be read aloud.
pub fn table(
    texts: &mut TextPreparer,
    (head, rows): (&[Cell], &[Vec<Cell>]),
    range: &Range<usize>,
) -> Table {
    let is_seen = texts.drawings != Drawings::Heard;
    Table {
        grid: is_seen.then(|| grid(texts, (head, rows), range)),
        cards: cards(texts, (head, rows), range),
    }
}

fn grid(
    texts: &mut TextPreparer,
    (head, rows): (&[Cell], &[Vec<Cell>]),
    range: &Range<usize>,
) -> TableGrid {
    let label = texts.options(Role::Label, range);
    let plain = texts.options(texts.role, range);
    let mut flows = |cells: &[Cell], options: &FlowOptions| -> Vec<Flow> {
        let flow = |cell: &Cell| texts.flows.write(cell, options);
        cells.iter().map(flow).collect()
    };
    let head = flows(head, &label);
    let row = |row: &Vec<Cell>| (flows(row, &plain), row_offset(row, range));
    let rows: Vec<_> = rows.iter().map(row).collect();
    TableGrid {
        needs: needs(&head, &rows),
        head,
        rows,
        start: range.start,
    }
}

fn needs(head: &[Flow], rows: &[(Vec<Flow>, usize)]) -> Vec<ColumnNeed> {
    let rows = rows.iter().map(|(cells, _)| cells.as_slice());
    let count = rows.clone().map(<[Flow]>::len).max().unwrap_or(0);
    let mut needs = vec![ColumnNeed::default(); count.max(head.len())];
    for row in rows.chain([head]) {
        for (need, cell) in needs.iter_mut().zip(row) {
            need.natural = need.natural.max(cell.natural_width());
            need.longest = need.longest.max(cell.longest_part());
            need.length += cell.length();
        }
    }
    needs
}

/// The source offset of a row, the same in a grid and on a card.
fn row_offset(row: &[Cell], range: &Range<usize>) -> usize {
    let start = row.iter().flatten().map(|inline| inline.range.start).next();
    let Range { start: first, end } = *range;
    start.map_or(first, |start| start.clamp(first, end.max(first)))
}

/// A card for each row; a table without rows still shows its head.
fn cards(
    texts: &mut TextPreparer,
    (head, rows): (&[Cell], &[Vec<Cell>]),
    range: &Range<usize>,
) -> Vec<RowCard> {
    let no_row = [Vec::new()];
    let rows = if rows.is_empty() { &no_row } else { rows };
    let card = |row: &Vec<Cell>| card(texts, (head, row), range);
    rows.iter().filter_map(card).collect()
}

/// The first cell is the title; an empty cell still shows its name.
fn card(
    texts: &mut TextPreparer,
    (head, row): (&[Cell], &[Cell]),
    range: &Range<usize>,
) -> Option<RowCard> {
    let offset = row_offset(row, range);
    let mut fields = fields(head, row);
    let (name, value) = fields.next()?;
    let plain = texts.options(texts.role, range);
    let mut strong = plain.clone();
    strong.style.strong = true;
    let title = texts.flows.write_named(name, value, &strong);
    let fields = if texts.drawings == Drawings::Heard {
        let told = fields.map(|(name, value)| {
            let named = texts.flows.write_named(name, value, &plain);
            (named, offset)
        });
        Facts::Told(told.collect())
    } else {
        let label = texts.options(Role::Label, range);
        let pairs = fields.map(|(name, value)| Pair {
            name: texts.flows.write(name, &label),
            value: texts.flows.write(value, &plain),
            offset,
        });
        Facts::Beside(pairs.collect())
    };
    Some(RowCard {
        title,
        fields,
        offset,
    })
}

/// Each column's name with the row's value, one of which may be missing.
fn fields<'a>(
    head: &'a [Cell],
    row: &'a [Cell],
) -> impl Iterator<Item = (&'a [Inline], &'a [Inline])> {
    let cell = |cells: &'a [Cell], index| cells.get(index).map(Vec::as_slice).unwrap_or_default();
    (0..head.len().max(row.len())).map(move |index| (cell(head, index), cell(row, index)))
}
