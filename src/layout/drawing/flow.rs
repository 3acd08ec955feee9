//! Running text on a canvas, with its links and citations.

use std::ops::Range;

use crate::layout::drawing::canvas::Canvas;
use crate::layout::flow::{Flow, FlowText, StyledPart};
use crate::layout::lines::Span;

/// Running text whose links and citations are in the layout already.
#[derive(Clone, Debug)]
pub struct DrawnFlow<'a> {
    pub text: FlowText<'a>,
    first_link: usize,
    first_citation: usize,
}

impl<'a> Canvas<'a> {
    /// Draws running text; with `from` all lines have that source offset.
    pub fn text(&mut self, flow: &Flow, from: Option<usize>) {
        let mut flow = self.begin_flow(flow);
        for line in flow.text.lines(self.measure()) {
            self.begin();
            let offset = self.put(&mut flow, line);
            self.end(from.unwrap_or(offset));
        }
    }

    /// Adds the links and citations of a text to the layout, before its lines are drawn.
    pub fn begin_flow(&mut self, flow: &Flow) -> DrawnFlow<'a> {
        let text = self.flows.get(flow);
        let (links, citations) = (&mut self.layout.links, &mut self.layout.citations);
        let (first_link, first_citation) = (links.len(), citations.len());
        links.extend_from_slice(self.flows.links(flow));
        citations.extend_from_slice(self.flows.citations(flow));
        DrawnFlow {
            text,
            first_link,
            first_citation,
        }
    }

    /// Adds a line of running text; returns its source offset.
    pub fn put(&mut self, flow: &mut DrawnFlow<'_>, range: Range<usize>) -> usize {
        let parts = flow.text.parts(range.clone());
        let offset = parts.offset();
        let mut ahead = 0;
        for part in parts {
            self.put_part(flow, &part, ahead);
            ahead += part.range.len();
        }
        self.layout.lines.push_text(flow.text.line(range));
        offset
    }

    /// Begins a span; the text of the whole line is added at once afterwards.
    fn put_part(&mut self, flow: &DrawnFlow<'_>, part: &StyledPart<'_>, ahead: usize) {
        let link = part.run.link().map(|index| flow.first_link + index);
        let citation = part.run.citation();
        let citation = citation.map(|index| flow.first_citation + index);
        let columns = flow.text.width(&part.range);
        if link.is_some() || citation.is_some() {
            self.place(link, citation, columns);
        }
        self.column += columns;
        let span = Span {
            text: "",
            style: part.run.style,
            link,
            offset: part.offset,
        };
        self.layout.lines.begin_span(ahead, span);
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
}
