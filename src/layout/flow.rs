//! Running text made flat: all texts of a page in one string, the style of each part, and where lines may end.

use std::ops::Range;

use crate::layout::breaks::{self, Break, Extent};
use crate::layout::small::{index, range, small, wide};
use crate::layout::wrap;
use crate::layout::{CitationPlace, LinkPlace, TextStyle, width};

/// The running texts of a page, ready to be broken into lines of any width.
#[derive(Debug, Default)]
pub struct Flows {
    pub(super) text: String,
    pub(super) runs: Vec<Run>,
    breaks: Vec<Break>,
    /// The links and citations in them, which have no place before they are drawn.
    pub(super) links: Vec<LinkPlace>,
    pub(super) citations: Vec<CitationPlace>,
}

/// One of the running texts of a page: where its parts are among all.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    start: Start,
    end: Start,
    extent: Extent,
}

/// How much of everything there is before a text.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Start {
    pub text: u32,
    runs: u32,
    breaks: u32,
    links: u32,
    citations: u32,
}

/// A running text to be drawn.
#[derive(Clone, Debug)]
pub struct FlowText<'a> {
    text: &'a str,
    /// Those that lines still to be drawn may be in.
    runs: &'a [Run],
    breaks: &'a [Break],
    extent: Extent,
}

/// A part of one style and origin.
#[derive(Clone, Copy, Debug)]
pub struct Run {
    pub(super) start: u32,
    pub style: TextStyle,
    /// Indexes in the text's own lists.
    pub(super) link: u32,
    pub(super) citation: u32,
    pub(super) offset: u32,
    pub(super) last_offset: u32,
}

/// A stretch of text to be drawn.
#[derive(Clone, Debug)]
pub struct Part<'a> {
    pub range: Range<usize>,
    pub run: &'a Run,
    /// The source offset of its first byte.
    pub offset: usize,
}

impl Flows {
    pub fn get(&self, flow: &Flow) -> FlowText<'_> {
        let (start, end) = (flow.start, flow.end);
        FlowText {
            text: self
                .text
                .get(range(start.text, end.text))
                .unwrap_or_default(),
            runs: part(&self.runs, start.runs, end.runs),
            breaks: part(&self.breaks, start.breaks, end.breaks),
            extent: flow.extent,
        }
    }

    pub fn links(&self, flow: &Flow) -> &[LinkPlace] {
        part(&self.links, flow.start.links, flow.end.links)
    }

    pub fn citations(&self, flow: &Flow) -> &[CitationPlace] {
        part(&self.citations, flow.start.citations, flow.end.citations)
    }

    /// Where the next text will begin.
    pub(super) fn start(&self) -> Start {
        Start {
            text: small(self.text.len()),
            runs: small(self.runs.len()),
            breaks: small(self.breaks.len()),
            links: small(self.links.len()),
            citations: small(self.citations.len()),
        }
    }

    /// Ends a text; before the positions in `glue` no line of it should end.
    pub(super) fn end(&mut self, start: Start, glue: &[usize]) -> Flow {
        let text = self.text.get(index(start.text)..).unwrap_or_default();
        let extent = breaks::find(text, glue, &mut self.breaks);
        Flow {
            start,
            end: self.start(),
            extent,
        }
    }

    /// Gives back the memory that was kept for more.
    pub fn shrink(&mut self) {
        self.text.shrink_to_fit();
        self.runs.shrink_to_fit();
        self.breaks.shrink_to_fit();
        self.links.shrink_to_fit();
        self.citations.shrink_to_fit();
    }
}

fn part<T>(all: &[T], start: u32, end: u32) -> &[T] {
    all.get(range(start, end)).unwrap_or_default()
}

impl Flow {
    pub const fn is_empty(&self) -> bool {
        self.length() == 0
    }

    /// How much text there is.
    pub const fn length(&self) -> usize {
        index(self.end.text - self.start.text)
    }

    /// The widest line there would be with room for all.
    pub const fn natural_width(&self) -> usize {
        index(self.extent.natural)
    }

    /// The widest part that should not be parted.
    pub const fn longest_part(&self) -> usize {
        index(self.extent.longest)
    }
}

impl Start {
    /// The number among a text's own links, or citations, of the last there is.
    pub(super) fn last_link(self, flows: &Flows) -> u32 {
        small(flows.links.len()) - self.links - 1
    }

    pub(super) fn last_citation(self, flows: &Flows) -> u32 {
        small(flows.citations.len()) - self.citations - 1
    }
}

impl<'a> FlowText<'a> {
    /// The text of a line.
    pub fn line(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The columns that a part of it fills.
    pub fn width(&self, range: &Range<usize>) -> usize {
        if self.extent.is_ascii {
            range.len()
        } else {
            width::of(self.line(range.clone()))
        }
    }

    /// Its lines at a width, as byte ranges.
    pub fn lines(&self, columns: usize) -> Vec<Range<usize>> {
        wrap::lines(self.text, self.breaks, columns)
    }

    /// The parts of a line, each up to where the next begins. Lines are asked for in their order: runs that end
    /// before this one begins are passed over for good.
    pub fn parts(&mut self, line: Range<usize>) -> Parts<'a> {
        while let [_, next, ..] = self.runs
            && index(next.start) <= line.start
        {
            self.runs = self.runs.get(1..).unwrap_or_default();
        }
        Parts {
            runs: self.runs,
            rest: line,
        }
    }
}

/// The parts of a line that are still to come.
#[derive(Clone, Debug)]
pub struct Parts<'a> {
    runs: &'a [Run],
    rest: Range<usize>,
}

impl Parts<'_> {
    /// The source offset of the first byte, even of a line of nothing.
    pub fn offset(&self) -> usize {
        let run = self.runs.first();
        run.map_or(0, |run| run.offset_at(self.rest.start))
    }
}

impl<'a> Iterator for Parts<'a> {
    type Item = Part<'a>;

    fn next(&mut self) -> Option<Part<'a>> {
        while !self.rest.is_empty() {
            let (run, runs) = self.runs.split_first()?;
            let end = runs.first().map_or(self.rest.end, |next| index(next.start));
            let start = self.rest.start;
            self.rest.start = end.clamp(start, self.rest.end);
            self.runs = runs;
            if start < self.rest.start {
                return Some(Part {
                    range: start..self.rest.start,
                    run,
                    offset: run.offset_at(start),
                });
            }
        }
        None
    }
}

impl Run {
    /// An index in the text's own links.
    pub fn link(&self) -> Option<usize> {
        wide(self.link)
    }

    /// An index in the text's own citations.
    pub fn citation(&self) -> Option<usize> {
        wide(self.citation)
    }

    fn offset_at(&self, at: usize) -> usize {
        let offset = index(self.offset) + at.saturating_sub(index(self.start));
        offset.min(index(self.last_offset))
    }
}
