//! Lines being drawn: margins at the left, spans after them, and the places of links as they fall.

use std::ops::Range;

use crate::layout::flow::{Flow, FlowText, Flows, Part};
use crate::layout::prepared::Marker;
use crate::layout::{Anchor, Layout, Role, Span, TextStyle, width};

/// The columns that must stay beside a margin; a margin that leaves fewer is not drawn.
const LEAST_TEXT: usize = 6;

/// A layout in the making.
#[derive(Debug)]
pub struct Canvas<'a> {
    flows: &'a Flows,
    /// The columns there are, and those that running text may use.
    columns: usize,
    measure: usize,
    layout: Layout,
    margins: Vec<Margin<'a>>,
    /// The columns that the margins take.
    indent: usize,
    column: usize,
    gap: bool,
    /// The table head that the lines being drawn belong to.
    pub header: Option<usize>,
    /// What is added to anchors, so that notes shown at the end follow the text.
    pub shift: usize,
}

/// What stands left of a block: a bullet, then spaces; the bar of a quote.
#[derive(Clone, Copy, Debug)]
pub struct Margin<'a> {
    first: &'a str,
    rest: &'a str,
    width: usize,
    drawn: bool,
}

impl<'a> Margin<'a> {
    pub fn of(marker: &'a Marker) -> Self {
        Self {
            first: &marker.first,
            rest: &marker.rest,
            width: marker.width,
            drawn: false,
        }
    }

    /// The same spaces before all lines.
    pub const fn blank(spaces: &'a str) -> Self {
        Self {
            first: spaces,
            rest: spaces,
            width: spaces.len(),
            drawn: false,
        }
    }
}

/// Running text whose links and citations the layout has.
#[derive(Clone, Debug)]
pub struct Adopted<'a> {
    pub text: FlowText<'a>,
    first_link: usize,
    first_citation: usize,
}

impl<'a> Canvas<'a> {
    /// Goes on with a layout.
    pub fn new(flows: &'a Flows, layout: Layout, (columns, measure): (usize, usize)) -> Self {
        Self {
            flows,
            columns,
            measure: columns.min(measure),
            layout,
            margins: Vec::new(),
            indent: 0,
            column: 0,
            gap: false,
            header: None,
            shift: 0,
        }
    }

    /// The layout as far as it was drawn.
    pub fn into_layout(self) -> Layout {
        self.layout
    }

    pub const fn layout(&mut self) -> &mut Layout {
        &mut self.layout
    }

    /// The columns for running text.
    pub fn measure(&self) -> usize {
        self.measure.saturating_sub(self.indent).max(1)
    }

    /// The columns for what may be as wide as the screen.
    pub fn width(&self) -> usize {
        self.columns.saturating_sub(self.indent).max(1)
    }

    /// Draws inside a margin, unless that leaves no room.
    pub fn within(&mut self, margin: Margin<'a>, draw: impl FnOnce(&mut Self)) {
        if self.measure() < margin.width + LEAST_TEXT {
            return draw(self);
        }
        self.margins.push(margin);
        self.indent += margin.width;
        draw(self);
        let is_owed = |margin: &Margin<'_>| !margin.drawn && !margin.first.trim().is_empty();
        if self.margins.last().is_some_and(is_owed) {
            self.begin();
            self.end(0);
        }
        self.margins.pop();
        self.indent -= margin.width;
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
        widest.saturating_sub(self.indent)
    }

    fn draw_gap(&mut self) {
        if !std::mem::take(&mut self.gap) {
            return;
        }
        let drawn = self.margins.iter().filter(|margin| margin.drawn);
        let text: String = drawn.map(|margin| margin.rest).collect();
        self.put_own(text.trim_end(), Role::Marker);
        self.end(0);
    }

    /// Begins a line: all that stands in the margins is one span.
    pub fn begin(&mut self) {
        self.draw_gap();
        let mut is_first = true;
        for margin in &mut self.margins {
            let drawn = std::mem::replace(&mut margin.drawn, true);
            let text = if drawn { margin.rest } else { margin.first };
            if is_first {
                self.layout.lines.push(own(text, Role::Marker));
            } else {
                self.layout.lines.go_on(text);
            }
            is_first = false;
        }
        self.column = self.indent;
    }

    /// Adds text that the program makes.
    pub fn put_own(&mut self, text: &str, role: Role) {
        self.put_span(own(text, role));
    }

    /// Adds a sign so many times.
    pub fn put_repeated(&mut self, sign: char, times: usize, role: Role) {
        if times > 0 {
            self.column += times;
            self.layout.lines.push_repeated(sign, times, own("", role));
        }
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
        let target = self.indent + column;
        self.put_repeated(' ', target.saturating_sub(self.column), Role::Text);
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

    /// Ends a line that comes from `offset`; anchors never fall.
    pub fn end(&mut self, offset: usize) {
        let anchor = Anchor(offset + self.shift);
        self.layout.lines.end(anchor, self.header);
        self.column = 0;
    }

    /// Takes over the links and citations of a text that is to be drawn.
    pub fn adopt(&mut self, flow: &Flow) -> Adopted<'a> {
        let text = self.flows.get(flow);
        let (links, citations) = (&mut self.layout.links, &mut self.layout.citations);
        let (first_link, first_citation) = (links.len(), citations.len());
        links.extend_from_slice(text.links);
        citations.extend_from_slice(text.citations);
        Adopted {
            text,
            first_link,
            first_citation,
        }
    }
}

/// Text that the program makes.
const fn own(text: &str, role: Role) -> Span<'_> {
    Span {
        text,
        style: TextStyle::of(role),
        link: None,
        offset: 0,
    }
}
