//! Styles of running text: they may end in another order than they began, and stand on both sides of a block.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::html::tree::{DEEPEST, EventTree, Holds};

/// A style that is open. It is told when text follows, so that blocks may stand between its parts.
#[derive(Debug)]
pub struct OpenStyle<'a> {
    /// The element's name; None for one of Markdown.
    name: Option<String>,
    /// None where it lies too deep to be told.
    tag: Option<Tag<'a>>,
    range: Range<usize>,
    start: Option<usize>,
    was_told: bool,
}

impl<'a> EventTree<'a> {
    /// Tells the styles that are open and not told yet.
    pub(super) fn tell_styles(&mut self) {
        while let Some(style) = self.styles.get_mut(self.told) {
            style.was_told = true;
            style.start = style.tag.is_some().then_some(self.events.len());
            if let Some(tag) = style.tag.clone() {
                let range = style.range.clone();
                self.events.push((Event::Start(tag), range));
            }
            self.told += 1;
        }
    }

    pub(super) fn is_code(&self) -> bool {
        // No tag of pulldown-cmark's opens code in running text.
        let is_code = |style: &OpenStyle<'_>| {
            let name = style.name.as_deref();
            matches!(name, Some("code" | "kbd" | "samp" | "tt"))
        };
        self.styles.iter().any(is_code)
    }

    pub fn open_style(&mut self, name: Option<&str>, tag: Option<Tag<'a>>, range: Range<usize>) {
        let is_deep = self.styles.len() >= DEEPEST;
        if is_deep && name.is_some() {
            return;
        }
        self.styles.push(OpenStyle {
            name: name.map(str::to_owned),
            tag: tag.filter(|_| !is_deep),
            range,
            start: None,
            was_told: false,
        });
    }

    /// Closes the innermost style of Markdown.
    pub fn close_markdown_style(&mut self, at: usize) {
        let own = self.styles.iter().rposition(|style| style.name.is_none());
        if let Some(own) = own {
            self.close_style_at(own, at);
        }
    }

    /// Closes the innermost style with this name that was opened in this block.
    pub fn close_style(&mut self, name: &str, at: usize) {
        let first = self.blocks.last().map_or(0, |block| block.styles);
        let own = self.styles.iter().skip(first);
        let own = own.map(|style| style.name.as_deref() == Some(name));
        let own: Vec<bool> = own.collect();
        if let Some(place) = own.iter().rposition(|is_own| *is_own) {
            self.close_style_at(first + place, at);
        }
    }

    pub(super) fn close_style_at(&mut self, place: usize, at: usize) {
        let leads = |style: &OpenStyle<'_>| {
            let leads = matches!(style.tag, Some(Tag::Link { .. } | Tag::Image { .. }));
            leads && !style.was_told
        };
        // A link without words shows where it leads.
        if self.styles.get(place).is_some_and(leads) && self.holds() != Holds::Nothing {
            self.prepare_line(at);
            self.is_begun = true;
        }
        self.pause_styles(place, at);
        if place < self.styles.len() {
            self.styles.remove(place);
        }
    }

    /// Ends the styles told so far from this number on; they go on with the next text.
    pub(super) fn pause_styles(&mut self, from: usize, at: usize) {
        while self.told > from {
            self.told -= 1;
            let style = self.styles.get_mut(self.told);
            let Some(style) = style.filter(|style| style.start.is_some()) else {
                continue;
            };
            let (start, end) = (style.start.take(), style.tag.as_ref().map(Tag::to_end));
            if style.name.is_some() {
                self.set_end(start, at);
            }
            if let Some(end) = end {
                self.push(Event::End(end), at..at);
            }
        }
    }

    /// Closes the styles that elements opened in this block and that are never closed further down.
    pub(super) fn close_unclosed_styles(
        &mut self,
        at: usize,
        is_closed_later: impl Fn(&str) -> bool,
    ) {
        let first = self.blocks.last().map_or(0, |block| block.styles);
        for place in (first..self.styles.len()).rev() {
            let name = self.styles.get(place).and_then(|it| it.name.as_deref());
            if name.is_some_and(|name| !is_closed_later(name)) {
                self.close_style_at(place, at);
            }
        }
    }
}
