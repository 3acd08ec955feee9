//! The lines being drawn: margins at the left, then spans.

use std::ops::Range;

use crate::layout::flow::Flow;
use crate::layout::lines::Span;
use crate::layout::margins::{Margin, Margins};
use crate::layout::options::{Drawings, Options, Symbols};
use crate::layout::page_layout::Layout;
use crate::layout::places::{Anchor, Role};
use crate::layout::width;

/// The columns that must stay beside a margin; a margin that leaves fewer is not drawn.
const LEAST_TEXT: usize = 6;

/// A layout being drawn, and the state between its lines.
#[derive(Debug)]
pub struct Canvas {
    pub symbols: Symbols,
    pub drawings: Drawings,
    /// The columns there are, and those that running text may use.
    columns: usize,
    measure: usize,
    pub layout: Layout,
    margins: Margins,
    /// The columns that the line being drawn fills.
    pub column: usize,
    gap: bool,
    /// The table head that the lines being drawn belong to.
    header: Option<usize>,
    /// The role that plain text has here.
    pub role: Role,
    /// Added to anchors, so that footnotes, which are drawn last, follow the text.
    pub shift: usize,
    /// A running text that was drawn: the next one takes its memory.
    pub scratch: Flow,
}

impl Canvas {
    pub fn new(options: &Options) -> Self {
        Self {
            symbols: options.symbols,
            drawings: options.drawings,
            columns: options.width,
            measure: options.width.min(options.measure),
            layout: Layout::default(),
            margins: Margins::default(),
            column: 0,
            gap: false,
            header: None,
            role: Role::Text,
            shift: 0,
            scratch: Flow::default(),
        }
    }

    pub fn finish(self) -> Layout {
        self.layout.finished()
    }

    /// One of our own signs, as the terminal can show it.
    pub const fn sign(&self, unicode: &'static str, ascii: &'static str) -> &'static str {
        if self.symbols.is_unicode() {
            unicode
        } else {
            ascii
        }
    }

    /// The lines that follow belong to a table whose head these lines are.
    pub fn begin_table(&mut self, head: Range<usize>) {
        self.header = Some(self.layout.headers.len());
        self.layout.headers.push(head);
    }

    pub const fn end_table(&mut self) {
        self.header = None;
    }

    /// The columns for running text.
    pub fn measure(&self) -> usize {
        self.measure.saturating_sub(self.margins.indent()).max(1)
    }

    /// The columns for what may be as wide as the screen.
    pub fn width(&self) -> usize {
        self.columns.saturating_sub(self.margins.indent()).max(1)
    }

    /// Draws inside a margin, unless that leaves no room.
    pub fn within(&mut self, margin: Margin, draw: impl FnOnce(&mut Self)) {
        if self.measure() < margin.width + LEAST_TEXT {
            return draw(self);
        }
        self.margins.push(margin);
        draw(self);
        if self.margins.has_pending_marker() {
            self.begin();
            self.end(0);
        }
        self.margins.pop();
    }

    /// Draws with another role for plain text.
    pub fn with_role(&mut self, role: Role, draw: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.role, role);
        draw(self);
        self.role = outer;
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
        let lines = (line..self.layout.lines.len()).filter_map(|line| self.layout.lines.get(line));
        let widest = lines.map(|line| line.width()).max().unwrap_or(0);
        widest.saturating_sub(self.margins.indent())
    }

    fn draw_gap(&mut self) {
        if std::mem::take(&mut self.gap) {
            let text = self.margins.blank_line_prefix();
            self.put(Span::own(text.trim_end(), Role::Marker));
            self.end(0);
        }
    }

    /// Begins a line: all that stands in the margins is one span.
    pub fn begin(&mut self) {
        self.draw_gap();
        let role = self.margins.role();
        for (index, text) in self.margins.draw().enumerate() {
            if index == 0 {
                self.layout.lines.push(Span::own(text, role));
            } else {
                self.layout.lines.push_text(text);
            }
        }
        self.column = self.margins.indent();
    }

    pub fn put(&mut self, span: Span<'_>) {
        if !span.text.is_empty() {
            self.column += width::of(span.text);
            self.layout.lines.push(span);
        }
    }

    /// Adds a character so many times.
    pub fn put_repeated(&mut self, sign: char, times: usize, role: Role) {
        if times > 0 {
            self.column += times;
            self.layout.lines.push_repeated(sign, times, role);
        }
    }

    /// Fills with spaces up to a column, counted from the margin.
    pub fn pad(&mut self, column: usize) {
        let target = self.margins.indent() + column;
        self.put_repeated(' ', target.saturating_sub(self.column), Role::Text);
    }

    /// Ends a line that comes from a source offset.
    pub fn end(&mut self, offset: usize) {
        let anchor = Anchor(offset + self.shift);
        self.layout.lines.end(anchor, self.header);
        self.column = 0;
    }
}
