//! Running text: where it begins, what parts it, and how white space in it is told.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use crate::html::tree::{EventTree, Holds};

impl<'a> EventTree<'a> {
    pub(super) fn start_paragraph(&mut self, range: Range<usize>) {
        self.paragraph = Some(self.events.len());
        self.push(Event::Start(Tag::Paragraph), range);
        self.start_line();
    }

    pub(super) const fn start_line(&mut self) {
        self.is_begun = false;
        self.space = false;
        self.line_break = false;
    }

    /// Ends the running text, and the paragraph if it is one.
    pub(super) fn end_paragraph(&mut self, at: usize) {
        self.pause_styles(0, at);
        if let Some(start) = self.paragraph.take() {
            self.drop_break();
            self.set_end(Some(start), at);
            self.push(Event::End(TagEnd::Paragraph), at..at);
        }
        self.start_line();
    }

    /// A break before which or behind which nothing stands breaks nothing.
    pub(super) fn drop_break(&mut self) {
        while matches!(
            self.events.last(),
            Some((Event::HardBreak | Event::SoftBreak, _))
        ) {
            self.events.pop();
        }
    }

    /// What follows stands on another line.
    pub const fn end_line(&mut self) {
        self.line_break |= self.is_begun;
    }

    /// Text in a paragraph, a heading or a cell; one is opened where none is.
    pub fn inline(&mut self, event: Event<'a>, range: Range<usize>) {
        match self.holds() {
            Holds::Nothing => return,
            Holds::Verbatim => return self.push(event, range),
            _ => {}
        }
        match event {
            Event::HardBreak => self.hard_break(range),
            Event::SoftBreak if !self.is_begun => {}
            Event::Text(text) if !self.is_begun && text.starts_with(' ') => {
                let words = text.trim_start_matches(' ');
                let start = range.start + text.len() - words.len();
                self.words(words, start..range.end.max(start));
            }
            Event::Text(text) if self.is_code() => self.tell(Event::Code(text), range),
            event => self.tell(event, range),
        }
    }

    pub(super) fn tell(&mut self, event: Event<'a>, range: Range<usize>) {
        self.prepare_line(range.start);
        self.is_begun = true;
        self.push(event, range);
    }

    /// Text of HTML, in which white space of any length is one space.
    pub fn words(&mut self, words: &str, range: Range<usize>) {
        if !words.is_empty() {
            self.inline(Event::Text(CowStr::from(words.to_owned())), range);
        }
    }

    /// White space before text that may follow.
    pub const fn space(&mut self) {
        self.space |= self.is_begun;
    }

    pub(super) fn prepare_line(&mut self, at: usize) {
        self.make_room(at);
        if self.holds() == Holds::Blocks && self.paragraph.is_none() {
            self.start_paragraph(at..at);
        }
        if std::mem::take(&mut self.line_break) {
            self.hard_break(at..at);
        }
        if std::mem::take(&mut self.space) && self.is_begun {
            self.push(Event::SoftBreak, at..at);
        }
        self.tell_styles();
    }

    pub fn hard_break(&mut self, range: Range<usize>) {
        if self.is_begun && self.holds() != Holds::Nothing {
            self.space = false;
            self.drop_break();
            self.push(Event::HardBreak, range);
            self.is_begun = false;
        }
    }

    /// A rule across the page, where one can stand.
    pub fn rule(&mut self, range: Range<usize>) {
        self.part(range.start);
        self.make_room(range.start);
        if self.holds() == Holds::Blocks {
            self.push(Event::Rule, range);
        }
    }

    /// Parts what follows from what stands before.
    pub fn part(&mut self, at: usize) {
        if self.holds() == Holds::Blocks {
            self.end_paragraph(at);
        } else {
            self.end_line();
        }
    }
}
