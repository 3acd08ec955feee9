//! The items of a list, and the rows and cells of a table.

use pulldown_cmark::{Event, Tag};

use crate::document::{BlockKind, Cell, Item};
use crate::markdown::reader::MarkdownReader;

impl MarkdownReader<'_> {
    pub(super) fn items(&mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(_) => {
                    let task = self.task();
                    items.push(Item {
                        task,
                        blocks: self.blocks(),
                    });
                }
                _ => break,
            }
        }
        items
    }

    /// The box to tick at the start of an entry, which may lie inside its first paragraph.
    pub(super) fn task(&mut self) -> Option<bool> {
        if let Some((Event::TaskListMarker(done), _)) = self.events.peek() {
            let done = *done;
            self.events.next();
            return Some(done);
        }
        None
    }

    pub(super) fn table(&mut self) -> BlockKind {
        let (mut head, mut rows) = (Vec::new(), Vec::new());
        while let Some((event, _)) = self.next() {
            match event {
                Event::Start(Tag::TableHead) => head = self.cells(),
                Event::Start(_) => rows.push(self.cells()),
                _ => break,
            }
        }
        BlockKind::Table { head, rows }
    }

    pub(super) fn cells(&mut self) -> Vec<Cell> {
        let mut cells = Vec::new();
        while let Some((Event::Start(_), _)) = self.next() {
            cells.push(self.inlines());
        }
        cells
    }
}
