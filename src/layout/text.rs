//! Running text on a canvas, with its links and citations.

use std::ops::Range;

use crate::content::Inline;
use crate::layout::canvas::Canvas;
use crate::layout::flow::{Flow, StyleRun, StyledParts};
use crate::layout::lines::Span;
use crate::layout::writer::FlowText;

impl Canvas {
    /// Draws running text in the role that plain text has here.
    pub fn draw_plain(&mut self, inlines: &[Inline], range: &Range<usize>) {
        self.draw_text(&self.plain(inlines, range), None);
    }

    /// Draws running text; with `from` all lines have that source offset.
    pub fn draw_text(&mut self, text: &FlowText<'_>, from: Option<usize>) {
        let flow = self.write(text);
        self.draw_flow(flow, from);
    }

    /// Draws running text that is written out.
    pub fn draw_flow(&mut self, flow: Flow, from: Option<usize>) {
        let mut parts = flow.parts();
        for line in flow.lines(self.measure()) {
            self.begin();
            let offset = self.put_line(&mut parts, line);
            self.end(from.unwrap_or(offset));
        }
        self.scratch = flow;
    }

    /// Adds a line of running text; returns its source offset.
    pub fn put_line(&mut self, parts: &mut StyledParts<'_>, line: Range<usize>) -> usize {
        let offset = parts.go_to(line);
        for part in parts {
            let column = self.column;
            self.put(Span {
                text: part.text,
                style: part.run.style,
                link: part.run.link,
                offset: part.offset,
            });
            self.place(part.run, column);
        }
        offset
    }

    /// Notes where a link or a citation begins, and how far the link goes on its first line: a part of it was drawn at
    /// `column`.
    fn place(&mut self, run: &StyleRun, column: usize) {
        let line = self.layout.lines.len();
        let links = &mut self.layout.links;
        if let Some(place) = run.link.and_then(|index| links.get_mut(index)) {
            if place.line == usize::MAX {
                (place.line, place.column) = (line, column);
            }
            if place.line == line {
                place.width = self.column - place.column;
            }
        }
        let citations = &mut self.layout.citations;
        let cited = run.citation.and_then(|index| citations.get_mut(index));
        if let Some(place) = cited.filter(|place| place.line == usize::MAX) {
            (place.line, place.column) = (line, column);
        }
    }
}
