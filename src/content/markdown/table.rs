//! Rows and cells of tables: heads, and cells of HTML that reach over several columns or rows.

use std::collections::BTreeMap;
use std::iter::{once, repeat};
use std::mem::take;
use std::ops::Range;

use pulldown_cmark::Tag;

use crate::document::{BlockKind, Cell};
use crate::markdown::open_blocks::{DEEPEST, Holds, OpenBlock};
use crate::markdown::reader::PageReader;

/// A cell reaches over so many columns and rows at most, and is said again in each row if it is no longer than this.
const WIDEST: usize = 50;
const LONGEST_AGAIN: usize = 200;

/// What is known of a table, a row or a cell that is open.
#[derive(Default)]
pub struct TableState {
    head: Vec<Cell>,
    rows: Vec<Vec<Cell>>,
    /// The cells of a row, and whether some of them are heads, and some are none.
    cells: Vec<Cell>,
    has_heads: bool,
    has_others: bool,
    /// The columns and rows of a cell.
    reach: (usize, usize),
    /// Cells that reach into the next rows, by column: one more than the rows still to come, and their text.
    reaching: BTreeMap<usize, (usize, Cell)>,
}

impl TableState {
    pub fn into_block(self) -> BlockKind {
        let Self { head, rows, .. } = self;
        BlockKind::Table { head, rows }
    }

    const fn is_empty(&self) -> bool {
        self.head.is_empty() && self.rows.is_empty()
    }
}

impl PageReader<'_> {
    /// What is said before the rows of a table stands above it.
    pub(super) fn open_caption(&mut self) {
        let table = self.open.last_mut();
        let table = table.filter(|it| it.holds == Holds::Rows && it.table.is_empty());
        if let Some(table) = table {
            table.holds = Holds::Blocks;
            table.tag = None;
        }
    }

    /// The rows follow. A table that lies too deep to be told has no caption to close.
    pub(super) fn close_caption(&mut self, at: usize) {
        if self.open.len() > DEEPEST {
            return;
        }
        let is_table = |it: &&mut OpenBlock<'_>| it.name.as_deref() == Some("table");
        let table = self.open.last_mut().filter(is_table);
        if let Some(table) = table.filter(|it| it.holds == Holds::Blocks) {
            table.holds = Holds::Rows;
            table.tag = Some(Tag::Table(Vec::new()));
            table.range = at..at;
        }
    }

    /// Opens a row of the innermost table.
    pub(super) fn open_row(&mut self, range: Range<usize>) {
        match self.close_down_to(&["table"], range.start) {
            Some(true) => self.open_part(Some("tr"), (Tag::TableRow, Holds::Cells), range),
            Some(false) => self.end_line(),
            None => self.part(range.start),
        }
    }

    /// Opens a cell of the innermost row.
    pub(super) fn open_cell(&mut self, is_head: bool, reach: (usize, usize), range: Range<usize>) {
        match self.close_down_to(&["tr", "table"], range.start) {
            Some(true) => {}
            Some(false) => return self.space(),
            None => return self.part(range.start),
        }
        if self.holds() == Holds::Rows {
            self.open_part(Some("tr"), (Tag::TableRow, Holds::Cells), range.clone());
        }
        self.say_reaching();
        if let Some(row) = self.open.last_mut() {
            row.table.has_heads |= is_head;
            row.table.has_others |= !is_head;
        }
        let mut outer = self.open.iter().rev();
        let is_first = outer.nth(1).is_some_and(|table| table.table.is_empty());
        self.open_part(Some("td"), (Tag::TableCell, Holds::Inlines), range.clone());
        if let Some(cell) = self.open.last_mut() {
            cell.table.reach = (reach.0.clamp(1, WIDEST), reach.1.clamp(1, WIDEST));
        }
        if is_head && !is_first {
            self.open_style(Some("th"), Some(Tag::Strong), range);
        }
    }

    /// Closes what lies in the innermost block with one of these names. Whether that is told, or lies in running
    /// text; None where there is none.
    fn close_down_to(&mut self, names: &[&str], at: usize) -> Option<bool> {
        let place = self.open_block_named(|name| names.contains(&name))?;
        if self.open.get(place)?.holds == Holds::Blocks {
            self.close_blocks(place + 1, at);
            self.part(at);
            self.close_caption(at);
        }
        let is_told = self.open.get(place)?.tag.is_some();
        if is_told {
            self.close_blocks(place + 1, at);
        }
        Some(is_told)
    }

    /// Adds a row to its table; one of HTML that has nothing but heads is the head if it is the first.
    pub(super) fn end_row(&mut self, row: TableState, is_head: bool) {
        let is_head = is_head || (row.has_heads && !row.has_others);
        if let Some(table) = self.open.last_mut().map(|table| &mut table.table) {
            if is_head && table.is_empty() {
                table.head = row.cells;
            } else {
                table.rows.push(row.cells);
            }
        }
    }

    /// Adds a cell to its row, with the columns and the rows it reaches into.
    pub(super) fn end_cell(&mut self, cell: &TableState) {
        let text = take(&mut self.line);
        let (columns, rows) = (cell.reach.0.max(1), cell.reach.1);
        let mut outer = self.open.iter_mut().rev();
        let Some(row) = outer.next() else { return };
        let column = row.table.cells.len();
        let texts = || once(text.clone()).chain(repeat(Vec::new())).take(columns);
        row.table.cells.extend(texts());
        if let Some(table) = outer.next().filter(|_| rows > 1) {
            let reaching = (column..).zip(texts());
            let reaching = reaching.map(|(column, text)| (column, (rows, text)));
            table.table.reaching.extend(reaching);
        }
    }

    /// Cells from rows above that stand at the next column.
    pub(super) fn say_reaching(&mut self) {
        let mut outer = self.open.iter_mut().rev();
        let (Some(row), Some(table)) = (outer.next(), outer.next()) else {
            return;
        };
        let (row, reaching) = (&mut row.table, &mut table.table.reaching);
        loop {
            let Some((rows, text)) = reaching.get_mut(&row.cells.len()) else {
                return;
            };
            if *rows == 1 {
                return;
            }
            *rows -= 1;
            row.has_others = true;
            let first = text.first().map_or(0, |it| it.range.start);
            let last = text.last().map_or(0, |it| it.range.end);
            let is_short = last.saturating_sub(first) <= LONGEST_AGAIN;
            row.cells
                .push(if is_short { text.clone() } else { Vec::new() });
        }
    }
}
