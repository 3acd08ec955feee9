//! Styles of running text: they may end in another order than they began, and stand on both sides of a block.

use std::mem::take;
use std::ops::Range;

use pulldown_cmark::Tag;

use crate::document::Inline;
use crate::markdown::open_blocks::{DEEPEST, Holds};
use crate::markdown::reader::{PageReader, styled};

/// A style that is open. It is told when text follows, so that blocks may stand between its parts.
pub struct OpenStyle<'a> {
    /// The element's name; None for one of Markdown.
    name: Option<String>,
    /// None where it lies too deep to be told.
    tag: Option<Tag<'a>>,
    range: Range<usize>,
    was_told: bool,
    inlines: Vec<Inline>,
}

impl<'a> PageReader<'a> {
    /// The running text of the innermost style that is told.
    pub(super) fn current(&mut self) -> &mut Vec<Inline> {
        // None that lies deeper has a tag.
        let told = self.told.min(DEEPEST);
        let styles = self.styles.get_mut(..told).unwrap_or_default();
        let style = styles.iter_mut().rev().find(|style| style.tag.is_some());
        style.map_or(&mut self.line, |style| &mut style.inlines)
    }

    /// Tells the styles that are open and not told yet.
    pub(super) fn tell_styles(&mut self) {
        while let Some(style) = self.styles.get_mut(self.told) {
            style.was_told = true;
            self.told += 1;
        }
    }

    pub(super) fn is_code(&self) -> bool {
        // No tag of pulldown-cmark's opens code in running text.
        let is_code = |style: &OpenStyle<'_>| {
            let name = style.name.as_deref();
            matches!(name, Some("code" | "kbd" | "samp" | "tt"))
        };
        // Elements open none that lies deeper.
        self.styles.iter().take(DEEPEST).any(is_code)
    }

    pub(super) fn open_style(
        &mut self,
        name: Option<&str>,
        tag: Option<Tag<'a>>,
        range: Range<usize>,
    ) {
        let is_deep = self.styles.len() >= DEEPEST;
        if is_deep && name.is_some() {
            return;
        }
        self.styles.push(OpenStyle {
            name: name.map(str::to_owned),
            tag: tag.filter(|_| !is_deep),
            range,
            was_told: false,
            inlines: Vec::new(),
        });
    }

    /// Closes the innermost style of Markdown.
    pub(super) fn close_markdown_style(&mut self, at: usize) {
        let own = self.styles.iter().rposition(|style| style.name.is_none());
        if let Some(own) = own {
            self.close_style_at(own, at);
        }
    }

    /// Closes the innermost style with this name that was opened in this block.
    pub(super) fn close_style(&mut self, name: &str, at: usize) {
        let first = self.open.last().map_or(0, |open| open.styles);
        let is_own = |style: &OpenStyle<'_>| style.name.as_deref() == Some(name);
        let own = self.styles.iter().rposition(is_own);
        if let Some(place) = own.filter(|place| *place >= first) {
            self.close_style_at(place, at);
        }
    }

    pub(super) fn close_style_at(&mut self, place: usize, at: usize) {
        let leads = |style: &OpenStyle<'_>| {
            let leads = matches!(style.tag, Some(Tag::Link { .. } | Tag::Image { .. }));
            leads && !style.was_told
        };
        let is_text = !matches!(self.holds(), Holds::Nothing | Holds::Verbatim);
        // A link without words shows where it leads.
        if is_text && self.styles.get(place).is_some_and(leads) {
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
            let Some(style) = self.styles.get_mut(self.told) else {
                continue;
            };
            if let Some(tag) = style.tag.clone() {
                let mut range = style.range.clone();
                if style.name.is_some() {
                    range.end = range.end.max(at);
                }
                let inlines = styled(tag, take(&mut style.inlines), range);
                self.current().extend(inlines);
            }
        }
    }

    /// Closes the styles that elements opened in this block and that are never closed further down.
    pub(super) fn close_unclosed_styles(&mut self, at: usize) {
        let first = self.open.last().map_or(0, |open| open.styles);
        for place in (first..self.styles.len()).rev() {
            let name = self.styles.get(place).and_then(|it| it.name.as_deref());
            if name.is_some_and(|name| !self.ends.is_closed_after(name, at)) {
                self.close_style_at(place, at);
            }
        }
    }
}
