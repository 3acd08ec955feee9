//! Lists: entries behind bullets or numbers, lines that must be seen, the fact box, the sources of a page.

use std::ops::Range;
use std::slice;

use crate::content::document::{Callout, SourceEntry};
use crate::content::{Block, BlockKind, Cell, Inline, Item};
use crate::layout::canvas::Canvas;
use crate::layout::cells::Fact;
use crate::layout::margins::Margin;
use crate::layout::menu;
use crate::layout::places::Role;

/// The sign before each line of a callout.
const MARK: &str = "! ";

impl Canvas {
    /// A menu is drawn in columns.
    pub fn draw_list(&mut self, start: Option<u64>, items: &[Item], range: &Range<usize>) {
        match self.menu(start, items) {
            Some(rows) => self.draw_table((&[], &rows), range),
            None => self.draw_entries(start, items),
        }
    }

    fn draw_entries(&mut self, start: Option<u64>, items: &[Item]) {
        let count = u64::try_from(items.len()).unwrap_or(0);
        let last = start.map(|start| start.saturating_add(count.saturating_sub(1)));
        let digits = last.map_or(0, |last| last.to_string().len());
        let is_loose = items.iter().any(is_loose);
        let mut number = start;
        for (index, item) in items.iter().enumerate() {
            if index > 0 && is_loose {
                self.gap();
            }
            let margin = self.entry_margin(number.map(|it| (it, digits)), item.task);
            self.within(margin, |canvas| canvas.draw_entry(&item.blocks));
            number = number.map(|number| number.saturating_add(1));
        }
    }

    /// The number of an entry padded to its digits, or a bullet, and its box.
    fn entry_margin(&self, number: Option<(u64, usize)>, task: Option<bool>) -> Margin {
        let task = task.map(|done| if done { "[x] " } else { "[ ] " });
        match (number, task) {
            (Some((number, digits)), task) => {
                let task = task.unwrap_or_default();
                Margin::hanging(format!("{number:>digits$}. {task}"))
            }
            (None, Some(task)) => Margin::hanging(task),
            (None, None) => Margin::hanging(self.sign("• ", "- ")),
        }
    }

    /// The blocks of an entry: a list follows its paragraph at once.
    fn draw_entry(&mut self, blocks: &[Block]) {
        for (index, block) in blocks.iter().enumerate() {
            if index > 0 && !self.is_plain_list(block) {
                self.gap();
            }
            self.draw_block(block);
        }
    }

    fn is_plain_list(&self, block: &Block) -> bool {
        match &block.kind {
            BlockKind::List { start, items } => self.menu(*start, items).is_none(),
            _ => false,
        }
    }

    /// The rows of a numbered list that is drawn in columns.
    fn menu(&self, start: Option<u64>, items: &[Item]) -> Option<Vec<Vec<Cell>>> {
        let start = start.filter(|_| self.drawings.is_drawn())?;
        menu::rows(start, items)
    }

    /// Lines that must be seen: all of them where they are told, the first where they are drawn.
    pub fn draw_callout(&mut self, callout: &Callout, start: usize) {
        let is_told = !self.drawings.is_drawn();
        let count = if is_told {
            callout.rows.len()
        } else {
            callout.shown
        };
        let place = start..start;
        self.with_role(Role::Callout, |canvas| {
            for row in callout.rows.iter().take(count) {
                let margin = Margin::urgent(MARK);
                canvas.within(margin, |canvas| canvas.draw_plain(row, &place));
            }
            if let Some(more) = callout.more.as_ref().filter(|_| !is_told) {
                let more = [Inline::text(more)];
                let margin = Margin::hanging("  ");
                canvas.within(margin, |canvas| canvas.draw_plain(&more, &place));
            }
        });
    }

    /// The fact box and its like.
    pub fn draw_fact_rows(&mut self, rows: &[(String, Vec<Inline>)], range: &Range<usize>) {
        let names = rows.iter().map(|(name, _)| Inline::text(name));
        let names: Vec<Inline> = names.collect();
        let rows = names.iter().zip(rows).enumerate();
        self.draw_facts(rows.map(|(index, (name, (_, value)))| {
            let bounds = part_of(range, index);
            Fact {
                name: slice::from_ref(name),
                value,
                offset: bounds.start,
                bounds,
            }
        }));
    }

    pub fn draw_sources(&mut self, entries: &[SourceEntry], range: &Range<usize>) {
        let mark = |entry: &SourceEntry| self.citation_mark(&entry.id, entry.number);
        let marks: Vec<String> = entries.iter().map(mark).collect();
        let numbered = entries.iter().zip(&marks);
        let numbered = numbered.filter(|(entry, _)| entry.number > 0);
        let widest = numbered.map(|(_, mark)| mark.len()).max().unwrap_or(0);
        for (index, (entry, mark)) in entries.iter().zip(&marks).enumerate() {
            let margin = Margin::hanging(format!("{mark:<widest$} "));
            let place = part_of(range, index);
            self.within(margin, |canvas| canvas.draw_plain(&entry.inlines, &place));
        }
    }

    /// What stands before a source or a footnote.
    pub fn citation_mark(&self, id: &str, number: usize) -> String {
        if number == 0 {
            format!("[{}]", self.symbols.spell(id))
        } else {
            format!("[{number}]")
        }
    }
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
