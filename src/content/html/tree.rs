//! The events of a page, kept balanced whatever is opened and closed in which order.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, Tag, TagEnd};

use crate::html::style::OpenStyle;
use crate::html::table::TableState;

/// Nesting deeper than this is not told: its text is, as if it stood further out.
pub const DEEPEST: usize = 32;

/// What an open block may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
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
#[derive(Debug)]
pub struct OpenBlock {
    /// The element's name; None for one of Markdown, which only Markdown closes.
    pub name: Option<String>,
    pub holds: Holds,
    /// What ends it, unless it is told only by line breaks.
    pub end: Option<TagEnd>,
    /// Where its start stands among the events.
    pub start: Option<usize>,
    /// How many styles were open before it.
    pub styles: usize,
    pub table: TableState,
}

/// Events being written.
#[derive(Debug, Default)]
pub struct EventTree<'a> {
    pub events: Vec<(Event<'a>, Range<usize>)>,
    pub blocks: Vec<OpenBlock>,
    pub(super) styles: Vec<OpenStyle<'a>>,
    /// How many of the styles have been told.
    pub(super) told: usize,
    /// Where the start of the open paragraph stands.
    pub(super) paragraph: Option<usize>,
    /// Some text stands on this line.
    pub(super) is_begun: bool,
    /// White space was met, and text may follow.
    pub(super) space: bool,
    /// A line has ended, and text may follow.
    pub(super) line_break: bool,
}

impl<'a> EventTree<'a> {
    pub fn holds(&self) -> Holds {
        self.blocks.last().map_or(Holds::Blocks, |it| it.holds)
    }

    pub fn push(&mut self, event: Event<'a>, range: Range<usize>) {
        self.events.push((event, range));
    }

    /// Whether an item has just begun.
    pub fn opens_item(&self) -> bool {
        matches!(self.events.last(), Some((Event::Start(Tag::Item), _)))
    }

    /// The number of the innermost block with this name that no block of Markdown stands before.
    pub fn open_block_named(&self, is_wanted: impl Fn(&str) -> bool) -> Option<usize> {
        let reachable = self.blocks.iter().enumerate().rev();
        let mut reachable = reachable.map_while(|(at, block)| Some((at, block.name.as_ref()?)));
        let found = reachable.find(|(_, name)| is_wanted(name));
        found.map(|(at, _)| at)
    }

    /// Opens a block, or a line where no block can stand.
    pub fn open_block(
        &mut self,
        name: Option<&str>,
        (tag, holds): (Tag<'a>, Holds),
        range: Range<usize>,
    ) {
        self.part(range.start);
        self.make_room(range.start);
        if name.is_some() && self.blocks.len() >= DEEPEST {
            self.open_silently(name, self.holds());
        } else {
            self.open_part(name, (tag, holds), range);
        }
    }

    /// Opens a block that only another holds: an item, a row, a cell.
    pub fn open_part(
        &mut self,
        name: Option<&str>,
        (tag, holds): (Tag<'a>, Holds),
        range: Range<usize>,
    ) {
        let outer = self.holds();
        if matches!(outer, Holds::Inlines | Holds::Verbatim | Holds::Nothing) {
            self.end_line();
            return self.open_silently(name, outer);
        }
        self.open_silently(name, holds);
        if let Some(block) = self.blocks.last_mut() {
            block.end = Some(tag.to_end());
            block.start = Some(self.events.len());
        }
        self.push(Event::Start(tag), range);
        self.start_line();
    }

    /// Opens what is told by nothing.
    pub fn open_silently(&mut self, name: Option<&str>, holds: Holds) {
        self.blocks.push(OpenBlock {
            name: name.map(str::to_owned),
            holds,
            end: None,
            start: None,
            styles: self.styles.len(),
            table: TableState::default(),
        });
    }

    /// Opens a paragraph of Markdown.
    pub fn open_paragraph(&mut self, range: Range<usize>) {
        self.part(range.start);
        self.make_room(range.start);
        if self.holds() == Holds::Blocks {
            self.start_paragraph(range);
        } else {
            self.end_line();
        }
        self.open_silently(None, self.holds());
    }

    /// Closes the innermost block at a byte of the file.
    pub fn close_block(&mut self, at: usize) {
        let Some(block) = self.blocks.last() else {
            return;
        };
        let (styles, holds, is_told) = (block.styles, block.holds, block.end.is_some());
        while self.styles.len() > styles {
            self.close_style_at(self.styles.len() - 1, at);
        }
        if is_told || holds == Holds::Blocks {
            self.end_paragraph(at);
        } else if holds != Holds::Nothing {
            self.end_line();
        }
        if is_told {
            self.end_table_part(at);
        }
        if let Some(block) = self.blocks.pop()
            && let Some(end) = block.end
        {
            self.set_end(block.start, at);
            self.push(Event::End(end), at..at);
        }
    }

    /// Closes blocks down to the one with this number, and that too.
    pub fn close_blocks(&mut self, down_to: usize, at: usize) {
        while self.blocks.len() > down_to {
            self.close_block(at);
        }
    }

    /// Closes the block of Markdown that ends here, with all elements in it.
    pub fn close_markdown_block(&mut self, at: usize) {
        let own = self.blocks.iter().rposition(|block| block.name.is_none());
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
        let name = Some("li");
        if matches!(self.events.last(), Some((Event::End(TagEnd::Item), _))) {
            self.events.pop();
            self.open_silently(name, Holds::Blocks);
            if let Some(item) = self.blocks.last_mut() {
                item.end = Some(TagEnd::Item);
            }
        } else {
            self.open_part(name, (Tag::Item, Holds::Blocks), at..at);
        }
    }

    pub(super) fn set_end(&mut self, start: Option<usize>, at: usize) {
        if let Some((_, range)) = start.and_then(|start| self.events.get_mut(start)) {
            range.end = range.end.max(at);
        }
    }

    /// Says which language the code that is open is written in: `language-rust` is a class of it.
    pub fn set_language(&mut self, class: Option<&str>) {
        let code = self.blocks.last().filter(|it| it.holds == Holds::Verbatim);
        let start = code.and_then(|code| code.start);
        let mut classes = class.unwrap_or_default().split_ascii_whitespace();
        let language = classes.find_map(|class| class.strip_prefix("language-"));
        if let Some((event, _)) = start.and_then(|start| self.events.get_mut(start))
            && let Some(language) = language
        {
            let language = CowStr::from(language.to_owned());
            *event = Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language)));
        }
    }

    /// Closes what was opened by elements in the innermost block of Markdown and is never closed further down.
    pub fn close_unclosed(&mut self, at: usize, is_closed_later: impl Fn(&str) -> bool) {
        let first = self.blocks.iter().rposition(|block| block.name.is_none());
        let first = first.map_or(0, |first| first + 1);
        let unclosed = |block: &OpenBlock| {
            let name = block.name.as_deref();
            name.is_some_and(|name| !is_closed_later(name))
        };
        let mut own = self.blocks.iter().skip(first);
        if let Some(place) = own.position(unclosed) {
            self.close_blocks(first + place, at);
        }
        self.part(at);
        self.close_unclosed_styles(at, is_closed_later);
    }
}
