//! A table too wide for its place, as a labelled block for each row.

use std::ops::Range;

use crate::content::{Cell, Inline};
use crate::layout::canvas::Canvas;
use crate::layout::cells;
use crate::layout::flow::Flow;
use crate::layout::margins::Margin;
use crate::layout::prepared::{Facts, Pair};
use crate::layout::preparing::Preparer;
use crate::layout::table::row_offset;
use crate::layout::{Drawings, Role};

/// How far the rows of a card stand in from its title.
const INDENT: &str = "  ";

/// A row of a table: what is in its first cell, and below it what is in the others.
#[derive(Debug)]
pub struct Card {
    title: Flow,
    fields: Facts,
    offset: usize,
}

/// Makes a card for each row; a table without rows still shows its head.
pub fn prepare(
    preparer: &mut Preparer,
    (head, rows): (&[Cell], &[Vec<Cell>]),
    range: &Range<usize>,
) -> Vec<Card> {
    let no_row = [Vec::new()];
    let rows = if rows.is_empty() { &no_row } else { rows };
    let card = |row: &Vec<Cell>| Card::new(preparer, (head, row), range);
    rows.iter().filter_map(card).collect()
}

impl Card {
    /// The first cell is the title; an empty cell still shows its name.
    fn new(
        preparer: &mut Preparer,
        (head, row): (&[Cell], &[Cell]),
        range: &Range<usize>,
    ) -> Option<Self> {
        let offset = row_offset(row, range);
        let mut fields = fields(head, row);
        let (name, value) = fields.next()?;
        let plain = preparer.manner(preparer.role, range);
        let mut strong = plain.clone();
        strong.style.strong = true;
        let title = preparer.flows.write_named(name, value, &strong);
        let fields = if preparer.drawings == Drawings::Heard {
            let told = fields.map(|(name, value)| {
                let named = preparer.flows.write_named(name, value, &plain);
                (named, offset)
            });
            Facts::Told(told.collect())
        } else {
            let label = preparer.manner(Role::Label, range);
            let pairs = fields.map(|(name, value)| Pair {
                name: preparer.flows.write(name, &label),
                value: preparer.flows.write(value, &plain),
                offset,
            });
            Facts::Beside(pairs.collect())
        };
        Some(Self {
            title,
            fields,
            offset,
        })
    }

    fn draw<'a>(&'a self, canvas: &mut Canvas<'a>) {
        canvas.text(&self.title, Some(self.offset));
        canvas.within(Margin::blank(INDENT), |canvas| {
            cells::facts(canvas, &self.fields);
        });
    }
}

pub fn draw<'a>(canvas: &mut Canvas<'a>, cards: &'a [Card]) {
    for (index, card) in cards.iter().enumerate() {
        if index > 0 {
            canvas.gap();
        }
        card.draw(canvas);
    }
}

/// Each column's name with the row's value, one of which may be missing.
fn fields<'a>(
    head: &'a [Cell],
    row: &'a [Cell],
) -> impl Iterator<Item = (&'a [Inline], &'a [Inline])> {
    let cell = |cells: &'a [Cell], index| cells.get(index).map(Vec::as_slice).unwrap_or_default();
    (0..head.len().max(row.len())).map(move |index| (cell(head, index), cell(row, index)))
}
