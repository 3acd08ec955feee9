//! Running text: all texts of a page in one string, with the style of each part and the line-break opportunities.

use std::ops::Range;

use crate::layout::breaks::{self, Break, Extent};
use crate::layout::compact::{narrow, widen, widen_option, widen_range};
use crate::layout::places::{CitationPlace, LinkPlace, TextStyle};
use crate::layout::width;
use crate::layout::wrap;

/// The running texts of a page, ready to be broken into lines of any width.
#[derive(Debug, Default)]
pub struct Flows {
    pub(super) text: String,
    pub(super) runs: Vec<StyleRun>,
    breaks: Vec<Break>,
    /// The links and citations in them, which have no place before they are drawn.
    pub(super) links: Vec<LinkPlace>,
    pub(super) citations: Vec<CitationPlace>,
}

/// One of the running texts of a page: where its parts are among all.
#[derive(Clone, Debug, Default)]
pub struct Flow {
    start: FlowPosition,
    end: FlowPosition,
    extent: Extent,
}

/// A position in each list of [`Flows`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct FlowPosition {
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
    /// Without those that end before the lines still to be drawn.
    runs: &'a [StyleRun],
    breaks: &'a [Break],
    extent: Extent,
}

/// A stretch of text with one style, from one place in the file.
#[derive(Clone, Copy, Debug)]
pub struct StyleRun {
    pub(super) start: u32,
    pub style: TextStyle,
    /// Indexes in the text's own lists.
    pub(super) link: u32,
    pub(super) citation: u32,
    pub(super) offset: u32,
    pub(super) last_offset: u32,
}

/// The part of a line that lies in one run.
#[derive(Clone, Debug)]
pub struct StyledPart<'a> {
    pub range: Range<usize>,
    pub run: &'a StyleRun,
    /// The source offset of its first byte.
    pub offset: usize,
}

impl Flows {
    pub fn get(&self, flow: &Flow) -> FlowText<'_> {
        let (start, end) = (flow.start, flow.end);
        FlowText {
            text: self
                .text
                .get(widen_range(start.text, end.text))
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
    pub(super) fn start(&self) -> FlowPosition {
        FlowPosition {
            text: narrow(self.text.len()),
            runs: narrow(self.runs.len()),
            breaks: narrow(self.breaks.len()),
            links: narrow(self.links.len()),
            citations: narrow(self.citations.len()),
        }
    }

    /// Ends a text; before the positions in `glue` no line of it should end.
    pub(super) fn end(&mut self, start: FlowPosition, glue: &[usize]) -> Flow {
        let text = self.text.get(widen(start.text)..).unwrap_or_default();
        let extent = breaks::find(text, glue, &mut self.breaks);
        Flow {
            start,
            end: self.start(),
            extent,
        }
    }
}

fn part<T>(all: &[T], start: u32, end: u32) -> &[T] {
    all.get(widen_range(start, end)).unwrap_or_default()
}

impl Flow {
    pub const fn is_empty(&self) -> bool {
        self.length() == 0
    }

    /// How much text there is.
    pub const fn length(&self) -> usize {
        widen(self.end.text - self.start.text)
    }

    /// The widest line there would be with room for all.
    pub const fn natural_width(&self) -> usize {
        widen(self.extent.natural)
    }

    /// The widest part that should not be parted.
    pub const fn longest_part(&self) -> usize {
        widen(self.extent.longest)
    }
}

impl FlowPosition {
    /// The index of the last link among the text's own.
    pub(super) fn last_link(self, flows: &Flows) -> u32 {
        narrow(flows.links.len()) - self.links - 1
    }

    pub(super) fn last_citation(self, flows: &Flows) -> u32 {
        narrow(flows.citations.len()) - self.citations - 1
    }
}

impl<'a> FlowText<'a> {
    /// The text of a line.
    pub fn line(&self, range: Range<usize>) -> &'a str {
        self.text.get(range).unwrap_or_default()
    }

    /// The columns of a part of it.
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

    /// The parts of a line. Lines must be asked for in order: runs that end before this line are dropped.
    pub fn parts(&mut self, line: Range<usize>) -> StyledParts<'a> {
        while let [_, next, ..] = self.runs
            && widen(next.start) <= line.start
        {
            self.runs = self.runs.get(1..).unwrap_or_default();
        }
        StyledParts {
            runs: self.runs,
            rest: line,
        }
    }
}

/// The parts of a line that are still to come.
#[derive(Clone, Debug)]
pub struct StyledParts<'a> {
    runs: &'a [StyleRun],
    rest: Range<usize>,
}

impl StyledParts<'_> {
    /// The source offset of the first byte; also of an empty line.
    pub fn offset(&self) -> usize {
        let run = self.runs.first();
        run.map_or(0, |run| run.offset_at(self.rest.start))
    }
}

impl<'a> Iterator for StyledParts<'a> {
    type Item = StyledPart<'a>;

    fn next(&mut self) -> Option<StyledPart<'a>> {
        while !self.rest.is_empty() {
            let (run, runs) = self.runs.split_first()?;
            let end = runs.first().map_or(self.rest.end, |next| widen(next.start));
            let start = self.rest.start;
            self.rest.start = end.clamp(start, self.rest.end);
            self.runs = runs;
            if start < self.rest.start {
                return Some(StyledPart {
                    range: start..self.rest.start,
                    run,
                    offset: run.offset_at(start),
                });
            }
        }
        None
    }
}

impl StyleRun {
    /// An index in the text's own links.
    pub fn link(&self) -> Option<usize> {
        widen_option(self.link)
    }

    /// An index in the text's own citations.
    pub fn citation(&self) -> Option<usize> {
        widen_option(self.citation)
    }

    fn offset_at(&self, at: usize) -> usize {
        let offset = widen(self.offset) + at.saturating_sub(widen(self.start));
        offset.min(widen(self.last_offset))
    }
}
