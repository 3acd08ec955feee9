//! Running text: where it begins, what parts it, and how white space in it is told.

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event};

use crate::document::{Block, BlockKind, Inline, InlineKind};
use crate::markdown::open_blocks::Holds;
use crate::markdown::reader::{PageReader, inlines};
use crate::text::clean_code;

impl<'a> PageReader<'a> {
    pub(super) const fn start_line(&mut self) {
        self.is_begun = false;
        self.space = false;
        self.line_break = false;
    }

    /// Ends the running text, and the paragraph if it is one.
    pub(super) fn end_paragraph(&mut self, at: usize) {
        self.pause_styles(0, at);
        if let Some(range) = self.paragraph.take() {
            self.drop_break();
            let line = take(&mut self.line);
            if let (Some(first), Some(last)) = (line.first(), line.last()) {
                let own = first.range.start..last.range.end;
                let range = if range.is_empty() { own } else { range };
                self.add(Block::new(BlockKind::Paragraph(line), range));
            }
        }
        self.start_line();
    }

    /// A break before which or behind which nothing stands breaks nothing.
    fn drop_break(&mut self) {
        let line = self.current();
        let is_break =
            |it: &Inline| matches!(it.kind, InlineKind::HardBreak | InlineKind::SoftBreak);
        while line.last().is_some_and(is_break) {
            line.pop();
        }
    }

    /// What follows stands on another line.
    pub(super) const fn end_line(&mut self) {
        self.line_break |= self.is_begun;
    }

    /// Text in a paragraph, a heading or a cell; one is opened where none is.
    pub(super) fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        match (self.holds(), event) {
            (Holds::Nothing, _) => {}
            (Holds::Verbatim, event) => match event {
                Event::Text(part) | Event::Code(part) | Event::InlineHtml(part) => {
                    self.code.push_str(&clean_code(&part));
                }
                Event::SoftBreak | Event::HardBreak => self.code.push('\n'),
                _ => {}
            },
            (_, Event::HardBreak) if self.ends.has_tags => self.hard_break(range),
            // Two of them are an empty line in Markdown.
            (_, Event::HardBreak) => {
                self.tell(Event::HardBreak, range);
                self.is_begun = false;
            }
            (_, Event::SoftBreak) if !self.is_begun => {}
            (_, Event::Text(text)) if !self.is_begun && text.starts_with(' ') => {
                let words = text.trim_start_matches(' ');
                let start = range.start + text.len() - words.len();
                self.words(words, start..range.end.max(start));
            }
            (_, Event::Text(text)) if self.is_code() => self.tell(Event::Code(text), range),
            (_, event) => self.tell(event, range),
        }
    }

    fn tell(&mut self, event: Event<'a>, range: Range<usize>) {
        self.prepare_line(range.start);
        self.is_begun = true;
        self.current().extend(inlines(event, range));
    }

    /// Text of HTML, in which white space of any length is one space.
    pub(super) fn words(&mut self, words: &str, range: Range<usize>) {
        if !words.is_empty() {
            self.inline(Event::Text(CowStr::from(words.to_owned())), range);
        }
    }

    /// White space before text that may follow.
    pub(super) const fn space(&mut self) {
        self.space |= self.is_begun;
    }

    pub(super) fn prepare_line(&mut self, at: usize) {
        self.make_room(at);
        if self.holds() == Holds::Blocks && self.paragraph.is_none() {
            self.paragraph = Some(at..at);
            self.start_line();
        }
        if take(&mut self.line_break) {
            self.hard_break(at..at);
        }
        if take(&mut self.space) && self.is_begun {
            self.current().extend(inlines(Event::SoftBreak, at..at));
        }
        self.tell_styles();
    }

    pub(super) fn hard_break(&mut self, range: Range<usize>) {
        if self.is_begun && self.holds() != Holds::Nothing {
            self.space = false;
            self.drop_break();
            self.current().extend(inlines(Event::HardBreak, range));
            self.is_begun = false;
        }
    }

    /// A rule across the page, where one can stand.
    pub(super) fn rule(&mut self, range: Range<usize>) {
        self.part(range.start);
        self.make_room(range.start);
        if self.holds() == Holds::Blocks {
            self.add(Block::new(BlockKind::Rule, range));
        }
    }

    /// Parts what follows from what stands before.
    pub(super) fn part(&mut self, at: usize) {
        if self.holds() == Holds::Blocks {
            self.end_paragraph(at);
        } else {
            self.end_line();
        }
    }
}
