//! Keeping the place while the window changes, and laying out no more than what is seen of it meanwhile.

use std::ops::Range;
use std::sync::Arc;

use crate::app::reader::{Reader, last_top};
use crate::app::shared::Pages;
use crate::app::side::STEP;
use crate::layout::{Layout, Options, Prepared};
use crate::library::Library;

/// What a layout has the text of, where that is not all: a table's head that is held, and the lines around the view.
#[derive(Clone, Debug)]
pub(super) struct Part {
    lines: [Range<usize>; 2],
}

impl Reader {
    /// Lays the page out anew, the same text on top: however often the window changes, it is what the reader
    /// last went to.
    pub fn lay_out(&mut self, library: &Library, pages: &Pages, options: Options, height: usize) {
        if options == self.options {
            self.complete(library, pages);
            return self.stay(height);
        }
        let prepared = self.prepared(library, pages, &options);
        let layout = pages.layout_again(library, self.topic, &prepared, &options);
        self.part = None;
        self.options = options;
        self.go_on_in(layout, height);
        if let Some(found) = self.found.take() {
            self.find(&found.query, Some(found.current));
        }
    }

    /// As [`lay_out`](Self::lay_out) for a window that changes, which it may do many times in a row: lines out of
    /// sight have a place and no text, until the layout is [completed](Self::complete).
    pub fn resize(&mut self, library: &Library, pages: &Pages, options: Options, height: usize) {
        // What is looked for may be anywhere.
        if self.found.is_some() {
            return self.lay_out(library, pages, options, height);
        }
        if options == self.options {
            self.stay(height);
        } else {
            let prepared = self.prepared(library, pages, &options);
            let layout = self.known(library, pages, &prepared, &options);
            let kept = self.kept().top;
            let top = |layout: &Layout| layout.line_of(kept).min(last_top(layout, height));
            let layout = layout.unwrap_or_else(|| self.part_of(&prepared, &options, height, top));
            self.options = options;
            self.go_on_in(layout, height);
        }
        self.see_all(height);
    }

    /// Gives a page that was laid out in part all its text; nothing that is seen changes by it.
    pub fn complete(&mut self, library: &Library, pages: &Pages) {
        if self.part.take().is_some() {
            let options = self.options.clone();
            let prepared = self.prepared(library, pages, &options);
            self.layout = pages.layout_again(library, self.topic, &prepared, &options);
        }
    }

    /// The page as it is, in a window of perhaps another height.
    fn stay(&mut self, height: usize) {
        let (kept, was_held) = (self.kept(), self.held.is_some());
        let line = self
            .held
            .map_or(self.top, |held| self.layout.line_of(held.top));
        let focus = self.focus;
        self.go_to_line(line, height);
        self.focus = focus;
        self.held = Some(kept).filter(|_| was_held || self.top != line);
    }

    /// Reads on in another layout of the page.
    fn go_on_in(&mut self, layout: Arc<Layout>, height: usize) {
        let kept = self.kept();
        self.layout = layout;
        self.go_to_line(self.layout.line_of(kept.top), height);
        self.focus = self.layout.line_of(kept.focus);
        self.held = Some(kept);
    }

    fn prepared(&mut self, library: &Library, pages: &Pages, options: &Options) -> Arc<Prepared> {
        let held = self.prepared.take().filter(|held| held.suits(options));
        let prepared =
            held.unwrap_or_else(|| pages.prepared(library, self.topic, &self.page, options));
        Arc::clone(self.prepared.insert(prepared))
    }

    /// A layout that need not be made: the present one if more or fewer columns make no difference to it, or what
    /// another reader holds.
    fn known(
        &mut self,
        library: &Library,
        pages: &Pages,
        prepared: &Prepared,
        options: &Options,
    ) -> Option<Arc<Layout>> {
        let fitted = prepared.fitted(options);
        if fitted == prepared.fitted(&self.options) {
            return Some(Arc::clone(&self.layout));
        }
        self.part = None;
        pages.held_layout(library, self.topic, &fitted)
    }

    /// A layout with the text of what is seen when the line that is told from all lines stands on top.
    fn part_of(
        &mut self,
        prepared: &Prepared,
        options: &Options,
        height: usize,
        top: impl FnOnce(&Layout) -> usize,
    ) -> Arc<Layout> {
        let Options { width, measure, .. } = prepared.fitted(options);
        let mut lines = [0..0, 0..0];
        let layout = prepared.lay_out_in_sight((width, measure), |layout| {
            lines = seen(layout, top(layout), height);
            lines.clone()
        });
        self.part = Some(Part { lines });
        Arc::new(layout)
    }

    /// Lays out what came into sight of a page that is laid out in part.
    fn see_all(&mut self, height: usize) {
        let needed = seen(&self.layout, self.top, height);
        let lacks = self.part.as_ref().is_some_and(|part| !part.has(&needed));
        if let Some(prepared) = self.prepared.clone().filter(|_| lacks) {
            let (options, top) = (self.options.clone(), self.top);
            self.layout = self.part_of(&prepared, &options, height, |_| top);
        }
    }
}

impl Part {
    fn has(&self, needed: &[Range<usize>]) -> bool {
        let holds =
            |own: &Range<usize>, it: &Range<usize>| own.start <= it.start && it.end <= own.end;
        let mut needed = needed.iter().filter(|it| !it.is_empty());
        needed.all(|it| self.lines.iter().any(|own| holds(own, it)))
    }
}

/// The lines that are seen when one stands on top, with those around them that the third column tells about.
fn seen(layout: &Layout, top: usize, height: usize) -> [Range<usize>; 2] {
    let around = top.saturating_sub(STEP)..top + height + STEP;
    [layout.held(top, height), around]
}
