//! Lines being drawn: margins at the left, spans after them, and the places of links as they fall.

use std::ops::Range;

use crate::layout::flow::Flow;
use crate::layout::{Anchor, Drawings, Layout, Options, Role, Span, Symbols, TextStyle, width};

/// The columns that must stay beside a margin; a margin that leaves fewer is not drawn.
const LEAST_TEXT: usize = 6;

/// A layout in the making.
#[derive(Debug)]
pub struct Canvas<'a> {
    options: &'a Options,
    layout: Layout,
    margins: Vec<Margin>,
    column: usize,
    gap: bool,
    /// The table head that the lines being drawn belong to.
    pub header: Option<usize>,
    /// What is added to anchors, so that notes shown at the end follow the text.
    pub shift: usize,
    /// The role that plain text has here.
    pub role: Role,
}

/// What stands left of a block: a bullet, then spaces; the bar of a quote.
#[derive(Debug)]
struct Margin {
    first: String,
    rest: String,
    width: usize,
    drawn: bool,
}

impl<'a> Canvas<'a> {
    pub fn new(options: &'a Options) -> Self {
        Self {
            options,
            layout: Layout::default(),
            margins: Vec::new(),
            column: 0,
            gap: false,
            header: None,
            shift: 0,
            role: Role::Text,
        }
    }

    /// The layout; a link that is nothing but spaces was never drawn and stands at the top.
    pub fn finish(mut self) -> Layout {
        for place in &mut self.layout.links {
            if place.line == usize::MAX {
                place.line = 0;
            }
        }
        self.layout.lines.finish();
        self.layout
    }

    pub const fn layout(&mut self) -> &mut Layout {
        &mut self.layout
    }

    pub const fn symbols(&self) -> Symbols {
        self.options.symbols
    }

    pub const fn drawings(&self) -> Drawings {
        self.options.drawings
    }

    /// The columns for running text.
    pub fn measure(&self) -> usize {
        let all = self.options.width.min(self.options.measure);
        all.saturating_sub(self.margin_width()).max(1)
    }

    /// The columns for what may be as wide as the screen.
    pub fn width(&self) -> usize {
        let all = self.options.width;
        all.saturating_sub(self.margin_width()).max(1)
    }

    fn margin_width(&self) -> usize {
        self.margins.iter().map(|margin| margin.width).sum()
    }

    /// Draws inside a margin: `first` before the first line, `rest` before the others, of the same width.
    pub fn within(&mut self, first: &str, rest: &str, draw: impl FnOnce(&mut Self)) {
        let columns = width::of(first);
        let room = self.measure() >= columns + LEAST_TEXT;
        let (first, rest) = if room { (first, rest) } else { ("", "") };
        self.margins.push(Margin {
            first: first.to_owned(),
            rest: rest.to_owned(),
            width: width::of(first),
            drawn: false,
        });
        draw(self);
        let is_owed = |margin: &Margin| !margin.drawn && !margin.first.trim().is_empty();
        if self.margins.last().is_some_and(is_owed) {
            self.begin();
            self.end(0);
        }
        self.margins.pop();
    }

    /// Leaves an empty line before whatever is drawn next.
    pub const fn gap(&mut self) {
        self.gap = !self.layout.lines.is_empty();
    }

    /// The number that the next line will have.
    pub fn next_line(&mut self) -> usize {
        self.draw_gap();
        self.layout.lines.len()
    }

    /// The columns filled by the widest line from `line` on, without the margin.
    pub fn widest_since(&self, line: usize) -> usize {
        let lines = self.layout.lines.iter().skip(line);
        let widest = lines.map(|line| line.width()).max().unwrap_or(0);
        widest.saturating_sub(self.margin_width())
    }

    fn draw_gap(&mut self) {
        if !std::mem::take(&mut self.gap) {
            return;
        }
        let drawn = self.margins.iter().filter(|margin| margin.drawn);
        let text: String = drawn.map(|margin| margin.rest.as_str()).collect();
        self.put_own(text.trim_end(), Role::Marker);
        self.end(0);
    }

    /// Begins a line.
    pub fn begin(&mut self) {
        self.draw_gap();
        let mut text = String::new();
        for margin in &mut self.margins {
            let drawn = std::mem::replace(&mut margin.drawn, true);
            text.push_str(if drawn { &margin.rest } else { &margin.first });
        }
        self.put_own(&text, Role::Marker);
    }

    /// Adds text that the program makes.
    pub fn put_own(&mut self, text: &str, role: Role) {
        self.put_text(text, TextStyle::of(role), 0);
    }

    pub fn put_text(&mut self, text: &str, style: TextStyle, offset: usize) {
        self.put_span(Span {
            text,
            style,
            link: None,
            offset,
        });
    }

    fn put_span(&mut self, span: Span<'_>) {
        if !span.text.is_empty() {
            self.column += width::of(span.text);
            self.layout.lines.push(span);
        }
    }

    /// Fills with spaces up to a column, counted from the margin.
    pub fn pad(&mut self, column: usize) {
        let target = self.margin_width() + column;
        let missing = target.saturating_sub(self.column);
        self.put_own(&" ".repeat(missing), Role::Text);
    }

    /// Adds a stretch of running text that was adopted.
    pub fn put(&mut self, flow: &Adopted, range: Range<usize>) {
        for (text, run, offset) in flow.flow.parts(range) {
            let link = run.link.map(|index| flow.first_link + index);
            let citation = run.citation.map(|index| flow.first_citation + index);
            self.place(link, citation, width::of(text));
            self.put_span(Span {
                text,
                style: run.style,
                link,
                offset,
            });
        }
    }

    /// Notes where a link or a citation begins, and how far the link goes on its first line.
    fn place(&mut self, link: Option<usize>, citation: Option<usize>, columns: usize) {
        let here = (self.layout.lines.len(), self.column);
        if let Some(place) = link.and_then(|index| self.layout.links.get_mut(index)) {
            if place.line == usize::MAX {
                (place.line, place.column) = here;
            }
            if place.line == here.0 {
                place.width = here.1 + columns - place.column;
            }
        }
        let cited = citation.and_then(|index| self.layout.citations.get_mut(index));
        if let Some(place) = cited.filter(|place| place.line == usize::MAX) {
            (place.line, place.column) = here;
        }
    }

    /// Ends a line that comes from `offset`; anchors never fall.
    pub fn end(&mut self, offset: usize) {
        let anchor = Anchor(offset + self.shift);
        self.layout.lines.end(anchor, self.header);
        self.column = 0;
    }

    /// Takes over the links and citations of a text that is to be drawn.
    pub fn adopt(&mut self, mut flow: Flow) -> Adopted {
        let first_link = self.layout.links.len();
        let first_citation = self.layout.citations.len();
        self.layout.links.append(&mut flow.links);
        self.layout.citations.append(&mut flow.citations);
        Adopted {
            flow,
            first_link,
            first_citation,
        }
    }
}

/// Running text whose links and citations the layout has.
#[derive(Debug)]
pub struct Adopted {
    pub flow: Flow,
    first_link: usize,
    first_citation: usize,
}
