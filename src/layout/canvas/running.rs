//! Running text on a canvas, with its links and citations.

use std::ops::Range;

use crate::layout::Span;
use crate::layout::canvas::Canvas;
use crate::layout::flow::{Flow, FlowText, Part};

/// Running text whose links and citations the layout has.
#[derive(Clone, Debug)]
pub struct Adopted<'a> {
    pub text: FlowText<'a>,
    first_link: usize,
    first_citation: usize,
}

impl<'a> Canvas<'a> {
    /// Draws running text alone: each line from where it comes from, or all of them from one place.
    pub fn text(&mut self, flow: &Flow, from: Option<usize>) {
        let mut flow = self.adopt(flow);
        for line in flow.text.lines(self.measure()) {
            self.begin();
            let offset = self.put(&mut flow, line);
            self.end(from.unwrap_or(offset));
        }
    }

    /// Takes over the links and citations of a text that is to be drawn.
    pub fn adopt(&mut self, flow: &Flow) -> Adopted<'a> {
        let text = self.flows.get(flow);
        let (links, citations) = (&mut self.layout.links, &mut self.layout.citations);
        let (first_link, first_citation) = (links.len(), citations.len());
        links.extend_from_slice(self.flows.links(flow));
        citations.extend_from_slice(self.flows.citations(flow));
        Adopted {
            text,
            first_link,
            first_citation,
        }
    }

    /// Adds a line of running text that was adopted; where it comes from is told.
    pub fn put(&mut self, flow: &mut Adopted<'_>, range: Range<usize>) -> usize {
        let parts = flow.text.parts(range.clone());
        let offset = parts.offset();
        let mut ahead = 0;
        for part in parts {
            self.put_part(flow, &part, ahead);
            ahead += part.range.len();
        }
        self.layout.lines.go_on(flow.text.line(range));
        offset
    }

    /// Begins a span; its text is added with that of the whole line.
    fn put_part(&mut self, flow: &Adopted<'_>, part: &Part<'_>, ahead: usize) {
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
        self.layout.lines.begin_part(ahead, span);
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
