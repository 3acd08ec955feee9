//! The blocks of a page that are open, and what each becomes.

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Tag};

use crate::document::{Block, BlockKind, Item};
use crate::figure::{self, Figure};
use crate::markdown::alert::labelled;
use crate::markdown::reader::PageReader;
use crate::markdown::table::TableState;
use crate::text::clean;

/// Nesting deeper than this is not told: its text is, as if it stood further out.
pub const DEEPEST: usize = 24;

/// So many blocks may be open before further elements open none: at the end of each piece of HTML all are looked at.
const MOST_OPEN: usize = 128;

/// What an open block may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Holds {
    #[default]
    Blocks,
    Items,
    Rows,
    Cells,
    /// Running text; blocks in it become lines.
    Inlines,
    /// Text whose white space counts.
    Verbatim,
    /// What is not read.
    Nothing,
}

/// A block that is open.
#[derive(Default)]
pub struct OpenBlock<'a> {
    /// The element's name; None for one of Markdown, which only Markdown closes.
    pub name: Option<String>,
    pub holds: Holds,
    /// What it becomes; None where it is told only by line breaks.
    pub tag: Option<Tag<'a>>,
    /// The number of the innermost block around it that is told.
    outer: Option<usize>,
    pub range: Range<usize>,
    /// How many styles were open before it.
    pub styles: usize,
    pub blocks: Vec<Block>,
    pub items: Vec<Item>,
    pub task: Option<bool>,
    pub table: TableState,
}

impl<'a> PageReader<'a> {
    pub(super) fn holds(&self) -> Holds {
        self.open.last().map_or(Holds::Blocks, |it| it.holds)
    }

    /// Whether an item has just begun.
    pub(super) fn opens_item(&self) -> bool {
        let item = self.open.last();
        let item = item.filter(|it| matches!(it.tag, Some(Tag::Item)) && it.blocks.is_empty());
        item.is_some() && self.line.is_empty() && !self.is_begun
    }

    /// The number of the innermost block with this name that no block of Markdown stands before.
    pub(super) fn open_block_named(&self, is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
        let reachable = self.open.iter().enumerate().rev();
        let mut reachable = reachable.map_while(|(at, block)| Some((at, block.name.as_ref()?)));
        let found = reachable.find(|(_, name)| is_wanted(name));
        found.map(|(at, _)| at)
    }

    /// Opens a block, or a line where no block can stand.
    pub(super) fn open_block(
        &mut self,
        name: Option<&str>,
        (tag, holds): (Tag<'a>, Holds),
        range: Range<usize>,
    ) {
        self.part(range.start);
        self.make_room(range.start);
        if self.open.len() >= DEEPEST {
            self.open_silently(name, self.holds());
        } else {
            self.open_part(name, (tag, holds), range);
        }
    }

    /// Opens a block that only another holds: an item, a row, a cell.
    pub(super) fn open_part(
        &mut self,
        name: Option<&str>,
        (tag, holds): (Tag<'a>, Holds),
        range: Range<usize>,
    ) {
        let outer = self.holds();
        let has_place = match tag {
            Tag::Item => outer == Holds::Items,
            Tag::TableHead | Tag::TableRow => outer == Holds::Rows,
            Tag::TableCell => outer == Holds::Cells,
            _ => outer == Holds::Blocks,
        };
        if !has_place {
            self.part(range.start);
            return self.open_silently(name, outer);
        }
        self.open_silently(name, holds);
        if let Some(open) = self.open.last_mut() {
            open.tag = Some(tag);
            open.range = range;
        }
        self.start_line();
    }

    /// Opens what is told by nothing.
    pub(super) fn open_silently(&mut self, name: Option<&str>, holds: Holds) {
        let is_element = name.is_some() && holds != Holds::Nothing;
        if is_element && self.open.len() >= MOST_OPEN {
            return;
        }
        self.open.push(OpenBlock {
            name: name.map(str::to_owned),
            holds,
            outer: self.innermost_told(),
            styles: self.styles.len(),
            ..OpenBlock::default()
        });
    }

    /// Opens a paragraph of Markdown.
    pub(super) fn open_paragraph(&mut self, range: Range<usize>) {
        self.part(range.start);
        self.make_room(range.start);
        if self.holds() == Holds::Blocks {
            self.paragraph = Some(range);
            self.start_line();
        } else {
            self.end_line();
        }
        self.open_silently(None, self.holds());
    }

    /// Closes the innermost block at a byte of the file.
    pub(super) fn close_block(&mut self, at: usize) {
        let Some(open) = self.open.last() else {
            return;
        };
        let (styles, holds, is_told) = (open.styles, open.holds, open.tag.is_some());
        while self.styles.len() > styles {
            self.close_style_at(self.styles.len() - 1, at);
        }
        if is_told || holds == Holds::Blocks {
            self.end_paragraph(at);
        } else if holds != Holds::Nothing {
            self.end_line();
        }
        if holds == Holds::Cells && is_told {
            self.say_reaching();
        }
        if let Some(open) = self.open.pop() {
            self.finish(open, at);
        }
    }

    /// Puts a block that ends where it belongs.
    fn finish(&mut self, open: OpenBlock<'a>, at: usize) {
        let range = open.range.start..open.range.end.max(at);
        let kind = match open.tag {
            None => return,
            Some(Tag::Item) => return self.end_item(open),
            Some(Tag::TableCell) => return self.end_cell(&open.table),
            Some(Tag::TableHead) => return self.end_row(open.table, true),
            Some(Tag::TableRow) => return self.end_row(open.table, false),
            Some(Tag::FootnoteDefinition(label)) => {
                let label = clean(&label).into_owned();
                return self.footnotes.push((label, open.blocks));
            }
            Some(Tag::Heading { level, id, .. }) => self.heading(level, id),
            Some(Tag::List(start)) => BlockKind::List {
                start,
                items: open.items,
            },
            Some(Tag::Table(_)) => open.table.into_block(),
            Some(Tag::CodeBlock(kind)) => code(&kind, take(&mut self.code)),
            Some(_) => BlockKind::Quote(labelled(open.blocks)),
        };
        self.add(Block::new(kind, range));
    }

    fn end_item(&mut self, OpenBlock { task, blocks, .. }: OpenBlock<'a>) {
        if let Some(list) = self.open.last_mut() {
            list.items.push(Item { task, blocks });
        }
    }

    /// The number of the innermost block that is told; blocks that are not may be very many.
    fn innermost_told(&self) -> Option<usize> {
        let innermost = self.open.last()?;
        let own = innermost.tag.is_some().then_some(self.open.len() - 1);
        own.or(innermost.outer)
    }

    /// Adds a block to the innermost that is told.
    pub(super) fn add(&mut self, block: Block) {
        let outer = self.innermost_told();
        let outer = outer.and_then(|outer| self.open.get_mut(outer));
        outer
            .map_or(&mut self.blocks, |open| &mut open.blocks)
            .push(block);
    }

    /// Closes blocks down to the one with this number, and that too.
    pub(super) fn close_blocks(&mut self, down_to: usize, at: usize) {
        while self.open.len() > down_to {
            self.close_block(at);
        }
    }

    /// Closes the block of Markdown that ends here, with all elements in it.
    pub(super) fn close_markdown_block(&mut self, at: usize) {
        let own = self.open.iter().rposition(|block| block.name.is_none());
        if let Some(own) = own {
            self.close_blocks(own, at);
        }
    }

    /// Opens items, rows and cells where text or a block cannot stand without.
    pub(super) fn make_room(&mut self, at: usize) {
        loop {
            match self.holds() {
                Holds::Items => self.open_item_again(at),
                Holds::Rows => {
                    self.open_part(Some("tr"), (Tag::TableRow, Holds::Cells), at..at);
                }
                Holds::Cells => {
                    self.open_part(Some("td"), (Tag::TableCell, Holds::Inlines), at..at);
                }
                _ => return,
            }
        }
    }

    /// What stands between items belongs to the one before.
    fn open_item_again(&mut self, at: usize) {
        let before = self.open.last_mut().and_then(|list| list.items.pop());
        self.open_part(Some("li"), (Tag::Item, Holds::Blocks), at..at);
        if let (Some(open), Some(Item { task, blocks })) = (self.open.last_mut(), before) {
            (open.task, open.blocks) = (task, blocks);
        }
    }

    /// Closes what was opened by elements in the innermost block of Markdown and is never closed further down.
    pub(super) fn close_unclosed(&mut self, at: usize) {
        let first = self.open.iter().rposition(|block| block.name.is_none());
        let first = first.map_or(0, |first| first + 1);
        let is_unclosed = |block: &OpenBlock<'_>| {
            let name = block.name.as_deref();
            name.is_some_and(|name| !self.ends.is_closed_after(name, at))
        };
        if let Some(place) = self.open.iter().skip(first).position(is_unclosed) {
            self.close_blocks(first + place, at);
        }
        self.part(at);
        self.close_unclosed_styles(at);
    }
}

/// Code as it is written, or the figure it describes.
fn code(kind: &CodeBlockKind<'_>, text: String) -> BlockKind {
    let language = match kind {
        CodeBlockKind::Fenced(language) => clean(language).into_owned(),
        CodeBlockKind::Indented => String::new(),
    };
    let figure = (language == figure::LANGUAGE).then(|| Figure::parse(&text));
    figure
        .flatten()
        .map_or(BlockKind::Code { language, text }, BlockKind::Figure)
}
