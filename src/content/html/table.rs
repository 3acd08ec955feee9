//! Rows and cells of HTML tables: heads, and cells that reach over several columns or rows.

use std::iter;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::html::tree::{EventTree, Holds, OpenBlock};

/// A cell reaches over so many columns and rows at most, and is said again in each row if it is no longer than this.
const WIDEST: usize = 50;
const LONGEST_AGAIN: usize = 200;

/// What is known of a table, a row or a cell that is open.
#[derive(Debug, Default)]
pub struct TableState {
    /// Rows of a table, cells of a row.
    count: usize,
    /// Cells of a row that are heads.
    heads: usize,
    /// The columns and rows of a cell.
    reach: (usize, usize),
    /// Cells that reach into the next rows: column, rows still to come, and where their text lies.
    reaching: Vec<(usize, usize, Range<usize>)>,
}

impl EventTree<'_> {
    /// What is said before the rows of a table stands above it.
    pub fn open_caption(&mut self) {
        let is_start = matches!(self.events.last(), Some((Event::Start(Tag::Table(_)), _)));
        if let Some(table) = self.blocks.last_mut().filter(|_| is_start) {
            self.events.pop();
            table.holds = Holds::Blocks;
            table.end = None;
            table.start = None;
        }
    }

    /// The rows follow.
    pub fn close_caption(&mut self, at: usize) {
        let is_table = |block: &&mut OpenBlock| block.name.as_deref() == Some("table");
        let is_caption = |block: &&mut OpenBlock| block.holds == Holds::Blocks;
        let table = self.blocks.last_mut().filter(is_table).filter(is_caption);
        if let Some(table) = table {
            table.holds = Holds::Rows;
            table.end = Some(TagEnd::Table);
            table.start = Some(self.events.len());
            self.push(Event::Start(Tag::Table(Vec::new())), at..at);
        }
    }

    /// Opens a row of the innermost table.
    pub fn open_row(&mut self, range: Range<usize>) {
        if let Some(table) = self.close_down_to(&["table"], range.start) {
            if table {
                self.open_part(Some("tr"), (Tag::TableRow, Holds::Cells), range);
            } else {
                self.end_line();
            }
        } else {
            self.part(range.start);
        }
    }

    /// Opens a cell of the innermost row.
    pub fn open_cell(&mut self, is_head: bool, reach: (usize, usize), range: Range<usize>) {
        match self.close_down_to(&["tr", "table"], range.start) {
            Some(true) => {}
            Some(false) => return self.space(),
            None => return self.part(range.start),
        }
        if self.holds() == Holds::Rows {
            self.open_part(Some("tr"), (Tag::TableRow, Holds::Cells), range.clone());
        }
        self.say_reaching(range.start);
        let is_first = self.table_rows() == 0;
        if let Some(row) = self.blocks.last_mut() {
            row.table.count += 1;
            row.table.heads += usize::from(is_head);
        }
        self.open_part(Some("td"), (Tag::TableCell, Holds::Inlines), range.clone());
        if let Some(cell) = self.blocks.last_mut() {
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
        if self
            .blocks
            .get(place)
            .is_some_and(|it| it.holds == Holds::Blocks)
        {
            self.close_blocks(place + 1, at);
            self.part(at);
            self.close_caption(at);
        }
        let is_told = self.blocks.get(place).is_some_and(|it| it.start.is_some());
        if is_told {
            self.close_blocks(place + 1, at);
        }
        Some(is_told)
    }

    fn table_rows(&self) -> usize {
        let table = self.blocks.iter().rev();
        let mut table = table.filter(|block| block.holds == Holds::Rows);
        table.next().map_or(0, |table| table.table.count)
    }

    /// What closing a row or a cell leaves for the rest of its table.
    pub(super) fn end_table_part(&mut self, at: usize) {
        let Some(part) = self.blocks.last().filter(|it| it.name.is_some()) else {
            return;
        };
        match part.name.as_deref() {
            Some("tr") => self.end_row(at),
            Some("td") => self.end_cell(at),
            _ => {}
        }
    }

    fn end_row(&mut self, at: usize) {
        self.say_reaching(at);
        let is_first = self.table_rows() == 0;
        let Some(row) = self.blocks.last() else {
            return;
        };
        let is_head = row.table.count > 0 && row.table.count == row.table.heads;
        if let Some((event, _)) = row.start.and_then(|at| self.events.get_mut(at))
            && is_head
            && is_first
        {
            *event = Event::Start(Tag::TableHead);
        }
        let outer = self.blocks.iter_mut().rev();
        if let Some(table) = outer.skip(1).find(|block| block.holds == Holds::Rows) {
            table.table.count += 1;
        }
    }

    /// Notes the rows that the cell reaches into, and adds the columns.
    fn end_cell(&mut self, at: usize) {
        let cell = self.blocks.last();
        let Some((start, (columns, rows))) = cell.and_then(|it| Some((it.start?, it.table.reach)))
        else {
            return;
        };
        let text = start + 1..self.events.len();
        for _ in 1..columns {
            // The cell itself is still open: its end is told by whoever closes it.
            self.push(Event::End(Tag::TableCell.to_end()), at..at);
            self.push(Event::Start(Tag::TableCell), at..at);
        }
        let outer = self.blocks.iter_mut().rev().skip(1);
        let mut outer = outer.take(2);
        let Some(row) = outer.next() else { return };
        let column = row.table.count.saturating_sub(1);
        row.table.count += columns.saturating_sub(1);
        row.table.heads += columns.saturating_sub(1);
        if let Some(table) = outer.next().filter(|_| rows > 1) {
            let texts = iter::once(text).chain(iter::repeat(0..0));
            let reaching = (column..column + columns).zip(texts);
            let reaching = reaching.map(|(column, text)| (column, rows, text));
            table.table.reaching.extend(reaching);
        }
    }

    /// Cells from rows above that stand at the next column.
    fn say_reaching(&mut self, at: usize) {
        loop {
            let mut outer = self.blocks.iter_mut().rev();
            let (Some(row), Some(table)) = (outer.next(), outer.next()) else {
                return;
            };
            let column = row.table.count;
            let reaching = &mut table.table.reaching;
            reaching.retain(|(_, rows, _)| *rows > 1);
            let here = reaching.iter_mut().find(|(own, ..)| *own == column);
            let Some((_, rows, text)) = here else { return };
            *rows -= 1;
            row.table.count += 1;
            let text = text.clone();
            self.say_again(text, at);
        }
    }

    fn say_again(&mut self, text: Range<usize>, at: usize) {
        self.push(Event::Start(Tag::TableCell), at..at);
        let said = self.events.get(text).unwrap_or_default().to_vec();
        let first = said.first().map_or(0, |(_, range)| range.start);
        let last = said.last().map_or(0, |(_, range)| range.end);
        if last.saturating_sub(first) <= LONGEST_AGAIN {
            self.events.extend(said);
        }
        self.push(Event::End(Tag::TableCell.to_end()), at..at);
    }
}
